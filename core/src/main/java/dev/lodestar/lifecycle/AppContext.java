package dev.lodestar.lifecycle;

import dev.lodestar.event.Events;

/// What an application gives to those that live as long as it runs. Thread-safe.
public interface AppContext {

  /// Returns the state of the application, where a lifespan puts what handlers need.
  ///
  /// @return the state
  State state();

  /// Returns the events of the application, which wait for no response.
  ///
  /// @return the events
  Events events();
}
