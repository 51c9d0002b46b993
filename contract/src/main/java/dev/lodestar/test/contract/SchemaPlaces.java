package dev.lodestar.test.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds the schemas of a document, and the references. What merely looks like one inside of
/// examples and other values is none.
final class SchemaPlaces {
  /// Members whose content is a value, not a part of the description.
  private static final Set<String> VALUES =
      Set.of("const", "default", "enum", "example", "examples", "value");

  private static final Set<String> ONE_SCHEMA =
      Set.of(
          "additionalProperties",
          "contains",
          "else",
          "if",
          "items",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");
  private static final Set<String> LISTS_OF_SCHEMAS =
      Set.of("allOf", "anyOf", "oneOf", "prefixItems");
  private static final Set<String> MAPS_OF_SCHEMAS =
      Set.of("$defs", "dependentSchemas", "patternProperties", "properties");

  private final Map<String, Place> schemas = new LinkedHashMap<>();
  private final List<Place> outerSchemas = new ArrayList<>();
  private final List<Place> references = new ArrayList<>();

  SchemaPlaces(Place document) {
    for (var entry : document.member("components").member("schemas").members()) {
      outerSchemas.add(entry.getValue());
      schema(entry.getValue());
    }
    describe(document);
  }

  /// Every schema, those inside of others included.
  List<Place> schemas() {
    return List.copyOf(schemas.values());
  }

  /// The schemas that are not inside of others.
  List<Place> outerSchemas() {
    return outerSchemas;
  }

  /// Every object with a reference.
  List<Place> references() {
    return references;
  }

  /// What is no schema itself.
  private void describe(Place place) {
    if (place.value().path("$ref").isString()) {
      references.add(place);
    }
    for (var item : place.items()) {
      describe(item);
    }
    for (var entry : place.members()) {
      var name = entry.getKey();
      if (place.pointer().equals("/components") && name.equals("schemas")) {
        continue;
      }
      if (name.equals("schema")) {
        outerSchemas.add(entry.getValue());
        schema(entry.getValue());
      } else if (isNameOfUser(place) || !(VALUES.contains(name) || name.startsWith("x-"))) {
        describe(entry.getValue());
      }
    }
  }

  /// Whether the members of an object are named by the application, so that they mean nothing.
  private static boolean isNameOfUser(Place place) {
    var pointer = place.pointer();
    var parent = pointer.substring(pointer.lastIndexOf('/') + 1);
    return Set.of("paths", "responses", "headers", "content", "callbacks", "webhooks", "links")
        .contains(parent);
  }

  private void schema(Place place) {
    if (schemas.putIfAbsent(place.pointer(), place) != null) {
      return;
    }
    if (place.value().path("$ref").isString()) {
      references.add(place);
    }
    for (var entry : place.members()) {
      var name = entry.getKey();
      if (ONE_SCHEMA.contains(name)) {
        schema(entry.getValue());
      } else if (LISTS_OF_SCHEMAS.contains(name)) {
        entry.getValue().items().forEach(this::schema);
      } else if (MAPS_OF_SCHEMAS.contains(name)) {
        entry.getValue().members().forEach(member -> schema(member.getValue()));
      }
    }
  }
}
