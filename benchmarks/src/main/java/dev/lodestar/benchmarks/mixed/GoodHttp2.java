package dev.lodestar.benchmarks.mixed;

import dev.lodestar.benchmarks.mixed.FrameLine.Frame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Asks for this and that over HTTP/2, many at a time, and checks each answer.
///
/// @param endpoint where
/// @param tally counts the answers
/// @param name as what they are counted
record GoodHttp2(Endpoint endpoint, Tally tally, String name) implements Client {
  private static final int STATUS_200 = 0x88;
  private static final int INITIAL_WINDOW = 4;
  private static final int WINDOW = 1 << 20;
  private static final int LARGEST_FRAME = 16_384;
  private static final int LARGEST_BODY = 40_000;

  @Override
  public void run(Random random) throws IOException {
    try (var line = Line.open(endpoint, "h2")) {
      new Talk(new FrameLine(line, endpoint.tls().isPresent())).run(random);
    }
  }

  private final class Talk {
    private final FrameLine frames;

    /// How many bytes are still to come, by stream.
    private final Map<Integer, Long> missing = new HashMap<>();

    private int sendWindow = 65_535;
    private long received;
    private int next = 1;

    Talk(FrameLine frames) {
      this.frames = frames;
    }

    void run(Random random) throws IOException {
      frames.begin(INITIAL_WINDOW, WINDOW).number(FrameLine.WINDOW_UPDATE, 0, 1 << 24);
      for (var batch = random.nextInt(6); batch >= 0; batch--) {
        for (var i = random.nextInt(12); i >= 0; i--) {
          ask(random);
        }
        var asked = missing.size();
        while (!missing.isEmpty()) {
          take(frames.read());
        }
        tally.count(name, asked);
      }
      frames.send(FrameLine.GOAWAY, 0, 0, new byte[8]);
    }

    private void ask(Random random) throws IOException {
      var stream = next;
      next += 2;
      switch (random.nextInt(4)) {
        case 0 -> get(stream, "/plain", MixedServer.SMALL);
        case 1 -> get(stream, "/wait", MixedServer.SMALL);
        case 2 -> get(stream, "/large", MixedServer.LARGE);
        default -> echo(stream, random.nextInt(1, LARGEST_BODY));
      }
    }

    private void get(int stream, String path, long size) throws IOException {
      missing.put(stream, size);
      frames.get(stream, path);
    }

    /// What is sent at once fits into the window that a stream has at first.
    private void echo(int stream, int size) throws IOException {
      missing.put(stream, (long) size);
      frames.post(stream, "/echo");
      for (var left = size; left > 0; ) {
        var count = Math.min(left, LARGEST_FRAME);
        while (sendWindow < count) {
          take(frames.read());
        }
        var letters = new byte[count];
        Arrays.fill(letters, (byte) 'x');
        left -= count;
        sendWindow -= count;
        frames.send(FrameLine.DATA, left == 0 ? FrameLine.END_STREAM : 0, stream, letters);
      }
    }

    private void take(Frame frame) throws IOException {
      switch (frame.type()) {
        case FrameLine.HEADERS -> {
          if ((frame.payload()[0] & 0xFF) != STATUS_200) {
            throw new IOException(
                name + ": the answer to stream " + frame.stream() + " is not 200");
          }
          takeEnd(frame);
        }
        case FrameLine.DATA -> {
          missing.merge(frame.stream(), -(long) frame.payload().length, Long::sum);
          received += frame.payload().length;
          if (received > 1 << 22) {
            frames.number(FrameLine.WINDOW_UPDATE, 0, (int) received);
            received = 0;
          }
          takeEnd(frame);
        }
        case FrameLine.SETTINGS -> {
          if (!frame.has(FrameLine.ACK)) {
            frames.send(FrameLine.SETTINGS, FrameLine.ACK, 0);
          }
        }
        case FrameLine.PING -> {
          if (!frame.has(FrameLine.ACK)) {
            frames.send(FrameLine.PING, FrameLine.ACK, 0, frame.payload());
          }
        }
        case FrameLine.WINDOW_UPDATE -> {
          if (frame.stream() == 0) {
            sendWindow += ByteBuffer.wrap(frame.payload()).getInt();
          }
        }
        case FrameLine.RST_STREAM, FrameLine.GOAWAY ->
            throw new IOException(
                name
                    + ": frame "
                    + frame.type()
                    + " for stream "
                    + frame.stream()
                    + ", code "
                    + ByteBuffer.wrap(frame.payload()).getInt(frame.payload().length == 4 ? 0 : 4));
        default -> {
          // says nothing to this client
        }
      }
    }

    private void takeEnd(Frame frame) throws IOException {
      if (frame.has(FrameLine.END_STREAM)) {
        var left = missing.remove(frame.stream());
        if (left == null || left != 0) {
          throw new IOException(name + ": " + left + " bytes too few in stream " + frame.stream());
        }
      }
    }
  }
}
