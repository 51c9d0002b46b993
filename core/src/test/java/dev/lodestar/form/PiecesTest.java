package dev.lodestar.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {

  @Test
  void what_was_written_is_read_however_it_was_written() throws IOException {
    var random = new Random(3);
    for (var round = 0; round < 300; round++) {
      var pieces = new Pieces();
      var expected = new ByteArrayOutputStream();
      for (var writes = random.nextInt(20); writes > 0; writes--) {
        var bytes = new byte[random.nextInt(random.nextBoolean() ? 5 : 40_000)];
        random.nextBytes(bytes);
        pieces.write(bytes, 0, bytes.length);
        expected.writeBytes(bytes);
        pieces.write(writes);
        expected.write(writes);
      }

      assertThat(pieces.length()).isEqualTo(expected.size());
      assertThat(pieces.bytes()).isEqualTo(expected.toByteArray());
      try (var stream = pieces.open()) {
        assertThat(stream.readAllBytes()).isEqualTo(expected.toByteArray());
      }
      var moved = new ByteArrayOutputStream();
      pieces.moveTo(moved);
      assertThat(moved.toByteArray()).isEqualTo(expected.toByteArray());
      assertThat(pieces.length()).isZero();
    }
  }
}
