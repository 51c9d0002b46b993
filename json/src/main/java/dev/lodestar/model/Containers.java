package dev.lodestar.model;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// The collections and maps that can be described, and how to make them. Interfaces get an
/// unmodifiable instance that keeps the order; classes, and the interfaces whose purpose is to be
/// modified, get an instance of their own.
final class Containers {
  // Those that cannot be modified are shared: a document may be full of them.
  private static final Set<Object> EMPTY_SET =
      Collections.unmodifiableSequencedSet(new LinkedHashSet<>());
  private static final Map<Object, @Nullable Object> EMPTY_MAP =
      Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

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
          "java.util.LinkedList",
          "java.util.concurrent.CopyOnWriteArrayList",
          "java.util.Queue",
          "java.util.Deque",
          "java.util.ArrayDeque",
          "java.util.Set",
          "java.util.SequencedSet",
          "java.util.HashSet",
          "java.util.LinkedHashSet",
          "java.util.EnumSet" ->
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
          "java.util.LinkedHashMap",
          "java.util.EnumMap",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentHashMap" ->
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

  /// Whether elements or keys must be constants of an enum.
  static boolean isOfEnum(Class<?> type) {
    return type.getName().equals("java.util.EnumSet") || type.getName().equals("java.util.EnumMap");
  }

  /// Whether elements or values must not be null.
  static boolean refusesNull(Class<?> type) {
    return switch (type.getName()) {
      case "java.util.Queue",
          "java.util.Deque",
          "java.util.ArrayDeque",
          "java.util.EnumSet",
          "java.util.concurrent.ConcurrentMap",
          "java.util.concurrent.ConcurrentHashMap" ->
          true;
      default -> false;
    };
  }

  @SuppressWarnings("JdkObsolete") // whoever declares a LinkedList gets one
  static Object list(Class<?> type, Class<?> element, ArrayList<@Nullable Object> elements) {
    if (type.isArray()) {
      return array(type.getComponentType(), elements);
    }
    return switch (type.getName()) {
      case "java.util.Set", "java.util.SequencedSet" ->
          elements.isEmpty()
              ? EMPTY_SET
              : Collections.unmodifiableSequencedSet(new LinkedHashSet<>(elements));
      case "java.util.LinkedHashSet" -> new LinkedHashSet<>(elements);
      case "java.util.HashSet" -> new HashSet<>(elements);
      case "java.util.SortedSet", "java.util.NavigableSet", "java.util.TreeSet" ->
          new TreeSet<>(elements);
      case "java.util.ArrayList" -> elements;
      case "java.util.LinkedList" -> new LinkedList<>(elements);
      case "java.util.Queue", "java.util.Deque", "java.util.ArrayDeque" ->
          new ArrayDeque<>(elements);
      case "java.util.concurrent.CopyOnWriteArrayList" -> new CopyOnWriteArrayList<>(elements);
      case "java.util.EnumSet" -> enumSet(element, elements);
      default ->
          elements.isEmpty() ? Collections.emptyList() : Collections.unmodifiableList(elements);
    };
  }

  static Object map(Class<?> type, Class<?> key, LinkedHashMap<Object, @Nullable Object> entries) {
    return switch (type.getName()) {
      case "java.util.HashMap" -> new HashMap<>(entries);
      case "java.util.LinkedHashMap" -> entries;
      case "java.util.SortedMap", "java.util.NavigableMap", "java.util.TreeMap" ->
          new TreeMap<>(entries);
      case "java.util.concurrent.ConcurrentMap", "java.util.concurrent.ConcurrentHashMap" ->
          new ConcurrentHashMap<>(entries);
      case "java.util.EnumMap" -> enumMap(key, entries);
      default -> entries.isEmpty() ? EMPTY_MAP : Collections.unmodifiableSequencedMap(entries);
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the elements are constants of the enum
  private static Object enumSet(Class element, ArrayList elements) {
    var set = EnumSet.noneOf(element);
    set.addAll(elements);
    return set;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the keys are constants of the enum
  private static Object enumMap(Class key, LinkedHashMap entries) {
    var map = new EnumMap(key);
    map.putAll(entries);
    return map;
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
