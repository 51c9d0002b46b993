package dev.lodestar.test;

import java.util.Arrays;

/// Fails a test because the application failed in a way it did not mean to: an exception escaped
/// from it, for which a client is told 500 and nothing else.
///
/// The [cause][#getCause()] is the original exception. The stack trace of this error is cut down to
/// the lines of the test, so that the original comes first to the eye.
///
/// ```java
/// assertThatThrownBy(() -> client.get("/broken"))
///     .isInstanceOf(UnexpectedServerError.class)
///     .hasCauseInstanceOf(IllegalStateException.class);
/// ```
///
/// A test that wants to see the 500 instead turns it off with
/// [TestClient#raiseServerErrors(boolean)].
public final class UnexpectedServerError extends AssertionError {
  private static final long serialVersionUID = 1L;

  UnexpectedServerError(String request, Throwable failure) {
    super(request + " failed in the application: " + failure, failure);
    setStackTrace(linesOfTheTest(getStackTrace()));
  }

  private static StackTraceElement[] linesOfTheTest(StackTraceElement[] trace) {
    var start = 0;
    while (start < trace.length && isClient(trace[start].getClassName())) {
      start++;
    }
    var end = start;
    while (end < trace.length && !isRunner(trace[end].getClassName())) {
      end++;
    }
    return start == end ? trace : Arrays.copyOfRange(trace, start, end);
  }

  private static boolean isClient(String className) {
    return className.equals(TestClient.class.getName())
        || className.equals(TestRequest.class.getName())
        || className.equals(InProcessTransport.class.getName())
        || className.equals(HttpTransport.class.getName())
        || className.equals(UnexpectedServerError.class.getName());
  }

  private static boolean isRunner(String className) {
    return className.startsWith("java.lang.reflect.")
        || className.startsWith("jdk.internal.reflect.")
        || className.startsWith("java.lang.invoke.")
        || className.startsWith("org.junit.");
  }
}
