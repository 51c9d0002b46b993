package dev.lodestar.http;

/// Thrown by [PercentEncoding] for text that is not validly percent-encoded UTF-8.
///
/// In a request this is the client's mistake (400). The message is a complete sentence that names
/// the position and may be shown to the client. The exception has no stack trace, because clients
/// can cause it at will and it says nothing about the code.
public final class MalformedEncodingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MalformedEncodingException(String message) {
    super(message);
  }

  /// Leaves the stack trace empty.
  ///
  /// @return this exception
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
