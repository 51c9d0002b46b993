package dev.lodestar.graph;

import dev.lodestar.inject.Cleanup;
import org.jspecify.annotations.Nullable;

/// A provider as it is called: what remains of its registration when the application is built.
/// Immutable and thread-safe.
///
/// @param name what messages call it
/// @param maker makes the values
/// @param before runs before the response
/// @param close ends a value in place of `close()`
/// @param closes whether values that can be closed are to be closed
/// @param concurrent whether it may run at the same time as others
record ProviderCall(
    String name,
    Maker maker,
    @Nullable Cleanup<?> before,
    @Nullable Cleanup<?> close,
    boolean closes,
    boolean concurrent) {

  boolean hasHooks() {
    return before != null || close != null;
  }

  /// What the provider returned, if it kept its promise to return something.
  Object checked(@Nullable Object returned) {
    if (returned == null) {
      throw new IllegalStateException(
          "The provider "
              + name
              + " returned null; return an Optional if there may be no value, or throw an exception.");
    }
    return returned;
  }
}
