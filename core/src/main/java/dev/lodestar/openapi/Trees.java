package dev.lodestar.openapi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Trees of maps, lists and simple values.
final class Trees {
  private Trees() {}

  /// An unmodifiable copy.
  ///
  /// @throws IllegalArgumentException if it holds what JSON has not
  static Map<String, @Nullable Object> frozenMap(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = isUnordered(map) ? new TreeMap<>() : new LinkedHashMap<>();
    for (var entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException(
            "A map has the key " + entry.getKey() + ", which is no text.");
      }
      copy.put(name, frozen(entry.getValue(), name));
    }
    return Collections.unmodifiableMap(copy);
  }

  /// Whether it is made by `Map.of` or the like, whose order is another one in each process.
  private static boolean isUnordered(Map<?, ?> map) {
    return map.getClass() == Map.of().getClass();
  }

  private static @Nullable Object frozen(@Nullable Object value, String name) {
    if (value == null
        || value instanceof String
        || value instanceof Boolean
        || (value instanceof Number number && isOfJson(number))) {
      return value;
    }
    if (value instanceof Map<?, ?> map) {
      return frozenMap(map);
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements.size());
      for (var element : elements) {
        copy.add(frozen(element, name));
      }
      return Collections.unmodifiableList(copy);
    }
    throw new IllegalArgumentException(
        "At \""
            + name
            + "\" is "
            + (value instanceof Number ? value + ", " : "")
            + "a value of "
            + value.getClass().getName()
            + "; a document has maps, lists, texts, finite numbers, truth values and nulls.");
  }

  private static boolean isOfJson(Number number) {
    return switch (number) {
      case Byte _, Short _, Integer _, Long _, BigInteger _, BigDecimal _ -> true;
      case Double real -> Double.isFinite(real);
      case Float real -> Float.isFinite(real);
      default -> false;
    };
  }

  /// A value as a map; an empty one if it is none.
  @SuppressWarnings("unchecked") // frozen trees have texts as keys
  static Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  static Map<String, @Nullable Object> mapAt(Map<String, @Nullable Object> tree, String key) {
    return map(tree.get(key));
  }

  /// An unmodifiable object of name, value, name, value … without what is empty.
  static Map<String, @Nullable Object> given(String... entries) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    for (var i = 0; i < entries.length; i += 2) {
      if (!entries[i + 1].isEmpty()) {
        tree.put(entries[i], entries[i + 1]);
      }
    }
    return Collections.unmodifiableMap(tree);
  }

  static Map<String, @Nullable Object> sorted(Map<String, ?> map) {
    return Collections.unmodifiableMap(new TreeMap<String, @Nullable Object>(map));
  }

  /// @throws IllegalArgumentException if a name does not begin with `x-`
  static String extensionName(String name) {
    if (!name.startsWith("x-")) {
      throw new IllegalArgumentException(
          "The extension \"" + name + "\" has to begin with \"x-\", such as \"x-" + name + "\".");
    }
    return name;
  }

  /// @throws IllegalArgumentException if a name has a character that names of components have not
  static void checkComponentName(String what, String name) {
    var fits = !name.isEmpty();
    for (var i = 0; i < name.length(); i++) {
      var c = name.charAt(i);
      fits &= YamlText.isLetter(c) || YamlText.isDigit(c) || ".-_".indexOf(c) >= 0;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "A "
              + what
              + " cannot be called \""
              + name
              + "\"; write letters, digits, '.', '-' and '_'.");
    }
  }
}
