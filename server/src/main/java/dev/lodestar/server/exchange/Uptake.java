package dev.lodestar.server.exchange;

import io.netty.channel.ChannelOutboundBuffer;

/// Whether the client of a connection takes what there is for it, looked at now and then. Used on
/// the event loop only.
public final class Uptake {
  private final Peer peer;
  private final Rate rate;

  /// How many bytes have been written, files apart.
  private long written;

  /// Whether there was something for the client at the last look, how much it had taken, and since
  /// when it has taken nothing.
  private boolean wanted;

  private long taken;
  private long since;

  /// @param rate looks whether it is enough
  public Uptake(Peer peer, Rate rate) {
    this.peer = peer;
    this.rate = rate;
  }

  /// Takes note of bytes that were written to the channel.
  public void wrote(int count) {
    written += count;
  }

  /// Tells whether the client has not taken a byte for longer than a time, or too few, though there
  /// are some for it.
  ///
  /// @param sentOfFiles how many bytes of files that are on their way were handed to the system
  public boolean isTooSlow(long now, long timeout, long sentOfFiles) {
    var pending = peer.channel().unsafe().outboundBuffer();
    if (pending == null || pending.isEmpty()) {
      wanted = false;
      rate.pause();
      return false;
    }
    var arrived = peer.arrived();
    var seen = arrived < 0 ? handedOver(pending, sentOfFiles) : arrived;
    if (!wanted || seen != taken) {
      wanted = true;
      taken = seen;
      since = now;
    }
    return now - since > timeout || rate.isTooSlow(now, seen);
  }

  /// How many bytes the system has taken, or nearly so: what waits counts with what it costs.
  private long handedOver(ChannelOutboundBuffer pending, long sentOfFiles) {
    var ofFirst = sentOfFiles > 0 ? sentOfFiles : pending.currentProgress();
    return written - pending.totalPendingWriteBytes() + ofFirst;
  }
}
