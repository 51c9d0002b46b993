package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

  @Test
  void absent_blank_and_present_are_three_states() {
    var query = QueryParameters.parse("a&b=&c=x");

    assertThat(query.first("a")).hasValue("");
    assertThat(query.first("b")).hasValue("");
    assertThat(query.first("c")).hasValue("x");
    assertThat(query.first("d")).isEmpty();
    assertThat(query.contains("a")).isTrue();
    assertThat(query.contains("d")).isFalse();
    assertThat(query.all("d")).isEmpty();
  }

  @Test
  void repeated_names_keep_all_values_in_order() {
    var query = QueryParameters.parse("a=1&b=2&a=3&a=&a");

    assertThat(query.all("a")).containsExactly("1", "3", "", "");
    assertThat(query.first("a")).hasValue("1");
    assertThat(query.names()).containsExactly("a", "b");
  }

  @Test
  void many_names_keep_all_values_in_order() {
    var text = new StringBuilder("a=first");
    for (var i = 0; i < 100; i++) {
      text.append("&n").append(i).append('=').append(i);
    }
    var query = QueryParameters.parse(text.append("&a=last&n50=again").toString());

    assertThat(query.all("a")).containsExactly("first", "last");
    assertThat(query.all("n50")).containsExactly("50", "again");
    assertThat(query.first("n99")).hasValue("99");
    assertThat(query.contains("n100")).isFalse();
    assertThat(query.all("n100")).isEmpty();
    assertThat(query.names()).hasSize(101).startsWith("a", "n0").endsWith("n99");
  }

  @Test
  void the_order_of_different_names_makes_no_difference() {
    assertThat(QueryParameters.parse("a=1&b=2&a=3"))
        .isEqualTo(QueryParameters.parse("b=2&a=1&a=3"))
        .hasSameHashCodeAs(QueryParameters.parse("b=2&a=1&a=3"))
        .isNotEqualTo(QueryParameters.parse("b=2&a=3&a=1"))
        .hasToString("{a=[1, 3], b=[2]}");
  }

  @Test
  void names_and_values_are_decoded_once() {
    var query = QueryParameters.parse("na%20me=a+b%2Bc&%C3%A9=%E2%82%AC&x=%2541&a%3Db=c%26d");

    assertThat(query.first("na me")).hasValue("a b+c");
    assertThat(query.first("é")).hasValue("€");
    assertThat(query.first("x")).hasValue("%41");
    assertThat(query.first("a=b")).hasValue("c&d");
  }

  @Test
  void only_ampersands_separate_and_only_the_first_equals_sign_does() {
    var query = QueryParameters.parse("&&a=b=c;d=e&=x&");

    assertThat(query.names()).containsExactly("a", "");
    assertThat(query.first("a")).hasValue("b=c;d=e");
    assertThat(query.first("")).hasValue("x");
  }

  @Test
  void names_are_case_sensitive() {
    assertThat(QueryParameters.parse("A=1").first("a")).isEmpty();
  }

  @Test
  void nothing_but_separators_is_empty() {
    for (var query : new String[] {"", "&", "&&&"}) {
      assertThat(QueryParameters.parse(query).isEmpty()).as(query).isTrue();
    }
    assertThat(QueryParameters.parse("a").isEmpty()).isFalse();
  }

  @Test
  void malformed_percent_or_utf_8_is_a_400_that_names_the_part() {
    for (var bad :
        new String[] {
          "%",
          "%4",
          "%zz",
          "a%",
          "%%",
          "%C3",
          "%C3%28",
          "%FF",
          "%ED%A0%80",
          "%C0%AF",
          "%F5%80%80%80"
        }) {
      assertThatThrownBy(() -> QueryParameters.parse("a=1&b=" + bad + "&c=2"))
          .as(bad)
          .isInstanceOfSatisfying(
              HttpException.class,
              exception -> {
                assertThat(exception.status()).isEqualTo(Status.BAD_REQUEST);
                assertThat(exception.problem().detail())
                    .hasValue(
                        "The query string is malformed: the value '"
                            + bad
                            + "' is not percent-encoded UTF-8.");
              });
      assertThatThrownBy(() -> QueryParameters.parse(bad + "=1"))
          .isInstanceOfSatisfying(
              HttpException.class,
              exception ->
                  assertThat(exception.problem().detail().orElseThrow()).contains("the name '"));
    }
  }

  @Test
  void the_number_of_pairs_is_limited() {
    var most = "a=1" + "&a=1".repeat(QueryParameters.MAX_PAIRS - 1);

    assertThat(QueryParameters.parse(most).all("a")).hasSize(QueryParameters.MAX_PAIRS);
    assertThatThrownBy(() -> QueryParameters.parse(most + "&b"))
        .isInstanceOfSatisfying(
            HttpException.class,
            exception -> assertThat(exception.status()).isEqualTo(Status.BAD_REQUEST));
  }

  @Test
  void what_is_returned_cannot_be_changed() {
    var query = QueryParameters.parse("a=1&a=2&b=3");

    for (var name : new String[] {"a", "b", "c"}) {
      assertThatThrownBy(() -> query.all(name).add("x"))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThatThrownBy(() -> query.names().remove("a"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equality_compares_names_and_values() {
    assertThat(QueryParameters.parse("a=1&b=2&a=3"))
        .isEqualTo(QueryParameters.parse("b=%32&a=1&a=3"))
        .hasSameHashCodeAs(QueryParameters.parse("b=2&a=1&a=3"))
        .isNotEqualTo(QueryParameters.parse("b=2&a=3&a=1"));
  }

  @Test
  void what_is_encoded_is_read_back() {
    var random = new Random(7);
    for (var round = 0; round < 5_000; round++) {
      var sent = new LinkedHashMap<String, List<String>>();
      var text = new StringBuilder();
      for (var i = random.nextInt(8); i > 0; i--) {
        var name = Garbage.of(random, "ab&=+% é€;#?/\0\n", 3);
        var value = Garbage.of(random, "ab&=+% é€;#?/\0\n", 6);
        sent.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        text.append(text.isEmpty() ? "" : "&")
            .append(PercentEncoding.encodeQueryComponent(name))
            .append('=')
            .append(PercentEncoding.encodeQueryComponent(value));
      }
      var query = QueryParameters.parse(text.toString());
      assertThat(query.names()).containsExactlyElementsOf(sent.keySet());
      sent.forEach((name, values) -> assertThat(query.all(name)).isEqualTo(values));
    }
  }

  @Test
  void random_garbage_is_read_or_a_400() {
    var random = new Random(7);
    var read = 0;
    for (var round = 0; round < 50_000; round++) {
      try {
        read += QueryParameters.parse(Garbage.wild(random, "%C3a9&=+;", 12)).names().size();
      } catch (HttpException refused) {
        assertThat(refused.status()).isEqualTo(Status.BAD_REQUEST);
        assertThat(refused.getMessage()).doesNotContain("\r", "\n", "\0");
      }
    }
    assertThat(read).isPositive();
  }
}
