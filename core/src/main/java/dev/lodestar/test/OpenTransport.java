package dev.lodestar.test;

import dev.lodestar.App;
import dev.lodestar.OpenApp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reaches an application that is started when it is first needed, and stopped with the client.
final class OpenTransport implements Transport {
  private final Transport transport;
  private final App application;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable OpenApp open;
  private boolean closed;

  OpenTransport(Transport transport, App application) {
    this.transport = transport;
    this.application = application;
  }

  /// How requests reach the application.
  Transport transport() {
    return transport;
  }

  App application() {
    return application;
  }

  /// The application, started.
  OpenApp open() {
    var known = open;
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The test client has been closed.");
      }
      var opened = open;
      if (opened == null) {
        opened = application.open();
        open = opened;
      }
      return opened;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public URI origin() {
    return transport.origin();
  }

  @Override
  public Incoming exchange(Outgoing request, Duration timeout) {
    var _ = open();
    return transport.exchange(request, timeout);
  }

  @Override
  public Opened open(Outgoing request, Duration timeout) {
    var _ = open();
    return transport.open(request, timeout);
  }

  @Override
  public Handshake connect(Outgoing request, List<String> subprotocols, Duration timeout) {
    var _ = open();
    return transport.connect(request, subprotocols, timeout);
  }

  /// The transport first, since it may be a server with requests in flight.
  @Override
  public void close() {
    try {
      transport.close();
    } finally {
      closeApplication();
    }
  }

  private void closeApplication() {
    lock.lock();
    try {
      closed = true;
      if (open != null) {
        open.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
