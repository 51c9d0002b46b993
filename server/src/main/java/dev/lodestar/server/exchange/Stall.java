package dev.lodestar.server.exchange;

import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/// Whether a client has stopped to take what there is for it, looked at now and then. Used on the
/// event loop only.
public final class Stall {
  /// What was seen of the socket at the last look, and since when it has not moved.
  private long progress;

  private long since;

  /// Tells whether the client has not taken a byte for longer than a time, though there are some
  /// for it.
  ///
  /// @param pending what the channel has for the client; `null` if it has been closed
  public boolean isLongerThan(long timeout, @Nullable ChannelOutboundBuffer pending, long now) {
    if (pending == null || pending.isEmpty()) {
      progress = -1;
      return false;
    }
    var seen = 31 * pending.totalPendingWriteBytes() + pending.currentProgress();
    if (seen != progress) {
      progress = seen;
      since = now;
    }
    return now - since > timeout;
  }
}
