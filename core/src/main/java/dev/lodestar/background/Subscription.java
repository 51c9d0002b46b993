package dev.lodestar.background;

import dev.lodestar.event.Listener;
import dev.lodestar.event.Phase;
import java.util.function.Supplier;

/// A listener and what it listens to.
public final class Subscription {
  private final Class<?> type;
  private final Phase phase;
  private final Listener<Object> listener;
  private final Supplier<String> name;

  private Subscription(
      Class<?> type, Phase phase, Listener<Object> listener, Supplier<String> name) {
    this.type = type;
    this.phase = phase;
    this.listener = listener;
    this.name = name;
  }

  /// Creates a subscription.
  ///
  /// @param name what the log calls the listener; asked when something is logged
  public static <E> Subscription of(
      Class<E> type, Phase phase, Listener<? super E> listener, Supplier<String> name) {
    return new Subscription(type, phase, event -> listener.on(type.cast(event)), name);
  }

  Class<?> type() {
    return type;
  }

  Phase phase() {
    return phase;
  }

  String name() {
    return name.get();
  }

  void hear(Object event) throws Exception {
    listener.on(event);
  }
}
