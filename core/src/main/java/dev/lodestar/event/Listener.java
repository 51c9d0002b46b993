package dev.lodestar.event;

/// Hears events of a type. Called by many threads at a time.
///
/// @param <E> the type of the events
@FunctionalInterface
public interface Listener<E> {

  /// Hears of an event.
  ///
  /// @param event the event
  /// @throws Exception to fail: a synchronous listener fails the publisher; of any other listener
  ///   it is logged and counted
  void on(E event) throws Exception;
}
