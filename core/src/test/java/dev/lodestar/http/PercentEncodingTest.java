package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PercentEncodingTest {

  @Test
  void text_without_escapes_is_returned_as_the_same_instance() {
    var text = new String("plain+text".toCharArray());
    assertThat(PercentEncoding.decode(text)).isSameAs(text);
    assertThat(PercentEncoding.encodeSegment(text)).isSameAs(text);
  }

  @Test
  void escapes_of_either_case_are_decoded() {
    assertThat(PercentEncoding.decode("%4a%4Aj")).isEqualTo("JJj");
    assertThat(PercentEncoding.decode("caf%C3%a9")).isEqualTo("café");
    assertThat(PercentEncoding.decode("%E2%82%AC%F0%9F%98%80")).isEqualTo("€😀");
  }

  @Test
  void decoding_happens_only_once() {
    assertThat(PercentEncoding.decode("%2541")).isEqualTo("%41");
  }

  @Test
  void plus_is_a_space_only_when_asked() {
    assertThat(PercentEncoding.decode("a+b", 0, 3, true)).isEqualTo("a b");
    assertThat(PercentEncoding.decode("a+b%2B", 0, 6, true)).isEqualTo("a b+");
    assertThat(PercentEncoding.decode("a+b%20", 0, 6, false)).isEqualTo("a+b ");
  }

  @Test
  void a_region_is_decoded_without_its_surroundings() {
    assertThat(PercentEncoding.decode("x=%41b&y", 2, 6, true)).isEqualTo("Ab");
    assertThat(PercentEncoding.decode("x=ab&y", 2, 4, true)).isEqualTo("ab");
    assertThat(PercentEncoding.decode("x=", 2, 2, true)).isEmpty();
  }

  @Test
  void an_escape_may_not_reach_over_the_end_of_the_region() {
    assertThatThrownBy(() -> PercentEncoding.decode("%41", 0, 2, false))
        .isInstanceOf(MalformedEncodingException.class)
        .hasMessage(
            "'%4' at position 0 is not a percent-encoded byte; '%' is followed by two hexadecimal"
                + " digits.");
    assertThatThrownBy(() -> PercentEncoding.decode("%C3%A9", 0, 3, false))
        .isInstanceOf(MalformedEncodingException.class)
        .hasMessage("The percent-encoded bytes at position 0 are not UTF-8.");
  }

  @Test
  void anything_but_two_hexadecimal_digits_is_refused() {
    for (var text : new String[] {"%", "a%", "%4", "%4g", "%g4", "%%41", "%+1", "%-1", "%٣٣"}) {
      assertThatThrownBy(() -> PercentEncoding.decode(text))
          .as(text)
          .isInstanceOf(MalformedEncodingException.class);
    }
  }

  @Test
  void the_position_of_a_bad_escape_is_counted_from_the_region() {
    assertThatThrownBy(() -> PercentEncoding.decode("xyz=ab%zz&", 4, 9, true))
        .hasMessageStartingWith("'%zz' at position 2 ");
  }

  @Test
  void a_malformed_encoding_has_no_stack_trace() {
    assertThatThrownBy(() -> PercentEncoding.decode("%"))
        .satisfies(failure -> assertThat(failure.getStackTrace()).isEmpty());
  }

  @Test
  void one_and_two_escaped_bytes_decode_exactly_when_the_jdk_says_they_are_utf8() {
    for (var first = 0; first < 256; first++) {
      agreesWithTheJdk((byte) first);
      for (var second = 0; second < 256; second++) {
        agreesWithTheJdk((byte) first, (byte) second);
      }
    }
  }

  @Test
  void three_and_four_escaped_bytes_decode_exactly_when_the_jdk_says_they_are_utf8() {
    int[] edges = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    for (var first = 0xC0; first < 256; first++) {
      for (var second : edges) {
        for (var third : edges) {
          agreesWithTheJdk((byte) first, (byte) second, (byte) third);
          for (var fourth : edges) {
            agreesWithTheJdk((byte) first, (byte) second, (byte) third, (byte) fourth);
          }
        }
      }
    }
  }

  private static void agreesWithTheJdk(byte... bytes) {
    var encoded = new StringBuilder();
    for (var value : bytes) {
      encoded.append(String.format("%%%02x", value));
    }
    String expected;
    try {
      expected = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      expected = "malformed";
    }
    String actual;
    try {
      actual = PercentEncoding.decode(encoded.toString());
    } catch (MalformedEncodingException e) {
      actual = "malformed";
    }
    assertThat(actual).as(encoded.toString()).isEqualTo(expected);
  }

  @Test
  void a_segment_keeps_what_rfc_3986_allows_and_encodes_the_rest() {
    assertThat(PercentEncoding.encodeSegment("azAZ09-._~!$&'()*+,;=:@"))
        .isEqualTo("azAZ09-._~!$&'()*+,;=:@");
    assertThat(PercentEncoding.encodeSegment("a/b ?#%[]\"\u0000é€😀"))
        .isEqualTo("a%2Fb%20%3F%23%25%5B%5D%22%00%C3%A9%E2%82%AC%F0%9F%98%80");
  }

  @Test
  void a_query_component_encodes_what_separates_components() {
    assertThat(PercentEncoding.encodeQueryComponent("a&b=c+d;e'f g#/?"))
        .isEqualTo("a%26b%3Dc%2Bd%3Be%27f%20g%23/?");
  }

  @Test
  void an_unpaired_surrogate_cannot_be_encoded() {
    assertThatThrownBy(() -> PercentEncoding.encodeSegment("ab\uD83D"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The character at position 2 is an unpaired surrogate, which cannot be written as"
                + " UTF-8.");
  }

  @Test
  void every_text_survives_encoding_and_decoding() {
    var random = new Random(42);
    for (var round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (var n = random.nextInt(8); n > 0; n--) {
        var bits = 1 + random.nextInt(21);
        var codePoint = random.nextInt(1 << bits);
        if (codePoint <= 0x10FFFF && (codePoint < 0xD800 || codePoint > 0xDFFF)) {
          text.appendCodePoint(codePoint);
        }
      }
      var original = text.toString();
      assertThat(PercentEncoding.decode(PercentEncoding.encodeSegment(original)))
          .isEqualTo(original);
      var query = PercentEncoding.encodeQueryComponent(original);
      assertThat(PercentEncoding.decode(query, 0, query.length(), true)).isEqualTo(original);
      assertThat(query).doesNotContain("&", "=", "+", "#", " ");
    }
  }

  @Test
  void random_garbage_either_decodes_or_is_malformed() {
    var random = new Random(7);
    var alphabet = "%%%%0123456789abcdefCDEFgz+/é\uD800";
    for (var round = 0; round < 50_000; round++) {
      var text = new StringBuilder();
      for (var n = random.nextInt(14); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(PercentEncoding.decode(text.toString()).length())
            .isLessThanOrEqualTo(text.length());
      } catch (MalformedEncodingException e) {
        assertThat(e).hasMessageContaining("position");
      }
    }
  }
}
