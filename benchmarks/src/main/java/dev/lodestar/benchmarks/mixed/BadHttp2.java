package dev.lodestar.benchmarks.mixed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// Misbehaves over HTTP/2.
///
/// @param server whom it concerns
record BadHttp2(Endpoint.Both server) implements Client {
  private static final int INITIAL_WINDOW = 4;
  private static final int CANCEL = 8;

  @Override
  public void run(Random random) throws IOException, InterruptedException {
    var endpoint = server.any(random);
    try (var line = Line.open(endpoint, "h2", random.nextBoolean() ? 4_096 : 1 << 16)) {
      misbehave(new FrameLine(line, endpoint.tls().isPresent()), random);
    }
  }

  private static void misbehave(FrameLine frames, Random random)
      throws IOException, InterruptedException {
    var line = frames.line();
    switch (random.nextInt(14)) {
      case 0 -> line.send(FrameLine.PREFACE).send("nonsense ".repeat(9)).readToEnd();
      case 1 -> {
        frames.begin();
        for (var i = 0; i < 300; i++) {
          frames.get(1 + 2 * i, "/wait").number(FrameLine.RST_STREAM, 1 + 2 * i, CANCEL);
        }
        line.readToEnd();
      }
      case 2 ->
          frames
              .begin()
              .send(FrameLine.HEADERS, 0, 1, frames.head("/plain", false))
              .line()
              .readToEnd();
      case 3 -> frames.begin().send(FrameLine.DATA, 0, 1, new byte[10]).line().readToEnd();
      case 4 -> {
        frames.begin(INITIAL_WINDOW, random.nextInt(100));
        for (var i = 0; i < 20; i++) {
          frames.get(1 + 2 * i, "/large");
        }
        Thread.sleep(random.nextInt(4_000));
      }
      case 5 -> {
        frames.begin().post(1, "/echo");
        line.send(Arrays.copyOf(FrameLine.bytes(FrameLine.DATA, 0, 1, new byte[9_000]), 4_000));
        line.reset();
      }
      case 6 -> {
        frames.begin();
        line.flood(FrameLine.bytes(FrameLine.PING, 0, 0, new byte[8]));
      }
      case 7 -> {
        frames.begin();
        line.flood(FrameLine.bytes(FrameLine.SETTINGS, 0, 0));
      }
      case 8 -> bomb(frames);
      case 9 -> {
        var slow = new ByteArrayOutputStream();
        slow.writeBytes(FrameLine.PREFACE);
        slow.writeBytes(FrameLine.bytes(FrameLine.SETTINGS, 0, 0));
        slow.writeBytes(frames.head("/plain", false));
        line.drip(slow.toByteArray(), random);
      }
      case 10 -> {
        frames.begin().post(1, "/echo").send(FrameLine.DATA, 0, 1, new byte[9_000]);
        frames.number(FrameLine.RST_STREAM, 1, CANCEL);
      }
      case 11 -> {
        frames.begin().post(1, "/echo").send(FrameLine.DATA, 0, 1, new byte[9_000]);
        line.readToEnd();
      }
      case 12 -> {
        frames.begin();
        for (var i = 0; i < 50; i++) {
          frames.get(1 + 2 * i, "/large");
        }
        line.reset();
      }
      default -> {
        frames.begin().get(1, "/events").get(3, "/events");
        Thread.sleep(random.nextInt(200));
        frames.send(FrameLine.GOAWAY, 0, 0, new byte[8]);
      }
    }
  }

  /// A head that has no end.
  private static void bomb(FrameLine frames) throws IOException {
    frames.begin().send(FrameLine.HEADERS, FrameLine.END_STREAM, 1, frames.head("/plain", false));
    var field = new byte[10_000];
    for (var i = 0; i < 1_000; i++) {
      frames.send(FrameLine.CONTINUATION, 0, 1, field);
    }
  }
}
