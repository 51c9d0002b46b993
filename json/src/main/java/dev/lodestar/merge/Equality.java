package dev.lodestar.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether two values of a field are the same to somebody who reads them.
final class Equality {
  private Equality() {}

  /// Compares arrays, collections and maps by their content, since there are collections that are
  /// only equal to themselves, and all else by `equals`.
  static boolean equal(@Nullable Object one, @Nullable Object other) {
    if (one == other) {
      return true;
    }
    if (one instanceof Set<?> a && other instanceof Set<?> b) {
      return new HashSet<>(a).equals(new HashSet<>(b));
    }
    if (one instanceof Collection<?> a && other instanceof Collection<?> b) {
      return new ArrayList<>(a).equals(new ArrayList<>(b));
    }
    if (one instanceof Map<?, ?> a && other instanceof Map<?, ?> b) {
      return new HashMap<>(a).equals(new HashMap<>(b));
    }
    return Objects.deepEquals(one, other);
  }
}
