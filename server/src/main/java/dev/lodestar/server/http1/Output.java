package dev.lodestar.server.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.server.exchange.Exchange;
import dev.lodestar.server.exchange.Framing;
import dev.lodestar.server.exchange.OpenFiles;
import dev.lodestar.server.exchange.Peer;
import dev.lodestar.server.exchange.Rate;
import dev.lodestar.server.exchange.Receipt;
import dev.lodestar.server.exchange.StreamOutput;
import dev.lodestar.server.exchange.Uptake;
import dev.lodestar.server.http1.HeadWriter.Persistence;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The way of responses to the socket. Collects small ones, so that pipelined requests are answered
/// with one system call, and never holds more than a little for a client that reads slowly: large
/// bodies go out in pieces as room for them comes. Used on the event loop only.
final class Output {
  private static final int LARGE = 1 << 16;
  private static final int HEAD_SIZE = 512;

  /// A fatal alert of TLS (RFC 8446, section 6).
  private static final byte[] HANDSHAKE_FAILURE = {21, 3, 1, 0, 2, 2, 40};

  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1);

  private final Channel channel;
  private final HeadWriter heads;
  private final Peer peer;
  private @Nullable ByteBuf batch;
  private boolean unflushed;

  /// Receipts of the responses that end in the batch.
  private @Nullable List<Receipt> receipts;

  private ResponseBody.@Nullable Bytes largeBody;
  private int largeBodySent;

  /// The files of the response that is on its way.
  private @Nullable OpenFiles files;

  private final Uptake uptake;

  Output(Channel channel, HeadWriter heads, Peer peer, Rate rate) {
    this.channel = channel;
    this.heads = heads;
    this.peer = peer;
    uptake = new Uptake(peer, rate);
  }

  /// Tells the client that the connection goes on with another protocol.
  void switchProtocols(byte[] head) {
    batch(head.length).writeBytes(head);
    flush();
  }

  /// Tells whether the next response may be made.
  boolean isReady() {
    return largeBody == null && files == null && channel.isWritable();
  }

  /// Tells a client that speaks TLS that its handshake has failed.
  void refuseTls() {
    batch(HANDSHAKE_FAILURE.length).writeBytes(HANDSHAKE_FAILURE);
    flush();
  }

  void continueRequest() {
    batch(CONTINUE.length).writeBytes(CONTINUE);
    flush();
  }

  /// Writes a response whose body, if it has one, lies in memory.
  ///
  /// @param head whether it answers HEAD
  /// @return `false` if [#continueBody()] has to be called when the channel is writable again
  boolean respond(RenderedResponse response, boolean head, Persistence kept) {
    var body =
        response.body() instanceof ResponseBody.Bytes bytes && Exchange.sendsBody(response, head)
            ? bytes
            : null;
    var bodyLength = body == null ? 0 : body.length();
    var length = head ? response.contentLength() : bodyLength;
    var framing = response.status().allowsContent() && length >= 0 ? Framing.LENGTH : Framing.NONE;
    var large = bodyLength > LARGE;
    var out = batch(large ? HEAD_SIZE : HEAD_SIZE + bodyLength);
    heads.write(out, response, framing, length, kept);
    if (body == null) {
      return true;
    }
    if (large) {
      largeBody = body;
      largeBodySent = 0;
      writeBatch();
      return continueBody();
    }
    out.writeBytes(body.array(), body.offset(), bodyLength);
    if (out.readableBytes() > LARGE) {
      flush();
    }
    return true;
  }

  /// Tells whether a response that was written needs its own content no more. Large content is not
  /// copied here.
  static boolean hasCopied(RenderedResponse response) {
    return response.body() instanceof ResponseBody.Bytes bytes && bytes.length() <= LARGE;
  }

  /// Writes a response whose body lies in files. [#continueBody()] has to be called when they have
  /// been sent.
  ///
  /// @param sent called then
  void respond(RenderedResponse response, OpenFiles body, Persistence kept, Runnable sent) {
    heads.write(batch(HEAD_SIZE), response, Framing.LENGTH, body.length(), kept);
    writeBatch();
    files = body;
    // What fails while the kernel sends a file makes Netty close the connection. Until the file has
    // been sent, no end of the connection may look like a clean one.
    linger(0);
    for (var part : body.messages()) {
      var _ = channel.write(part, channel.voidPromise());
    }
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            linger(-1);
            closeFiles();
            sent.run();
          } else {
            body.explainFailure();
            closeFiles();
          }
        });
  }

  private void closeFiles() {
    if (files != null) {
      files.close();
      files = null;
    }
  }

  /// Goes on writing a large body.
  ///
  /// @return `true` if all of it has been written
  boolean continueBody() {
    if (files != null) {
      return false;
    }
    var body = largeBody;
    while (body != null && largeBodySent < body.length()) {
      if (!channel.isWritable()) {
        flush();
        if (!channel.isWritable()) {
          return false;
        }
      }
      var count = Math.min(LARGE, body.length() - largeBodySent);
      var from = body.offset() + largeBodySent;
      largeBodySent += count;
      write(Unpooled.wrappedBuffer(body.array(), from, count));
    }
    largeBody = null;
    return true;
  }

  /// Writes the head of a response whose body follows in pieces.
  ///
  /// @param length the length of the body, if that is the framing
  void beginStream(RenderedResponse response, Framing framing, long length, Persistence kept) {
    heads.write(batch(HEAD_SIZE), response, framing, length, kept);
    flush();
  }

  void writeStream(StreamOutput stream, byte[] bytes, int offset, int length) {
    writeBatch();
    uptake.wrote(length);
    channel
        .writeAndFlush(Unpooled.wrappedBuffer(bytes, offset, length))
        .addListener(written -> {
          if (written.isSuccess()) {
            stream.sent(length);
          } else {
            stream.abandon();
          }
        });
  }

  /// Writes bytes behind all that were written before.
  ///
  /// @param taken called when the operating system has taken them
  void write(byte[] bytes, int length, Runnable taken) {
    writeBatch();
    unflushed = true;
    uptake.wrote(length);
    channel
        .write(channel.alloc().directBuffer(length).writeBytes(bytes, 0, length))
        .addListener(written -> {
          if (written.isSuccess()) {
            taken.run();
          }
        });
  }

  /// Sends something between what a stream writes, unless the client has not even taken that.
  void writeBetween(byte[] bytes) {
    var pending = channel.unsafe().outboundBuffer();
    if (batch == null && pending != null && pending.isEmpty()) {
      var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
    }
  }

  /// Has a receipt settled when all that was written has been handed to the operating system, or
  /// cannot be any more.
  void confirm(Receipt receipt) {
    if (receipts == null) {
      receipts = new ArrayList<>(1);
    }
    receipts.add(receipt);
    if (batch == null) {
      write(Unpooled.EMPTY_BUFFER);
    }
  }

  void flush() {
    writeBatch();
    if (unflushed) {
      unflushed = false;
      channel.flush();
    }
  }

  /// Closes the connection when everything has been written.
  void close() {
    writeBatch();
    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
  }

  /// Tells the client that nothing more will come, when everything has been written.
  ///
  /// @param afterwards called then
  void shutdown(Runnable afterwards) {
    writeBatch();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> {
          if (written.isSuccess()) {
            afterwards.run();
            peer.endOutput();
          }
        });
  }

  /// Closes the connection with a reset, so that the client cannot take a part for the whole.
  void abort() {
    linger(0);
    // Past what encrypts, which would say first that this is the end.
    channel.unsafe().close(channel.newPromise());
  }

  /// Says how the connection ends when it is closed: 0 for a reset, -1 for a clean end.
  private void linger(int seconds) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, seconds);
    }
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
    largeBody = null;
    closeFiles();
    if (receipts != null) {
      settle(receipts, Delivery.ABORTED);
      receipts = null;
    }
  }

  private static void settle(List<Receipt> receipts, Delivery delivery) {
    for (var receipt : receipts) {
      receipt.settle(delivery);
    }
  }

  /// Tells whether the client has not taken a byte for a while, or too few, though there are some
  /// for it.
  boolean isStalled(long now, long timeout) {
    return uptake.isTooSlow(now, timeout, files == null ? 0 : files.sent());
  }

  private ByteBuf batch(int size) {
    if (batch == null) {
      batch = channel.alloc().directBuffer(size);
    }
    return batch;
  }

  private void writeBatch() {
    if (batch != null) {
      write(batch);
      batch = null;
    }
  }

  /// A write that fails closes the channel; nobody but the owners of receipts needs to be told.
  private void write(ByteBuf bytes) {
    unflushed = true;
    uptake.wrote(bytes.readableBytes());
    var awaiting = receipts;
    if (awaiting == null) {
      var _ = channel.write(bytes, channel.voidPromise());
      return;
    }
    receipts = null;
    channel
        .write(bytes)
        .addListener(
            written -> settle(awaiting, written.isSuccess() ? Delivery.SENT : Delivery.ABORTED));
  }
}
