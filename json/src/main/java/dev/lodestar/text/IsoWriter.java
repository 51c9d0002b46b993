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

/// Writes dates and times in ISO 8601: as they print themselves, but always with seconds. Each
/// method answers the position after the text; there must be room for [#LONGEST] bytes.
public final class IsoWriter {
  /// The longest text, a date and a time with an offset, has 45 bytes.
  public static final int LONGEST = 48;

  private static final int SECONDS_PER_DAY = 86_400;

  private IsoWriter() {}

  /// Writes a moment, in UTC.
  public static int write(byte[] to, int start, Instant value) {
    long second = value.getEpochSecond();
    long day = Math.floorDiv(second, SECONDS_PER_DAY);
    int secondOfDay = (int) (second - day * SECONDS_PER_DAY);
    long date = EpochDays.date(day);
    int at = date(to, start, (int) (date >> 9), (int) (date >> 5) & 0xF, (int) date & 0x1F);
    to[at++] = 'T';
    int minutes = secondOfDay / 60;
    at = time(to, at, minutes / 60, minutes % 60, secondOfDay % 60, value.getNano());
    to[at] = 'Z';
    return at + 1;
  }

  /// Writes a date.
  public static int write(byte[] to, int at, LocalDate value) {
    return date(to, at, value.getYear(), value.getMonthValue(), value.getDayOfMonth());
  }

  /// Writes a time.
  public static int write(byte[] to, int at, LocalTime value) {
    return time(to, at, value.getHour(), value.getMinute(), value.getSecond(), value.getNano());
  }

  /// Writes a date and a time.
  public static int write(byte[] to, int start, LocalDateTime value) {
    int at = write(to, start, value.toLocalDate());
    to[at] = 'T';
    return write(to, at + 1, value.toLocalTime());
  }

  /// Writes a date and a time with an offset.
  public static int write(byte[] to, int at, OffsetDateTime value) {
    return write(to, write(to, at, value.toLocalDateTime()), value.getOffset());
  }

  /// Writes a time with an offset.
  public static int write(byte[] to, int at, OffsetTime value) {
    return write(to, write(to, at, value.toLocalTime()), value.getOffset());
  }

  /// Writes a year.
  public static int write(byte[] to, int at, Year value) {
    return year(to, at, value.getValue());
  }

  /// Writes a year and a month.
  public static int write(byte[] to, int at, YearMonth value) {
    return afterHyphen(to, year(to, at, value.getYear()), value.getMonthValue());
  }

  /// Writes a month and a day.
  public static int write(byte[] to, int at, MonthDay value) {
    to[at] = '-';
    return afterHyphen(to, afterHyphen(to, at + 1, value.getMonthValue()), value.getDayOfMonth());
  }

  /// Writes an offset.
  public static int write(byte[] to, int start, ZoneOffset value) {
    int seconds = value.getTotalSeconds();
    if (seconds == 0) {
      to[start] = 'Z';
      return start + 1;
    }
    to[start] = (byte) (seconds < 0 ? '-' : '+');
    int size = Math.abs(seconds);
    int at = Digits.two(to, start + 1, size / 3600);
    at = afterColon(to, at, size / 60 % 60);
    return size % 60 == 0 ? at : afterColon(to, at, size % 60);
  }

  private static int date(byte[] to, int at, int year, int month, int day) {
    if (year >= 0 && year <= 9999) {
      return Digits.date(to, at, year, month, day);
    }
    return afterHyphen(to, afterHyphen(to, year(to, at, year), month), day);
  }

  private static int year(byte[] to, int start, int year) {
    int at = start;
    int size = Math.abs(year);
    if (year < 0) {
      to[at++] = '-';
    } else if (year > 9999) {
      to[at++] = '+';
    }
    int end = at + (size > 9999 ? Digits.count(size) : 4);
    Digits.place(to, at, end, size);
    return end;
  }

  private static int time(byte[] to, int start, int hour, int minute, int second, int nano) {
    int at = Digits.time(to, start, hour, minute, second);
    if (nano == 0) {
      return at;
    }
    to[at++] = '.';
    int digits = nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
    int fraction = digits == 3 ? nano / 1_000_000 : digits == 6 ? nano / 1_000 : nano;
    Digits.place(to, at, at + digits, fraction);
    return at + digits;
  }

  private static int afterHyphen(byte[] to, int at, int value) {
    to[at] = '-';
    return Digits.two(to, at + 1, value);
  }

  private static int afterColon(byte[] to, int at, int value) {
    to[at] = ':';
    return Digits.two(to, at + 1, value);
  }
}
