package dev.lodestar.http3;

import dev.lodestar.engine.Http3Options;
import java.time.Duration;

/// Counts what a client makes the server do for nothing, and ends the connection when it is too
/// much. What serves requests makes up for what does not. Used on the event loop only.
final class FloodGuard {
  /// How many frames that serve no request each request makes up for.
  static final int FRAMES_PER_REQUEST = 10;

  /// How many each frame of content makes up for, in either direction.
  static final int FRAMES_PER_CONTENT = 3;

  /// How many bytes count as a frame where frames are not looked at.
  static final int BYTES_PER_FRAME = 8;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Http3Options options;
  private final long window;
  private long start;
  private int resets;
  private int control;
  private int bytes;

  FloodGuard(Http3Options options, long now) {
    this.options = options;
    window =
        options.floodWindow().compareTo(LONGEST) > 0
            ? LONGEST.toNanos()
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

  /// Counts a request that the client has given up, or made the server give up.
  ///
  /// @throws ConnectionError if there are too many
  void reset() {
    if (++resets > options.maxResets()) {
      throw new ConnectionError(
          ErrorCode.EXCESSIVE_LOAD,
          "More than " + options.maxResets() + " requests were given up within a short time.");
    }
  }

  /// Counts frames that serve no request.
  ///
  /// @throws ConnectionError if there are too many
  void control(int frames) {
    control += frames;
    if (control > options.maxControlFrames()) {
      throw new ConnectionError(
          ErrorCode.EXCESSIVE_LOAD,
          "More than "
              + options.maxControlFrames()
              + " frames that serve no request came within a short time.");
    }
  }

  /// Counts bytes that serve no request.
  ///
  /// @throws ConnectionError if there are too many
  void controlBytes(int count) {
    bytes += count;
    control(bytes / BYTES_PER_FRAME);
    bytes %= BYTES_PER_FRAME;
  }

  void request() {
    control = Math.max(0, control - FRAMES_PER_REQUEST);
  }

  void content() {
    control = Math.max(0, control - FRAMES_PER_CONTENT);
  }
}
