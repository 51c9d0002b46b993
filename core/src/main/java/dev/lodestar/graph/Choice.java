package dev.lodestar.graph;

import dev.lodestar.inject.Dependency;
import java.util.List;

/// Which providers serve a parameter, and in what shape it takes their values.
///
/// @param shape the shape
/// @param entries the providers; none where a parameter that has to be served by one is not
/// @param wanted what the parameter asks for
public record Choice(Shape shape, List<ProviderEntry> entries, Dependency<?> wanted) {

  /// In what shape a parameter takes values.
  public enum Shape {
    /// The value itself.
    ONE,
    /// An `Optional` of the value.
    MAYBE,
    /// A `Supplier` of the value.
    LATER,
    /// A `List` of all values.
    ALL
  }

  /// Whether a provider is needed and there is none.
  public boolean isMissing() {
    return entries.isEmpty() && (shape == Shape.ONE || shape == Shape.LATER);
  }

  /// Whether one of the providers cannot be used, which has been reported.
  public boolean isBroken() {
    for (var entry : entries) {
      if (!entry.isUsable()) {
        return true;
      }
    }
    return false;
  }
}
