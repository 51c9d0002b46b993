package dev.lodestar.benchmarks.mixed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.net.ssl.SSLContext;

/// Misbehaves below TLS.
///
/// @param server whom it concerns
record BadTls(Endpoint server) implements Client {

  @Override
  public void run(Random random) throws IOException, InterruptedException {
    switch (random.nextInt(7)) {
      case 0 -> {
        try (var line = Line.openRaw(server)) {
          line.send("GET /plain HTTP/1.1\r\nHost: a\r\n\r\n").readToEnd();
        }
      }
      case 1 -> {
        try (var line = Line.openRaw(server)) {
          var garbage = new byte[random.nextInt(1, 500)];
          random.nextBytes(garbage);
          line.send(garbage).readToEnd();
        }
      }
      case 2 -> {
        try (var line = Line.openRaw(server)) {
          line.send(Arrays.copyOf(hello(), 100)).readToEnd();
        }
      }
      case 3 -> {
        try (var line = Line.openRaw(server)) {
          line.send(hello()).reset();
        }
      }
      case 4 -> {
        try (var line = Line.openRaw(server)) {
          line.drip(hello(), random);
        }
      }
      case 5 -> {
        try (var line = Line.open(server, "h2")) {
          line.reset();
        }
      }
      default -> {
        try (var line = Line.open(server, "http/1.1")) {
          line.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n").reset();
        }
      }
    }
  }

  /// The first bytes of a handshake.
  private byte[] hello() throws IOException {
    var engine = server.tls().map(SSLContext::createSSLEngine).orElseThrow();
    engine.setUseClientMode(true);
    var bytes = ByteBuffer.allocate(1 << 15);
    engine.wrap(ByteBuffer.allocate(0), bytes);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }
}
