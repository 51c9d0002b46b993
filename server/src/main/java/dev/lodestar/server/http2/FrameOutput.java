package dev.lodestar.server.http2;

import dev.lodestar.server.exchange.Confirmation;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.Rate;
import dev.lodestar.server.exchange.Uptake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of frames to the socket. Collects them, so that many responses are sent with one system
/// call. Used on the event loop only.
final class FrameOutput {
  private static final int LARGE = 1 << 16;
  private static final int BATCH_SIZE = 1 << 12;

  private final Channel channel;
  private final Peer peer;
  private @Nullable ByteBuf batch;
  private @Nullable List<Confirmation> confirmations;
  private boolean unflushed;

  private final Uptake uptake;

  FrameOutput(Channel channel, Peer peer, Rate rate) {
    this.channel = channel;
    this.peer = peer;
    uptake = new Uptake(peer, rate);
  }

  /// Tells whether the client takes what is sent, so that more may be made.
  boolean isReady() {
    return channel.isWritable();
  }

  /// Writes an encoded head.
  void head(int stream, Bytes encoded, boolean end) {
    var rest = encoded.length();
    var from = 0;
    var type = FrameType.HEADERS;
    var flags = end ? FrameType.END_STREAM : 0;
    do {
      var count = Math.min(rest, FrameType.MAX_SIZE);
      rest -= count;
      var out = frame(count, type, rest == 0 ? flags | FrameType.END_HEADERS : flags, stream);
      out.writeBytes(encoded.array(), from, count);
      from += count;
      type = FrameType.CONTINUATION;
      flags = 0;
    } while (rest > 0);
  }

  void data(int stream, byte[] bytes, int offset, int count, boolean end) {
    frame(count, FrameType.DATA, end ? FrameType.END_STREAM : 0, stream)
        .writeBytes(bytes, offset, count);
    writeLarge();
  }

  void reset(int stream, int code) {
    frame(4, FrameType.RST_STREAM, 0, stream).writeInt(code);
  }

  /// Writes settings: identifiers and values in turn.
  void settings(int... settings) {
    var out = frame(3 * settings.length, FrameType.SETTINGS, 0, 0);
    for (var i = 0; i < settings.length; i += 2) {
      out.writeShort(settings[i]).writeInt(settings[i + 1]);
    }
  }

  void settingsAcknowledgement() {
    frame(0, FrameType.SETTINGS, FrameType.ACK, 0);
    writeLarge();
  }

  void ping(boolean acknowledgement, long data) {
    frame(8, FrameType.PING, acknowledgement ? FrameType.ACK : 0, 0).writeLong(data);
    writeLarge();
  }

  void windowUpdate(int stream, int increment) {
    frame(4, FrameType.WINDOW_UPDATE, 0, stream).writeInt(increment);
  }

  void goAway(int lastStream, int code, String reason) {
    var text = reason.getBytes(StandardCharsets.US_ASCII);
    frame(8 + text.length, FrameType.GOAWAY, 0, 0)
        .writeInt(lastStream)
        .writeInt(code)
        .writeBytes(text);
  }

  private ByteBuf frame(int length, int type, int flags, int stream) {
    var known = batch;
    if (known == null) {
      known = channel.alloc().directBuffer(Math.max(BATCH_SIZE, FrameType.HEAD_LENGTH + length));
      batch = known;
    }
    known.ensureWritable(FrameType.HEAD_LENGTH + length);
    return known.writeMedium(length).writeByte(type).writeByte(flags).writeInt(stream);
  }

  /// Has somebody told when all that was written has been handed to the operating system, or cannot
  /// be any more.
  void confirm(Confirmation confirmation) {
    if (confirmations == null) {
      confirmations = new ArrayList<>(4);
    }
    confirmations.add(confirmation);
  }

  private void writeLarge() {
    if (batch != null && batch.readableBytes() > LARGE) {
      flush();
    }
  }

  private void writeBatch() {
    var awaiting = confirmations;
    if (batch == null && awaiting == null) {
      return;
    }
    var bytes = batch == null ? Unpooled.EMPTY_BUFFER : batch;
    batch = null;
    confirmations = null;
    unflushed = true;
    uptake.wrote(bytes.readableBytes());
    if (awaiting == null) {
      // A write that fails closes the channel; nobody else needs to be told.
      var _ = channel.write(bytes, channel.voidPromise());
      return;
    }
    channel.write(bytes).addListener(written -> tell(awaiting, written.isSuccess()));
  }

  private static void tell(List<Confirmation> awaiting, boolean sent) {
    for (var confirmation : awaiting) {
      confirmation.done(sent);
    }
  }

  void flush() {
    writeBatch();
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  /// Tells whether nothing waits to be sent.
  boolean isIdle() {
    var pending = channel.unsafe().outboundBuffer();
    return batch == null && pending != null && pending.isEmpty();
  }

  /// Tells the client that nothing more will come, when everything has been written.
  ///
  /// @param afterwards called then
  void shutdown(Runnable afterwards) {
    writeBatch();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess() && channel.isOpen()) {
            afterwards.run();
            peer.endOutput();
          }
        });
  }

  /// Closes the connection with a reset.
  void abort() {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    // Past what encrypts, which would say first that this is the end.
    channel.unsafe().close(channel.newPromise());
  }

  /// Closes the connection at once.
  void disconnect() {
    peer.disconnect();
  }

  /// Drops what was not written.
  void release() {
    if (batch != null) {
      batch.release();
      batch = null;
    }
    var awaiting = confirmations;
    if (awaiting != null) {
      confirmations = null;
      tell(awaiting, false);
    }
  }

  /// Tells whether the client has not taken a byte for a while, or too few, though there are some
  /// for it.
  boolean isStalled(long now, long timeout) {
    return uptake.isTooSlow(now, timeout, 0);
  }
}
