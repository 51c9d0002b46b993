package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.document.ApiDocument;
import dev.lodestar.openapi.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// One of the alternatives that a schema allows: of one kind, with references followed and `allOf`
/// merged.
///
/// @param kind a type of JSON Schema, or `any`
/// @param component the component that it was referred to by, if it was
/// @param schema its keywords
record Shape(String kind, Optional<String> component, Node schema) {
  private static final int DEEPEST = 30;
  private static final int MOST = 1_000;

  static List<Shape> of(ApiDocument document, Node schema) {
    var shapes = new ArrayList<Shape>();
    collect(document, schema, Optional.empty(), shapes, 0);
    return shapes;
  }

  private static void collect(
      ApiDocument document,
      Node schema,
      Optional<String> component,
      List<Shape> shapes,
      int depth) {
    if (schema.isFalse() || shapes.size() >= MOST) {
      return;
    }
    if (depth > DEEPEST || !schema.isObject()) {
      shapes.add(new Shape("any", component, Node.of(Map.of())));
      return;
    }
    if (schema.get("$ref").isPresent()) {
      var target = document.resolve(schema);
      if (target != schema) {
        collect(
            document, target, document.component(schema).or(() -> component), shapes, depth + 1);
        return;
      }
    }
    var merged =
        schema.get("allOf").isArray()
            ? merged(document, schema, depth, new AtomicInteger())
            : schema;
    for (var keyword : List.of("oneOf", "anyOf")) {
      if (merged.get(keyword).isArray()) {
        // What stands beside the alternatives is their common part, which is told with each of
        // them.
        merged
            .get(keyword)
            .items()
            .forEach(each -> collect(document, each, Optional.empty(), shapes, depth + 1));
        return;
      }
    }
    for (var kind : kinds(merged)) {
      shapes.add(new Shape(kind, component, merged));
    }
  }

  /// @param merges how many schemas were merged
  private static Node merged(ApiDocument document, Node schema, int depth, AtomicInteger merges) {
    var keywords = new LinkedHashMap<String, @Nullable Object>();
    var properties = new LinkedHashMap<String, @Nullable Object>();
    var required = new LinkedHashSet<String>();
    var parts = new ArrayList<Node>();
    schema
        .get("allOf")
        .items()
        .forEach(part -> {
          var resolved = document.resolve(part);
          parts.add(
              resolved.get("allOf").isArray() && depth < DEEPEST && merges.incrementAndGet() < MOST
                  ? merged(document, resolved, depth + 1, merges)
                  : resolved);
        });
    parts.add(schema);
    for (var part : parts) {
      part.fields().forEach((keyword, value) -> keywords.put(keyword, value.value()));
      part.get("properties").fields().forEach((name, value) -> properties.put(name, value.value()));
      required.addAll(part.get("required").texts());
    }
    keywords.remove("allOf");
    if (!properties.isEmpty()) {
      keywords.put("properties", properties);
      keywords.put("required", List.copyOf(required));
    }
    return Node.of(keywords);
  }

  private static List<String> kinds(Node schema) {
    var type = schema.get("type");
    if (type.isArray()) {
      return type.texts();
    }
    if (type.text().isPresent()) {
      return List.of(type.text(""));
    }
    if (schema.get("properties").isObject()) {
      return List.of("object");
    }
    if (schema.get("const").isPresent() || schema.get("enum").isArray()) {
      return List.of(
          schema.get("const").value() == null && schema.get("const").isPresent()
              ? "null"
              : "string");
    }
    return List.of("any");
  }

  /// What tells it from the other alternatives of its schema.
  String key() {
    if (component.isPresent()) {
      return component.get();
    }
    for (var property : schema.get("properties").fields().entrySet()) {
      if (property.getValue().get("const").isPresent()) {
        return property.getKey() + '=' + property.getValue().get("const");
      }
    }
    return kind.equals("integer") ? "number" : kind;
  }

  String told() {
    return component.map(name -> "'" + name + "'").orElse("of the type " + kind);
  }
}
