package dev.lodestar.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// Netty's handler, for the provider JDK, with what it takes to be attacked. Used on its event loop
/// only.
final class TlsHandler extends SslHandler {
  /// The most records without content within [#WINDOW], after the handshake. Each may be a demand
  /// for new keys, which holds the event loop for a 20,000th of a second, and is owed an answer
  /// that the client need not take. OpenSSL has a bound of its own.
  static final int MOST_SILENT_RECORDS = 256;

  private static final long WINDOW = TimeUnit.SECONDS.toNanos(30);

  /// Whether the handshake has ended.
  private boolean open;

  /// Whether something has come out of the record that is decoded.
  private boolean content;

  private int silent;
  private long windowStart;

  TlsHandler(SSLEngine engine, Executor computations) {
    super(engine, computations);
  }

  /// Takes note that the handshake has ended.
  void open() {
    open = true;
  }

  /// Takes note of content.
  void content() {
    content = true;
  }

  /// Decodes a record, if it has come.
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws SSLException {
    if (silent > MOST_SILENT_RECORDS) {
      in.skipBytes(in.readableBytes());
      return;
    }
    content = false;
    var before = in.readableBytes();
    super.decode(context, in, out);
    if (open && !content && in.readableBytes() < before) {
      countSilent();
    }
  }

  private void countSilent() throws SSLException {
    var now = System.nanoTime();
    if (silent == 0 || now - windowStart > WINDOW) {
      silent = 0;
      windowStart = now;
    }
    if (++silent > MOST_SILENT_RECORDS) {
      throw new SSLException(
          "More than "
              + MOST_SILENT_RECORDS
              + " records without content came within a short time.");
    }
  }

  /// A computation of a handshake may come to its end after the connection. What is wrong with the
  /// client would be a warning with a stack trace then, since nobody is left in the pipeline who
  /// knows better: one for each of any number of clients that say something wrong and leave.
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) throws Exception {
    if (!context.isRemoved()) {
      super.exceptionCaught(context, failure);
    }
  }
}
