package dev.lodestar.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskingTest {

  @Test
  void it_is_the_same_as_byte_by_byte_whatever_the_pieces() {
    var random = new Random(11);
    for (var length = 0; length < 200; length++) {
      var key = random.nextInt();
      var masked = new byte[length + 5];
      random.nextBytes(masked);
      var expected = masked.clone();
      for (var i = 0; i < length; i++) {
        expected[3 + i] ^= (byte) (key >> (24 - 8 * (i % 4)));
      }
      var cut = random.nextInt(length + 1);
      Masking.unmask(masked, 3, cut, key);
      Masking.unmask(masked, 3 + cut, length - cut, Masking.turn(key, cut));
      assertThat(masked).isEqualTo(expected);
    }
  }

  @Test
  void it_sees_a_single_byte_that_is_not_ascii_wherever_it_stands() {
    for (var length = 1; length < 40; length++) {
      for (var place = 0; place < length; place++) {
        var bytes = new byte[length];
        assertThat(Masking.unmask(bytes, 0, length, 0x01020304)).isTrue();
        bytes = new byte[length];
        bytes[place] = (byte) 0x80;
        assertThat(Masking.unmask(bytes, 0, length, 0x01020304)).isFalse();
      }
    }
  }
}
