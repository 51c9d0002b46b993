package dev.lodestar.test.contract;

import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.test.ContractOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Documents written by hand.
final class Documents {
  private Documents() {}

  /// A document with the given path items, and the components that all tests share.
  static String withPaths(String paths) {
    return """
    {
      "openapi": "3.1.0",
      "info": {"title": "Widgets", "version": "1"},
      "paths": {%s},
      "components": {
        "schemas": {
          "Widget": {
            "type": "object",
            "properties": {
              "sku": {"type": "string"},
              "stock": {"type": "integer", "minimum": 0},
              "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Widget"}},
              "secret": {"type": "string", "writeOnly": true}
            },
            "required": ["sku"]
          },
          "Shape": {
            "oneOf": [{"$ref": "#/components/schemas/Circle"}, {"$ref": "#/components/schemas/Square"}],
            "discriminator": {
              "propertyName": "kind",
              "mapping": {
                "circle": "#/components/schemas/Circle",
                "square": "#/components/schemas/Square"
              }
            }
          },
          "Circle": {
            "type": "object",
            "properties": {"kind": {"const": "circle"}, "radius": {"type": "number"}},
            "required": ["kind", "radius"]
          },
          "Square": {
            "type": "object",
            "properties": {"kind": {"const": "square"}, "side": {"type": "number"}},
            "required": ["kind", "side"]
          }
        },
        "responses": {
          "Missing": {"description": "There is none.", "content": {"application/problem+json": {}}}
        }
      }
    }
    """
        .formatted(paths);
  }

  /// A document with one operation.
  static String withOperation(String path, String method, String operation) {
    return withPaths("\"%s\": {\"%s\": %s}".formatted(path, method, operation));
  }

  /// A document whose operation answers 200 with JSON of a schema.
  static String answering(String path, String schema) {
    return withOperation(
        path,
        "get",
        """
        {"responses": {"200": {"description": "OK", "content": {"application/json": {"schema": %s}}}}}
        """
            .formatted(schema));
  }

  static ContractOptions options(String document) {
    return ContractOptions.standard().withDocument(document.getBytes(StandardCharsets.UTF_8));
  }

  static OpenApiDocument document(String document) {
    return OpenApiDocument.of(
        Json.standard()
            .codec(new JsonType<Map<String, Object>>() {})
            .decode(document.getBytes(StandardCharsets.UTF_8))
            .orThrow());
  }
}
