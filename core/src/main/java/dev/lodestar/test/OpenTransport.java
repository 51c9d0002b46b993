package dev.lodestar.test;

import dev.lodestar.OpenApp;
import java.net.URI;
import java.time.Duration;

/// Reaches an application that is started as long as the client is open.
record OpenTransport(Transport transport, OpenApp app) implements Transport {

  @Override
  public URI origin() {
    return transport.origin();
  }

  @Override
  public Incoming exchange(Outgoing request, Duration timeout) {
    return transport.exchange(request, timeout);
  }

  /// The transport first, since it may be a server with requests in flight.
  @Override
  public void close() {
    try {
      transport.close();
    } finally {
      app.close();
    }
  }
}
