package dev.lodestar.inject;

/// What is done with the value of a provider when it ends.
///
/// @param <T> the type of the value
@FunctionalInterface
public interface Cleanup<T> {

  /// Ends the value, or reacts to how it went.
  ///
  /// @param value what the provider made
  /// @param outcome how it went
  /// @throws Exception if it fails
  void run(T value, Outcome outcome) throws Exception;
}
