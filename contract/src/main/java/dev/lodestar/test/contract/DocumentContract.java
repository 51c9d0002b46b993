package dev.lodestar.test.contract;

import dev.lodestar.test.ContractEngine;
import dev.lodestar.test.ContractExchange;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.ContractOptions;
import java.util.List;
import java.util.Set;

/// A document that exchanges are compared with. Thread-safe.
final class DocumentContract implements ContractEngine.Contract {
  /// What an application answers for a path or a method that it does not have.
  private static final Set<Integer> NO_SUCH_OPERATION = Set.of(404, 405, 501);

  private static final Set<Integer> INVALID_INPUT = Set.of(400, 422);

  private final Place document;
  private final ContractOptions options;
  private final Operations operations;
  private final RequestCheck requests;
  private final ResponseCheck responses;

  DocumentContract(Place document, ContractOptions options) {
    this.document = document;
    this.options = options;
    operations = new Operations(document);
    var validator = new SchemaValidator(document.value());
    var texts = new ParameterTexts(validator);
    var contents = new Contents(texts);
    requests = new RequestCheck(validator, texts, contents);
    responses = new ResponseCheck(validator, texts, contents, options);
  }

  @Override
  public List<ContractFinding> check(ContractExchange exchange) {
    var findings = new Findings(options);
    var operation = operations.of(exchange);
    if (operation.isEmpty()) {
      checkUnknown(exchange, findings);
      return findings.list();
    }
    responses.check(operation.get(), exchange, findings);
    var status = exchange.status().code();
    if (status / 100 == 2) {
      requests.check(operation.get(), exchange, findings);
    } else if (INVALID_INPUT.contains(status) && options.reports(Kind.REFUSED_REQUEST)) {
      checkRefused(operation.get(), exchange, findings);
    }
    return findings.list();
  }

  private void checkUnknown(ContractExchange exchange, Findings findings) {
    var isKnownToApplication =
        exchange.route().isPresent() || !NO_SUCH_OPERATION.contains(exchange.status().code());
    if (isKnownToApplication && Operations.areDocumented(exchange.method())) {
      findings.add(
          Kind.UNDOCUMENTED_OPERATION,
          document.member("paths"),
          "The document has no operation for " + exchange.operation() + ".");
    }
  }

  private void checkRefused(Operation operation, ContractExchange exchange, Findings findings) {
    var objections = new Findings(ContractOptions.standard());
    requests.check(operation, exchange, objections);
    if (objections.isEmpty()) {
      findings.add(
          Kind.REFUSED_REQUEST,
          operation.place(),
          "The request was refused with the status "
              + exchange.status()
              + ", but the document allows it.");
    }
  }

  @Override
  public List<ContractFinding> checkEvent(ContractExchange exchange, String event, String data) {
    var findings = new Findings(options);
    if (Contents.isCompared(event)) {
      operations
          .of(exchange)
          .ifPresent(operation -> responses.checkEvent(operation, exchange, data, findings));
    }
    return findings.list();
  }
}
