package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.util.List;
import java.util.TreeMap;

/// Writes a type for each schema of the components.
final class ComponentWriter {
  private static final List<String> NOT_PLAIN =
      List.of("$ref", "allOf", "oneOf", "anyOf", "enum", "const", "patternProperties");

  private final ApiDocument document;
  private final TypeNames names;
  private final Types types;
  private final SourceWriter out;

  ComponentWriter(ApiDocument document, TypeNames names, Types types, SourceWriter out) {
    this.document = document;
    this.names = names;
    this.types = types;
    this.out = out;
  }

  void write() {
    new TreeMap<>(document.schemas())
        .forEach((component, schema) -> {
          out.comment(DocComments.of(schema));
          if (isPlainObject(schema)) {
            writeInterface(names.of(component), schema);
          } else {
            out.line("export type " + names.of(component) + " = " + types.of(schema) + ";");
          }
          out.line("");
        });
  }

  private static boolean isPlainObject(Node schema) {
    return NOT_PLAIN.stream().noneMatch(keyword -> schema.get(keyword).isPresent())
        && schema.get("properties").isObject()
        && schema.get("type").text("object").equals("object")
        && !schema.get("type").isArray();
  }

  private void writeInterface(String name, Node schema) {
    var required = Types.required(schema);
    out.open("export interface " + name + " {");
    schema
        .get("properties")
        .fields()
        .forEach((property, value) -> {
          out.comment(DocComments.of(value));
          out.line(types.member(property, value, required.contains(property), false, 0) + ";");
        });
    var others = Types.additional(schema);
    if (others.isPresent()) {
      out.line("[key: string]: unknown;");
    }
    out.close("}");
  }
}
