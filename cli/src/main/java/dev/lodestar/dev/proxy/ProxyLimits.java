package dev.lodestar.dev.proxy;

import java.time.Duration;

/// What the proxy waits for and keeps.
///
/// @param hold how long a request waits while the application is being reloaded
/// @param notice how long a request whose upstream has gone waits for what has become of it
public record ProxyLimits(Duration hold, Duration notice) {
  /// How long a request waits while the application is compiled and started, before it is answered
  /// 503: 60 seconds.
  public static final Duration HOLD = Duration.ofSeconds(60);

  /// How long a request that a process has left unanswered waits for what is known of its end,
  /// before it is answered 502: 2 seconds.
  public static final Duration NOTICE = Duration.ofSeconds(2);

  /// How many bytes of a request's content are kept while it is sent, for a second server that gets
  /// it if the application has no route: 1 MB.
  public static final int MAX_KEPT_CONTENT = 1 << 20;

  /// Returns the limits that are documented.
  ///
  /// @return the defaults
  public static ProxyLimits defaults() {
    return new ProxyLimits(HOLD, NOTICE);
  }
}
