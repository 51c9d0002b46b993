package dev.lodestar.openapi.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Schemas of a document as JSON Schemas that need no document.
final class StandaloneSchemas {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String HERE = "#/components/schemas/";
  private static final String THERE = "#/$defs/";

  private StandaloneSchemas() {}

  static Map<String, Object> of(ApiDocument document, String name) {
    var whole = new LinkedHashMap<String, Object>();
    whole.put("$schema", DIALECT);
    whole.put("$ref", THERE + name);
    whole.put("$defs", defs(document, document.reachable(Node.of(Map.of("$ref", HERE + name)))));
    return whole;
  }

  static Map<String, Object> of(ApiDocument document) {
    var whole = new LinkedHashMap<String, Object>();
    whole.put("$schema", DIALECT);
    whole.put("$defs", defs(document, document.schemas().keySet()));
    return whole;
  }

  private static Map<String, Object> defs(ApiDocument document, Iterable<String> names) {
    var sorted = new TreeSet<String>();
    names.forEach(sorted::add);
    var defs = new LinkedHashMap<String, Object>();
    for (var name : sorted) {
      var schema = document.schemas().get(name);
      var there = schema == null ? null : moved(schema.value());
      if (there != null) {
        defs.put(name, there);
      }
    }
    return defs;
  }

  /// References, also those of discriminators, lead to the new place.
  private static @Nullable Object moved(@Nullable Object value) {
    return switch (value) {
      case String text when text.startsWith(HERE) -> THERE + text.substring(HERE.length());
      case List<?> list -> {
        var copy = new ArrayList<@Nullable Object>();
        list.forEach(item -> copy.add(moved(item)));
        yield copy;
      }
      case Map<?, ?> map -> {
        var copy = new LinkedHashMap<Object, @Nullable Object>();
        map.forEach((key, item) -> copy.put(key, moved(item)));
        yield copy;
      }
      case null, default -> value;
    };
  }
}
