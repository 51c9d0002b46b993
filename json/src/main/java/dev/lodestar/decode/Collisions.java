package dev.lodestar.decode;

import dev.lodestar.format.Input;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What values with the same hash code cost a hash table. The tables of the platform compare each
/// of them with all others, unless their class says by itself how its instances are ordered; and
/// whoever writes a document chooses them.
final class Collisions {
  private Collisions() {}

  /// Whether hash tables may compare an instance of a class with all others.
  static boolean cost(Class<?> type) {
    // The hash codes of constants are not those of what a document says.
    return !type.isPrimitive() && !type.isEnum() && !isOrdered(type);
  }

  /// Whether hash tables use the order of the instances. For that their own class has to name
  /// itself as what it is compared with: `LocalDateTime`, for instance, inherits its order, and so
  /// do paths.
  private static boolean isOrdered(Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers()) || type.isSealed()) {
      return false;
    }
    for (var implemented : type.getGenericInterfaces()) {
      if (implemented instanceof ParameterizedType generic
          && generic.getRawType() == Comparable.class
          && generic.getActualTypeArguments()[0] == type) {
        return true;
      }
    }
    return false;
  }

  /// Whether the values may be put into a hash table, after all others of the document; notes it if
  /// not.
  ///
  /// @param where where the array or object starts whose last value was read
  /// @param complete whether these are all values of it
  static boolean afford(
      Collection<? extends @Nullable Object> values, Input in, int where, boolean complete) {
    var hashes = new int[values.size()];
    int size = 0;
    for (var value : values) {
      hashes[size++] = Objects.hashCode(value);
    }
    Arrays.sort(hashes);
    long comparisons = 0;
    int colliding = 0;
    int first = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || hashes[i] != hashes[first]) {
        int same = i - first;
        if (same > 1) {
          comparisons += (long) same * same;
          colliding += same;
        }
        first = i;
      }
    }
    return colliding == 0 || in.affords(comparisons, colliding, where, complete);
  }
}
