package dev.lodestar.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import jakarta.validation.constraints.AssertFalse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.FutureOrPresent;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Null;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.time.Year;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuiltInConstraintTest {

  /// Checks a value against the constraints of the only component of a record.
  private static List<Violation> check(Class<? extends Record> type, @Nullable Object value) {
    var model = (ObjectModel) Models.standard().model(type);
    return Constraints.of(model.fields().getFirst().use()).check(value);
  }

  private static void passes(Class<? extends Record> type, @Nullable Object... values) {
    for (var value : values) {
      assertThat(check(type, value)).as(type.getSimpleName() + " " + value).isEmpty();
    }
    if (type != Needed.class && type != Filled.class && type != Written.class) {
      assertThat(check(type, null)).as("null passes").isEmpty();
    }
  }

  private static void fails(
      Class<? extends Record> type, String code, String message, @Nullable Object... values) {
    for (var value : values) {
      assertThat(check(type, value))
          .as(type.getSimpleName() + " " + value)
          .containsExactly(Violation.of("", code, message));
    }
  }

  record Slug(@Pattern(regexp = "[a-z]+(-[a-z]+)*") String value) {}

  record SlugAddress(@Email(regexp = "([a-z-]|[@.])*") String value) {}

  record ShortSlug(
      @Pattern(regexp = "[a-z]+", message = "one")
          @Pattern(regexp = "[^0-9]+", message = "two")
          @Size(max = 5)
          String value) {}

  @Test
  void a_text_too_long_for_a_regular_expression_does_not_match() {
    var text = "a-".repeat(200_000) + "a";

    assertThat(check(Slug.class, text)).extracting(Violation::code).containsExactly("Pattern");
    assertThat(check(Slug.class, "a-b")).isEmpty();
    assertThat(check(SlugAddress.class, "a@b.c")).isEmpty();
    assertThat(check(SlugAddress.class, "A@b.c"))
        .extracting(Violation::code)
        .containsExactly("Email");
  }

  @Test
  void regular_expressions_run_only_when_the_other_constraints_of_the_place_are_kept() {
    assertThat(check(ShortSlug.class, "123456"))
        .extracting(Violation::code)
        .containsExactly("Size");
    assertThat(check(ShortSlug.class, "12345"))
        .extracting(Violation::message)
        .containsExactly("one", "two");
    assertThat(check(ShortSlug.class, "abcde")).isEmpty();
  }

  record Least(@Min(2) int value) {}

  record LeastLong(@Min(Long.MIN_VALUE) @Max(Long.MAX_VALUE) long value) {}

  record LeastBig(@Min(2) BigInteger value) {}

  record LeastDouble(@Min(2) double value) {}

  record Most(@Max(-2) Short value) {}

  record MostFloat(@Max(2) float value) {}

  @Test
  void min_and_max_include_their_bound() {
    passes(Least.class, 2, 3, Integer.MAX_VALUE);
    fails(Least.class, "Min", "must be greater than or equal to 2", 1, Integer.MIN_VALUE);
    passes(LeastLong.class, Long.MIN_VALUE, Long.MAX_VALUE);
    passes(LeastBig.class, BigInteger.TWO, BigInteger.ONE.shiftLeft(100));
    fails(LeastBig.class, "Min", "must be greater than or equal to 2", BigInteger.ONE);
    passes(LeastDouble.class, 2.0, Double.POSITIVE_INFINITY);
    fails(
        LeastDouble.class,
        "Min",
        "must be greater than or equal to 2",
        1.9999999999999998,
        Double.NaN,
        Double.NEGATIVE_INFINITY);
    passes(Most.class, (short) -2);
    fails(Most.class, "Max", "must be less than or equal to -2", (short) -1);
    fails(MostFloat.class, "Max", "must be less than or equal to 2", 2.0000002f, Float.NaN);
  }

  record LeastDecimal(@DecimalMin("0.1") BigDecimal value) {}

  record LeastText(@DecimalMin("0.1") String value) {}

  record Above(@DecimalMin(value = "0.1", inclusive = false) double value) {}

  record Below(@DecimalMax(value = "100", inclusive = false) int value) {}

  record UpTo(@DecimalMax("99999999999999999999") BigInteger value) {}

  @Test
  void decimal_bounds_are_exact_and_may_be_exclusive() {
    passes(LeastDecimal.class, new BigDecimal("0.10"));
    fails(
        LeastDecimal.class,
        "DecimalMin",
        "must be greater than or equal to 0.1",
        new BigDecimal("0.0999999999999999999999"));
    passes(LeastText.class, "0.1", "1e3");
    fails(LeastText.class, "DecimalMin", "must be greater than or equal to 0.1", "0.01", "x", "");
    passes(Above.class, 0.11);
    fails(Above.class, "DecimalMin", "must be greater than 0.1", 0.1);
    passes(Below.class, 99);
    fails(Below.class, "DecimalMax", "must be less than 100", 100);
    fails(
        UpTo.class,
        "DecimalMax",
        "must be less than or equal to 99999999999999999999",
        new BigInteger("100000000000000000000"));
  }

  record Price(@Digits(integer = 3, fraction = 2) BigDecimal value) {}

  record PriceDouble(@Digits(integer = 1, fraction = 1) double value) {}

  @Test
  void digits_count_both_sides_of_the_point() {
    passes(Price.class, new BigDecimal("999.99"), new BigDecimal("-1"), BigDecimal.ZERO);
    fails(
        Price.class,
        "Digits",
        "numeric value out of bounds (<3 digits>.<2 digits> expected)",
        new BigDecimal("1000"),
        new BigDecimal("0.001"),
        new BigDecimal("1e3"));
    passes(PriceDouble.class, 0.1);
    fails(
        PriceDouble.class,
        "Digits",
        "numeric value out of bounds (<1 digits>.<1 digits> expected)",
        0.11,
        Double.NaN);
  }

  record Plus(@Positive int value) {}

  record PlusZero(@PositiveOrZero BigDecimal value) {}

  record Minus(@Negative double value) {}

  record MinusZero(@NegativeOrZero long value) {}

  @Test
  void signs_tell_zero_apart() {
    passes(Plus.class, 1);
    fails(Plus.class, "Positive", "must be greater than 0", 0, -1);
    passes(PlusZero.class, BigDecimal.ZERO, BigDecimal.ONE);
    fails(
        PlusZero.class,
        "PositiveOrZero",
        "must be greater than or equal to 0",
        BigDecimal.ONE.negate());
    passes(Minus.class, -0.1, Double.NEGATIVE_INFINITY);
    fails(Minus.class, "Negative", "must be less than 0", 0.0, -0.0, Double.POSITIVE_INFINITY);
    passes(MinusZero.class, 0L);
    fails(MinusZero.class, "NegativeOrZero", "must be less than or equal to 0", 1L);
  }

  record Sized(@Size(min = 1, max = 2) String value) {}

  record SizedList(@Size(min = 1, max = 2) List<String> value) {}

  record SizedMap(@Size(max = 1) Map<String, String> value) {}

  record SizedArray(@Size(max = 1) int[] value) {}

  record SizedBytes(@Size(max = 1) byte[] value) {}

  @Test
  void sizes_are_those_of_texts_collections_maps_and_arrays() {
    passes(Sized.class, "a", "ab");
    fails(Sized.class, "Size", "size must be between 1 and 2", "", "abc");
    passes(SizedList.class, List.of("a"));
    fails(SizedList.class, "Size", "size must be between 1 and 2", List.of());
    fails(SizedMap.class, "Size", "size must be at most 1", Map.of("a", "b", "c", "d"));
    fails(SizedArray.class, "Size", "size must be at most 1", new int[2]);
    fails(SizedBytes.class, "Size", "size must be at most 1", new byte[2]);
  }

  record Needed(@NotNull String value) {}

  record Forbidden(@Null String value) {}

  record Filled(@NotEmpty List<String> value) {}

  record Written(@NotBlank String value) {}

  @Test
  void presence_has_three_degrees() {
    passes(Needed.class, "");
    fails(Needed.class, "NotNull", "must not be null", (Object) null);
    fails(Forbidden.class, "Null", "must be null", "");
    passes(Filled.class, List.of("a"));
    fails(Filled.class, "NotEmpty", "must not be empty", null, List.of());
    passes(Written.class, " a ");
    fails(Written.class, "NotBlank", "must not be blank", null, "", " \t\n\u2003");
  }

  record Yes(@AssertTrue boolean value) {}

  record No(@AssertFalse Boolean value) {}

  @Test
  void assertions_take_one_of_the_two_booleans() {
    passes(Yes.class, true);
    fails(Yes.class, "AssertTrue", "must be true", false);
    passes(No.class, false);
    fails(No.class, "AssertFalse", "must be false", true);
  }

  record Code(@Pattern(regexp = "[a-z]+") String value) {}

  record Loose(@Pattern(regexp = "[a-z]+", flags = Pattern.Flag.CASE_INSENSITIVE) String value) {}

  @Test
  void a_pattern_matches_the_whole_text() {
    passes(Code.class, "abc");
    fails(Code.class, "Pattern", "must match \"[a-z]+\"", "", "ab1", "1ab", "ABC", "ab\n");
    passes(Loose.class, "ABC");
  }

  record Mail(@Email String value) {}

  record WorkMail(@Email(regexp = ".*@example\\.org") String value) {}

  @Test
  void an_email_address_has_a_local_part_and_a_domain() {
    passes(
        Mail.class,
        "a@b",
        "a.b+c@example.org",
        "o'neil@example.co.uk",
        "\u00fc@m\u00fcnchen.de",
        "a".repeat(64) + "@example.org");
    fails(
        Mail.class,
        "Email",
        "must be a well-formed email address",
        "",
        "a",
        "@b",
        "a@",
        "a@b@c",
        "a b@c",
        ".a@b",
        "a.@b",
        "a..b@c",
        "a@-b",
        "a@b-",
        "a@b..c",
        "a@.b",
        "a@b.",
        "a@b\n",
        "a".repeat(65) + "@b",
        "a@" + "b".repeat(64),
        "a@" + "b.".repeat(1_000_000) + "c");
    passes(WorkMail.class, "a@example.org");
    fails(WorkMail.class, "Email", "must be a well-formed email address", "a@example.com");
  }

  record Before(@Past LocalDate value) {}

  record BeforeInstant(@PastOrPresent Instant value) {}

  record After(@Future ZonedDateTime value) {}

  record AfterYear(@FutureOrPresent Year value) {}

  record AfterTime(@Past OffsetTime value) {}

  @Test
  void times_are_compared_with_now() {
    passes(Before.class, LocalDate.of(2000, 1, 1), LocalDate.MIN);
    fails(Before.class, "Past", "must be a past date", LocalDate.now(), LocalDate.MAX);
    passes(BeforeInstant.class, Instant.now(), Instant.MIN);
    fails(
        BeforeInstant.class,
        "PastOrPresent",
        "must be a date in the past or in the present",
        Instant.MAX);
    passes(After.class, ZonedDateTime.now().plusDays(1));
    fails(After.class, "Future", "must be a future date", ZonedDateTime.now().minusDays(1));
    passes(AfterYear.class, Year.of(Year.MAX_VALUE));
    fails(
        AfterYear.class,
        "FutureOrPresent",
        "must be a date in the present or in the future",
        Year.of(2000));
    assertThat(check(AfterTime.class, null)).isEmpty();
  }
}
