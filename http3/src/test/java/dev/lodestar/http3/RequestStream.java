package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3UnknownFrame;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One request of a client of tests: sends any bytes, and collects the response.
final class RequestStream extends ChannelInboundHandlerAdapter {
  QuicStreamChannel channel;

  /// What was sent last.
  private @Nullable ChannelFuture written;

  private final CountDownLatch done = new CountDownLatch(1);
  private final List<Integer> informational = new ArrayList<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private int ignored;
  private long resetCode = -1;
  private boolean ended;

  /// What has been answered.
  ///
  /// @param resetCode why the stream was broken off; -1 if it was not
  record Answer(
      int status, Map<String, String> fields, String body, long resetCode, List<Integer> before) {}

  // What is sent.

  RequestStream head(String method, String path, String... more) {
    return write(Frames.head(method, path, more));
  }

  RequestStream data(String content) {
    return write(Frames.data(content.getBytes(UTF_8)));
  }

  RequestStream data(byte[] content) {
    return write(Frames.data(content));
  }

  /// Sends bytes as they are.
  RequestStream write(byte[] bytes) {
    // The context of the codec writes past it; there is none when the stream has been closed.
    var codec = channel.pipeline().firstContext();
    if (codec != null) {
      written = codec.writeAndFlush(Unpooled.copiedBuffer(bytes));
      written.awaitUninterruptibly(500);
    }
    return this;
  }

  /// Sends bytes and the end at once.
  RequestStream last(byte[] bytes) {
    channel
        .pipeline()
        .firstContext()
        .writeAndFlush(new DefaultQuicStreamFrame(Unpooled.copiedBuffer(bytes), true))
        .awaitUninterruptibly(500);
    return this;
  }

  RequestStream end() {
    // The end overtakes what a busy machine has not sent yet.
    if (written != null) {
      written.awaitUninterruptibly(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    channel.shutdownOutput().awaitUninterruptibly(500);
    return this;
  }

  /// Breaks the request off.
  void reset() {
    channel.shutdown(ErrorCode.REQUEST_CANCELLED).awaitUninterruptibly(500);
  }

  /// Says that the response is not wanted any more.
  void stopSending() {
    channel.shutdownInput(ErrorCode.REQUEST_CANCELLED).awaitUninterruptibly(500);
  }

  // What comes.

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    synchronized (this) {
      switch (frame) {
        case Http3HeadersFrame head -> {
          var code = Integer.parseInt(head.headers().status().toString());
          if (code < 200) {
            informational.add(code);
          } else {
            status = code;
            for (var field : head.headers()) {
              fields.merge(
                  field.getKey().toString(),
                  field.getValue().toString(),
                  (one, other) -> one + "|" + other);
            }
          }
        }
        case Http3DataFrame data -> {
          var bytes = new byte[data.content().readableBytes()];
          data.content().getBytes(data.content().readerIndex(), bytes);
          body.writeBytes(bytes);
        }
        case Http3UnknownFrame unknown -> ignored++;
        default -> throw new AssertionError("Nobody expects a " + frame);
      }
      notifyAll();
    }
    ReferenceCountUtil.release(frame);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      finish(true);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (failure instanceof QuicStreamResetException reset) {
      synchronized (this) {
        resetCode = reset.applicationProtocolCode();
      }
      finish(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    finish(false);
  }

  private synchronized void finish(boolean whole) {
    ended |= whole && done.getCount() > 0;
    done.countDown();
    notifyAll();
  }

  /// Waits for the end of the response, whatever it is.
  Answer answer() throws InterruptedException {
    if (!done.await(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("The response has not ended; it was " + soFar());
    }
    return soFar();
  }

  synchronized Answer soFar() {
    return new Answer(
        status,
        Map.copyOf(fields),
        body.toString(ISO_8859_1),
        resetCode,
        List.copyOf(informational));
  }

  /// Tells whether the response came to its proper end.
  synchronized boolean hasEnded() {
    return ended;
  }

  /// Waits until some text has come.
  synchronized void awaitBody(String text) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
    while (!body.toString(ISO_8859_1).contains(text)) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("The text '" + text + "' has not come, but " + soFar());
      }
      wait(100);
    }
  }

  /// Waits for the head of the response.
  synchronized Answer head() throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
    while (status == 0) {
      if (System.nanoTime() - end > 0 || done.getCount() == 0) {
        throw new AssertionError("No head has come, but " + soFar());
      }
      wait(100);
    }
    return soFar();
  }

  /// Waits for a frame that means nothing.
  synchronized void awaitIgnored() throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
    while (ignored == 0) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("No frame came.");
      }
      wait(100);
    }
  }

  /// Waits for an informational response.
  synchronized void awaitInformational() throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QuicClient.PATIENCE_SECONDS);
    while (informational.isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("No informational response came.");
      }
      wait(100);
    }
  }
}
