package dev.lodestar.test;

import dev.lodestar.test.Transport.Outgoing;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The errors of a test whose request got no response.
final class Failures {

  private Failures() {}

  static AssertionError timeout(Outgoing request, Duration timeout, @Nullable Throwable cause) {
    return new AssertionError(
        request
            + " had no complete response within "
            + readable(timeout)
            + ". If it needs longer, set timeout(…) of the test client.",
        cause);
  }

  static AssertionError interrupted(Outgoing request, InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new AssertionError(
        "The test was interrupted while it waited for the response to " + request + ".", cause);
  }

  static AssertionError notLeft(Outgoing request, Duration timeout, Throwable cause) {
    return new AssertionError(
        "The client of "
            + request
            + " has left, but the application was not done with the response within "
            + readable(timeout)
            + ".",
        cause);
  }

  static AssertionError bodyTooLarge(Outgoing request) {
    return new AssertionError(
        "The response to "
            + request
            + " has more than "
            + Transport.MAX_BODY_SIZE
            + " bytes, which is all that the test client takes; a stream without an end cannot be"
            + " read with it.");
  }

  private static String readable(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
