package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiOperation;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.List;

/// What a document says in words, as doc comments.
final class DocComments {
  private static final List<String> CONSTRAINTS =
      List.of(
          "minimum",
          "exclusiveMinimum",
          "maximum",
          "exclusiveMaximum",
          "multipleOf",
          "minLength",
          "maxLength",
          "pattern",
          "minItems",
          "maxItems",
          "uniqueItems",
          "minProperties",
          "maxProperties");

  private DocComments() {}

  static List<String> of(Node schema) {
    var lines = new ArrayList<String>();
    add(
        lines,
        schema.get("title").text("").equals(schema.get("description").text(""))
            ? ""
            : schema.get("title").text(""));
    add(lines, schema.get("description").text(""));
    schema.get("format").text().ifPresent(format -> add(lines, "@format " + format));
    for (var keyword : CONSTRAINTS) {
      if (schema.get(keyword).isPresent()) {
        add(lines, "@" + keyword + " " + schema.get(keyword));
      }
    }
    if (schema.get("default").isPresent()) {
      add(lines, "@default " + Literals.of(schema.get("default")));
    }
    deprecated(lines, schema);
    return lines;
  }

  static List<String> of(ApiOperation operation) {
    var lines = new ArrayList<String>();
    var summary = operation.node().get("summary").text("");
    var description = operation.node().get("description").text("");
    if (!description.strip().startsWith(summary.strip())) {
      add(lines, summary);
    }
    if (!description.isEmpty()) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      add(lines, description);
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    add(lines, "`" + operation.title() + "`");
    deprecated(lines, operation.node());
    return lines;
  }

  static List<String> of(ApiOperation.Parameter parameter) {
    var lines = new ArrayList<String>();
    add(lines, parameter.node().get("description").text(""));
    for (var line : of(parameter.schema())) {
      if (!lines.contains(line)) {
        lines.add(line);
      }
    }
    if (!lines.contains("@deprecated")) {
      deprecated(lines, parameter.node());
    }
    return lines;
  }

  /// The first line of a description.
  static List<String> firstLine(Node node) {
    var lines = new ArrayList<String>();
    add(lines, node.get("description").text(""));
    return lines.subList(0, Math.min(1, lines.size()));
  }

  private static void deprecated(List<String> lines, Node node) {
    if (node.get("deprecated").isTrue()) {
      lines.add("@deprecated");
    }
  }

  private static void add(List<String> lines, String text) {
    if (!text.isBlank()) {
      text.strip().replace("*/", "*\u200b/").lines().forEach(lines::add);
    }
  }
}
