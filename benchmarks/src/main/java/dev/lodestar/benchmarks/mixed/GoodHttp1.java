package dev.lodestar.benchmarks.mixed;

import dev.lodestar.benchmarks.soak.SoakClient;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/// Asks for this and that over HTTP/1.1, one after the other and pipelined, and checks each answer.
///
/// @param endpoint where
/// @param tally counts the answers
/// @param name as what they are counted
record GoodHttp1(Endpoint endpoint, Tally tally, String name) implements Client {
  private static final List<String> PATHS =
      List.of("/plain", "/wait", "/echo", "/large", "/events");
  private static final int PIPELINED = 16;

  @Override
  public void run(Random random) throws IOException {
    try (var line = Line.open(endpoint, "http/1.1");
        var client = new SoakClient(line.socket())) {
      for (var i = random.nextInt(40); i >= 0; i--) {
        var path = PATHS.get(random.nextInt(random.nextInt(20) == 0 ? 5 : 4));
        switch (path) {
          case "/echo" -> {
            var size = random.nextInt(50_000);
            expect(path, client.echo(size, random.nextBoolean()), size);
          }
          case "/large" -> expect(path, client.download(path), MixedServer.LARGE);
          case "/events" -> expect(path, Math.min(500, client.download(path)), 500);
          default -> expect(path, client.text(path).length(), MixedServer.SMALL);
        }
        tally.count(name, 1);
      }
      expect("pipelined", client.pipelined("/plain", PIPELINED), PIPELINED * MixedServer.SMALL);
      tally.count(name, PIPELINED);
    }
  }

  private static void expect(String what, long found, long expected) throws IOException {
    if (found != expected) {
      throw new IOException(what + ": " + found + " bytes instead of " + expected);
    }
  }
}
