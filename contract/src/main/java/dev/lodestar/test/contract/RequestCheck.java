package dev.lodestar.test.contract;

import dev.lodestar.http.Cookies;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.QueryParameters;
import dev.lodestar.test.ContractExchange;
import dev.lodestar.test.ContractFinding.Kind;
import dev.lodestar.test.contract.Contents.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Compares a request with what the document says of the requests of its operation.
final class RequestCheck {
  /// Header parameters of these names mean nothing in OpenAPI.
  private static final Set<String> DESCRIBED_ELSEWHERE =
      Set.of("accept", "authorization", "content-type");

  private final SchemaValidator validator;
  private final ParameterTexts texts;
  private final Contents contents;

  RequestCheck(SchemaValidator validator, ParameterTexts texts, Contents contents) {
    this.validator = validator;
    this.texts = texts;
    this.contents = contents;
  }

  /// Adds what the document forbids and the application accepted.
  void check(Operation operation, ContractExchange exchange, Findings findings) {
    var query = queryOf(exchange);
    if (query.isPresent()) {
      checkParameters(operation, exchange, query.get(), findings);
      checkUndocumented(operation, query.get(), findings);
    }
    checkContent(operation, exchange, findings);
  }

  private static Optional<QueryParameters> queryOf(ContractExchange exchange) {
    var start = exchange.target().indexOf('?');
    try {
      return Optional.of(
          QueryParameters.parse(start < 0 ? "" : exchange.target().substring(start + 1)));
    } catch (HttpException malformed) {
      return Optional.empty();
    }
  }

  private void checkParameters(
      Operation operation, ContractExchange exchange, QueryParameters query, Findings findings) {
    var cookies = Cookies.from(exchange.requestHeaders());
    var path = Operations.pathValues(operation, exchange);
    for (var parameter : operation.parameters()) {
      var name = parameter.name();
      switch (parameter.in()) {
        case "query" -> checkQuery(parameter, query, findings);
        case "header" -> {
          if (!DESCRIBED_ELSEWHERE.contains(name.toLowerCase(Locale.ROOT))) {
            check(parameter, headerValues(parameter, exchange), findings);
          }
        }
        case "cookie" ->
            check(
                parameter,
                parameter.names().stream().flatMap(any -> cookies.first(any).stream()).toList(),
                findings);
        case "path" -> {
          if (path.containsKey(name)) {
            check(parameter, List.of(path.get(name)), findings);
          }
        }
        default -> {
          // there are no others
        }
      }
    }
  }

  private List<String> headerValues(Operation.Parameter parameter, ContractExchange exchange) {
    var headers = exchange.requestHeaders();
    var isList = texts.isOnlyArray(parameter.place().member("schema"));
    return parameter.names().stream()
        .flatMap(name -> (isList ? headers.elements(name) : headers.all(name)).stream())
        .toList();
  }

  private void checkQuery(Operation.Parameter parameter, QueryParameters query, Findings findings) {
    if (!isObject(parameter)) {
      var values = parameter.names().stream().flatMap(name -> query.all(name).stream()).toList();
      var isJoined = parameter.place().value().path("explode").booleanValue(true);
      check(
          parameter,
          isJoined || values.size() != 1 ? values : List.of(values.getFirst().split(",", -1)),
          findings);
    }
  }

  /// Objects are written as several parameters.
  private static boolean isObject(Operation.Parameter parameter) {
    var schema = parameter.place().at("schema");
    return schema.text("type").filter("object"::equals).isPresent()
        || parameter.place().text("style").filter("deepObject"::equals).isPresent();
  }

  private void check(Operation.Parameter parameter, List<String> values, Findings findings) {
    var what = "the " + parameter.in() + " parameter " + parameter.name();
    if (values.isEmpty()) {
      if (parameter.required()) {
        findings.add(
            Kind.ACCEPTED_REQUEST,
            parameter.place(),
            "The request was accepted without " + what + ", which the document requires.");
      }
      return;
    }
    var schema = parameter.place().member("schema");
    if (schema.exists()) {
      findings.addAll(
          Kind.ACCEPTED_REQUEST,
          "The request was accepted though " + what + " is '" + String.join(", ", values) + "'",
          texts.problems(schema, values));
    }
  }

  private static void checkUndocumented(
      Operation operation, QueryParameters query, Findings findings) {
    var known = new HashSet<String>();
    for (var parameter : operation.parameters()) {
      if (parameter.in().equals("query")) {
        if (isObject(parameter)) {
          return;
        }
        known.addAll(parameter.names());
      }
    }
    for (var name : query.names()) {
      if (!known.contains(name)) {
        findings.add(
            Kind.UNDOCUMENTED_PARAMETER,
            operation.place().member("parameters"),
            "The request has the query parameter " + name + ", which the document does not have.");
      }
    }
  }

  private void checkContent(Operation operation, ContractExchange exchange, Findings findings) {
    var body = operation.place().at("requestBody");
    if (!body.exists() || exchange.requestContent().isEmpty()) {
      return;
    }
    var content = exchange.requestContent().get();
    var mediaType = exchange.requestHeaders().first("Content-Type").flatMap(RequestCheck::parsed);
    if (content.length == 0 && !mayBeEmpty(mediaType)) {
      if (body.isTrue("required")) {
        findings.add(
            Kind.ACCEPTED_REQUEST,
            body,
            "The request was accepted without content, which the document requires.");
      }
      return;
    }
    if (mediaType.isEmpty()) {
      return;
    }
    var entry = Contents.entry(body.member("content"), mediaType.get());
    if (entry.isEmpty()) {
      findings.add(
          Kind.ACCEPTED_REQUEST,
          body.member("content"),
          "The request was accepted with content of the media type "
              + mediaType.get()
              + ", which the document does not have.");
      return;
    }
    var schema = entry.get().member("schema");
    if (Contents.isDescribed(entry.get())) {
      var reading = contents.read(mediaType.get(), exchange.requestHeaders(), content, schema);
      checkContent(reading, schema, findings);
    }
  }

  /// Whether nothing at all is a value: an empty text, no item, a form without fields.
  private static boolean mayBeEmpty(Optional<MediaType> mediaType) {
    return mediaType.filter(known -> !known.isJson() && !known.isMessagePack()).isPresent();
  }

  private void checkContent(Reading reading, Place schema, Findings findings) {
    switch (reading) {
      case Reading.Opaque _ -> {
        // nothing that a schema could say
      }
      case Reading.Malformed(var why) ->
          findings.add(
              Kind.ACCEPTED_REQUEST,
              schema,
              "The request was accepted though its content " + why + ".");
      case Reading.Values(var values) -> {
        for (var value : values) {
          findings.addAll(
              Kind.ACCEPTED_REQUEST,
              "The request was accepted though its content is not valid",
              validator.problems(schema, value));
        }
      }
    }
  }

  private static Optional<MediaType> parsed(String text) {
    try {
      return Optional.of(MediaType.parse(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }
}
