package dev.lodestar.route;

import java.util.Optional;

/// One part of a path template between two slashes.
public sealed interface Segment {

  /// A fixed text.
  ///
  /// @param text the text as written in the declaration: decoded, never empty
  record Literal(String text) implements Segment {
    @Override
    public String toString() {
      return text;
    }
  }

  /// A place for a value.
  ///
  /// @param name the name of the parameter, a Java identifier
  /// @param slot the slot type written after the name, or empty if the handler's signature decides
  /// @param greedy whether the parameter takes the rest of the path (slot type `path`)
  record Parameter(String name, Optional<String> slot, boolean greedy) implements Segment {
    @Override
    public String toString() {
      return "{" + name + (slot.isPresent() ? ":" + slot.get() : "") + "}";
    }
  }
}
