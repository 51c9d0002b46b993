package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The grammar of RFC 8259 and the encoding of RFC 3629. Every refused document is tried as a value
/// of unknown type, and inside of a value that is skipped.
class SyntaxTest {
  record Empty() {}

  private final JsonCodec<Object> any = Json.standard().codec(Object.class);
  private final JsonCodec<Empty> skipping = Json.standard().codec(Empty.class);

  private void accepts(String... documents) {
    for (var document : documents) {
      accepts(document.getBytes(StandardCharsets.UTF_8), document);
    }
  }

  private void accepts(byte[] document, String name) {
    assertThat(any.decode(document)).as(name).isInstanceOf(Decoded.Valid.class);
    assertThat(skipping.decode(wrapped(document))).as(name).isInstanceOf(Decoded.Valid.class);
  }

  private void refuses(String... documents) {
    for (var document : documents) {
      refuses(document.getBytes(StandardCharsets.UTF_8), document);
    }
  }

  private void refuses(byte[] document, String name) {
    assertThat(any.decode(document)).as(name).isInstanceOf(Decoded.Malformed.class);
    assertThat(skipping.decode(wrapped(document))).as(name).isInstanceOf(Decoded.Malformed.class);
  }

  private static byte[] wrapped(byte[] document) {
    var before = "{\"skipped\":".getBytes(StandardCharsets.UTF_8);
    var all = Arrays.copyOf(before, before.length + document.length + 1);
    System.arraycopy(document, 0, all, before.length, document.length);
    all[all.length - 1] = '}';
    return all;
  }

  private static byte[] quoted(String hex) {
    return HexFormat.of().parseHex("22" + hex.replace(" ", "") + "22");
  }

  @Test
  void white_space_is_four_characters() {
    accepts(" \t\r\n[ \t\r\n1 , \n2 ] \t\r\n", "{ \"a\" : 1 , \"b\" : { } }");
    refuses("\f1", "\u000b1", "\u00a01", "[\u20281]", "\u00001");
  }

  @Test
  void a_document_is_exactly_one_value() {
    accepts("1", "\"\"", "null", "true", "false", "[]", "{}");
    refuses("", " ", "1 2", "{}x", "[]]", "[1]//c", "/**/1", "nul", "nulll", "True", "NULL", "'a'");
    refuses("NaN", "Infinity", "-Infinity", "undefined", "a", ",", ":", "]", "}");
  }

  @Test
  void arrays_and_objects_have_single_commas_and_their_own_brackets() {
    refuses("[1,]", "[,1]", "[1,,2]", "[1 2]", "[1", "[", "[1}", "[\"a\":1]", "[1,", "[\"a\"");
    refuses("{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{\"a\" 1}", "{\"a\":1", "{\"a\":1]", "{");
    refuses("{a:1}", "{1:1}", "{null:1}", "{\"a\":1 \"b\":2}", "{\"a\"::1}", "{\"a\":1,,\"b\":2}");
  }

  @Test
  void numbers_follow_the_grammar() {
    accepts("0", "-0", "1", "-1", "10", "0.1", "-0.0", "1e1", "1E+1", "1e-1", "1.5e00", "0e0");
    refuses("01", "-01", "00", "+1", "-", "--1", ".1", "1.", "-.1", "1.e1", "1e", "1e+", "1E-");
    refuses("1e1.5", "0x1", "1_000", "1,5", "1a", "-a", "1.2.3", "1e2e3", "\u0661", "-Infinity");
  }

  @Test
  void texts_have_known_escapes_and_no_control_characters() {
    accepts("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"", "\"\u007f\"", "\"\\ud83d\\ude00\"");
    refuses("\"\\x\"", "\"\\\"", "\"\\", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\'\"");
    refuses("\"\n\"", "\"\t\"", "\"\u0000\"", "\"\u001f\"", "\"abc", "\"");
  }

  @Test
  void escapes_never_give_half_of_a_surrogate_pair() {
    refuses("\"\\ud83d\"", "\"\\ude00\"", "\"\\ud83d\\n\"", "\"\\ud83dx\"", "\"\\ud83d\\ud83d\"");
    refuses("\"\\ud83d\\u0041\"", "\"\\ud83d\\u\"", "{\"\\udead\":1}");
  }

  @Test
  void bytes_are_valid_utf_8() {
    accepts(quoted("c3a9 e4b8ad f09f9880 f48fbfbf ee8080 ed9fbf"), "well-formed");
    for (var hex :
        List.of(
            "80",
            "bf",
            "c3",
            "c328",
            "c0af",
            "c1bf",
            "e4b8",
            "e4b828",
            "e08080",
            "e09fbf",
            "eda080",
            "edbfbf",
            "f09f98",
            "f09f9828",
            "f0808080",
            "f08fbfbf",
            "f4908080",
            "f5808080",
            "f888808080",
            "fc8080808080",
            "fe",
            "ff")) {
      refuses(quoted(hex), hex);
    }
  }

  @Test
  void a_byte_order_mark_and_other_encodings_are_refused() {
    refuses(HexFormat.of().parseHex("efbbbf7b7d"), "UTF-8 byte order mark");
    refuses("[1]".getBytes(StandardCharsets.UTF_16LE), "UTF-16LE");
    refuses("[1]".getBytes(StandardCharsets.UTF_16), "UTF-16");
    refuses("\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1), "ISO-8859-1");
  }

  @Test
  void a_document_cut_anywhere_is_malformed() {
    var document =
        "{\"a\":[1.5e3,\"x\\u00e9\\ud83d\\ude00\u00e9\",true,false,null,{\"b\":-0}]}"
            .getBytes(StandardCharsets.UTF_8);

    for (int length = 0; length < document.length; length++) {
      assertThat(any.decode(document, 0, length)).isInstanceOf(Decoded.Malformed.class);
      assertThat(skipping.decode(document, 0, length)).isInstanceOf(Decoded.Malformed.class);
    }
    assertThat(any.decode(document)).isInstanceOf(Decoded.Valid.class);
  }

  @Test
  void a_syntax_error_has_a_place_in_bytes_lines_and_characters() {
    assertThat(any.decode("[1,\n \"\u00e9\ud83d\ude00\", x]".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Decoded.Malformed<>("Expected a value, found 'x'.", 15, 2, 8));
    assertThat(any.decode(new byte[0]))
        .isEqualTo(
            new Decoded.Malformed<>("Expected a value, but the document ends here.", 0, 1, 1));
  }

  @Test
  void messages_say_what_is_wrong() {
    var messages = new ArrayList<String>();
    for (var document :
        List.of("[1", "{\"a\" 1}", "[01]", "[1.]", "[-]", "[1e]", "\"\\q\"", "1 1", "\u0001")) {
      if (any.decode(document.getBytes(StandardCharsets.UTF_8))
          instanceof Decoded.Malformed<?> malformed) {
        messages.add(malformed.message());
      }
    }
    assertThat(messages)
        .containsExactly(
            "Expected a comma or ']', but the document ends here.",
            "Expected a colon, found '1'.",
            "A number has a leading zero.",
            "A number has no digits after its decimal point.",
            "A number has no digits after its sign.",
            "A number has no digits in its exponent.",
            "A text contains an escape that JSON does not know.",
            "There is something after the end of the document.",
            "Expected a value, found the control character 1.");
  }

  @Test
  void the_place_of_an_error_is_its_line_and_character() {
    var random = new Random(8259);
    var parts =
        List.of(" ", "\n", "\r\n", "\t", "1,", "\"ä\",", "\"plain text\",", "\"\uD83D\uDE00€\",");
    for (int i = 0; i < 5_000; i++) {
      var before = new StringBuilder("[");
      for (int j = random.nextInt(40); j > 0; j--) {
        before.append(parts.get(random.nextInt(parts.size())));
      }
      int lineStart = before.lastIndexOf("\n") + 1;

      assertThat(any.decode((before + "x]").getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(
              new Decoded.Malformed<>(
                  "Expected a value, found 'x'.",
                  before.toString().getBytes(StandardCharsets.UTF_8).length,
                  1 + (int) before.chars().filter(c -> c == '\n').count(),
                  1 + before.codePointCount(lineStart, before.length())));
    }
  }
}
