package dev.lodestar.json;

import java.util.ArrayDeque;

/// Says that a value cannot be written as JSON: a number that is not finite, a value that contains
/// itself, an object of an unsupported type. It is the fault of the program, never of a client.
public final class EncodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final transient ArrayDeque<String> path = new ArrayDeque<>();

  EncodeException(String problem) {
    super(problem);
    this.problem = problem;
  }

  EncodeException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /// Adds where it happened, from the inside outwards.
  EncodeException in(String step) {
    path.addFirst(step);
    return this;
  }

  /// Where in the value, as a JSON pointer (RFC 6901).
  ///
  /// @return the pointer; empty for the value itself
  public String pointer() {
    var pointer = new StringBuilder();
    for (var step : path) {
      pointer.append('/').append(Pointer.escaped(step));
    }
    return pointer.toString();
  }

  @Override
  public String getMessage() {
    return path.isEmpty() ? problem : pointer() + ": " + problem;
  }
}
