package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

  @Test
  void type_subtype_and_parameter_names_are_kept_in_lower_case() {
    var type = MediaType.parse("Text/HTML; CharSet=UTF-8");

    assertThat(type.type()).isEqualTo("text");
    assertThat(type.subtype()).isEqualTo("html");
    assertThat(type.parameter("CHARSET")).hasValue("UTF-8");
    assertThat(type.parameter("q")).isEmpty();
    assertThat(type).hasToString("text/html;charset=UTF-8");
  }

  @Test
  void white_space_and_empty_parameters_are_allowed_where_the_rfc_allows_them() {
    for (var text :
        new String[] {"a/b;c=d", " a/b ;\tc=d ", "a/b;;c=d", "a/b; ;c=d;", "a/b;c=\"d\""}) {
      assertThat(MediaType.parse(text)).as(text).hasToString("a/b;c=d");
    }
  }

  @Test
  void quoted_values_are_unquoted_and_quoted_again_where_they_have_to_be() {
    var type = MediaType.parse("a/b; c=\"x \\\"y\\\\ ;,é\"; d=\"\"; e=\"tok\\en\"");

    assertThat(type.parameter("c")).hasValue("x \"y\\ ;,é");
    assertThat(type.parameter("d")).hasValue("");
    assertThat(type.parameter("e")).hasValue("token");
    assertThat(type).hasToString("a/b;c=\"x \\\"y\\\\ ;,é\";d=\"\";e=token");
  }

  @Test
  void what_is_no_media_type_is_refused() {
    for (var text :
        new String[] {
          "",
          " ",
          "text",
          "/",
          "text/",
          "/html",
          "text /html",
          "text/ html",
          "text/html x",
          "text/html,",
          "text/html;charset",
          "text/html;charset=",
          "text/html;=x",
          "text/html;charset =x",
          "text/html;charset= x",
          "text/html;a=\"",
          "text/html;a=\"x",
          "text/html;a=\"x\\",
          "text/html;a=\"x\\\"",
          "text/html;a=\"x\"y",
          "text/html;a=1;A=2",
          "te xt/html",
          "é/html",
          "*/html",
          "text/html;a=\"\r\n\"",
          "text/html\r\nX: y",
          "text/html;a=\"\\\0\"",
          "a/b/c"
        }) {
      assertThatThrownBy(() -> MediaType.parse(text))
          .as(Tokens.printable(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a media type: expected ")
          .hasMessageNotContainingAny("\r", "\n", "\0");
    }
  }

  @Test
  void the_number_of_parameters_is_limited() {
    var text = new StringBuilder("a/b");
    for (var i = 0; i < MediaType.MAX_PARAMETERS; i++) {
      text.append(";p").append(i).append("=x");
    }
    var most = text.toString();

    assertThat(MediaType.parse(most)).hasToString(most);
    assertThatThrownBy(() -> MediaType.parse(most + ";more=x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 32 parameters");
  }

  @Test
  void parsing_the_text_of_a_media_type_gives_the_same() {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var type = MediaType.parse("a" + Garbage.of(random, "+-.z9", 4) + "/x");
      for (var i = random.nextInt(4); i > 0; i--) {
        type =
            type.withParameter(
                "p" + Garbage.of(random, "aAzZ09!~", 2),
                Garbage.of(random, "ab \t\"\\;,=/é\u00FF\u0080()", 8));
      }
      assertThat(MediaType.parse(type.toString())).isEqualTo(type).hasSameHashCodeAs(type);
      assertThat(Headers.of("Content-Type", type.toString()).first("Content-Type"))
          .hasValue(type.toString());
    }
  }

  @Test
  void random_garbage_is_a_media_type_or_refused() {
    var random = new Random(7);
    var accepted = 0;
    for (var round = 0; round < 50_000; round++) {
      var text = Garbage.wild(random, "a/b;=\"\\ \t*", 12);
      try {
        var type = MediaType.parse(text);
        assertThat(MediaType.parse(type.toString())).isEqualTo(type);
        accepted++;
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageContaining("is not a media type: expected ");
      }
    }
    assertThat(accepted).isPositive();
  }

  @Test
  void the_character_set_is_the_named_one_or_utf_8() {
    assertThat(MediaType.JSON.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(MediaType.parse("a/b;charset=\"ISO-8859-1\"").charset())
        .isEqualTo(StandardCharsets.ISO_8859_1);
    for (var unknown : new String[] {"none", "\"\"", "\"a b\"", "\"é\""}) {
      assertThatThrownBy(() -> MediaType.parse("a/b;charset=" + unknown).charset())
          .as(unknown)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void a_parameter_is_set_in_place_of_another() {
    var type = MediaType.parse("a/b;x=1;y=2").withParameter("X", "3");

    assertThat(type).hasToString("a/b;y=2;x=3");
  }

  @Test
  void parameters_cannot_break_out_of_the_header() {
    for (var value : new String[] {"\r\n", "\0", "\u007F", "\u0100"}) {
      assertThatThrownBy(() -> MediaType.JSON.withParameter("a", value))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var name : new String[] {"", "a b", "a=b", "a\r\nb", "é"}) {
      assertThatThrownBy(() -> MediaType.JSON.withParameter(name, "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContainingAny("\r", "\n");
    }
  }

  @Test
  void a_media_type_lies_in_its_ranges() {
    var html = MediaType.HTML;
    for (var range : new String[] {"*/*", "text/*", "TEXT/html", "text/html;level=1"}) {
      assertThat(html.isIn(MediaType.parse(range))).as(range).isTrue();
    }
    for (var range : new String[] {"text/plain", "image/*", "application/html"}) {
      assertThat(html.isIn(MediaType.parse(range))).as(range).isFalse();
    }
    assertThat(MediaType.parse("text/*").isIn(html)).isFalse();
    assertThat(MediaType.ANY.isIn(MediaType.parse("text/*"))).isFalse();
  }

  @Test
  void equality_compares_parameters_and_same_type_does_not() {
    var plain = MediaType.parse("text/plain");

    assertThat(plain).isNotEqualTo(MediaType.TEXT);
    assertThat(plain.sameTypeAs(MediaType.TEXT)).isTrue();
    assertThat(plain.sameTypeAs(MediaType.HTML)).isFalse();
    assertThat(MediaType.parse("TEXT/plain; Charset=utf-8")).isEqualTo(MediaType.TEXT);
  }

  @Test
  void json_is_recognised_by_its_suffix_too() {
    for (var json :
        new String[] {
          "application/json", "text/json", "application/problem+json", "image/a+json"
        }) {
      assertThat(MediaType.parse(json).isJson()).as(json).isTrue();
    }
    for (var other : new String[] {"image/json", "application/jsonp", "application/json+xml"}) {
      assertThat(MediaType.parse(other).isJson()).as(other).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.msgpack",
        "application/msgpack",
        "application/x-msgpack",
        "application/vnd.example+msgpack",
        "Application/VND.MsgPack; a=b"
      })
  void messagepack_goes_by_its_registered_name_and_older_ones(String text) {
    assertThat(MediaType.parse(text).isMessagePack()).isTrue();
    assertThat(MediaType.parse(text).isNdjson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonlines"
      })
  void ndjson_goes_by_any_name_that_is_in_use(String text) {
    assertThat(MediaType.parse(text).isNdjson()).isTrue();
    assertThat(MediaType.parse(text).isMessagePack()).isFalse();
    assertThat(MediaType.parse(text).isJson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/vnd.msgpack", "image/ndjson", "application/msgpack-not"})
  void other_types_are_neither_messagepack_nor_ndjson(String text) {
    assertThat(MediaType.parse(text).isMessagePack()).isFalse();
    assertThat(MediaType.parse(text).isNdjson()).isFalse();
  }
}
