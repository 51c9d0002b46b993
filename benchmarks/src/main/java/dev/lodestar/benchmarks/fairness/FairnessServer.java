package dev.lodestar.benchmarks.fairness;

import dev.lodestar.Blocking;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// Serves handlers that spin, and one that does not, until the standard input ends.
final class FairnessServer {
  private FairnessServer() {}

  static void main(String... arguments) throws IOException {
    var options = FairnessMode.valueOf(arguments[0]).options();
    try (var server = Lodestar.app().routes(new FairnessServer()).build().start(options)) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // wait for the end
      }
    }
  }

  @Get("/free")
  String free() {
    return "free";
  }

  @Get("/spin/{millis}")
  String spin(long millis) {
    var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    var turns = 0L;
    while (System.nanoTime() < end) {
      turns++;
    }
    return "spun " + turns;
  }

  @Get("/blocking/{millis}")
  @Blocking
  String blocking(long millis) {
    return spin(millis);
  }
}
