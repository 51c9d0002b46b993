package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.route.Match;
import org.jspecify.annotations.Nullable;

/// Reads the value of one handler parameter from a request.
interface Argument {

  /// Returns the value; after adding to the errors, whatever it likes.
  @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors);

  /// Whether this reads the body while it arrives, instead of when it is there.
  default boolean streamsBody() {
    return false;
  }
}
