package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.ApiOperation.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes the tables from which the client knows how each operation is called.
final class PlanWriter {
  private static final String REST = "x-rest-of-path";

  private final ApiDocument document;
  private final OperationTypes types;
  private final SourceWriter out;

  PlanWriter(ApiDocument document, OperationTypes types, SourceWriter out) {
    this.document = document;
    this.types = types;
    this.out = out;
  }

  void write() {
    var schemes = document.root().get("components").get("securitySchemes").fields();
    out.line("");
    out.line("/** The names of the security schemes. */");
    out.line(
        "export type ApiSecurityScheme = "
            + (schemes.isEmpty()
                ? "never"
                : schemes.keySet().stream().map(Names::quoted).collect(Collectors.joining(" | ")))
            + ";");
    out.line("");
    out.line("/** A function for each operation. */");
    out.open("export interface ApiClient {");
    for (var operation : document.operations()) {
      out.comment(DocComments.of(operation));
      out.line(Names.property(operation.id()) + ": ApiCall<" + Names.quoted(operation.id()) + ">;");
    }
    out.close("}");
    out.line("");
    var server = document.root().get("servers").items().stream().findFirst();
    out.line(
        "const defaultServer = "
            + Names.quoted(
                server
                    .map(each -> each.get("url").text(""))
                    .filter(url -> !url.contains("{"))
                    .orElse(""))
            + ";");
    out.line("");
    writeSchemes();
    out.line("");
    out.open("const plans: { [Id in ApiOperationId]: ApiPlan } = {");
    document.operations().forEach(this::write);
    out.close("};");
    out.line("");
    out.open("const statuses: { [Id in ApiOperationId]: string[] } = {");
    document
        .operations()
        .forEach(operation ->
            out.line(Names.property(operation.id()) + ": " + statuses(operation) + ","));
    out.close("};");
  }

  private void writeSchemes() {
    out.open(
        "const schemes: { [name: string]: { in: string; name: string; prefix?: string } } = {");
    document
        .root()
        .get("components")
        .get("securitySchemes")
        .fields()
        .forEach((name, node) -> {
          var scheme = document.resolve(node);
          var header = "{ in: \"header\", name: \"Authorization\", prefix: ";
          var value =
              switch (scheme.get("type").text("")) {
                case "apiKey" ->
                    "{ in: "
                        + Names.quoted(scheme.get("in").text("header"))
                        + ", name: "
                        + Names.quoted(scheme.get("name").text(""))
                        + " }";
                case "http" ->
                    header
                        + (scheme.get("scheme").text("").equalsIgnoreCase("basic")
                            ? "\"Basic \""
                            : "\"Bearer \"")
                        + " }";
                default -> header + "\"Bearer \" }";
              };
          out.line(Names.property(name) + ": " + value + ",");
        });
    out.close("};");
  }

  private void write(ApiOperation operation) {
    var fields = new ArrayList<String>();
    fields.add("method: " + Names.quoted(operation.method()));
    fields.add("path: " + Names.quoted(operation.path()));
    types.accept(operation).ifPresent(type -> fields.add("accept: " + Names.quoted(type)));
    operation.body().ifPresent(body -> fields.add("body: " + texts(sorted(body.contents()))));
    var rest =
        operation.parameters().stream()
            .filter(parameter -> parameter.in().equals("path"))
            .filter(parameter -> parameter.node().get(REST).isTrue())
            .map(Parameter::name)
            .toList();
    if (!rest.isEmpty()) {
      fields.add("rest: " + texts(rest));
    }
    var styles =
        operation.parameters().stream()
            .filter(parameter -> parameter.in().equals("query"))
            .flatMap(parameter -> style(parameter).stream())
            .collect(Collectors.joining(", "));
    if (!styles.isEmpty()) {
      fields.add("styles: { " + styles + " }");
    }
    if (types.isText(operation)) {
      fields.add("text: true");
    }
    if (!operation.security().isEmpty()) {
      fields.add(
          operation.security().stream()
              .map(alternative -> texts(List.copyOf(alternative.keySet())))
              .collect(Collectors.joining(", ", "security: [", "]")));
    }
    out.line(Names.property(operation.id()) + ": { " + String.join(", ", fields) + " },");
  }

  private static Optional<String> style(Parameter parameter) {
    var style =
        parameter.mediaType().isPresent()
            ? "json"
            : switch (parameter.style()) {
              case "deepObject" -> "deep";
              case "spaceDelimited" -> parameter.explode() ? "" : " ";
              case "pipeDelimited" -> parameter.explode() ? "" : "|";
              default -> parameter.explode() ? "" : ",";
            };
    return style.isEmpty()
        ? Optional.empty()
        : Optional.of(Names.property(parameter.name()) + ": " + Names.quoted(style));
  }

  private static List<String> sorted(Map<String, ?> contents) {
    var types = new ArrayList<>(contents.keySet());
    MediaTypes.preferred(types)
        .ifPresent(preferred -> {
          types.remove(preferred);
          types.addFirst(preferred);
        });
    return types;
  }

  private static String texts(List<String> texts) {
    return texts.stream().map(Names::quoted).collect(Collectors.joining(", ", "[", "]"));
  }
}
