package dev.lodestar.codec;

/// Says that a value cannot be written: a number that is not finite, a value that contains itself,
/// an object of an unsupported type. It is the fault of the program, never of a client.
public final class EncodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String pointer;

  /// Creates the exception for the value as a whole.
  ///
  /// @param problem what is wrong, as a complete sentence
  public EncodeException(String problem) {
    super(problem);
    this.problem = problem;
    this.pointer = "";
  }

  /// Creates the exception for the value as a whole.
  ///
  /// @param problem what is wrong, as a complete sentence
  /// @param cause why
  public EncodeException(String problem, Throwable cause) {
    super(problem, cause);
    this.problem = problem;
    this.pointer = "";
  }

  private EncodeException(EncodeException original, String pointer) {
    super(original.problem, original.getCause());
    this.problem = original.problem;
    this.pointer = pointer;
    setStackTrace(original.getStackTrace());
  }

  /// Returns the exception with the place where it happened.
  ///
  /// @param pointer the place as a JSON pointer (RFC 6901)
  /// @return an exception with the same problem, cause and stack trace
  public EncodeException at(String pointer) {
    return new EncodeException(this, pointer);
  }

  /// Where in the value, as a JSON pointer (RFC 6901).
  ///
  /// @return the pointer; empty for the value itself
  public String pointer() {
    return pointer;
  }

  @Override
  public String getMessage() {
    return pointer.isEmpty() ? problem : pointer + ": " + problem;
  }
}
