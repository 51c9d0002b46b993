package dev.lodestar.inject;

import dev.lodestar.http.Status;

/// How it ended for what a dependency was made for. Immutable and thread-safe.
public sealed interface Outcome {

  /// Tells whether the client received the whole response.
  ///
  /// @return false also if nothing has been sent yet
  boolean delivered();

  /// The handler returned, and its result was rendered.
  ///
  /// @param status the status of the response, which may be that of an error if the handler
  ///   returned one
  /// @param delivered whether the client received the whole response
  record Success(Status status, boolean delivered) implements Outcome {}

  /// A provider, the handler, the rendering of its result or a hook before the response failed. The
  /// client is sent an error.
  ///
  /// @param cause what was thrown
  record Failure(Throwable cause) implements Outcome {
    @Override
    public boolean delivered() {
      return false;
    }
  }

  /// The application stopped, which ends its singletons.
  record Stopped() implements Outcome {
    @Override
    public boolean delivered() {
      return false;
    }
  }
}
