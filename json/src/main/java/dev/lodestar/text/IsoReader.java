package dev.lodestar.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads dates and times in ISO 8601. Each method answers null if the bytes are not one such value
/// and nothing else. Only the value is allocated.
public final class IsoReader {
  private static final long NONE = IsoFields.NONE;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int SECONDS_PER_DAY = 86_400;

  private IsoReader() {}

  /// Reads a date and a time with an offset.
  public static @Nullable Instant instant(byte[] source, int from, int to) {
    // An instant reaches one year further than a local date, on both sides.
    long date = IsoFields.date(source, from, to, Year.MAX_VALUE + 1);
    int timeStart = timeStart(source, from, to, date);
    long time = IsoFields.time(source, timeStart, to);
    int offsetStart = timeStart + IsoFields.length(time);
    long offset = IsoFields.offset(source, offsetStart, to);
    if (time == NONE || offset == NONE || offsetStart + IsoFields.length(offset) != to) {
      return null;
    }
    long nanos = IsoFields.value(time);
    long day = EpochDays.of(IsoFields.year(date), IsoFields.month(date), IsoFields.day(date));
    long second = day * SECONDS_PER_DAY + nanos / NANOS_PER_SECOND - IsoFields.value(offset);
    return second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()
        ? null
        : Instant.ofEpochSecond(second, nanos % NANOS_PER_SECOND);
  }

  /// Reads a date.
  public static @Nullable LocalDate localDate(byte[] source, int from, int to) {
    long date = IsoFields.date(source, from, to, Year.MAX_VALUE);
    return date == NONE || from + IsoFields.length(date) != to ? null : date(date);
  }

  /// Reads a time.
  public static @Nullable LocalTime localTime(byte[] source, int from, int to) {
    long time = IsoFields.time(source, from, to);
    return time == NONE || from + IsoFields.length(time) != to ? null : time(time);
  }

  /// Reads a date and a time.
  public static @Nullable LocalDateTime localDateTime(byte[] source, int from, int to) {
    long date = IsoFields.date(source, from, to, Year.MAX_VALUE);
    int timeStart = timeStart(source, from, to, date);
    long time = IsoFields.time(source, timeStart, to);
    return time == NONE || timeStart + IsoFields.length(time) != to
        ? null
        : LocalDateTime.of(date(date), time(time));
  }

  /// Reads a date and a time with an offset.
  public static @Nullable OffsetDateTime offsetDateTime(byte[] source, int from, int to) {
    long date = IsoFields.date(source, from, to, Year.MAX_VALUE);
    int timeStart = timeStart(source, from, to, date);
    long time = IsoFields.time(source, timeStart, to);
    int offsetStart = timeStart + IsoFields.length(time);
    long offset = IsoFields.offset(source, offsetStart, to);
    return time == NONE || offset == NONE || offsetStart + IsoFields.length(offset) != to
        ? null
        : OffsetDateTime.of(date(date), time(time), offset(offset));
  }

  /// Reads a time with an offset.
  public static @Nullable OffsetTime offsetTime(byte[] source, int from, int to) {
    long time = IsoFields.time(source, from, to);
    int offsetStart = from + IsoFields.length(time);
    long offset = IsoFields.offset(source, offsetStart, to);
    return time == NONE || offset == NONE || offsetStart + IsoFields.length(offset) != to
        ? null
        : OffsetTime.of(time(time), offset(offset));
  }

  /// Reads a year.
  public static @Nullable Year year(byte[] source, int from, int to) {
    long year = IsoFields.year(source, from, to, Year.MAX_VALUE);
    return year == NONE || from + IsoFields.length(year) != to
        ? null
        : Year.of((int) IsoFields.value(year));
  }

  /// Reads a year and a month.
  public static @Nullable YearMonth yearMonth(byte[] source, int from, int to) {
    long year = IsoFields.year(source, from, to, Year.MAX_VALUE);
    int monthStart = from + IsoFields.length(year);
    int month = IsoFields.month(source, monthStart, to);
    return year == NONE || month < 0 || monthStart + 3 != to
        ? null
        : YearMonth.of((int) IsoFields.value(year), month);
  }

  /// Reads a month and a day.
  public static @Nullable MonthDay monthDay(byte[] source, int from, int to) {
    if (to - from != 7 || source[from] != '-') {
      return null;
    }
    int month = IsoFields.month(source, from + 1, to);
    int day = month < 0 ? -1 : IsoFields.day(source, from + 4, to, 4, month);
    return day < 0 ? null : MonthDay.of(month, day);
  }

  /// Reads an offset.
  public static @Nullable ZoneOffset zoneOffset(byte[] source, int from, int to) {
    long offset = IsoFields.offset(source, from, to);
    return offset == NONE || from + IsoFields.length(offset) != to ? null : offset(offset);
  }

  /// Where the time starts that follows a date and a `T`; the end if there is none.
  private static int timeStart(byte[] source, int from, int to, long date) {
    int at = from + IsoFields.length(date);
    return date != NONE && at < to && (source[at] | ' ') == 't' ? at + 1 : to;
  }

  private static LocalDate date(long date) {
    return LocalDate.of(IsoFields.year(date), IsoFields.month(date), IsoFields.day(date));
  }

  private static LocalTime time(long time) {
    return LocalTime.ofNanoOfDay(IsoFields.value(time));
  }

  private static ZoneOffset offset(long offset) {
    int seconds = (int) IsoFields.value(offset);
    return seconds == 0 ? ZoneOffset.UTC : ZoneOffset.ofTotalSeconds(seconds);
  }
}
