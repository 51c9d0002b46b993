package dev.lodestar.graph;

import org.jspecify.annotations.Nullable;

/// Calls what makes a value. Thread-safe.
@FunctionalInterface
interface Maker {

  /// Makes a value.
  ///
  /// @param values holds the arguments among other values
  /// @param places where in the values each argument is
  /// @throws Throwable whatever is thrown by what is called
  @Nullable Object make(@Nullable Object[] values, int[] places) throws Throwable;
}
