package files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/// Computes the checksum of a file, in ten steps. Whoever wants to know waits for the next.
final class Processing {
  private static final int STEPS = 10;

  private final Path file;
  private final Duration pause;
  private StoredFile state;

  Processing(StoredFile state, Path file, Duration pause) {
    this.state = state;
    this.file = file;
    this.pause = pause;
  }

  synchronized StoredFile state() {
    return state;
  }

  /// Returns the state as soon as it is another one.
  synchronized StoredFile awaitChange(StoredFile known) throws InterruptedException {
    while (state.equals(known)) {
      wait();
    }
    return state;
  }

  private synchronized void change(StoredFile next) {
    state = next;
    notifyAll();
  }

  void run() throws IOException, InterruptedException, NoSuchAlgorithmException {
    var finished = false;
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var step = 1; step <= STEPS; step++) {
        update(digest, in, state().size() * step / STEPS - state().size() * (step - 1) / STEPS);
        if (step < STEPS) {
          Thread.sleep(pause);
          change(state().at(100 * step / STEPS));
        }
      }
      change(state().done(HexFormat.of().formatHex(digest.digest())));
      finished = true;
    } finally {
      if (!finished) {
        change(state().failed());
      }
    }
  }

  private static void update(MessageDigest digest, InputStream in, long count) throws IOException {
    var piece = new byte[1 << 16];
    for (var left = count; left > 0; ) {
      var read = in.readNBytes(piece, 0, (int) Math.min(piece.length, left));
      digest.update(piece, 0, read);
      left -= piece.length;
    }
  }
}
