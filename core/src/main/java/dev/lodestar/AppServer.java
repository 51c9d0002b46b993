package dev.lodestar;

import dev.lodestar.engine.Server;
import dev.lodestar.http.StopSignal;
import dev.lodestar.startup.StartClock;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A server that holds its application open until it has stopped.
final class AppServer implements Server {
  private final Server server;
  private final OpenApp app;
  private final StopSignal stop;
  private final Duration shutdownTimeout;
  private final StartClock clock;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean clean;

  AppServer(
      Server server, OpenApp app, StopSignal stop, Duration shutdownTimeout, StartClock clock) {
    this.server = server;
    this.app = app;
    this.stop = stop;
    this.shutdownTimeout = shutdownTimeout;
    this.clock = clock;
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
  public boolean stop(Duration deadline) {
    if (stopping.compareAndSet(false, true)) {
      try {
        clean = stopInTurn(deadline);
      } finally {
        stopped.countDown();
      }
    } else {
      awaitStopPatiently();
    }
    return clean;
  }

  /// What has no end by itself is told first, or else the server would wait for it in vain.
  private boolean stopInTurn(Duration deadline) {
    stop.give();
    clock.stopped();
    var end = System.nanoTime() + deadline.toNanos();
    var answered = false;
    try {
      answered = server.stop(deadline);
    } finally {
      var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      answered &= app.close(left);
    }
    return answered;
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

  @Override
  public void close() {
    stop(shutdownTimeout);
  }

  @Override
  public void awaitStop() throws InterruptedException {
    stopped.await();
  }
}
