package dev.lodestar.benchmarks.mixed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Random;

/// Misbehaves over HTTP/1.1.
///
/// @param server whom it concerns
record BadHttp1(Endpoint.Both server) implements Client {
  private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
  private static final String MANY = ("GET /large" + HOST + "\r\n").repeat(20);

  @Override
  public void run(Random random) throws IOException, InterruptedException {
    var buffer = random.nextBoolean() ? 4_096 : 1 << 16;
    try (var line = Line.open(server.any(random), "http/1.1", buffer)) {
      switch (random.nextInt(11)) {
        case 0 -> line.send("nonsense " + random.nextInt() + "\r\n\r\n").readToEnd();
        case 1 ->
            line.send(
                    "POST /echo"
                        + HOST
                        + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .readToEnd();
        case 2 -> drip(line, "GET /plain" + HOST + "X: " + "x".repeat(100), random);
        case 3 ->
            drip(
                line,
                "POST /echo" + HOST + "Content-Length: 1000\r\n\r\n" + "x".repeat(99),
                random);
        case 4 -> line.send("GET /pl").reset();
        case 5 -> line.send("POST /echo" + HOST + "Content-Length: 90000\r\n\r\nabc").reset();
        case 6 -> line.send("GET /wait" + HOST + "\r\n").reset();
        case 7 -> line.send(MANY).reset();
        case 8 -> {
          line.send(MANY);
          Thread.sleep(random.nextInt(4_000));
        }
        case 9 ->
            line.send("POST /echo" + HOST + "Content-Length: 99999999999\r\n\r\n").readToEnd();
        default -> {
          line.send("GET /events" + HOST + "\r\n");
          var _ = line.in().read(new byte[200]);
          Thread.sleep(random.nextInt(100));
        }
      }
    }
  }

  private static void drip(Line line, String text, Random random)
      throws IOException, InterruptedException {
    line.drip(text.getBytes(ISO_8859_1), random);
  }
}
