package dev.lodestar.graph;

import dev.lodestar.handler.Invoker;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Calls a method or constructor by generated code, which is generated for all of them at once when
/// it is known which are needed.
final class LateMaker implements Maker {
  private final Supplier<@Nullable Object> receiver;
  private volatile @Nullable Invoker invoker;

  /// Creates the maker.
  ///
  /// @param receiver gives the object that a method is called on; null for a constructor or a
  ///   static method
  LateMaker(Supplier<@Nullable Object> receiver) {
    this.receiver = receiver;
  }

  void invokeBy(Invoker generated) {
    invoker = generated;
  }

  @Override
  public @Nullable Object make(@Nullable Object[] values, int[] places) throws Throwable {
    var ready = invoker;
    if (ready == null) {
      throw new IllegalStateException("The application has not been built yet.");
    }
    var arguments = new @Nullable Object[places.length];
    for (var i = 0; i < places.length; i++) {
      arguments[i] = values[places[i]];
    }
    return ready.invoke(receiver.get(), arguments);
  }
}
