package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import java.util.List;

/// Writes the interface that has the types of each operation under its id.
final class OperationWriter {
  private final ApiDocument document;
  private final OperationTypes types;
  private final SourceWriter out;

  OperationWriter(ApiDocument document, OperationTypes types, SourceWriter out) {
    this.document = document;
    this.types = types;
    this.out = out;
  }

  void write() {
    out.line("/** An event of a stream of server-sent events. */");
    out.open("export interface ApiEvent<Data> {");
    out.line("data: Data;");
    out.line("event?: string;");
    out.line("id?: string;");
    out.close("}");
    out.line("");
    out.line("/** What goes into each operation, and what comes out of it. */");
    write("ApiOperations", document.operations());
    if (!document.webhooks().isEmpty()) {
      out.line("");
      out.line("/** What the application sends by itself: input is what arrives. */");
      write("ApiWebhooks", document.webhooks());
    }
  }

  private void write(String name, List<ApiOperation> operations) {
    out.open("export interface " + name + " {");
    operations.forEach(this::write);
    out.close("}");
  }

  private void write(ApiOperation operation) {
    out.comment(DocComments.of(operation));
    out.open(Names.property(operation.id()) + ": {");
    out.line("method: " + Names.quoted(operation.method()) + ";");
    out.line("path: " + Names.quoted(operation.path()) + ";");
    writeInput(operation);
    var results = types.results(operation);
    out.open("results: {");
    results.forEach((type, result) -> out.line(Names.property(type) + ": " + result + ";"));
    out.close("};");
    out.line("result: " + types.result(operation) + ";");
    out.open("answers: {");
    operation
        .answers()
        .forEach((status, answer) -> {
          if (!OperationTypes.isVague(status, answer)) {
            write(status, types.content(operation, answer), answer);
          }
        });
    out.close("};");
    out.close("};");
  }

  private void write(String status, String type, ApiOperation.Answer answer) {
    out.comment(DocComments.firstLine(answer.node()));
    out.line((isNumber(status) ? status : Names.property(status)) + ": " + type + ";");
  }

  private static boolean isNumber(String status) {
    return status.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }

  private void writeInput(ApiOperation operation) {
    out.open("input: {");
    writeGroup(operation, "path", "path");
    writeGroup(operation, "query", "query");
    writeGroup(operation, "header", "headers");
    writeGroup(operation, "cookie", "cookies");
    var bodies = types.bodies(operation);
    if (bodies.size() == 1) {
      out.line(bodies.getFirst() + ";");
    }
    if (bodies.size() > 1) {
      out.close("} & (");
      bodies.forEach(body -> out.line("  | { " + body + " }"));
      out.line(");");
    } else {
      out.close("};");
    }
  }

  /// Browsers send cookies by themselves, so nobody has to give them.
  private void writeGroup(ApiOperation operation, String in, String name) {
    var parameters = types.parameters(operation, in);
    if (parameters.isEmpty()) {
      return;
    }
    var required = !in.equals("cookie") && parameters.stream().anyMatch(Parameter::required);
    out.open(name + (required ? ": {" : "?: {"));
    for (var parameter : parameters) {
      out.comment(DocComments.of(parameter));
      var mark = parameter.required() && !in.equals("cookie") ? ": " : "?: ";
      out.line(Names.property(parameter.name()) + mark + types.of(parameter) + ";");
    }
    out.close("};");
  }
}
