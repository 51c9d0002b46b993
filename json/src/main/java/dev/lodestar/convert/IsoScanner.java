package dev.lodestar.convert;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Reads the fields of an ISO 8601 date or time one after the other. The first wrong field makes
/// the scanner fail for good: later fields are then fillers, and [#atEnd] answers false.
final class IsoScanner {
  private final String text;
  private int position;
  private boolean failed;

  IsoScanner(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return !failed && position == text.length();
  }

  void expect(char wanted) {
    if (peek() == wanted) {
      position++;
    } else {
      failed = true;
    }
  }

  void dateTimeSeparator() {
    expect(peek() == 't' ? 't' : 'T');
  }

  /// Four digits; or a sign and as many digits as the limit allows: `+` only before more than four.
  int year(int limit) {
    char sign = peek();
    boolean signed = sign == '+' || sign == '-';
    if (signed) {
      position++;
    }
    int start = position;
    long year = 0;
    while (isDigit(peek()) && position - start < 10) {
      year = year * 10 + (text.charAt(position++) - '0');
    }
    int digits = position - start;
    failed |= signed ? digits < 4 || (sign == '+' && digits == 4) : digits != 4;
    // As the JDK prints it, a longer year has no leading zeros.
    failed |= year > limit || (digits > 4 && text.charAt(start) == '0');
    failed |= sign == '-' && year == 0;
    return failed ? 4 : (int) (sign == '-' ? -year : year);
  }

  int month() {
    expect('-');
    return twoDigits(1, 12);
  }

  int day(int year, int month) {
    expect('-');
    int longest =
        switch (month) {
          case 2 -> Year.isLeap(year) ? 29 : 28;
          case 4, 6, 9, 11 -> 30;
          default -> 31;
        };
    return twoDigits(1, longest);
  }

  @Nullable LocalDate date() {
    int year = year(Year.MAX_VALUE);
    int month = month();
    int day = day(year, month);
    return failed ? null : LocalDate.of(year, month, day);
  }

  @Nullable LocalTime time() {
    int hour = twoDigits(0, 23);
    expect(':');
    int minute = twoDigits(0, 59);
    int second = 0;
    int nano = 0;
    if (peek() == ':') {
      position++;
      second = twoDigits(0, 59);
      nano = peek() == '.' ? fraction() : 0;
    }
    return failed ? null : LocalTime.of(hour, minute, second, nano);
  }

  @Nullable LocalDateTime dateTime() {
    var date = date();
    dateTimeSeparator();
    var time = time();
    return date == null || time == null ? null : LocalDateTime.of(date, time);
  }

  @Nullable ZoneOffset offset() {
    char sign = peek();
    position++;
    if (sign == 'Z' || sign == 'z') {
      return failed ? null : ZoneOffset.UTC;
    }
    failed |= sign != '+' && sign != '-';
    int seconds = twoDigits(0, 18) * 3600;
    expect(':');
    seconds += twoDigits(0, 59) * 60;
    if (peek() == ':') {
      position++;
      seconds += twoDigits(0, 59);
    }
    failed |= seconds > 18 * 3600;
    return failed ? null : ZoneOffset.ofTotalSeconds(sign == '-' ? -seconds : seconds);
  }

  private int fraction() {
    int start = ++position;
    int nano = 0;
    while (isDigit(peek()) && position - start < 9) {
      nano = nano * 10 + (text.charAt(position++) - '0');
    }
    failed |= position == start;
    for (int digits = position - start; digits < 9; digits++) {
      nano *= 10;
    }
    return nano;
  }

  private int twoDigits(int min, int max) {
    char tens = peek();
    position++;
    char ones = peek();
    position++;
    int value = (tens - '0') * 10 + (ones - '0');
    failed |= !isDigit(tens) || !isDigit(ones) || value < min || value > max;
    return failed ? min : value;
  }

  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
