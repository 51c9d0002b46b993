package dev.lodestar.engine;

import dev.lodestar.http.Request;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Logs completions that fail. The logger is found when it is needed: finding a logging back end
/// costs start-up time.
final class CompletionLog {
  private CompletionLog() {}

  /// Logging must not become the next failure, whatever an exception does when it is printed.
  static void failed(Optional<Request> request, Throwable failure) {
    try {
      log(request, failure);
    } catch (RuntimeException unprintable) {
      log(request, new IllegalStateException(failure.getClass().getName() + ", unprintable"));
    }
  }

  private static void log(Optional<Request> request, Throwable failure) {
    if (request.isEmpty()) {
      logger().error("completion_failed id=none", failure);
      return;
    }
    var known = request.get();
    logger()
        .error(
            "completion_failed id={} method={} path={}",
            known.id(),
            known.method(),
            known.path(),
            failure);
  }

  private static Logger logger() {
    return LoggerFactory.getLogger("dev.lodestar.request");
  }
}
