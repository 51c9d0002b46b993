package dev.lodestar.bind;

import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// Takes a value that all requests share.
final class SingletonArgument implements Argument {
  private final SingletonSource source;

  SingletonArgument(SingletonSource source) {
    this.source = source;
  }

  @Override
  public @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors) {
    try {
      return source.get();
    } catch (Throwable failure) {
      throw Unwrapped.of(failure);
    }
  }
}
