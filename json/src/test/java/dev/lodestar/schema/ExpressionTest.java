package dev.lodestar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Regular expressions of Java in the syntax that JSON Schema wants.
class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '#',
      value = {
        "[a-z]+#^[a-z]+$",
        "^[a-z]+$#^[a-z]+$",
        "a|b#^(?:a|b)$",
        "^a|b$#^(?:^a|b$)$",
        "(a|b)c#^(a|b)c$",
        "\\d{3}-\\w+?#^\\d{3}-\\w+?$",
        "\\-\\@\\_#^-@_$",
        "[\\w\\-.]+#^[\\w\\-.]+$",
        "\\p{Alpha}\\P{Digit}[\\p{Alnum}_]#^[a-zA-Z][^0-9][a-zA-Z0-9_]$",
        "\\p{Lu}\\pL#^\\p{Lu}\\p{L}$",
        "\\Aa\\z#^a$",
        "\\x41\\u0042\\x{1F600}#^\\x41\\u0042\\u{1F600}$",
        "(?<year>\\d+)(?:x)(?=y)(?<!z)#^(?<year>\\d+)(?:x)(?=y)(?<!z)$",
        "a}]#^a\\}\\]$",
        "price\\$#^price\\$$",
      })
  void have_a_translation(String java, String portable) {
    assertThat(Expressions.whole(java)).contains(portable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)abc",
        "a++",
        "(?>a)",
        "[a&&b]",
        "[a[b]]",
        "\\Qa.b\\E",
        "\\h",
        "\\R",
        "\\p{InGreek}",
        "(",
        "[a",
        "a{",
        "a\\",
        "\\k<a>",
        "\\0101"
      })
  void have_none_where_the_syntax_is_of_java_alone(String java) {
    assertThat(Expressions.whole(java)).isEmpty();
  }
}
