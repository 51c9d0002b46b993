package dev.lodestar.schema;

import dev.lodestar.json.Json;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Schemas as short texts, for tests.
final class Said {
  private Said() {}

  /// A tree as JSON without white space.
  static String text(Object tree) {
    var bytes = Json.standard().codec(Object.class).encode(tree);
    return new String(bytes, StandardCharsets.UTF_8).replace('"', '\'');
  }

  static String text(Schema schema) {
    return text(schema.tree());
  }

  /// The component that the type itself is when it is read.
  static Map<String, Object> read(Json json, Type type) {
    var schemas = Schemas.builder().build();
    return component(schemas, schemas.input(json, type));
  }

  /// The component that the type itself is when it is written.
  static Map<String, Object> written(Json json, Type type) {
    var schemas = Schemas.builder().build();
    return component(schemas, schemas.output(json, type));
  }

  static Map<String, Object> component(Schemas schemas, Schema reference) {
    var name = reference.get("$ref").orElseThrow().toString().substring("#/$defs/".length());
    return schemas.components().get(name).tree();
  }

  /// A field of an object.
  static String property(Map<String, Object> object, String name) {
    var property = ((Map<?, ?>) object.get("properties")).get(name);
    return property == null ? "none" : text(property);
  }
}
