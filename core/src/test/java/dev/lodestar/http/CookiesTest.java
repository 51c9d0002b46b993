package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CookiesTest {

  private static Map<String, String> parse(String... lines) {
    var headers = Headers.builder();
    for (var line : lines) {
      headers.add("Cookie", line);
    }
    return Cookies.from(headers.build()).asMap();
  }

  @Test
  void pairs_are_read_in_order() {
    assertThat(parse("b=2; a=1")).containsExactly(Map.entry("b", "2"), Map.entry("a", "1"));
  }

  @Test
  void several_header_lines_are_read_as_one() {
    assertThat(parse("a=1", "b=2")).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void a_bad_pair_never_loses_the_others() {
    for (var bad :
        new String[] {
          "",
          "nonsense",
          "=",
          "=x",
          "a b=c",
          "é=1",
          "\"q\"=1",
          "(=)",
          "a\tb=1",
          "@=1",
          ";",
          "==",
          "x"
        }) {
      assertThat(parse("one=1; " + bad + "; two=2"))
          .as(bad)
          .containsExactly(Map.entry("one", "1"), Map.entry("two", "2"));
    }
  }

  @Test
  void random_garbage_never_loses_a_good_pair_nor_throws() {
    var random = new Random(7);
    for (var round = 0; round < 20_000; round++) {
      var garbage = Garbage.of(random, "=;\" ,\t\\a%é()<>@", 15);
      var between = Cookies.from(Headers.unchecked("Cookie", "one=1;" + garbage + "; two=2"));
      assertThat(between.first("one")).hasValue("1");
      assertThat(between.first("two")).hasValue("2");
      var wild = Headers.unchecked("Cookie", Garbage.wild(random, "=;\" a", 15));
      assertThat(Cookies.from(wild)).isNotNull();
    }
  }

  @Test
  void what_a_client_may_send_is_read_back() {
    var random = new Random(7);
    for (var round = 0; round < 5_000; round++) {
      var sent = new LinkedHashMap<String, String>();
      for (var i = random.nextInt(6); i > 0; i--) {
        sent.put(
            "n" + Garbage.of(random, "!#$%&'*+-.^_`|~09azAZ", 5),
            Garbage.of(random, "!#$%&'()*+-./09:<=>?@AZ[]^_`az{|}~", 10));
      }
      var line = new StringBuilder();
      sent.forEach((name, value) ->
          line.append(line.isEmpty() ? "" : "; ").append(name).append('=').append(value));
      assertThat(parse(line.toString())).isEqualTo(sent);
    }
  }

  @Test
  void values_may_be_empty_or_contain_equals_signs() {
    assertThat(parse("a=; b==; c=x=y"))
        .containsExactly(Map.entry("a", ""), Map.entry("b", "="), Map.entry("c", "x=y"));
  }

  @Test
  void white_space_and_quotes_around_a_value_are_dropped() {
    assertThat(parse(" a = 1 ;\tb\t=\"x y\"; c=\"; d=\"\""))
        .containsExactly(
            Map.entry("a", "1"), Map.entry("b", "x y"), Map.entry("c", "\""), Map.entry("d", ""));
  }

  @Test
  void values_are_not_percent_decoded() {
    assertThat(parse("a=%41+%zz")).containsEntry("a", "%41+%zz");
  }

  @Test
  void bytes_over_127_are_kept_in_values() {
    assertThat(parse("a=\u00C3\u00A9\u0085")).containsEntry("a", "\u00C3\u00A9\u0085");
  }

  @Test
  void of_equal_names_the_first_counts_and_case_distinguishes() {
    assertThat(parse("a=1; a=2; A=3")).containsExactly(Map.entry("a", "1"), Map.entry("A", "3"));
  }

  @Test
  void absent_and_blank_are_two_states() {
    var cookies = Cookies.from(Headers.of("Cookie", "a="));

    assertThat(cookies.first("a")).hasValue("");
    assertThat(cookies.first("b")).isEmpty();
    assertThat(cookies.names()).containsExactly("a");
    assertThat(Cookies.from(Headers.empty()).names()).isEmpty();
  }

  @Test
  void values_are_not_printed_and_cannot_be_changed() {
    var cookies = Cookies.from(Headers.of("Cookie", "id=s3cret"));

    assertThat(cookies).hasToString("Cookies[id]");
    assertThatThrownBy(() -> cookies.asMap().put("x", "y"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> cookies.names().add("x"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
