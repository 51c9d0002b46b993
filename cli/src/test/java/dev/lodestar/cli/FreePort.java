package dev.lodestar.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for servers that start later. The system gives none of these to whoever connects or asks
/// for any port, so that nobody takes one meanwhile by chance.
final class FreePort {
  private static final int FROM = 15_000;
  private static final int TO = 30_000;

  private FreePort() {}

  static int find() throws IOException {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(FROM, TO);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException taken) {
        // so is not every one
      }
    }
  }
}
