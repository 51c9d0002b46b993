package dev.lodestar.model;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The collections and maps that can be described, and how to make them. Interfaces get an
/// unmodifiable instance that keeps the order; classes get an instance of their own.
final class Containers {
  private Containers() {}

  static Object empty(Class<?> optional) {
    if (optional == OptionalInt.class) {
      return OptionalInt.empty();
    }
    if (optional == OptionalLong.class) {
      return OptionalLong.empty();
    }
    return optional == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
  }

  static Object optional(Class<?> optional, Object content) {
    if (optional == OptionalInt.class) {
      return OptionalInt.of((Integer) content);
    }
    if (optional == OptionalLong.class) {
      return OptionalLong.of((Long) content);
    }
    return optional == OptionalDouble.class
        ? OptionalDouble.of((Double) content)
        : Optional.of(content);
  }

  static @Nullable Object content(@Nullable Object optional) {
    if (optional instanceof Optional<?> o) {
      return o.orElse(null);
    }
    if (optional instanceof OptionalInt o) {
      return o.isPresent() ? o.getAsInt() : null;
    }
    if (optional instanceof OptionalLong o) {
      return o.isPresent() ? o.getAsLong() : null;
    }
    return optional instanceof OptionalDouble o && o.isPresent() ? o.getAsDouble() : null;
  }

  static boolean isList(Class<?> type) {
    return switch (type.getName()) {
      case "java.lang.Iterable",
          "java.util.Collection",
          "java.util.SequencedCollection",
          "java.util.List",
          "java.util.ArrayList",
          "java.util.Set",
          "java.util.SequencedSet",
          "java.util.HashSet",
          "java.util.LinkedHashSet" ->
          true;
      default -> isSortedSet(type);
    };
  }

  static boolean isSortedSet(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.SortedSet", "java.util.NavigableSet", "java.util.TreeSet" -> true;
      default -> false;
    };
  }

  static boolean isMap(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.Map",
          "java.util.SequencedMap",
          "java.util.HashMap",
          "java.util.LinkedHashMap" ->
          true;
      default -> isSortedMap(type);
    };
  }

  static boolean isSortedMap(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.SortedMap", "java.util.NavigableMap", "java.util.TreeMap" -> true;
      default -> false;
    };
  }

  static Object list(Class<?> type, ArrayList<@Nullable Object> elements) {
    if (type.isArray()) {
      return array(type.getComponentType(), elements);
    }
    return switch (type.getName()) {
      case "java.util.Set", "java.util.SequencedSet" ->
          Collections.unmodifiableSequencedSet(new LinkedHashSet<>(elements));
      case "java.util.LinkedHashSet" -> new LinkedHashSet<>(elements);
      case "java.util.HashSet" -> new HashSet<>(elements);
      case "java.util.SortedSet", "java.util.NavigableSet", "java.util.TreeSet" ->
          new TreeSet<>(elements);
      case "java.util.ArrayList" -> elements;
      default -> Collections.unmodifiableList(elements);
    };
  }

  static Object map(Class<?> type, LinkedHashMap<Object, @Nullable Object> entries) {
    return switch (type.getName()) {
      case "java.util.HashMap" -> new HashMap<>(entries);
      case "java.util.LinkedHashMap" -> entries;
      case "java.util.SortedMap", "java.util.NavigableMap", "java.util.TreeMap" ->
          new TreeMap<>(entries);
      default -> Collections.unmodifiableSequencedMap(entries);
    };
  }

  private static Object array(Class<?> component, Collection<@Nullable Object> elements) {
    var array = Array.newInstance(component, elements.size());
    if (array instanceof Object[] objects) {
      return elements.toArray(objects);
    }
    int i = 0;
    for (var element : elements) {
      Array.set(array, i++, element);
    }
    return array;
  }
}
