package dev.lodestar.server;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.TlsOptions;
import dev.lodestar.server.exchange.Connections;
import dev.lodestar.server.exchange.Load;
import dev.lodestar.server.exchange.LoopContext;
import dev.lodestar.server.tls.TlsKeys;
import dev.lodestar.server.tls.TlsWatch;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A running server.
final class NettyServer implements Server {
  private static final long TIME_TO_CLOSE = TimeUnit.SECONDS.toMillis(5);

  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

  private final ServerOptions options;
  private final EventLoopGroup eventLoops;
  private final List<LoopContext> loops;
  private final Connections connections;
  private final Load load;

  /// What listens; the first one serves the application.
  private final List<Channel> listeners;

  /// Sockets of UDP, which are closed last: all connections of HTTP/3 share them.
  private final List<Channel> datagrams;

  private final int port;
  private final @Nullable TlsKeys keys;
  private final @Nullable TlsWatch watch;
  private final @Nullable UnixSocketFile socketFile;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean announced;
  private volatile boolean drained;

  NettyServer(
      ServerOptions options,
      EventLoopGroup eventLoops,
      List<LoopContext> loops,
      Connections connections,
      Load load,
      List<Channel> listeners,
      List<Channel> datagrams,
      @Nullable TlsKeys keys,
      @Nullable UnixSocketFile socketFile) {
    this.options = options;
    this.eventLoops = eventLoops;
    this.loops = loops;
    this.connections = connections;
    this.load = load;
    this.listeners = List.copyOf(listeners);
    this.datagrams = datagrams;
    this.keys = keys;
    this.socketFile = socketFile;
    port = socketFile == null ? ServerStart.portOf(listeners.getFirst()) : 0;
    watch = keys == null ? null : watch(keys, options);
  }

  private static @Nullable TlsWatch watch(TlsKeys keys, ServerOptions options) {
    var interval = options.tls().map(TlsOptions::reloadInterval).orElse(Duration.ZERO);
    return interval.isZero() || !keys.hasFiles() ? null : TlsWatch.start(keys, interval);
  }

  @Override
  public String host() {
    return socketFile == null ? options.host() : "localhost";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public URI uri() {
    if (socketFile != null) {
      return URI.create(
          "unix:" + socketFile.address().getPath().toAbsolutePath().toUri().getRawPath());
    }
    var reachable =
        switch (options.host()) {
          case "0.0.0.0" -> "127.0.0.1";
          case "::", "0:0:0:0:0:0:0:0" -> "::1";
          default -> options.host();
        };
    var bracketed = reachable.indexOf(':') >= 0 ? "[" + reachable + "]" : reachable;
    return URI.create((keys == null ? "http://" : "https://") + bracketed + ":" + port);
  }

  @Override
  public OptionalInt redirectPort() {
    return options.redirect().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(ServerStart.portOf(listeners.getLast()));
  }

  @Override
  public OptionalInt http3Port() {
    return datagrams.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(ServerStart.portOf(datagrams.getFirst()));
  }

  @Override
  public void reloadTls() throws IOException {
    if (keys == null) {
      throw new IllegalStateException(
          "The server does not speak TLS, so there is nothing to reload.");
    }
    keys.reload();
  }

  @Override
  public boolean isStopping() {
    return announced || stopping.get();
  }

  @Override
  public void announceStop() {
    announced = true;
    connections.drain();
  }

  @Override
  public boolean stop(Duration deadline) {
    if (stopping.compareAndSet(false, true)) {
      try {
        drained = drain(deadline);
      } finally {
        closeAll();
        load.close();
        stopped.countDown();
      }
      return drained;
    }
    connections.hurry(deadline.toNanos());
    var interrupted = false;
    while (true) {
      try {
        stopped.await();
        break;
      } catch (InterruptedException impatience) {
        interrupted = true;
      }
    }
    restore(interrupted);
    return drained;
  }

  private boolean drain(Duration deadline) {
    var end = System.nanoTime() + deadline.toNanos();
    if (socketFile != null) {
      socketFile.remove();
    }
    if (watch != null) {
      watch.close();
    }
    try {
      if (!deadline.isZero()) {
        acceptWaiting();
      }
      for (var listener : listeners) {
        listener.close().awaitUninterruptibly();
      }
      // Not before that: who is told that a connection ends comes again at once.
      connections.drain();
      // Who has been answered already may have sent another request, which is on its way.
      var answered = connections.awaitAnswered(Math.min(MOMENT, deadline.toNanos() / 4));
      var _ = onEachLoop(LoopContext::drain);
      return answered || connections.awaitAnswered(Math.max(0, end - System.nanoTime()));
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Accepts the connections that the kernel has for the server. It would reset them otherwise,
  /// though their clients have been connected, and may have asked something.
  private void acceptWaiting() throws InterruptedException {
    var end = System.nanoTime() + MOMENT;
    var before = -1L;
    while (before != connections.offered() && System.nanoTime() - end < 0) {
      before = connections.offered();
      for (var listener : listeners) {
        var _ =
            listener
                .eventLoop()
                .schedule(() -> {}, 1, TimeUnit.MILLISECONDS)
                .await(MOMENT, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void closeAll() {
    // An event loop that shuts down closes its connections itself, and not with the reset that
    // tells a client that a response has broken off; so the shutdown has to wait.
    onEachLoop(LoopContext::closeAll)
        .completeOnTimeout(null, TIME_TO_CLOSE, TimeUnit.MILLISECONDS)
        .join();
    for (var socket : datagrams) {
      socket.close().awaitUninterruptibly(TIME_TO_CLOSE);
    }
    connections.interruptHandlers();
    var end = eventLoops.shutdownGracefully(0, TIME_TO_CLOSE, TimeUnit.MILLISECONDS);
    // A handler that spins on an event loop cannot be stopped; waiting for it has an end all the
    // same.
    var _ = end.awaitUninterruptibly(2 * TIME_TO_CLOSE);
    if (keys != null) {
      keys.release();
    }
  }

  private CompletableFuture<Void> onEachLoop(Consumer<LoopContext> action) {
    var tasks = new ArrayList<CompletableFuture<Void>>();
    for (var loop : loops) {
      try {
        tasks.add(CompletableFuture.runAsync(() -> action.accept(loop), loop::execute));
      } catch (RejectedExecutionException ended) {
        // then it has no connections either
      }
    }
    // A failure is no reason to stop stopping.
    return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
        .exceptionally(failure -> null);
  }

  private static void restore(boolean interrupted) {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop(options.shutdownTimeout());
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }
}
