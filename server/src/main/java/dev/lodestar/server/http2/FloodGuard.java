package dev.lodestar.server.http2;

import dev.lodestar.engine.Http2Options;

/// Counts what a client makes the server do for nothing, and ends the connection when it is too
/// much. What serves requests makes up for frames that do not. Used on the event loop only.
final class FloodGuard {
  /// How many frames that serve no request each request makes up for.
  static final int FRAMES_PER_REQUEST = 10;

  /// How many each frame of content makes up for, in either direction.
  static final int FRAMES_PER_CONTENT = 3;

  private final Http2Options options;
  private final long window;
  private long start;
  private int resets;
  private int control;

  FloodGuard(Http2Options options, long now) {
    this.options = options;
    window =
        options.floodWindow().compareTo(java.time.Duration.ofDays(36_500)) > 0
            ? Long.MAX_VALUE / 2
            : options.floodWindow().toNanos();
    start = now;
  }

  /// Starts a new window if the last one is over.
  void tick(long now) {
    if (now - start > window) {
      start = now;
      resets = 0;
      control = 0;
    }
  }

  /// Counts a stream that the client has given up, or made the server give up.
  void reset() {
    if (++resets > options.maxResets()) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          "More than " + options.maxResets() + " streams were given up within a short time.");
    }
  }

  /// Counts frames that serve no request.
  void control(int frames) {
    control += frames;
    if (control > options.maxControlFrames()) {
      throw new ConnectionError(
          ErrorCode.ENHANCE_YOUR_CALM,
          "More than "
              + options.maxControlFrames()
              + " frames that serve no request came within a short time.");
    }
  }

  void request() {
    control = Math.max(0, control - FRAMES_PER_REQUEST);
  }

  void content() {
    control = Math.max(0, control - FRAMES_PER_CONTENT);
  }
}
