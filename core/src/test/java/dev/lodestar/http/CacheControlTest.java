package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheControlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-store",
        "public, max-age=31536000, immutable",
        "private, s-maxage=0, no-transform, must-revalidate",
        "no-cache, proxy-revalidate, must-understand",
        "max-age=1, stale-while-revalidate=2, stale-if-error=3"
      })
  void what_is_printed_is_read_again(String text) {
    assertThat(CacheControl.parse(text).headerValue()).isEqualTo(text);
  }

  @Test
  void names_are_read_in_any_case() {
    assertThat(CacheControl.parse(" Public ,MAX-AGE=60"))
        .isEqualTo(CacheControl.publicly().maxAge(Duration.ofMinutes(1)));
  }

  @Test
  void every_directive_can_be_added() {
    assertThat(CacheControl.publicly().proxyRevalidate().mustUnderstand().headerValue())
        .isEqualTo("public, proxy-revalidate, must-understand");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age         | The time of max-age is ''; expected a number of seconds, as in max-age=60.",
        "max-age=1h      | The time of max-age is '1h'; expected a number of seconds, as in max-age=60.",
        "max-age=-1      | The time of max-age is '-1'; expected a number of seconds, as in max-age=60.",
        "public=1        | The directive public of Cache-Control is written without a value.",
        "public, public  | The directive public is there already."
      })
  void what_is_wrong_is_named(String text, String message) {
    assertThatThrownBy(() -> CacheControl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "public,", "maxage=60", "max-age = 60", "private=\"x\""})
  void what_is_no_directive_is_refused(String text) {
    assertThatThrownBy(() -> CacheControl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Cache-Control");
  }
}
