package dev.lodestar.schema;

import dev.lodestar.json.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// All components of a document, and who makes the schemas of types for each set of codecs and each
/// direction.
final class TypeSchemas {
  private final CustomSchemas custom;
  private final TypeDescriptions descriptions;
  private final boolean discriminators;
  private final Supplier<String> settled;
  private final IdentityHashMap<Json, TypeSchema> reading = new IdentityHashMap<>();
  private final IdentityHashMap<Json, TypeSchema> writing = new IdentityHashMap<>();
  private final Map<Class<?>, Component> customComponents = new HashMap<>();
  private final List<Component> components = new ArrayList<>();
  private final Deque<Runnable> pending = new ArrayDeque<>();

  /// @param discriminators whether unions get the keyword of OpenAPI
  /// @param settled settles all names, and gives what stands before them in a reference
  TypeSchemas(
      CustomSchemas custom,
      TypeDescriptions descriptions,
      boolean discriminators,
      Supplier<String> settled) {
    this.settled = settled;
    this.custom = custom;
    this.descriptions = descriptions;
    this.discriminators = discriminators;
  }

  TypeSchema reading(Json json) {
    return reading.computeIfAbsent(json, missing -> new TypeSchema(this, json, true));
  }

  TypeSchema writing(Json json) {
    return writing.computeIfAbsent(json, missing -> new TypeSchema(this, json, false));
  }

  CustomSchemas custom() {
    return custom;
  }

  TypeDescriptions descriptions() {
    return descriptions;
  }

  boolean discriminators() {
    return discriminators;
  }

  List<Component> components() {
    return components;
  }

  Component component(Component.Shape shape, boolean read) {
    return new Component(shape, read, settled);
  }

  /// Adds a component whose content is made later, so that a type may contain itself.
  Component add(Component component, Runnable content) {
    components.add(component);
    pending.add(content);
    return component;
  }

  /// The component of a class whose schema somebody gave.
  Component add(Class<?> type, Schema schema) {
    var known = customComponents.get(type);
    if (known != null) {
      return known;
    }
    var component = component(new Component.Shape(type, type, null, false, false, null), false);
    customComponents.put(type, component);
    return add(component, () -> component.complete(schema.keywords()));
  }

  /// Makes the content of all components.
  void complete() {
    while (!pending.isEmpty()) {
      pending.removeFirst().run();
    }
  }
}
