package dev.lodestar.body;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import org.jspecify.annotations.Nullable;

/// Makes a value of the body of a request. Immutable and thread-safe.
public interface BodyReader {

  /// Returns the value; after adding to the errors, whatever it likes.
  ///
  /// @throws dev.lodestar.http.HttpException 415, if the content type is none that it takes; 413,
  ///   if a body that arrives is larger than it may be
  @Nullable Object read(Request request, InputErrors errors);

  /// Which content types it takes.
  ContentTypes types();

  /// Tells what bodies it reads.
  ///
  /// @param declaration where the body is declared
  void describe(OperationCollector operation, Declaration declaration);

  /// Whether it reads the body while it arrives.
  default boolean streams() {
    return false;
  }
}
