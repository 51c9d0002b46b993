package dev.lodestar.document;

import dev.lodestar.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trees while a document is made. Schemas stand in them as [Schema] until all of them have been
/// asked for, since only then the names of the components are settled.
final class Trees {
  private Trees() {}

  /// A new object of name, value, name, value …
  static Map<String, @Nullable Object> object(Object... entries) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (var i = 0; i < entries.length; i += 2) {
      tree.put((String) entries[i], entries[i + 1]);
    }
    return tree;
  }

  /// The object that stands under a name, which is put there if there is none.
  static Map<String, @Nullable Object> objectAt(Map<String, @Nullable Object> tree, String name) {
    var known = tree.get(name);
    if (known != null) {
      return map(known);
    }
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    tree.put(name, made);
    return made;
  }

  /// A value that is an object.
  @SuppressWarnings("unchecked") // trees have texts as keys
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  /// Adds an entry unless its text is empty.
  static void putText(Map<String, @Nullable Object> tree, String name, String text) {
    if (!text.isEmpty()) {
      tree.put(name, text);
    }
  }

  /// A copy that can be changed, with the trees of the schemas in their place.
  static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Schema schema) {
      return plain(schema.tree());
    }
    if (value instanceof Map<?, ?> map) {
      return plainObject(map);
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements.size());
      for (var element : elements) {
        copy.add(plain(element));
      }
      return copy;
    }
    return value;
  }

  static Map<String, @Nullable Object> plainObject(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = isUnordered(map) ? new TreeMap<>() : new LinkedHashMap<>();
    map.forEach((name, value) -> copy.put((String) name, plain(value)));
    return copy;
  }

  /// Whether it is made by `Map.of` or the like, whose order is another one in each process.
  private static boolean isUnordered(Map<?, ?> map) {
    return map.getClass() == Map.of().getClass();
  }
}
