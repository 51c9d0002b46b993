package dev.lodestar.bind;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Cookies;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.QueryParameters;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.route.Match;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A parameter of a type that stands for the request, a part of it, or what the application has for
/// it. Immutable and thread-safe.
public final class ContextArgument implements Argument {
  private final Function<Request, ?> value;
  private final Consumer<OperationCollector> description;

  private ContextArgument(Function<Request, ?> value, Consumer<OperationCollector> description) {
    this.value = value;
    this.description = description;
  }

  /// Returns a parameter of which clients are told nothing.
  ///
  /// @param value finds the value for a request
  public static ContextArgument of(Function<Request, ?> value) {
    return new ContextArgument(value, operation -> {});
  }

  /// Returns a parameter that is made of a header, which may be malformed.
  ///
  /// @param value finds the value for a request
  /// @param header the name of the header
  /// @param description what clients are told of it
  public static ContextArgument ofHeader(
      Function<Request, ?> value, String header, String description) {
    return new ContextArgument(
        value,
        operation -> {
          operation.header(header, description);
          operation.refuse(Refusal.INVALID_INPUT);
        });
  }

  /// The parameter of a type that stands for the request or a part of it; `null` for every other.
  /// Made when it is asked for, since most handlers take none.
  static @Nullable ContextArgument forType(Class<?> type) {
    if (type == Request.class) {
      return of(request -> request);
    }
    if (type == Headers.class) {
      return of(Request::headers);
    }
    if (type == Cookies.class) {
      return of(Request::cookies);
    }
    if (type == QueryParameters.class) {
      return of(Request::query);
    }
    if (type == RequestBody.class) {
      return new ContextArgument(Request::body, OperationCollector::anyBody);
    }
    if (type == HttpMethod.class) {
      return of(Request::method);
    }
    if (type == Preconditions.class) {
      return new ContextArgument(
          Preconditions::of,
          operation -> {
            operation.preconditions();
            operation.refuse(Refusal.PRECONDITION_FAILED);
            operation.refuse(Refusal.PRECONDITION_REQUIRED);
          });
    }
    return type == Connection.class ? of(Request::connection) : null;
  }

  @Override
  public Object read(Request request, Match.Found<?> match, InputErrors errors) {
    return value.apply(request);
  }

  @Override
  public void describe(OperationCollector operation) {
    description.accept(operation);
  }
}
