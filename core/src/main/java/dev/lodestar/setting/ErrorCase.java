package dev.lodestar.setting;

import dev.lodestar.http.Status;

/// Which failures an [ErrorHandler] answers.
public sealed interface ErrorCase {

  /// Those of a class and its subclasses.
  ///
  /// @param type the class
  record OfClass(Class<? extends Throwable> type) implements ErrorCase {
    @Override
    public String toString() {
      return type.getSimpleName();
    }
  }

  /// Those that would be answered with a status: the one of a `HttpException`, 500 for everything
  /// else.
  ///
  /// @param status the status
  record OfStatus(Status status) implements ErrorCase {
    @Override
    public String toString() {
      return Integer.toString(status.code());
    }
  }
}
