package dev.lodestar.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Internal, since every byte at every place is more than documents can be made of.
class SwarTest {
  private static final int[] AROUND = {' ', '!', '#', '[', ']', 'a', '~', 0x7F};

  private static long word(int around, int place, int value, int behind) {
    long word = 0;
    for (int i = 7; i >= 0; i--) {
      word = word << 8 | (i == place ? value : i < place ? around : behind);
    }
    return word;
  }

  private static int first(long marked) {
    return marked == 0 ? 8 : Swar.first(marked);
  }

  @Test
  void the_first_byte_that_is_not_simply_itself_is_found_at_every_place() {
    for (int value = 0; value < 256; value++) {
      boolean special = value < ' ' || value == '"' || value == '\\' || value > 0x7F;
      for (int place = 0; place < 8; place++) {
        for (int around : AROUND) {
          long word = word(around, place, value, around);
          assertThat(first(Swar.special(word))).as("%x", word).isEqualTo(special ? place : 8);
          // What is behind a special byte changes nothing.
          long before = word(around, place, value, value);
          assertThat(first(Swar.special(before))).as("%x", before).isEqualTo(special ? place : 8);
        }
      }
    }
  }

  @Test
  void beyond_ascii_only_quotes_backslashes_and_control_characters_end_a_text() {
    for (int value = 0; value < 256; value++) {
      boolean special = value < ' ' || value == '"' || value == '\\';
      for (int place = 0; place < 8; place++) {
        for (int around : new int[] {' ', '!', '~', 0x80, 0x81, 0xA0, 0xA1, 0xA2, 0xDC, 0xFF}) {
          long word = word(around, place, value, '"');
          int expected = special ? place : place == 7 ? 8 : place + 1;
          assertThat(first(Swar.specialAscii(word))).as("%x", word).isEqualTo(expected);
        }
      }
    }
  }
}
