package dev.lodestar.server.tls;

import dev.lodestar.engine.TlsOptions;
import dev.lodestar.server.exchange.LiveConnection;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.exchange.Peer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SniCompletionEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Leads a connection through its handshake, and then lets in what speaks HTTP. It stays in the
/// pipeline, behind the handler that decrypts, and tells those behind it of TLS only what is so
/// without TLS, too. Used on its event loop only.
public final class TlsDoor extends ChannelInboundHandlerAdapter implements LiveConnection {
  /// The most bytes of a client's first message.
  static final int MAX_CLIENT_HELLO = 1 << 16;

  /// A record with a message of a handshake (RFC 8446, section 5.1).
  private static final int HANDSHAKE = 22;

  /// A fatal alert `unrecognized_name`, before anything is encrypted (RFC 6066, section 3).
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

  /// Where a connection is let in to.
  ///
  /// @param speakHttp puts what speaks HTTP at the end of the pipeline
  /// @param refuseHttp the same, for one that answers whatever it is asked that this port speaks
  ///   TLS
  public record Inside(Consumer<Peer> speakHttp, Consumer<Peer> refuseHttp) {}

  private enum State {
    /// Nothing has come.
    SILENT,
    /// Client and server agree on keys.
    HANDSHAKE,
    /// What speaks HTTP is in charge.
    OPEN,
    /// The connection is being closed.
    CLOSED
  }

  private final LoopContext loop;
  private final TlsKeys keys;
  private final Peer peer;
  private final Inside inside;
  private State state = State.SILENT;
  private @Nullable ChannelHandlerContext context;
  private @Nullable String host;
  private long end;

  /// What encrypts, once the connection is open, if it has to be told of content.
  private @Nullable TlsHandler handler;

  /// Whether something has been passed on since the last end of what came.
  private boolean passed;

  /// @param peer what is known of the client before the handshake
  public TlsDoor(LoopContext loop, TlsKeys keys, Peer peer, Inside inside) {
    this.loop = loop;
    this.keys = keys;
    this.peer = peer;
    this.inside = inside;
  }

  @Override
  public void channelActive(ChannelHandlerContext own) {
    context = own;
    loop.opened(this);
    end = loop.deadline(nanos(keys.options().handshakeTimeout()));
    if (loop.count().draining()) {
      close(own);
    }
  }

  private static long nanos(Duration timeout) {
    return timeout.compareTo(Duration.ofDays(365)) > 0
        ? TimeUnit.DAYS.toNanos(365)
        : timeout.toNanos();
  }

  @Override
  public void channelInactive(ChannelHandlerContext own) {
    if (state == State.OPEN) {
      own.fireChannelInactive();
      return;
    }
    state = State.CLOSED;
    loop.closed(this);
    loop.count().close(false);
  }

  @Override
  public void channelRead(ChannelHandlerContext own, Object message) {
    switch (state) {
      case SILENT -> begin(own, (ByteBuf) message);
      case OPEN -> {
        passed = true;
        if (handler != null) {
          handler.content();
        }
        own.fireChannelRead(message);
      }
      case HANDSHAKE, CLOSED -> ((ByteBuf) message).release();
    }
  }

  private void begin(ChannelHandlerContext own, ByteBuf data) {
    if (!data.isReadable()) {
      data.release();
      return;
    }
    var first = data.getByte(data.readerIndex());
    if (first == HANDSHAKE) {
      state = State.HANDSHAKE;
      own.pipeline().addBefore(own.name(), null, first(own));
      own.pipeline().fireChannelRead(data);
    } else if (first >= 'A' && first <= 'Z') {
      // The first letter of a method: it is HTTP without TLS, and only that is understood.
      state = State.OPEN;
      loop.closed(this);
      inside.refuseHttp().accept(peer);
      own.pipeline().remove(this);
      own.fireChannelActive();
      own.fireChannelRead(data);
    } else {
      data.release();
      debug(own, "it did not begin with a handshake");
      close(own);
    }
  }

  private ChannelHandler first(ChannelHandlerContext own) {
    if (!keys.needsHost()) {
      var handler = keys.handler(own.alloc(), null);
      if (handler != null) {
        return handler;
      }
    }
    return new HostReader(keys);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext own, Object event) {
    switch (event) {
      case SniCompletionEvent name -> host = name.hostname();
      case SslHandshakeCompletionEvent handshake -> {
        if (handshake.isSuccess()) {
          open(own);
        } else {
          debug(own, String.valueOf(handshake.cause().getMessage()));
        }
      }
      case SslCloseCompletionEvent closed -> {
        if (closed.isSuccess() && state == State.OPEN) {
          // It will send nothing more, as after the end of a connection's input.
          own.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
      }
      default -> {
        if (state == State.OPEN) {
          own.fireUserEventTriggered(event);
        } else if (event instanceof ChannelInputShutdownEvent) {
          // What encrypts may wait for a computation, and would then wait in vain to say farewell.
          interrupt();
        }
      }
    }
  }

  private void open(ChannelHandlerContext own) {
    if (state != State.HANDSHAKE) {
      return;
    }
    // First: should it fail, this has to know that it is still the one who closes.
    var secure = own.pipeline().get(SslHandler.class);
    var client = new TlsPeer(peer, secure, host);
    state = State.OPEN;
    if (secure instanceof TlsHandler counting) {
      handler = counting;
      counting.open();
    }
    loop.closed(this);
    inside.speakHttp().accept(client);
    own.fireChannelActive();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext own) {
    if (state != State.OPEN) {
      return;
    }
    own.fireChannelReadComplete();
    if (!passed && keys.options().provider() == TlsOptions.Provider.OPENSSL) {
      // What came was a part of a record, or is wrong. Netty's engine keeps to itself what is wrong
      // when it has sent the alert, until it is to encrypt something.
      own.flush();
    }
    passed = false;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext own, Throwable failure) {
    if (failure instanceof DecoderException || failure instanceof SSLException) {
      // What clients send wrongly is no failure of the server.
      debug(own, String.valueOf(failure.getMessage()));
      close(own);
    } else if (state == State.OPEN) {
      own.fireExceptionCaught(failure);
    } else {
      close(own);
    }
  }

  private void close(ChannelHandlerContext own) {
    if (state != State.OPEN) {
      state = State.CLOSED;
    }
    var _ = own.close();
  }

  private static void debug(ChannelHandlerContext own, String why) {
    TlsKeys.logger().debug("TLS with {} has failed: {}", own.channel(), why);
  }

  @Override
  public void tick(long now) {
    if (now - end > 0) {
      interrupt();
    }
  }

  @Override
  public void drain() {
    interrupt();
  }

  @Override
  public void interrupt() {
    if (context != null) {
      // At once: there is nobody yet to whom an end could be told.
      state = State.CLOSED;
      context.channel().unsafe().close(context.channel().newPromise());
    }
  }

  /// Reads which host a client asks for, and takes the place of itself by the handler that has the
  /// right certificate.
  private static final class HostReader extends AbstractSniHandler<SslHandler> {
    private final TlsKeys keys;

    HostReader(TlsKeys keys) {
      super(MAX_CLIENT_HELLO, 0);
      this.keys = keys;
    }

    @Override
    protected Future<SslHandler> lookup(ChannelHandlerContext own, @Nullable String hostname) {
      var name = hostname == null ? null : hostname.toLowerCase(Locale.ROOT);
      var handler = keys.handler(own.alloc(), name);
      return handler == null
          ? own.executor().newFailedFuture(new SSLException("The host " + name + " is unknown."))
          : own.executor().newSucceededFuture(handler);
    }

    @Override
    protected void onLookupComplete(
        ChannelHandlerContext own, @Nullable String hostname, Future<SslHandler> found) {
      if (found.isSuccess()) {
        own.pipeline().replace(this, null, found.getNow());
      } else {
        debug(own, String.valueOf(found.cause().getMessage()));
        own.writeAndFlush(Unpooled.wrappedBuffer(UNRECOGNIZED_NAME))
            .addListener(ChannelFutureListener.CLOSE);
      }
    }
  }
}
