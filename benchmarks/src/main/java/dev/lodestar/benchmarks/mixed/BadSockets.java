package dev.lodestar.benchmarks.mixed;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// Misbehaves over WebSockets.
///
/// @param server whom it concerns
record BadSockets(Endpoint.Both server) implements Client {

  @Override
  public void run(Random random) throws IOException, InterruptedException {
    var compressed = random.nextBoolean();
    try (var line =
        Line.open(server.any(random), "http/1.1", random.nextBoolean() ? 4_096 : 1 << 16)) {
      if (random.nextInt(12) == 0) {
        line.send(
                "GET /socket HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
            .readToEnd();
        return;
      }
      try (var socket = new SocketLine(line, compressed)) {
        misbehave(socket, random);
      }
    }
  }

  private static void misbehave(SocketLine socket, Random random)
      throws IOException, InterruptedException {
    var line = socket.line();
    switch (random.nextInt(12)) {
      case 0 -> line.send(new byte[] {(byte) 0x81, 3, 'a', 'b', 'c'}).readToEnd();
      case 1 -> line.send(SocketLine.frame(SocketLine.LAST | 3, new byte[5])).readToEnd();
      case 2 ->
          line.send(SocketLine.frame(SocketLine.LAST | SocketLine.TEXT, new byte[] {-1, -2}))
              .readToEnd();
      case 3 ->
          line.send(new byte[] {(byte) 0x82, -1, 0x3F, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0})
              .readToEnd();
      case 4 -> {
        line.send(SocketLine.frame(SocketLine.BINARY, new byte[1]));
        line.flood(SocketLine.frame(SocketLine.CONTINUATION, new byte[1]));
      }
      case 5 ->
          line.send(Arrays.copyOf(SocketLine.frame(SocketLine.LAST | 2, new byte[9_000]), 4_000))
              .reset();
      case 6 -> {
        for (var i = 0; i < 200; i++) {
          socket.send(SocketLine.BINARY, new byte[50_000], 50_000);
        }
        Thread.sleep(random.nextInt(4_000));
      }
      case 7 -> line.drip(SocketLine.frame(SocketLine.LAST | 1, new byte[100]), random);
      case 8 -> {
        for (var i = 0; i < 100_000; i++) {
          line.send(SocketLine.frame(SocketLine.LAST | SocketLine.PING, new byte[100]));
        }
      }
      case 9 -> {
        var garbage = new byte[1_000];
        random.nextBytes(garbage);
        line.send(SocketLine.frame(SocketLine.LAST | SocketLine.COMPRESSED | 2, garbage))
            .readToEnd();
      }
      case 10 -> {
        socket.send(SocketLine.BINARY, new byte[50_000], 50_000);
        line.reset();
      }
      default -> Thread.sleep(random.nextInt(1_000));
    }
  }
}
