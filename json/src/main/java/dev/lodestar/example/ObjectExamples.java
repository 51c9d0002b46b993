package dev.lodestar.example;

import dev.lodestar.schemacheck.Keywords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects: their properties, and entries of what may have any names.
final class ObjectExamples {
  private static final List<String> KEYS = List.of("first", "second", "third", "fourth", "fifth");
  private static final int MOST_ENTRIES = 1_000;
  private static final int MOST_ATTEMPTS = 50;

  private final Generation generation;
  private final Keywords schema;
  private final Style style;
  private final Place place;
  private final int fewest;
  private final int most;

  ObjectExamples(Generation generation, Keywords schema, Style style, Place place) {
    this.generation = generation;
    this.schema = schema;
    this.style = style;
    this.place = place;
    this.fewest = schema.count("minProperties").orElse(0);
    this.most = schema.count("maxProperties").orElse(Integer.MAX_VALUE);
  }

  @Nullable Made object() {
    var properties = schema.map("properties");
    var required = schema.list("required");
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (var property : properties.entrySet()) {
      var name = String.valueOf(property.getKey());
      if (generation.hides(property.getValue())) {
        continue;
      }
      var isRequired = required.contains(name);
      if (!isRequired && !isWanted(name, object.size())) {
        continue;
      }
      var made = generation.value(property.getValue(), place.property(name));
      if (made != null) {
        object.put(name, made.value());
      } else if (isRequired) {
        return null;
      }
    }
    for (var name : required) {
      if (!properties.containsKey(name)) {
        var made = generation.value(otherSchema(), place.property(String.valueOf(name)));
        if (made == null) {
          return null;
        }
        object.put(String.valueOf(name), made.value());
      }
    }
    addEntries(object, properties);
    return object.size() < fewest ? null : new Made(object);
  }

  /// Whether a property that may be missing is there. Required ones may still follow, so a maximum
  /// is used for these alone.
  private boolean isWanted(String name, int present) {
    if (most < Integer.MAX_VALUE) {
      return false;
    }
    return switch (style) {
      case TYPICAL -> true;
      case VARIED -> place.property(name).attempt(1).chance().onceIn(2);
      case SPARSE -> present < fewest;
    };
  }

  /// What properties without a schema of their own may be; null if there may be none.
  private @Nullable Object otherSchema() {
    var other = schema.get("additionalProperties");
    if (other == null) {
      return true;
    }
    return Boolean.FALSE.equals(other) ? null : other;
  }

  private void addEntries(Map<String, @Nullable Object> object, Map<?, ?> properties) {
    var patterns = schema.map("patternProperties");
    var value = patterns.isEmpty() ? otherSchema() : patterns.values().iterator().next();
    var wanted = Math.min(most, Math.max(fewest, object.size() + usualEntries(properties)));
    if (value == null || wanted > MOST_ENTRIES) {
      return;
    }
    for (var attempt = 0; object.size() < wanted && attempt < wanted + MOST_ATTEMPTS; attempt++) {
      var key = key(patterns, attempt);
      if (key == null) {
        return;
      }
      if (!object.containsKey(key) && !properties.containsKey(key)) {
        var made =
            generation.value(
                value, new Place(place.path(), place.name(), place.property(key).key()));
        if (made == null) {
          return;
        }
        object.put(key, made.value());
      }
    }
  }

  /// Maps have an entry; objects that tolerate unknown fields have none.
  private int usualEntries(Map<?, ?> properties) {
    var isMap =
        properties.isEmpty()
            && (schema.get("additionalProperties") instanceof Map<?, ?>
                || schema.isTrue("additionalProperties")
                || schema.has("propertyNames")
                || schema.has("patternProperties"));
    return switch (style) {
      case TYPICAL -> isMap ? 1 : 0;
      case VARIED -> isMap ? place.chance().between(0, 2) : 0;
      case SPARSE -> 0;
    };
  }

  private @Nullable String key(Map<?, ?> patterns, int attempt) {
    var at = place.property("key").item(attempt);
    if (!patterns.isEmpty()) {
      var pattern = String.valueOf(patterns.keySet().iterator().next());
      return PatternText.of(pattern, at.chance(), key -> true, 0, Integer.MAX_VALUE).orElse(null);
    }
    if (schema.has("propertyNames")) {
      var made = generation.value(schema.get("propertyNames"), at);
      return made != null && made.value() instanceof String key ? key : null;
    }
    return attempt < KEYS.size() ? KEYS.get(attempt) : "entry" + attempt;
  }
}
