package dev.lodestar.bind;

import dev.lodestar.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The types whose parameters take the request, a part of it, or what the application has for it.
/// Immutable and thread-safe.
public final class ContextTypes {
  private static final ContextTypes STANDARD = new ContextTypes(Map.of(), Map.of());

  private final Map<Class<?>, Argument> added;

  /// What singletons get, which have no request.
  private final Map<Class<?>, Object> shared;

  private ContextTypes(Map<Class<?>, Argument> added, Map<Class<?>, Object> shared) {
    this.added = added;
    this.shared = shared;
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
    return new ContextTypes(Map.copyOf(more), shared);
  }

  /// Returns these types, one of which singletons can take too.
  ///
  /// @param value what they get
  public <T> ContextTypes withShared(Class<T> type, T value) {
    var more = new LinkedHashMap<>(shared);
    more.put(type, value);
    return new ContextTypes(added, Map.copyOf(more));
  }

  Optional<Object> shared(Class<?> type) {
    return Optional.ofNullable(shared.get(type));
  }

  Optional<Argument> argument(Class<?> type) {
    var argument = added.get(type);
    return argument == null ? ContextArgument.forType(type) : Optional.of(argument);
  }
}
