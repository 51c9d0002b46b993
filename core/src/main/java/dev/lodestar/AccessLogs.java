package dev.lodestar;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.log.AccessLog;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.route.PathTemplate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The access log of a server, if it has one. Without one, no class of it is loaded.
final class AccessLogs {
  private static final AccessLogs NONE = new AccessLogs(null);

  private final @Nullable AccessLog log;

  private AccessLogs(@Nullable AccessLog log) {
    this.log = log;
  }

  /// @param application what the server gives its requests to
  /// @param pipeline knows the routes of the application
  static AccessLogs of(ServerOptions options, HttpApplication application, Pipeline pipeline) {
    var wanted = options.accessLog();
    return wanted.isEmpty()
        ? NONE
        : new AccessLogs(
            new AccessLog(
                application,
                wanted.get(),
                options.trustedProxies(),
                request -> pipeline.templateOf(request).map(PathTemplate::toString)));
  }

  /// What the engine is given in place of the application.
  HttpApplication around(HttpApplication application) {
    if (log != null) {
      return log;
    }
    return application;
  }

  void close(Duration deadline) {
    if (log != null) {
      log.close(deadline);
    }
  }
}
