package dev.lodestar.server.exchange;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.ResponseBody.Heartbeat;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the event loop sees of a response that is produced while it is sent: how long it has been
/// silent, and whether something may be sent between. Used on the event loop only.
public final class StreamWatch {
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(36_500);

  private final byte @Nullable [] beat;
  private final long interval;

  /// Whether the length was not announced, so that nobody knows how long the stream may last.
  private final boolean endless;

  /// Whether the writer has said that what was sent so far stands for itself; also before it has
  /// sent anything.
  private boolean atBoundary = true;

  private long lastSent;

  private StreamWatch(@Nullable Heartbeat heartbeat, Framing framing, long now) {
    beat = heartbeat == null ? null : framed(heartbeat.content(), framing);
    interval = heartbeat == null ? 0 : nanos(heartbeat.interval());
    endless = framing != Framing.LENGTH;
    lastSent = now;
  }

  /// Starts to watch a body that is sent from now on. There is no room for heartbeats in one whose
  /// length is announced.
  public static StreamWatch of(ResponseBody body, Framing framing, long now) {
    var heartbeat =
        framing != Framing.LENGTH && body instanceof ResponseBody.Stream stream
            ? stream.heartbeat().orElse(null)
            : null;
    return new StreamWatch(heartbeat, framing, now);
  }

  private static byte @Nullable [] framed(byte[] content, Framing framing) {
    if (content.length == 0) {
      return null;
    }
    return framing == Framing.CHUNKED ? Chunks.of(content) : content;
  }

  private static long nanos(Duration interval) {
    return interval.compareTo(LONGEST_INTERVAL) > 0
        ? LONGEST_INTERVAL.toNanos()
        : interval.toNanos();
  }

  /// Takes note that the writer's bytes have been sent.
  ///
  /// @param boundary whether the writer has flushed there
  public void sent(boolean boundary, long now) {
    atBoundary = boundary;
    lastSent = now;
  }

  /// Takes note that the writer has flushed what had been sent already.
  public void reachBoundary() {
    atBoundary = true;
  }

  /// Starts the time of silence anew.
  public void restart(long now) {
    lastSent = now;
  }

  /// Returns the heartbeat, if it is due; it counts as sent then.
  public byte @Nullable [] dueBeat(long now) {
    if (beat == null || !atBoundary || now - lastSent < interval) {
      return null;
    }
    lastSent = now;
    return beat;
  }

  /// Tells whether a stream without a length has sent nothing for a while.
  public boolean isSilentFor(long nanos, long now) {
    return endless && now - lastSent > nanos;
  }
}
