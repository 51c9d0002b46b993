package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"abc\"", "W/\"abc\"", "\"\"", "\"a\\\"", "\"W/x,y'z\"", "\"\u00FF\""})
  void a_tag_is_printed_as_it_was_read(String text) {
    assertThat(EntityTag.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "\"",
        "\"abc",
        "abc\"",
        "w/\"abc\"",
        "W\"abc\"",
        "\"a\"b\"",
        "\"a b\"",
        " \"a\"",
        "\"a\" ",
        "*",
        "\"\u0100\"",
        "\"a\"\"b\""
      })
  void what_is_no_tag_is_refused(String text) {
    assertThatThrownBy(() -> EntityTag.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "is not an entity tag; one is written \"…\", or W/\"…\" if it is weak.");
  }

  @Test
  void a_value_cannot_break_out_of_its_quotes() {
    assertThatThrownBy(() -> EntityTag.strong("a\"\r\nSet-Cookie: x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The entity tag 'a\"\\u000D\\u000ASet-Cookie: x' has the character U+0022 at index 1;"
                + " allowed are visible characters other than '\"', and U+0080 to U+00FF.");
  }

  /// The table of RFC 9110, section 8.8.3.2.
  @Test
  void strong_and_weak_comparison_are_those_of_the_standard() {
    var strong = EntityTag.strong("1");
    var weak = EntityTag.weak("1");

    assertThat(weak.matchesStrongly(weak)).isFalse();
    assertThat(weak.matchesWeakly(weak)).isTrue();
    assertThat(weak.matchesStrongly(EntityTag.weak("2"))).isFalse();
    assertThat(weak.matchesWeakly(EntityTag.weak("2"))).isFalse();
    assertThat(weak.matchesStrongly(strong)).isFalse();
    assertThat(strong.matchesStrongly(weak)).isFalse();
    assertThat(weak.matchesWeakly(strong)).isTrue();
    assertThat(strong.matchesStrongly(strong)).isTrue();
    assertThat(strong.matchesWeakly(strong)).isTrue();
  }

  @Test
  void a_strong_tag_can_be_weakened() {
    assertThat(EntityTag.strong("1").asWeak()).isEqualTo(EntityTag.weak("1"));
    assertThat(EntityTag.weak("1").asWeak()).isEqualTo(EntityTag.weak("1"));
  }

  @Test
  void the_tags_of_a_list_are_found_whatever_stands_between_them() {
    assertThat(EntityTag.parseList("\"a,b\" ,, W/\"c\",junk, \"d\"x, \"e\", \"f"))
        .containsExactly(EntityTag.strong("a,b"), EntityTag.weak("c"), EntityTag.strong("e"));
    assertThat(EntityTag.parseList("\"back\\\", \"slash\""))
        .containsExactly(EntityTag.strong("back\\"), EntityTag.strong("slash"));
    assertThat(EntityTag.parseList("")).isEmpty();
  }
}
