package dev.lodestar.benchmarks.mixed;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// Has messages of all sizes come back over a WebSocket, whole and in pieces, compressed and not.
///
/// @param endpoint where
/// @param tally counts the messages
/// @param name as what they are counted
record GoodSockets(Endpoint endpoint, Tally tally, String name) implements Client {
  private static final int LARGEST = 100_000;

  @Override
  public void run(Random random) throws IOException {
    try (var line = Line.open(endpoint, "http/1.1");
        var socket = new SocketLine(line, random.nextInt(3) == 0)) {
      for (var i = random.nextInt(60); i >= 0; i--) {
        var message = new byte[random.nextInt(random.nextInt(1, LARGEST))];
        var kind = random.nextBoolean() ? SocketLine.BINARY : SocketLine.TEXT;
        for (var at = 0; at < message.length; at++) {
          message[at] = (byte) ('a' + random.nextInt(8));
        }
        socket.send(kind, message, random.nextBoolean() ? LARGEST : random.nextInt(1_000, LARGEST));
        var answer = socket.receive();
        if (!Arrays.equals(answer, message)) {
          throw new IOException(
              name + ": another message of " + answer.length + " bytes for " + message.length);
        }
        tally.count(name, 1);
      }
      line.send(SocketLine.frame(SocketLine.LAST | SocketLine.CLOSE, new byte[] {3, (byte) 232}));
      line.readToEnd();
    }
  }
}
