package dev.lodestar.server.http2;

import java.util.concurrent.TimeUnit;

/// How server and client agree on the end of a connection (RFC 9113, section 6.8). The server says
/// first that it ends, with the highest number of a stream, since requests may be on their way; and
/// when the client has seen that, or after a while, which request is the last that is answered.
/// Used on the event loop only.
final class Farewell {
  /// How long the client has to say that it knows of the end of the connection, until requests that
  /// it sends then are not answered any more.
  private static final long DRAIN_TIME = TimeUnit.SECONDS.toNanos(1);

  private static final long DRAIN_PING = 0x4C6F646573746172L;

  private final FrameOutput output;

  private boolean announced;
  private long announcedAt;

  /// Whether further requests are not answered any more.
  private boolean drained;

  /// Whether the client has said that it will close the connection.
  private boolean leaving;

  Farewell(FrameOutput output) {
    this.output = output;
  }

  /// Tells the client that the connection will end, the first time.
  void announce() {
    if (!announced) {
      announced = true;
      announcedAt = System.nanoTime();
      output.goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR, "");
      output.ping(false, DRAIN_PING);
      output.flush();
    }
  }

  /// Tells whether a PING that the client has answered shows that it knows of the end.
  boolean isKnown(long ping) {
    return announced && ping == DRAIN_PING;
  }

  /// Tells whether the client has had time enough to learn of the end.
  boolean isDue(long now) {
    return announced && !drained && now - announcedAt > DRAIN_TIME;
  }

  /// Takes note that no further request is answered.
  void drain() {
    drained = true;
  }

  boolean isDrained() {
    return drained;
  }

  /// Takes note that the client will close the connection.
  void leave() {
    leaving = true;
  }

  /// Tells whether the connection ends with its last stream.
  boolean endsWhenIdle() {
    return drained || leaving;
  }
}
