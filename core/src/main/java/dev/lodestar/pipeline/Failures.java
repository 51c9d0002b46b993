package dev.lodestar.pipeline;

import dev.lodestar.http.ClientDisconnectedException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// What failures are about.
final class Failures {
  private Failures() {}

  /// Takes off what only says that something failed elsewhere (in another thread, behind a proxy or
  /// behind reflection), so that the exception itself decides about the answer.
  ///
  /// @return the innermost exception that is no such wrapper; a wrapper without a cause is one
  ///   itself
  static Throwable unwrap(Throwable failure) {
    var inner = failure;
    while (isWrapper(inner)) {
      var cause = inner.getCause();
      if (cause == null) {
        return inner;
      }
      inner = cause;
    }
    return inner;
  }

  /// Tells whether a failure says nothing but that the client has gone while its request was read.
  static boolean isOfClientGone(Throwable failure) {
    return failure instanceof ClientDisconnectedException
        || (failure instanceof UncheckedIOException
            && failure.getCause() instanceof ClientDisconnectedException);
  }

  /// Subclasses mean something of their own.
  private static boolean isWrapper(Throwable failure) {
    var type = failure.getClass();
    return type == ExecutionException.class
        || type == CompletionException.class
        || type == UndeclaredThrowableException.class
        || type == InvocationTargetException.class;
  }
}
