package dev.lodestar;

import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.StopSignal;
import dev.lodestar.startup.StartClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that holds its application open until it has stopped.
final class AppServer implements Server {
  private final Server server;
  private final OpenApp app;
  private final StopSignal stop;
  private final ServerOptions options;
  private final StartClock clock;
  private final ServerPresence presence;
  private final AccessLogs logs;

  /// Lets a delay end early.
  private final CountDownLatch hurried = new CountDownLatch(1);

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean clean;

  AppServer(
      Server server,
      OpenApp app,
      StopSignal stop,
      ServerOptions options,
      StartClock clock,
      ServerPresence presence,
      AccessLogs logs) {
    this.server = server;
    this.app = app;
    this.stop = stop;
    this.options = options;
    this.clock = clock;
    this.presence = presence;
    this.logs = logs;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public URI uri() {
    return server.uri();
  }

  @Override
  public OptionalInt http3Port() {
    return server.http3Port();
  }

  @Override
  public OptionalInt redirectPort() {
    return server.redirectPort();
  }

  @Override
  public void reloadTls() throws IOException {
    server.reloadTls();
  }

  @Override
  public boolean isStopping() {
    return stop.isAnnounced();
  }

  @Override
  public void announceStop() {
    presence.stopping();
    stop.announce();
    server.announceStop();
  }

  @Override
  public boolean stop(Duration deadline) {
    hurried.countDown();
    if (stopping.compareAndSet(false, true)) {
      stopInTurn(deadline);
    } else {
      // While the server has not stopped, this gives it an earlier end.
      server.stop(deadline);
      awaitStopPatiently();
    }
    return clean;
  }

  /// What has no end by itself is told first, or else the server would wait for it in vain.
  private void stopInTurn(Duration deadline) {
    try {
      presence.stopping();
      stop.give();
      clock.stopped();
      var end = System.nanoTime() + deadline.toNanos();
      var answered = false;
      try {
        answered = server.stop(deadline);
      } finally {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        answered &= app.close(left);
        logs.close(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      }
      clean = answered;
    } finally {
      presence.close();
      stopped.countDown();
    }
  }

  private void awaitStopPatiently() {
    var interrupted = false;
    while (true) {
      try {
        stopped.await();
        break;
      } catch (InterruptedException impatience) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whoever closes a server that another thread has closed waits with that one.
  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      awaitStopPatiently();
      return;
    }
    if (!options.shutdownDelay().isZero()) {
      announceStop();
      delay();
    }
    stopInTurn(options.shutdownTimeout());
  }

  private void delay() {
    try {
      var _ = hurried.await(options.shutdownDelay().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }
}
