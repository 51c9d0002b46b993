package dev.lodestar.bind;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.route.Match;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the value of one handler parameter from a request.
interface Argument {

  /// Returns the value; after adding to the errors, whatever it likes.
  @Nullable Object read(Request request, Match.Found<?> match, InputErrors errors);

  /// Tells what it takes; nothing by default.
  default void describe(OperationCollector operation) {}

  /// Which media types it takes, where it is the body; nothing if it is not, or takes any.
  default Optional<String> acceptPatch() {
    return Optional.empty();
  }

  /// Whether this reads the body while it arrives, instead of when it is there.
  default boolean streamsBody() {
    return false;
  }
}
