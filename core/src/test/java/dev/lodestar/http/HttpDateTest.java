package dev.lodestar.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Instant EXAMPLE = Instant.ofEpochSecond(784_111_777);

  @Test
  void the_example_of_the_standard_is_reproduced() {
    assertThat(HttpDate.format(EXAMPLE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void fractions_of_a_second_are_dropped() {
    assertThat(HttpDate.format(EXAMPLE.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void every_moment_is_printed_as_java_time_does_it_and_read_again() {
    var random = new Random(3);
    for (var i = 0; i < 100_000; i++) {
      var moment = Instant.ofEpochSecond(random.nextLong(-62_167_219_200L, 253_402_300_800L));
      var text = HttpDate.format(moment);
      assertThat(text).isEqualTo(IMF_FIXDATE.format(moment));
      assertThat(HttpDate.parse(text)).contains(moment);
    }
  }

  @Test
  void every_day_of_five_centuries_is_printed_as_java_time_does_it() {
    for (var day = 0L; day < 500 * 366; day++) {
      var moment = Instant.ofEpochSecond(day * 86_400);
      assertThat(HttpDate.format(moment)).isEqualTo(IMF_FIXDATE.format(moment));
    }
  }

  @Test
  void a_year_that_has_no_four_digits_is_refused() {
    assertThatThrownBy(() -> HttpDate.format(Instant.parse("+10000-01-01T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "A date of HTTP lies in a year between 0 and 9999, but this is 253402300800 seconds"
                + " after 1970.");
    assertThatThrownBy(() -> HttpDate.format(Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994"
      })
  void all_three_forms_are_read(String text) {
    assertThat(HttpDate.parse(text)).contains(EXAMPLE);
  }

  @Test
  void a_day_of_two_digits_is_read_in_the_form_of_asctime() {
    assertThat(HttpDate.parse("Wed Nov 16 08:49:37 1994"))
        .contains(Instant.parse("1994-11-16T08:49:37Z"));
  }

  @Test
  void a_year_of_two_digits_is_at_most_fifty_years_ahead() {
    var in2026 = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();

    assertThat(HttpDate.parse("Friday, 01-Jan-76 00:00:00 GMT", in2026))
        .contains(Instant.parse("2076-01-01T00:00:00Z"));
    assertThat(HttpDate.parse("Friday, 01-Jan-77 00:00:00 GMT", in2026))
        .contains(Instant.parse("1977-01-01T00:00:00Z"));
  }

  @Test
  void a_leap_second_is_the_one_behind_it() {
    assertThat(HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT"))
        .contains(Instant.parse("2017-01-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "0",
        "Sun",
        "Sun,",
        "Sun, ",
        "yesterday",
        "1994-11-06T08:49:37Z",
        "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:00 GMT",
        "Sun, 06 Nov 1994 08:00:61 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 31 Nov 1994 08:49:37 GMT",
        "Sun, 29 Feb 2023 08:49:37 GMT",
        "Son, 06 Nov 1994 08:49:37 GMT",
        "Sun, -6 Nov 1994 08:49:37 GMT",
        "Someday, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06 Nov 94 08:49:37 GMT",
        "Sun Nov 6 08:49:37 1994",
        "Sun Nov  6 08:49:37 1994 GMT",
        "Sun Foo  6 08:49:37 1994"
      })
  void anything_else_is_no_date(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }
}
