package dev.lodestar.dev.proxy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A server that requests are handed to. Connections that have become idle are kept for requests
/// that can be repeated. Thread-safe.
public final class Upstream {
  private static final int MOST_IDLE = 16;

  private final String name;
  private final String host;
  private final int port;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition handedOver = lock.newCondition();
  private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
  private int beingHandedOver;
  private boolean retired;

  /// Creates an upstream; nothing is connected.
  ///
  /// @param name what it is called in messages, such as `Vite`
  /// @param host a name or an address; all addresses of a name are tried
  /// @param port its port
  public Upstream(String name, String host, int port) {
    this.name = name;
    this.host = host;
    this.port = port;
  }

  /// Returns what it is called.
  ///
  /// @return the name
  public String name() {
    return name;
  }

  /// Returns where it is.
  ///
  /// @return host and port, as in a URL
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /// A request is about to be handed over; [#isHandedOver()] is called once its head is written, or
  /// has failed to be.
  ///
  /// @return `false` if requests go elsewhere by now
  boolean take() {
    lock.lock();
    try {
      if (retired) {
        return false;
      }
      beingHandedOver++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void isHandedOver() {
    lock.lock();
    try {
      beingHandedOver--;
      handedOver.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Takes no more requests, and waits for those that are on their way. What has arrived at the
  /// server is the server's to finish.
  ///
  /// @param patience how long to wait, at most
  public void retire(Duration patience) {
    lock.lock();
    try {
      retired = true;
      idle.forEach(UpstreamConnection::close);
      idle.clear();
      var left = patience.toNanos();
      while (beingHandedOver > 0 && left > 0) {
        left = handedOver.awaitNanos(left);
      }
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Tells whether something listens there.
  ///
  /// @return whether a connection could be made
  public boolean isReachable() {
    try (var _ = connect()) {
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }

  /// Opens a new connection.
  UpstreamConnection connect() throws IOException {
    return UpstreamConnection.open(host, port, this);
  }

  /// Returns a connection that may have been used before, and may have been closed meanwhile.
  UpstreamConnection connectOrReuse() throws IOException {
    lock.lock();
    try {
      for (var kept = idle.pollLast(); kept != null; kept = idle.pollLast()) {
        if (kept.isFresh(System.nanoTime())) {
          return kept;
        }
        kept.close();
      }
    } finally {
      lock.unlock();
    }
    return connect();
  }

  void giveBack(UpstreamConnection connection) {
    lock.lock();
    try {
      if (!retired && idle.size() < MOST_IDLE) {
        connection.becomesIdle(System.nanoTime());
        idle.addLast(connection);
        return;
      }
    } finally {
      lock.unlock();
    }
    connection.close();
  }

  /// For how long an idle connection is worth a try.
  static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(4);
}
