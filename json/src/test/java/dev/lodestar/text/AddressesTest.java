package dev.lodestar.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Internal, since whoever checks an address looks again with care at what this does not know.
class AddressesTest {
  private static final String ALPHABET = "abzABZ019@@..-_+!# \"";

  private static boolean isUsual(String text) {
    return isUsual(text, 0, 8);
  }

  private static boolean isUsual(String text, int before, int behind) {
    var bytes = new byte[before + text.length() + behind];
    Arrays.fill(bytes, (byte) 0xFF);
    System.arraycopy(text.getBytes(ISO_8859_1), 0, bytes, before, text.length());
    return Addresses.isUsual(bytes, before, before + text.length());
  }

  @Test
  void letters_digits_and_common_symbols_make_a_usual_address() {
    for (var address :
        new String[] {
          "a@b",
          "Z@9",
          "ann.miller+news@mail.example-shop.co.uk",
          "_x-1-@a--b.c",
          "a".repeat(62) + "@b",
          "a@" + "b".repeat(62)
        }) {
      assertThat(isUsual(address)).as(address).isTrue();
      assertThat(isUsual(address, 5, 9)).as(address).isTrue();
    }
  }

  @Test
  void no_part_of_an_address_is_empty() {
    for (var text : new String[] {"", "a", "@b", "a@", ".a@b", "a.@b", "a..b@c", "a@.b", "a@b."}) {
      assertThat(isUsual(text)).as(text).isFalse();
    }
  }

  @Test
  void a_domain_has_one_sign_before_it_and_hyphens_only_inside_of_labels() {
    for (var text :
        new String[] {"a@b@c", "a@-b", "a@b-", "a@b-.c", "a@b.-c", "a@b_c", "a@b+c", "a b@c"}) {
      assertThat(isUsual(text)).as(text).isFalse();
    }
  }

  @Test
  void long_and_rare_addresses_and_those_at_the_end_of_an_array_are_left_to_others() {
    assertThat(isUsual("a".repeat(63) + "@b")).isFalse();
    assertThat(isUsual("o'neil@example.org")).isFalse();
    assertThat(isUsual("ann@example.org", 0, 7)).isFalse();
  }

  @Test
  void what_is_usual_matches_the_plain_rules() {
    var random = new Random(5321);
    int usual = 0;
    for (int i = 0; i < 300_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append(ALPHABET.charAt(random.nextInt(random.nextBoolean() ? 8 : ALPHABET.length())));
      }
      boolean expected = text.toString().matches(RULES);
      assertThat(isUsual(text.toString(), i % 3, 8 + i % 3))
          .as(text.toString())
          .isEqualTo(expected);
      usual += expected ? 1 : 0;
    }
    assertThat(usual).isGreaterThan(10_000);
  }

  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final String RULES =
      "[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@" + LABEL + "(\\." + LABEL + ")*";
}
