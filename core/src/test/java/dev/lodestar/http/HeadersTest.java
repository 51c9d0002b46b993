package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadersTest {

  @Test
  void names_are_found_in_any_case_and_kept_as_given() {
    var headers = Headers.of("X-One", "1", "accept", "a", "ACCEPT", "b");

    assertThat(headers.first("x-ONE")).hasValue("1");
    assertThat(headers.all("Accept")).containsExactly("a", "b");
    assertThat(headers.first("Accept")).hasValue("a");
    assertThat(headers.contains("aCCept")).isTrue();
    assertThat(headers.names()).containsExactly("x-one", "accept");
    assertThat(headers.name(2)).isEqualTo("ACCEPT");
    assertThat(headers.value(2)).isEqualTo("b");
    assertThat(headers.size()).isEqualTo(3);
  }

  @Test
  void names_are_found_whatever_the_language_of_the_machine() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("tr", "TR"));
      var headers = Headers.of("IF-MATCH", "x");
      assertThat(headers.first("if-match")).hasValue("x");
      assertThat(headers.names()).containsExactly("if-match");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void absent_and_blank_are_two_states() {
    var headers = Headers.of("X", "");

    assertThat(headers.first("X")).hasValue("");
    assertThat(headers.first("Y")).isEmpty();
    assertThat(headers.first("X", "fallback")).isEmpty();
    assertThat(headers.first("Y", "fallback")).isEqualTo("fallback");
    assertThat(headers.all("Y")).isEmpty();
  }

  @Test
  void nothing_can_break_out_of_a_value() {
    for (var attack :
        new String[] {
          "a\r\nX: y",
          "a\nX: y",
          "a\rX: y",
          "\r\na",
          "a\r\n",
          "a\n",
          "\0",
          "a\0b",
          "\u001F",
          "\u007F",
          "\u000B",
          "\f",
          "a\u0100",
          "a\u560D\u560A",
          "\u2028",
          "\uD800",
          "💥"
        }) {
      assertThatThrownBy(() -> Headers.of("X", attack))
          .as(Tokens.printable(attack))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The value of header X has the character U+");
      assertThatThrownBy(() -> Headers.empty().with("X", attack))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Headers.empty().withAdded("X", attack))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothing_but_tokens_are_names() {
    for (var name :
        new String[] {
          "", " ", "a b", "a:", ":a", "a\r\n", "\r\na", "a\tb", "é", "a/b", "a(b", "a\"", "{a}",
          "a=b", "\0"
        }) {
      assertThatThrownBy(() -> Headers.of(name, "x"))
          .as(Tokens.printable(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not a header name");
    }
    assertThat(Headers.of("!#$%&'*+-.^_`|~09azAZ", "x").size()).isEqualTo(1);
  }

  @Test
  void a_bad_name_is_made_visible_in_the_message() {
    assertThatThrownBy(() -> Headers.of("a\r\nb\u009B" + "x".repeat(100), "x"))
        .hasMessageStartingWith("'a\\u000D\\u000Ab\\u009Bxxx")
        .hasMessageContaining("…")
        .hasMessageNotContainingAny("\r", "\n", "\u009B");
  }

  @Test
  void every_character_is_accepted_or_refused_as_the_rfc_says() {
    for (var c = 0; c <= 0xFFFF; c++) {
      var value = "a" + (char) c + "b";
      var allowed = c == '\t' || (c >= 0x20 && c <= 0x7E) || (c >= 0x80 && c <= 0xFF);
      if (allowed) {
        assertThat(Headers.of("X", value).first("X")).hasValue(value);
      } else {
        assertThatThrownBy(() -> Headers.of("X", value))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  @Test
  void only_spaces_and_tabs_around_a_value_are_dropped() {
    assertThat(Headers.of("X", " \t a b \t ").first("X")).hasValue("a b");
    assertThat(Headers.of("X", "\u00A0a\u0085").first("X")).hasValue("\u00A0a\u0085");
    assertThat(Headers.of("X", " \t ").first("X")).hasValue("");
  }

  @Test
  void an_odd_number_of_strings_is_refused() {
    assertThatThrownBy(() -> Headers.of("X", "1", "Y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 3 strings");
  }

  @Test
  void elements_of_a_list_are_taken_apart_over_all_lines() {
    var headers =
        Headers.of("Accept", "text/html, ,\ttext/plain;q=0.5 ,", "X", "y", "accept", "*/*");

    assertThat(headers.elements("ACCEPT")).containsExactly("text/html", "text/plain;q=0.5", "*/*");
    assertThat(headers.elements("Y")).isEmpty();
  }

  @Test
  void a_comma_in_quotes_does_not_separate() {
    assertThat(elements("a=\"1,2\", b")).containsExactly("a=\"1,2\"", "b");
    assertThat(elements("\"a\\\",b\", c")).containsExactly("\"a\\\",b\"", "c");
    assertThat(elements("\"a, b")).containsExactly("\"a, b");
    assertThat(elements("\"a, b\\")).containsExactly("\"a, b\\");
    assertThat(elements("a\\, b")).containsExactly("a\\", "b");
  }

  private static List<String> elements(String value) {
    return Headers.of("X", value).elements("X");
  }

  @Test
  void no_list_however_malformed_loses_a_character_other_than_separators() {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var value = Garbage.of(random, "ab,\"\\ \t;=é", 20);
      var kept = String.join("", elements(value)).replaceAll("[, \t]", "");
      assertThat(kept).isEqualTo(value.replaceAll("[, \t]", ""));
    }
  }

  @Test
  void changes_make_new_headers() {
    var headers = Headers.of("A", "1", "B", "2", "a", "3");

    assertThat(headers.with("A", "4")).hasToString("A: 4\nB: 2\n");
    assertThat(headers.with("C", "4")).hasToString("A: 1\nB: 2\na: 3\nC: 4\n");
    assertThat(headers.withAdded("B", "4")).hasToString("A: 1\nB: 2\na: 3\nB: 4\n");
    assertThat(headers.without("a")).hasToString("B: 2\n");
    assertThat(headers.without("c")).isSameAs(headers);
    assertThat(headers.withAll(Headers.of("A", "5"))).hasToString("A: 1\nB: 2\na: 3\nA: 5\n");
    assertThat(headers).hasToString("A: 1\nB: 2\na: 3\n");
  }

  @Test
  void a_builder_can_go_on_after_building() {
    var builder = Headers.builder().add("A", "1");
    var first = builder.build();
    builder.add("B", "2").remove("a");

    assertThat(first).hasToString("A: 1\n");
    assertThat(builder.build()).hasToString("B: 2\n");
  }

  @Test
  void what_is_returned_cannot_be_changed() {
    var headers = Headers.of("A", "1");
    assertThatThrownBy(() -> headers.all("A").add("2"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> headers.names().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> headers.elements("A").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equality_ignores_the_case_of_names_but_not_the_order_of_values() {
    var headers = Headers.of("A", "1", "B", "2", "a", "3");

    assertThat(headers).isEqualTo(Headers.of("b", "2", "a", "1", "A", "3"));
    assertThat(headers).hasSameHashCodeAs(Headers.of("b", "2", "a", "1", "A", "3"));
    assertThat(headers).isNotEqualTo(Headers.of("A", "3", "B", "2", "A", "1"));
    assertThat(headers).isNotEqualTo(Headers.of("A", "1", "B", "2"));
    assertThat(Headers.of()).isEqualTo(Headers.empty());
  }

  @Test
  void secrets_are_not_printed() {
    var headers =
        Headers.of(
            "authorization",
            "s3cret",
            "Cookie",
            "s3cret",
            "SET-COOKIE",
            "s3cret",
            "Proxy-Authorization",
            "s3cret",
            "X",
            "seen");

    assertThat(headers.toString()).doesNotContain("s3cret").contains("X: seen");
  }

  @Test
  void they_behave_as_a_plain_list_of_pairs_does() {
    var random = new Random(7);
    for (var round = 0; round < 2_000; round++) {
      var model = new ArrayList<String[]>();
      var headers = Headers.empty();
      for (var step = 0; step < 12; step++) {
        var name = random.nextBoolean() ? "a" : random.nextBoolean() ? "A" : "B";
        var value = Integer.toString(step);
        switch (random.nextInt(3)) {
          case 0 -> {
            headers = headers.withAdded(name, value);
            model.add(new String[] {name, value});
          }
          case 1 -> {
            headers = headers.without(name);
            model.removeIf(field -> field[0].equalsIgnoreCase(name));
          }
          default -> {
            headers = headers.with(name, value);
            var at = 0;
            while (at < model.size() && !model.get(at)[0].equalsIgnoreCase(name)) {
              at++;
            }
            model.add(at, new String[] {name, value});
            var kept = model.get(at);
            model.removeIf(field -> field != kept && field[0].equalsIgnoreCase(name));
          }
        }
      }
      var expected = new StringBuilder();
      model.forEach(field -> expected.append(field[0]).append(": ").append(field[1]).append('\n'));
      assertThat(headers).hasToString(expected.toString());
    }
  }
}
