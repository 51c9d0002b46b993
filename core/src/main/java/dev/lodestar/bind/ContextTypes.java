package dev.lodestar.bind;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The types whose parameters take the request, a part of it, or what the application has for it.
/// Immutable and thread-safe.
public final class ContextTypes {
  private final Added added;

  /// What an application adds to the types that stand for the request and its parts.
  public interface Added {

    /// Finds what a parameter of a type takes; `null` if the application has nothing of that type.
    @Nullable ContextArgument argument(Class<?> type);

    /// Finds what a singleton gets for a parameter of a type, which has no request; `null` if it
    /// gets nothing.
    @Nullable Object shared(Class<?> type);
  }

  /// Creates the types that stand for the request and its parts, and others.
  public ContextTypes(Added added) {
    this.added = added;
  }

  Optional<Object> shared(Class<?> type) {
    return Optional.ofNullable(added.shared(type));
  }

  Optional<Argument> argument(Class<?> type) {
    var argument = added.argument(type);
    return Optional.ofNullable(argument == null ? ContextArgument.forType(type) : argument);
  }
}
