package dev.lodestar.typescript;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Schemas as expressions of types.
final class Types {
  private static final int DEEPEST = 40;

  /// How many schemas are written where they stand, in one type. References to what is no component
  /// can make any number of them.
  private static final int MOST_PARTS = 20_000;

  private final ApiDocument document;
  private final TypeNames names;
  private int parts;

  Types(ApiDocument document, TypeNames names) {
    this.document = document;
    this.names = names;
  }

  /// The type of a value that is sent as JSON.
  String of(Node schema) {
    parts = 0;
    return of(schema, false, 0);
  }

  /// The type of a value of a form, whose binary texts are files.
  String ofForm(Node schema) {
    parts = 0;
    return of(schema.get("$ref").isPresent() ? document.resolve(schema) : schema, true, 0);
  }

  private String of(Node schema, boolean form, int depth) {
    if (schema.isFalse()) {
      return "never";
    }
    if (!schema.isObject() || depth > DEEPEST || ++parts > MOST_PARTS) {
      return "unknown";
    }
    var component = document.component(schema);
    var together = new LinkedHashSet<String>();
    if (component.isPresent() && !(form && isBinary(document.resolve(schema)))) {
      together.add(names.of(component.get()));
    } else if (schema.get("$ref").isPresent()) {
      var target = document.resolve(schema);
      together.add(target == schema ? "unknown" : of(target, form, depth + 1));
    }
    var own = own(schema, form, depth);
    if (!own.equals("unknown")) {
      together.add(own);
    }
    schema.get("allOf").items().forEach(each -> together.add(of(each, form, depth + 1)));
    for (var keyword : List.of("oneOf", "anyOf")) {
      if (schema.get(keyword).isArray()) {
        together.add(union(schema, schema.get(keyword).items(), form, depth));
      }
    }
    if (together.size() > 1) {
      together.remove("unknown");
    }
    return together.isEmpty() ? "unknown" : joined(together, " & ");
  }

  /// What the schema says without others: constants, or types with their keywords.
  private String own(Node schema, boolean form, int depth) {
    if (schema.get("const").isPresent()) {
      return Literals.of(schema.get("const"));
    }
    if (schema.get("enum").isArray()) {
      var values = new LinkedHashSet<String>();
      schema.get("enum").items().forEach(value -> values.add(Literals.of(value)));
      return values.isEmpty() ? "never" : joined(values, " | ");
    }
    var kinds = new LinkedHashSet<String>();
    for (var kind : kinds(schema)) {
      kinds.add(ofKind(kind, schema, form, depth));
    }
    return kinds.isEmpty() ? "unknown" : joined(kinds, " | ");
  }

  private static List<String> kinds(Node schema) {
    var type = schema.get("type");
    if (type.text().isPresent()) {
      return List.of(type.text(""));
    }
    if (type.isArray()) {
      return type.texts();
    }
    if (schema.get("properties").isObject() || schema.get("additionalProperties").isObject()) {
      return List.of("object");
    }
    if (schema.get("items").isPresent() || schema.get("prefixItems").isArray()) {
      return List.of("array");
    }
    return isBinary(schema) ? List.of("string") : List.of();
  }

  private String ofKind(String kind, Node schema, boolean form, int depth) {
    return switch (kind) {
      case "string" -> form && isBinary(schema) ? "globalThis.Blob" : "string";
      case "integer", "number" -> "number";
      case "boolean" -> "boolean";
      case "null" -> "null";
      case "array" -> array(schema, form, depth);
      case "object" -> object(schema, form, depth);
      default -> "unknown";
    };
  }

  /// Bytes as they are, not as a text that stands for them.
  static boolean isBinary(Node schema) {
    if (schema.get("contentEncoding").isPresent()) {
      return false;
    }
    return schema.get("format").text("").equals("binary")
        || schema.get("contentMediaType").text("").equals("application/octet-stream");
  }

  private String array(Node schema, boolean form, int depth) {
    var items = schema.get("items");
    var rest = items.isPresent() && !items.isFalse() ? of(items, form, depth + 1) : "unknown";
    var first = schema.get("prefixItems").items();
    if (first.isEmpty()) {
      return grouped(rest) + "[]";
    }
    var elements = new ArrayList<String>();
    first.forEach(each -> elements.add(of(each, form, depth + 1)));
    if (!items.isFalse()) {
      elements.add("..." + grouped(rest) + "[]");
    }
    return "[" + String.join(", ", elements) + "]";
  }

  private String object(Node schema, boolean form, int depth) {
    var members = members(schema, form, depth);
    return members.isEmpty()
        ? "{ [key: string]: unknown }"
        : members.stream().collect(Collectors.joining("; ", "{ ", " }"));
  }

  private List<String> members(Node schema, boolean form, int depth) {
    var members = new ArrayList<String>();
    var required = required(schema);
    schema
        .get("properties")
        .fields()
        .forEach((name, property) ->
            members.add(member(name, property, required.contains(name), form, depth)));
    var others = additional(schema);
    if (others.isPresent() && (members.isEmpty() || !others.isTrue())) {
      members.add(
          "[key: string]: " + (members.isEmpty() ? of(others, form, depth + 1) : "unknown"));
    }
    if (members.isEmpty() && schema.get("additionalProperties").isFalse()) {
      members.add("[key: string]: never");
    }
    return members;
  }

  /// The schema of the fields without names of their own, if there may be any that are described.
  static Node additional(Node schema) {
    var patterns = schema.get("patternProperties").fields();
    if (patterns.size() == 1 && !schema.get("additionalProperties").isObject()) {
      return patterns.values().iterator().next();
    }
    var additional = schema.get("additionalProperties");
    return additional.isFalse() ? Node.NONE : additional;
  }

  static Set<String> required(Node schema) {
    return Set.copyOf(schema.get("required").texts());
  }

  String member(String name, Node property, boolean required, boolean form, int depth) {
    return (isReadOnly(property) ? "readonly " : "")
        + Names.property(name)
        + (required ? ": " : "?: ")
        + of(property, form, depth + 1);
  }

  private boolean isReadOnly(Node property) {
    return property.get("readOnly").isTrue();
  }

  private String union(Node schema, List<Node> variants, boolean form, int depth) {
    var tags = new Tags(document, schema);
    var types = new LinkedHashSet<String>();
    for (var variant : variants) {
      var type = of(variant, form, depth + 1);
      types.add(tags.missing(variant).map(tag -> grouped(type) + " & " + tag).orElse(type));
    }
    return types.isEmpty() ? "never" : joined(types, " | ");
  }

  private static String joined(SequencedSet<String> types, String operator) {
    if (types.contains("unknown") && operator.equals(" | ")) {
      return "unknown";
    }
    return types.size() == 1
        ? types.getFirst()
        : types.stream()
            .map(type -> operator.equals(" & ") ? grouped(type) : type)
            .collect(Collectors.joining(operator));
  }

  /// In brackets, if it is more than one type.
  static String grouped(String type) {
    var depth = 0;
    for (var i = 0; i < type.length(); i++) {
      switch (type.charAt(i)) {
        case '"' -> i = endOfText(type, i);
        case '{', '[', '(' -> depth++;
        case '}', ']', ')' -> depth--;
        case '|', '&' -> {
          if (depth == 0) {
            return "(" + type + ")";
          }
        }
        default -> {}
      }
    }
    return type;
  }

  private static int endOfText(String type, int start) {
    for (var i = start + 1; i < type.length(); i++) {
      if (type.charAt(i) == '\\') {
        i++;
      } else if (type.charAt(i) == '"') {
        return i;
      }
    }
    return type.length();
  }
}
