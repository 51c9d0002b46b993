package dev.lodestar.setting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A value and where it was set.
///
/// @param <T> the type of the value
/// @param value the value
/// @param origin where it was set
public record Sourced<T>(T value, Origin origin) {
  /// The values alone.
  ///
  /// @param <T> their type
  /// @param sourced values with their origins
  /// @return the values, in the same order
  public static <T> List<T> values(Collection<Sourced<T>> sourced) {
    // Not a stream: every start passes here, and the first list of one loads fifteen classes.
    var values = new ArrayList<T>(sourced.size());
    for (var each : sourced) {
      values.add(each.value());
    }
    return List.copyOf(values);
  }
}
