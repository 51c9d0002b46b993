package dev.lodestar.example;

import dev.lodestar.schemacheck.Keywords;
import dev.lodestar.schemacheck.References;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One schema instead of a reference with siblings, and of all that `allOf` lists.
///
/// What cannot be said in one schema is dropped: examples are compared with the original at last.
final class Flattening {
  private static final int MOST_PARTS = 100;

  private static final Set<String> LARGEST_COUNTS =
      Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
  private static final Set<String> SMALLEST_COUNTS =
      Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

  private final References references;
  private final Set<String> followed = new LinkedHashSet<>();
  private int parts;

  private Flattening(References references) {
    this.references = references;
  }

  /// A schema without `$ref` and `allOf`.
  ///
  /// @param keywords the schema
  /// @param followed the references that led to it
  record Flat(Keywords keywords, Set<String> followed) {}

  /// Flattens a schema.
  ///
  /// @return empty if a reference leads nowhere or around, or the schema is malformed
  static Optional<Flat> of(Object schema, References references) {
    var flattening = new Flattening(references);
    var flat = flattening.flat(schema, Set.of());
    return flat == null
        ? Optional.empty()
        : Optional.of(new Flat(new Keywords(flat), flattening.followed));
  }

  private @Nullable Map<Object, @Nullable Object> flat(
      @Nullable Object schema, Set<String> onTheWay) {
    if (schema instanceof Boolean allowed) {
      return allowed ? new LinkedHashMap<>() : null;
    }
    if (!(schema instanceof Map<?, ?> tree) || ++parts > MOST_PARTS) {
      return null;
    }
    var result = new LinkedHashMap<Object, @Nullable Object>(tree);
    result.remove("$ref");
    result.remove("allOf");
    if (tree.get("$ref") instanceof String reference) {
      var target = references.find(reference);
      if (target.isEmpty() || onTheWay.contains(reference)) {
        return null;
      }
      followed.add(reference);
      var further = new HashSet<>(onTheWay);
      further.add(reference);
      var referred = flat(target.get(), further);
      if (referred == null) {
        return null;
      }
      merge(result, referred);
    }
    if (tree.get("allOf") instanceof List<?> all) {
      for (var part : all) {
        var flat = flat(part, onTheWay);
        if (flat == null) {
          return null;
        }
        merge(result, flat);
      }
    }
    return result;
  }

  private static void merge(
      Map<Object, @Nullable Object> into, Map<Object, @Nullable Object> other) {
    other.forEach((keyword, value) ->
        into.put(
            keyword,
            into.containsKey(keyword)
                ? both(String.valueOf(keyword), into.get(keyword), value)
                : value));
  }

  /// What both say about one keyword. The first wins where there is no common answer.
  private static @Nullable Object both(
      String keyword, @Nullable Object first, @Nullable Object second) {
    if (first instanceof Number a && second instanceof Number b) {
      if (LARGEST_COUNTS.contains(keyword)) {
        return compare(a, b) >= 0 ? a : b;
      }
      if (SMALLEST_COUNTS.contains(keyword)) {
        return compare(a, b) <= 0 ? a : b;
      }
    }
    return switch (keyword) {
      case "properties" -> bothProperties(first, second);
      case "required" -> union(first, second);
      case "type" -> common(asList(first), asList(second));
      case "enum" -> common(asList(first), asList(second));
      case "items", "propertyNames" -> Map.of("allOf", List.of(orAny(first), orAny(second)));
      case "additionalProperties" -> Boolean.TRUE.equals(first) ? second : first;
      case "uniqueItems" -> Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second);
      default -> first;
    };
  }

  private static int compare(Number a, Number b) {
    return Keywords.exact(a)
        .orElse(BigDecimal.ZERO)
        .compareTo(Keywords.exact(b).orElse(BigDecimal.ZERO));
  }

  private static @Nullable Object bothProperties(@Nullable Object first, @Nullable Object second) {
    if (!(first instanceof Map<?, ?> a) || !(second instanceof Map<?, ?> b)) {
      return first;
    }
    var result = new LinkedHashMap<Object, @Nullable Object>(a);
    b.forEach((name, schema) ->
        result.merge(name, orAny(schema), (mine, other) -> Map.of("allOf", List.of(mine, other))));
    return result;
  }

  private static Object orAny(@Nullable Object schema) {
    return schema == null ? true : schema;
  }

  private static List<?> union(@Nullable Object first, @Nullable Object second) {
    var all = new LinkedHashSet<@Nullable Object>(asList(first));
    all.addAll(asList(second));
    return new ArrayList<>(all);
  }

  private static List<?> common(List<?> first, List<?> second) {
    var both = new ArrayList<@Nullable Object>(first);
    both.retainAll(second);
    return both;
  }

  private static List<?> asList(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    return value == null ? List.of() : List.of(value);
  }
}
