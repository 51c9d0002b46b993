package dev.lodestar.server.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void it_agrees_with_the_decoder_of_the_jdk_wherever_the_bytes_are_cut() {
    var random = new Random(7);
    for (var i = 0; i < 100_000; i++) {
      var bytes = bytes(random);
      var cut = random.nextInt(bytes.length + 1);
      var text = new Utf8();
      var accepted =
          text.accept(bytes, 0, cut) && text.accept(bytes, cut, bytes.length) && text.isComplete();
      assertThat(accepted).isEqualTo(isText(bytes));
    }
  }

  /// Texts, and texts with some bytes changed.
  private static byte[] bytes(Random random) {
    var text = new StringBuilder();
    for (var i = random.nextInt(12); i >= 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> 0x80 + random.nextInt(0x780);
            case 2 -> 0x800 + random.nextInt(0xD000);
            default -> 0x10000 + random.nextInt(0x100000);
          });
    }
    var bytes = text.toString().getBytes(UTF_8);
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static boolean isText(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
