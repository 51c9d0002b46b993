package dev.lodestar.server.exchange;

import java.time.Duration;

/// Counts what a client makes the server do for nothing on a connection of many streams, and ends
/// the connection when it is too much. What serves requests makes up for what does not. Used on the
/// event loop only.
public final class FloodGuard {
  /// How many frames that serve no request each request makes up for.
  private static final int FRAMES_PER_REQUEST = 10;

  /// How many each frame of content makes up for, in either direction.
  private static final int FRAMES_PER_CONTENT = 3;

  /// How many bytes count as a frame where frames are not looked at.
  private static final int BYTES_PER_FRAME = 8;

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final int code;
  private final int maxResets;
  private final int maxControlFrames;
  private final long window;
  private long start;
  private int resets;
  private int control;
  private int bytes;

  /// Counts from nothing.
  ///
  /// @param code the error of the protocol for who goes too far
  /// @param maxResets how many requests may be given up in a window of time
  /// @param maxControlFrames how many frames may serve no request in it
  public FloodGuard(int code, int maxResets, int maxControlFrames, Duration window, long now) {
    this.code = code;
    this.maxResets = maxResets;
    this.maxControlFrames = maxControlFrames;
    this.window = (window.compareTo(LONGEST) > 0 ? LONGEST : window).toNanos();
    start = now;
  }

  /// Starts a new window if the last one is over.
  public void tick(long now) {
    if (now - start > window) {
      start = now;
      resets = 0;
      control = 0;
    }
  }

  /// Counts a request that the client has given up, or made the server give up.
  ///
  /// @throws ConnectionError if there are too many
  public void reset() {
    if (++resets > maxResets) {
      throw new ConnectionError(
          code, "More than " + maxResets + " requests were given up within a short time.");
    }
  }

  /// Counts frames that serve no request.
  ///
  /// @throws ConnectionError if there are too many
  public void control(int frames) {
    control += frames;
    if (control > maxControlFrames) {
      throw new ConnectionError(
          code,
          "More than "
              + maxControlFrames
              + " frames that serve no request came within a short time.");
    }
  }

  /// Counts bytes that serve no request.
  ///
  /// @throws ConnectionError if there are too many
  public void controlBytes(int count) {
    bytes += count;
    control(bytes / BYTES_PER_FRAME);
    bytes %= BYTES_PER_FRAME;
  }

  /// Counts a request.
  public void request() {
    control = Math.max(0, control - FRAMES_PER_REQUEST);
  }

  /// Counts a frame of content.
  public void content() {
    control = Math.max(0, control - FRAMES_PER_CONTENT);
  }
}
