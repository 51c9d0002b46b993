package dev.lodestar.bind;

import dev.lodestar.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The types whose parameters take the request, a part of it, or what the application has for it.
/// Immutable and thread-safe.
public final class ContextTypes {
  private static final ContextTypes STANDARD = new ContextTypes(Map.of());

  private final Map<Class<?>, Argument> added;

  private ContextTypes(Map<Class<?>, Argument> added) {
    this.added = added;
  }

  /// Returns the types that stand for the request and its parts.
  public static ContextTypes standard() {
    return STANDARD;
  }

  /// Returns these types and another one.
  ///
  /// @param value finds the value for a request
  public <T> ContextTypes with(Class<T> type, Function<Request, T> value) {
    var more = new LinkedHashMap<>(added);
    more.put(type, (request, match, errors) -> value.apply(request));
    return new ContextTypes(Map.copyOf(more));
  }

  Optional<Argument> argument(Class<?> type) {
    var argument = added.get(type);
    return argument == null ? ContextArgument.forType(type) : Optional.of(argument);
  }
}
