package dev.lodestar.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConverterRefusalTest {

  @Test
  void integers_take_ascii_digits_with_an_optional_minus_and_nothing_else() {
    accepts(int.class, "0", "-0", "007", "-2147483648", "2147483647");
    refuses(
        int.class,
        "",
        "-",
        "+1",
        "1_000",
        " 1",
        "1 ",
        "1.0",
        "1e2",
        "0x10",
        "--1",
        "\u0661",
        "2147483648",
        "-2147483649",
        "99999999999999999999999",
        "one");
    refuses(byte.class, "128", "-129");
    refuses(short.class, "32768", "-32769");
    refuses(long.class, "9223372036854775808", "-9223372036854775809", "18446744073709551616");
  }

  @Test
  void floating_point_numbers_are_json_numbers_and_finite() {
    accepts(double.class, "0", "-0.0", "1.5", "1e2", "1E+2", "4.9e-324", "1e-400");
    refuses(
        double.class,
        "",
        "NaN",
        "Infinity",
        "-Infinity",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e400",
        "0x1p3",
        "1d",
        "1f",
        " 1",
        "01",
        "1,5",
        "1".repeat(1001));
    refuses(float.class, "1e39", "NaN");
  }

  @Test
  void big_numbers_are_bounded_in_length_and_exponent() {
    accepts(BigInteger.class, "9".repeat(1000), "-" + "9".repeat(1000), "0");
    refuses(BigInteger.class, "9".repeat(1001), "9".repeat(10_000_000), "", "-", "+1", "1.0");
    accepts(BigDecimal.class, "1e1000", "1e-1000", "-1.50", "0");
    refuses(
        BigDecimal.class,
        "1e1000000000",
        "1e-1000000000",
        "1e1001",
        "1e99999999999999999999",
        "0." + "1".repeat(2000),
        "",
        "+1",
        "1.",
        "NaN");
  }

  @Test
  void a_big_number_beyond_the_limits_is_not_formatted_into_a_text_that_would_be_refused() {
    var integers = Converters.standard().find(BigInteger.class).orElseThrow();
    var decimals = Converters.standard().find(BigDecimal.class).orElseThrow();

    assertThatThrownBy(() -> integers.format(BigInteger.ONE.shiftLeft(10_000_000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> decimals.format(new BigDecimal("1e1000000000")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbers_that_are_not_finite_have_no_text() {
    assertThatThrownBy(
            () -> Converters.standard().find(Double.class).orElseThrow().format(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            Converters.standard().find(Float.class).orElseThrow().format(Float.NEGATIVE_INFINITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void booleans_are_the_two_words_in_lower_case() {
    accepts(boolean.class, "true", "false");
    refuses(boolean.class, "", "True", "TRUE", "1", "0", "yes", "on", " true");
  }

  @Test
  void a_character_is_one_whole_character() {
    accepts(char.class, "a", "\u00e9", " ");
    refuses(char.class, "", "ab", "\ud83d", "\ud83d\ude00");
  }

  @Test
  void enums_are_matched_by_exact_name_and_the_names_are_listed() {
    refuses(Month.class, "", "may", "5", "MAYBE");
    assertThat(Converters.standard().find(Month.class).orElseThrow().expected())
        .startsWith("one of JANUARY, FEBRUARY,")
        .endsWith("DECEMBER");
  }

  @Test
  void a_uuid_has_its_canonical_form() {
    accepts(
        UUID.class, "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000");
    refuses(
        UUID.class,
        "",
        "1-1-1-1-1",
        "123e4567e89b12d3a456426614174000",
        "123e4567-e89b-12d3-a456-42661417400g",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "123e4567-e89b-12d3-a456_426614174000",
        "\u066123e4567-e89b-12d3-a456-42661417400");
  }

  @Test
  void uris_follow_their_grammar_and_are_bounded() {
    accepts(URI.class, "https://example.org/a?b=c", "/relative", "mailto:a@b");
    refuses(URI.class, "http://a b", "%zz", ":", "a".repeat(8193));
  }

  @Test
  void dates_exist_and_are_written_in_full() {
    accepts(LocalDate.class, "2024-02-29", "0000-01-01", "-0001-12-31", "+12345-01-01");
    refuses(
        LocalDate.class,
        "",
        "2023-02-29",
        "2024-13-01",
        "2024-00-01",
        "2024-01-00",
        "2024-04-31",
        "24-01-01",
        "2024-1-1",
        "12345-01-01",
        "+2024-01-01",
        "-0000-01-01",
        "+012345-01-01",
        "+1000000000-01-01",
        "2024-01-01T00:00",
        "2024-01-01 ",
        "2024/01/01",
        "20240101",
        "2024-01-0\u0661",
        "+",
        "-",
        "9".repeat(100));
    accepts(Year.class, "2024", "0005", "-2024", "+12345");
    refuses(Year.class, "", "5", "12345", "+2024", "2024-01");
    refuses(YearMonth.class, "2024", "2024-13", "2024-01-01");
    accepts(MonthDay.class, "--02-29");
    refuses(MonthDay.class, "--02-30", "02-29", "-02-29");
  }

  @Test
  void times_may_leave_out_seconds_but_not_hours_or_minutes() {
    accepts(LocalTime.class, "10:15", "10:15:30", "10:15:30.5", "23:59:59.999999999");
    refuses(
        LocalTime.class,
        "",
        "10",
        "1:15",
        "24:00",
        "10:60",
        "10:15:60",
        "10:15:30.",
        "10:15:30.1234567890",
        "10:15:30,5",
        "10:15Z");
    accepts(LocalDateTime.class, "2024-01-01T10:15", "2024-01-01t10:15:30");
    refuses(LocalDateTime.class, "2024-01-01", "2024-01-01 10:15", "2024-01-01T10:15Z");
  }

  @Test
  void offsets_are_z_or_signed_hours_and_minutes() {
    accepts(OffsetDateTime.class, "2024-01-01T10:15Z", "2024-01-01T10:15:30+01:00");
    refuses(
        OffsetDateTime.class,
        "2024-01-01T10:15",
        "2024-01-01T10:15+01",
        "2024-01-01T10:15+0100",
        "2024-01-01T10:15+19:00",
        "2024-01-01T10:15+18:01",
        "2024-01-01T10:15Z[UTC]");
    accepts(Instant.class, "2024-01-01T10:15:30z", "2024-01-01T10:15:30-18:00");
    refuses(
        Instant.class,
        "",
        "1700000000",
        "2024-01-01T23:59:60Z",
        "2024-01-01T10:15:30",
        "+1000000001-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59-00:01",
        "-1000000000-01-01T00:00:00+00:01");
    refuses(OffsetTime.class, "10:15", "10:15+1:00");
    accepts(ZoneOffset.class, "Z", "+01:00", "-18:00", "+01:00:01");
    refuses(ZoneOffset.class, "", "+1", "+01", "UTC", "+18:00:01", "01:00");
  }

  @Test
  void an_instant_with_an_offset_is_the_same_moment_in_utc() {
    assertThat(
            Converters.standard()
                .find(Instant.class)
                .orElseThrow()
                .parse("2024-03-01T00:30:00+01:00"))
        .isEqualTo(Instant.parse("2024-02-29T23:30:00Z"));
  }

  @Test
  void zones_exist_and_agree_with_the_offset() {
    accepts(ZonedDateTime.class, "2024-01-01T10:15+01:00[Europe/Paris]", "2024-01-01T10:15Z");
    refuses(
        ZonedDateTime.class,
        "2024-01-01T10:15+02:00[Europe/Paris]",
        "2024-01-01T10:15+01:00[Europe/Nowhere]",
        "2024-01-01T10:15[Europe/Paris]",
        "2024-01-01T10:15+01:00[Europe/Paris",
        "2024-01-01T10:15+01:00[]");
    refuses(ZoneId.class, "", "Mars/Olympus", "a".repeat(65));
  }

  @Test
  void durations_and_periods_are_iso_8601() {
    accepts(Duration.class, "PT1H30M", "P1D", "-PT0.5S");
    refuses(Duration.class, "", "90", "1h", "P", "PT", "P1Y", "PT" + "9".repeat(100) + "S");
    accepts(Period.class, "P1Y2M3D", "P2W");
    refuses(Period.class, "", "P", "PT1H", "P99999999999Y");
  }

  @Test
  void locales_and_currencies_are_well_formed() {
    accepts(Locale.class, "en", "en-GB", "zh-Hans-CN");
    refuses(Locale.class, "", "en_GB", "e", "englishlanguage", "en-GB-", "a".repeat(300));
    accepts(Currency.class, "EUR");
    refuses(Currency.class, "", "eur", "XQQ", "EURO", "E\u00dcR");
  }

  @Test
  void a_refusal_carries_no_stack_trace() {
    assertThatThrownBy(() -> Converters.standard().find(int.class).orElseThrow().parse("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The text is not an integer between -2147483648 and 2147483647.")
        .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
  }

  private static void accepts(Class<?> type, String... texts) {
    for (var text : texts) {
      assertThat(Converters.standard().find(type).orElseThrow().parse(text)).as(text).isNotNull();
    }
  }

  private static void refuses(Class<?> type, String... texts) {
    var converter = Converters.standard().find(type).orElseThrow();
    for (var text : texts) {
      assertThatThrownBy(() -> converter.parse(text))
          .as("%s from '%s'", type.getSimpleName(), text.substring(0, Math.min(60, text.length())))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
