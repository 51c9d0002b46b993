package dev.lodestar.graph;

import dev.lodestar.handler.Unwrapped;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes an argument of a singleton when it is first asked for. Thread-safe.
final class LaterSingleton implements Supplier<Object> {
  private final SingletonSource source;
  private @Nullable Object value;

  LaterSingleton(SingletonSource source) {
    this.source = source;
  }

  @Override
  @SuppressWarnings("NullAway") // a value of a provider is never null
  public synchronized Object get() {
    try {
      if (value == null) {
        value = source.get();
      }
      return value;
    } catch (Throwable failure) {
      throw Unwrapped.of(failure);
    }
  }
}
