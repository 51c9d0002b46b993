package dev.lodestar.convert;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// Dates and times in ISO 8601. A parser answers null for a text it refuses.
final class TimeTexts {
  private static final int MAX_ZONE_LENGTH = 64;
  private static final int DAYS_PER_400_YEARS = 146097;

  private TimeTexts() {}

  @SuppressWarnings("JavaLocalTimeGetNano") // the seconds come from toSecondOfDay
  static @Nullable Instant instant(String text) {
    var in = new IsoScanner(text);
    // An instant reaches one year further than a local date, on both sides.
    int year = in.year(Year.MAX_VALUE + 1);
    int month = in.month();
    int day = in.day(year, month);
    in.dateTimeSeparator();
    var time = in.time();
    var offset = in.offset();
    if (time == null || offset == null || !in.atEnd()) {
      return null;
    }
    var sameDay = LocalDate.of(Math.floorMod(year, 400), month, day);
    long epochDay = sameDay.toEpochDay() + Math.floorDiv(year, 400) * (long) DAYS_PER_400_YEARS;
    long second = epochDay * 86400 + time.toSecondOfDay() - offset.getTotalSeconds();
    return second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()
        ? null
        : Instant.ofEpochSecond(second, time.getNano());
  }

  static @Nullable LocalDate localDate(String text) {
    var in = new IsoScanner(text);
    var date = in.date();
    return in.atEnd() ? date : null;
  }

  static @Nullable LocalTime localTime(String text) {
    var in = new IsoScanner(text);
    var time = in.time();
    return in.atEnd() ? time : null;
  }

  static @Nullable LocalDateTime localDateTime(String text) {
    var in = new IsoScanner(text);
    var dateTime = in.dateTime();
    return in.atEnd() ? dateTime : null;
  }

  static @Nullable OffsetDateTime offsetDateTime(String text) {
    var in = new IsoScanner(text);
    var dateTime = in.dateTime();
    var offset = in.offset();
    return dateTime == null || offset == null || !in.atEnd()
        ? null
        : OffsetDateTime.of(dateTime, offset);
  }

  static @Nullable OffsetTime offsetTime(String text) {
    var in = new IsoScanner(text);
    var time = in.time();
    var offset = in.offset();
    return time == null || offset == null || !in.atEnd() ? null : OffsetTime.of(time, offset);
  }

  static @Nullable ZonedDateTime zonedDateTime(String text) {
    int bracket = text.indexOf('[');
    var in = new IsoScanner(bracket < 0 ? text : text.substring(0, bracket));
    var dateTime = in.dateTime();
    var offset = in.offset();
    if (dateTime == null || offset == null || !in.atEnd()) {
      return null;
    }
    if (bracket < 0) {
      return ZonedDateTime.of(dateTime, offset);
    }
    var zone = text.endsWith("]") ? zoneId(text.substring(bracket + 1, text.length() - 1)) : null;
    // An offset that the zone did not have at that time is a contradiction, not something to mend.
    return zone == null || !zone.getRules().isValidOffset(dateTime, offset)
        ? null
        : ZonedDateTime.ofStrict(dateTime, offset, zone);
  }

  static @Nullable Year year(String text) {
    var in = new IsoScanner(text);
    int year = in.year(Year.MAX_VALUE);
    return in.atEnd() ? Year.of(year) : null;
  }

  static @Nullable YearMonth yearMonth(String text) {
    var in = new IsoScanner(text);
    int year = in.year(Year.MAX_VALUE);
    int month = in.month();
    return in.atEnd() ? YearMonth.of(year, month) : null;
  }

  static @Nullable MonthDay monthDay(String text) {
    var in = new IsoScanner(text);
    in.expect('-');
    int month = in.month();
    int day = in.day(4, month);
    return in.atEnd() ? MonthDay.of(month, day) : null;
  }

  static @Nullable ZoneOffset zoneOffset(String text) {
    var in = new IsoScanner(text);
    var offset = in.offset();
    return in.atEnd() ? offset : null;
  }

  static @Nullable ZoneId zoneId(String text) {
    try {
      return text.length() > MAX_ZONE_LENGTH ? null : ZoneId.of(text);
    } catch (DateTimeException refused) {
      return null;
    }
  }

  static String format(LocalTime time) {
    var text = time.toString();
    return text.length() == 5 ? text + ":00" : text;
  }

  static String format(LocalDateTime value) {
    return value.toLocalDate() + "T" + format(value.toLocalTime());
  }

  static String format(OffsetDateTime value) {
    return format(value.toLocalDateTime()) + value.getOffset().getId();
  }

  static String format(OffsetTime value) {
    return format(value.toLocalTime()) + value.getOffset().getId();
  }

  static String format(ZonedDateTime value) {
    var text = format(value.toOffsetDateTime());
    return value.getZone() instanceof ZoneOffset
        ? text
        : text + "[" + value.getZone().getId() + "]";
  }

  static String format(Year value) {
    return year(value.getValue());
  }

  static String format(YearMonth value) {
    int month = value.getMonthValue();
    return year(value.getYear()) + (month < 10 ? "-0" : "-") + month;
  }

  private static String year(int year) {
    int size = Math.abs(year);
    var padding = size < 10 ? "000" : size < 100 ? "00" : size < 1000 ? "0" : "";
    return (year < 0 ? "-" : year > 9999 ? "+" : "") + padding + size;
  }
}
