package dev.lodestar.setting;

import java.util.Optional;

/// What one layer says of a setting that replaces that of the layers around it.
///
/// @param <T> the type of the setting
public sealed interface Choice<T> {

  /// Nothing: the layer around decides.
  ///
  /// @param <T> the type of the setting
  record Inherit<T>() implements Choice<T> {}

  /// That there is none, whatever the layers around say.
  ///
  /// @param <T> the type of the setting
  /// @param origin where it was set
  record Disabled<T>(Origin origin) implements Choice<T> {}

  /// This value.
  ///
  /// @param <T> the type of the setting
  /// @param value the value
  /// @param origin where it was set
  record Value<T>(T value, Origin origin) implements Choice<T> {}

  /// Returns what counts.
  ///
  /// @return the value; nothing if none was set, or if it was disabled
  default Optional<T> chosen() {
    return this instanceof Value<T>(var value, var _) ? Optional.of(value) : Optional.empty();
  }
}
