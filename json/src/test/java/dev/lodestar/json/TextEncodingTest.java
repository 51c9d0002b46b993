package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.EncodeException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Texts of every length around the borders between the ways they are written.
class TextEncodingTest {
  private static final JsonCodec<String> TEXTS = Json.standard().codec(String.class);
  private static final int PIECE = 8_192;

  private static final String[] CHARACTERS = {
    "a", "?", " ", "\"", "\\", "\n", "\u0001", "\u007f", "ä", "ÿ", "ж", "指", "\uffff", "🧭", "𝄞"
  };

  private final Random random = new Random(41);

  @Test
  void every_text_reads_back_as_itself() {
    for (int round = 0; round < 3_000; round++) {
      var text = text(random.nextInt(80), round % CHARACTERS.length + 1);

      assertThat(TEXTS.decode(TEXTS.encode(text)).orThrow()).isEqualTo(text);
    }
  }

  @Test
  void long_texts_read_back_as_themselves_wherever_a_pair_stands() {
    for (int before = PIECE - 4; before <= PIECE + 4; before++) {
      var text = "x".repeat(before) + "🧭?\"" + "y".repeat(2 * PIECE) + "ж";

      assertThat(TEXTS.decode(TEXTS.encode(text)).orThrow()).isEqualTo(text);
    }
  }

  @Test
  void a_character_that_needs_no_escape_is_written_as_it_is() {
    var text = "Is that so? Ähm, 指 \u007f 🧭";

    assertThat(TEXTS.encode(text)).isEqualTo(('"' + text + '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void half_of_a_surrogate_pair_is_refused_wherever_it_stands() {
    for (int length = 0; length < 60; length++) {
      for (var half : new String[] {"\ud83e", "\udded", "\udded\ud83e"}) {
        for (var filling : new String[] {"a", "?", "ä", "\"", "🧭"}) {
          refuses(filling.repeat(length) + half);
          refuses(half + filling.repeat(length));
          refuses(filling.repeat(length) + half + filling.repeat(length));
        }
      }
    }
    for (int before = PIECE - 3; before <= PIECE + 3; before++) {
      refuses("x".repeat(before) + "\ud83e" + "x".repeat(40));
      refuses("x".repeat(before) + "\udded" + "x".repeat(40));
    }
  }

  private static void refuses(String text) {
    assertThatThrownBy(() -> TEXTS.encode(text))
        .isInstanceOf(EncodeException.class)
        .hasMessageContaining("half of a surrogate pair");
  }

  private String text(int length, int kinds) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS[random.nextInt(kinds)]);
    }
    return text.toString();
  }
}
