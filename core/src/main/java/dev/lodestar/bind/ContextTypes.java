package dev.lodestar.bind;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.route.Match;
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

  /// Returns these types and another one, which is made of a header that may be malformed.
  ///
  /// @param value finds the value for a request
  /// @param header the name of the header
  /// @param description what clients are told of it
  public <T> ContextTypes withHeader(
      Class<T> type, Function<Request, T> value, String header, String description) {
    var more = new LinkedHashMap<>(added);
    more.put(type, new OfHeader<>(value, header, description));
    return new ContextTypes(Map.copyOf(more), shared);
  }

  private record OfHeader<T>(Function<Request, T> value, String header, String description)
      implements Argument {
    @Override
    public Object read(Request request, Match.Found<?> match, InputErrors errors) {
      return requireNonNull(value.apply(request));
    }

    @Override
    public void describe(OperationCollector operation) {
      operation.header(header, description);
      operation.refuse(Refusal.INVALID_INPUT);
    }
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
