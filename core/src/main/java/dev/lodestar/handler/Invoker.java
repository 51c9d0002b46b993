package dev.lodestar.handler;

import org.jspecify.annotations.Nullable;

/// Calls one handler method. Thread-safe.
@FunctionalInterface
public interface Invoker {

  /// Calls the method.
  ///
  /// @param receiver the object to call it on; ignored by a static method
  /// @param arguments one value for each parameter, boxed where the parameter is primitive
  /// @return the result, boxed if primitive; null if the method returns nothing
  /// @throws Throwable exactly what the method throws
  @Nullable Object invoke(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable;
}
