package dev.lodestar.graph;

import dev.lodestar.handler.Unwrapped;
import java.util.function.Supplier;

/// Makes a value of a request when it is first asked for. Thread-safe.
record LaterValue(RequestScope scope, int place) implements Supplier<Object> {

  @Override
  public Object get() {
    try {
      return scope.later(place);
    } catch (Throwable failure) {
      throw Unwrapped.of(failure);
    }
  }

  @Override
  public String toString() {
    return "a dependency that is made when it is asked for";
  }
}
