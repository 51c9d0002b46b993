package dev.lodestar.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  private static String yaml(Object value) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("v", value);
    return YamlText.of(tree);
  }

  @Test
  void texts_that_a_reader_could_take_for_something_else_are_quoted() {
    for (var text :
        List.of(
            "",
            "true",
            "No",
            "null",
            "1",
            "1e3",
            "-",
            "~",
            "a: b",
            "a #b",
            "#a",
            "on",
            ".5",
            "2001-01-01",
            "&a",
            "*a",
            "!a",
            "%a",
            "@a",
            "`a`",
            "'a'",
            " a",
            "a ",
            "[a]",
            "{a}")) {
      assertThat(yaml(text)).as(text).isEqualTo("v: \"" + text + "\"\n");
    }
  }

  @Test
  void plain_words_stand_alone() {
    assertThat(yaml("Finds a widget, or none.")).isEqualTo("v: Finds a widget, or none.\n");
  }

  @Test
  void several_lines_are_a_block() {
    assertThat(yaml("a\n  b: c\n\nd")).isEqualTo("v: |-\n  a\n    b: c\n\n  d\n");
    assertThat(yaml("a\nb\n")).isEqualTo("v: |\n  a\n  b\n");
    assertThat(yaml("a\n\n")).isEqualTo("v: |+\n  a\n\n");
  }

  @Test
  void what_a_block_cannot_show_is_escaped() {
    assertThat(yaml("a\r\nb")).isEqualTo("v: \"a\\r\\nb\"\n");
    assertThat(yaml(" a\nb")).isEqualTo("v: \" a\\nb\"\n");
    assertThat(yaml("\u0000\u2028\ud800")).isEqualTo("v: \"\\u0000\\u2028\\uD800\"\n");
  }

  @Test
  void lists_and_objects_are_nested() {
    var inner = new LinkedHashMap<String, Object>();
    inner.put("b", List.of(1, List.of(true, "x"), Map.of()));
    inner.put("c", null);

    assertThat(yaml(List.of(inner, List.of())))
        .isEqualTo(
            """
            v:
              - b:
                  - 1
                  - - true
                    - x
                  - {}
                c: null
              - []
            """);
  }

  @Test
  void numbers_have_no_exponent_that_would_make_them_texts() {
    assertThat(yaml(new BigDecimal("1E+3"))).isEqualTo("v: 1000\n");
  }

  @Test
  void exponents_have_a_sign_and_huge_ones_stay_exponents() {
    assertThat(yaml(1e300)).isEqualTo("v: 1.0E+300\n");
    assertThat(yaml(1e-7)).isEqualTo("v: 1.0E-7\n");
    assertThat(yaml(new BigDecimal("1E+999999999"))).isEqualTo("v: 1E+999999999\n");
  }

  @Test
  void keys_that_are_too_long_for_readers_have_a_question_mark() {
    var key = "k".repeat(2000);

    assertThat(yaml(List.of(Map.of(key, Map.of("a", 1)))))
        .isEqualTo("v:\n  - ? \"" + key + "\"\n    :\n      a: 1\n");
  }
}
