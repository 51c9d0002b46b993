package dev.lodestar.operation;

import dev.lodestar.http.Status;
import java.util.Optional;

/// Which failures an application answers itself, instead of with a problem document.
@FunctionalInterface
public interface ErrorHandling {

  /// Finds the class of the error handler that answers a failure; nothing if a problem document
  /// does.
  ///
  /// @param failure the class of the failure
  /// @param status the status that it has by itself
  Optional<Class<?>> handlerOf(Class<? extends Throwable> failure, Status status);
}
