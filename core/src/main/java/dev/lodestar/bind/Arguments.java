package dev.lodestar.bind;

import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// Reads the values of all parameters of one handler on one route. Immutable and thread-safe.
public final class Arguments {
  private static final @Nullable Object[] NONE = new @Nullable Object[0];

  private final Argument[] arguments;

  Arguments(Argument[] arguments) {
    this.arguments = arguments;
  }

  /// Reads all values.
  ///
  /// @throws HttpException 400, listing every parameter that is missing or not accepted
  public @Nullable Object[] read(Request request, Match.Found<?> match) {
    if (arguments.length == 0) {
      return NONE;
    }
    @Nullable Object[] values = new @Nullable Object[arguments.length];
    var errors = new InputErrors();
    for (var i = 0; i < arguments.length; i++) {
      values[i] = arguments[i].read(request, match, errors);
    }
    var failure = errors.toException();
    if (failure != null) {
      throw failure;
    }
    return values;
  }
}
