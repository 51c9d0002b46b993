package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;

/// Tests of dates and times against a clock in its time zone.
final class TimeTests {
  private TimeTests() {}

  static Test test(String code, Class<?> type, Clock clock) {
    var comparison = comparison(code, type, clock);
    return switch (code) {
      case "Past" -> value -> value == null || comparison.withNow(value) < 0;
      case "PastOrPresent" -> value -> value == null || comparison.withNow(value) <= 0;
      case "Future" -> value -> value == null || comparison.withNow(value) > 0;
      default -> value -> value == null || comparison.withNow(value) >= 0;
    };
  }

  private interface Comparison {
    int withNow(Object value);
  }

  private static Comparison comparison(String code, Class<?> type, Clock clock) {
    return switch (type.getName()) {
      case "java.time.Instant" -> value -> ((Instant) value).compareTo(clock.instant());
      case "java.time.LocalDate" -> value -> ((LocalDate) value).compareTo(LocalDate.now(clock));
      case "java.time.LocalTime" -> value -> ((LocalTime) value).compareTo(LocalTime.now(clock));
      case "java.time.LocalDateTime" ->
          value -> ((LocalDateTime) value).compareTo(LocalDateTime.now(clock));
      case "java.time.OffsetDateTime" ->
          value -> ((OffsetDateTime) value).toInstant().compareTo(clock.instant());
      case "java.time.ZonedDateTime" ->
          value -> ((ZonedDateTime) value).toInstant().compareTo(clock.instant());
      case "java.time.OffsetTime" ->
          value -> {
            var time = (OffsetTime) value;
            return time.compareTo(OffsetTime.now(clock.withZone(time.getOffset())));
          };
      case "java.time.Year" -> value -> ((Year) value).compareTo(Year.now(clock));
      case "java.time.YearMonth" -> value -> ((YearMonth) value).compareTo(YearMonth.now(clock));
      case "java.time.MonthDay" -> value -> ((MonthDay) value).compareTo(MonthDay.now(clock));
      default -> throw Unfit.type(code, type, "a date or time of java.time");
    };
  }
}
