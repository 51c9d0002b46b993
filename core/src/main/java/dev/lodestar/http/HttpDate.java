package dev.lodestar.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.Optional;

/// Dates as headers carry them (RFC 9110, section 5.6.7), in whole seconds. All methods are pure
/// functions and thread-safe.
public final class HttpDate {
  /// How many characters a date has that is printed.
  public static final int LENGTH = 29;

  private static final String WEEKDAYS = "ThuFriSatSunMonTueWed";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int SECONDS_OF_DAY = 86_400;
  private static final long FIRST_SECOND = -62_167_219_200L;
  private static final long LAST_SECOND = 253_402_300_799L;

  private HttpDate() {}

  /// Prints a moment; fractions of a second are dropped.
  ///
  /// @param moment the moment
  /// @return for instance `Sun, 06 Nov 1994 08:49:37 GMT`
  /// @throws IllegalArgumentException if the year is not between 0 and 9999
  public static String format(Instant moment) {
    var text = new byte[LENGTH];
    write(moment.getEpochSecond(), text, 0);
    return new String(text, ISO_8859_1);
  }

  /// Prints a moment into an array, for engines.
  ///
  /// @param epochSecond seconds since 1970
  /// @param target receives [#LENGTH] bytes of ASCII
  /// @param position where they start
  /// @throws IllegalArgumentException if the year is not between 0 and 9999
  public static void write(long epochSecond, byte[] target, int position) {
    if (epochSecond < FIRST_SECOND || epochSecond > LAST_SECOND) {
      throw new IllegalArgumentException(
          "A date of HTTP lies in a year between 0 and 9999, but this is "
              + epochSecond
              + " seconds after 1970.");
    }
    var day = Math.floorDiv(epochSecond, (long) SECONDS_OF_DAY);
    var secondOfDay = (int) Math.floorMod(epochSecond, (long) SECONDS_OF_DAY);
    copy(WEEKDAYS, (int) Math.floorMod(day, 7L), target, position);
    target[position + 3] = ',';
    target[position + 4] = ' ';
    writeDay(day, target, position + 5);
    target[position + 16] = ' ';
    twoDigits(secondOfDay / 3600, target, position + 17);
    target[position + 19] = ':';
    twoDigits(secondOfDay / 60 % 60, target, position + 20);
    target[position + 22] = ':';
    twoDigits(secondOfDay % 60, target, position + 23);
    copy(" GMT", 0, 4, target, position + 25);
  }

  /// Civil date of a day number, counted in eras of 400 years that start on 1 March. Not java.time:
  /// it would be the one reason to load it at the first request.
  private static void writeDay(long day, byte[] target, int position) {
    var shifted = day + 719_468;
    var era = Math.floorDiv(shifted, 146_097L);
    var dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    var monthFromMarch = (5 * dayOfYear + 2) / 153;
    var month = (monthFromMarch + 2) % 12;
    var year = (int) (400 * era + yearOfEra) + (month < 2 ? 1 : 0);
    twoDigits(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1, target, position);
    target[position + 2] = ' ';
    copy(MONTHS, month, target, position + 3);
    target[position + 6] = ' ';
    twoDigits(year / 100, target, position + 7);
    twoDigits(year % 100, target, position + 9);
  }

  private static void copy(String names, int index, byte[] target, int position) {
    copy(names, 3 * index, 3, target, position);
  }

  private static void copy(String text, int start, int count, byte[] target, int position) {
    for (var i = 0; i < count; i++) {
      target[position + i] = (byte) text.charAt(start + i);
    }
  }

  private static void twoDigits(int value, byte[] target, int position) {
    target[position] = (byte) ('0' + value / 10);
    target[position + 1] = (byte) ('0' + value % 10);
  }

  /// Parses a date in any of the three forms that recipients must accept: `Sun, 06 Nov 1994
  /// 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov 6 08:49:37 1994`. A year of two
  /// digits that would lie more than 50 years ahead is one of the century before. The day of the
  /// week is not checked against the date.
  ///
  /// @param text the date
  /// @return the moment; nothing if the text is no such date
  public static Optional<Instant> parse(String text) {
    return parse(text, System.currentTimeMillis());
  }

  static Optional<Instant> parse(String text, long now) {
    return new Parser(text, now).parse();
  }

  /// Reads each character once and throws nothing.
  private static final class Parser {
    private static final int MALFORMED = -1;

    private final String text;
    private final long now;
    private int position;
    private boolean malformed;

    Parser(String text, long now) {
      this.text = text;
      this.now = now;
    }

    Optional<Instant> parse() {
      var comma = text.indexOf(',');
      if (comma < 0) {
        return asctime();
      }
      return comma == 3 ? fixed() : obsolete(comma);
    }

    private Optional<Instant> fixed() {
      weekday();
      expect(", ");
      var day = number(2);
      expect(" ");
      var month = month();
      expect(" ");
      var year = number(4);
      expect(" ");
      var second = time();
      expect(" GMT");
      return result(year, month, day, second);
    }

    private Optional<Instant> obsolete(int comma) {
      switch (text.substring(0, comma)) {
        case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" ->
            position = comma;
        default -> malformed = true;
      }
      expect(", ");
      var day = number(2);
      expect("-");
      var month = month();
      expect("-");
      var year = fullYear(number(2));
      expect(" ");
      var second = time();
      expect(" GMT");
      return result(year, month, day, second);
    }

    private int fullYear(int twoDigits) {
      var thisYear = (int) (1970 + now / 31_556_952_000L);
      var year = thisYear / 100 * 100 + twoDigits;
      return year > thisYear + 50 ? year - 100 : year;
    }

    private Optional<Instant> asctime() {
      weekday();
      expect(" ");
      var month = month();
      expect(" ");
      var padded = position < text.length() && text.charAt(position) == ' ';
      if (padded) {
        position++;
      }
      var day = number(padded ? 1 : 2);
      expect(" ");
      var second = time();
      expect(" ");
      var year = number(4);
      return result(year, month, day, second);
    }

    /// Seconds since midnight; a leap second counts as the one that follows it.
    private int time() {
      var hour = number(2);
      expect(":");
      var minute = number(2);
      expect(":");
      var second = number(2);
      malformed |= hour > 23 || minute > 59 || second > 60;
      return 3600 * hour + 60 * minute + second;
    }

    private Optional<Instant> result(int year, int month, int day, int second) {
      if (malformed
          || position != text.length()
          || day < 1
          || day > Month.of(month).length(Year.isLeap(year))) {
        return Optional.empty();
      }
      var days = LocalDate.of(year, month, day).toEpochDay();
      return Optional.of(Instant.ofEpochSecond(days * SECONDS_OF_DAY + second));
    }

    private void weekday() {
      name(WEEKDAYS);
    }

    private int month() {
      return name(MONTHS) + 1;
    }

    private int name(String names) {
      for (var i = 0; i < names.length(); i += 3) {
        if (text.regionMatches(position, names, i, 3)) {
          position += 3;
          return i / 3;
        }
      }
      malformed = true;
      return MALFORMED;
    }

    private int number(int digits) {
      var value = 0;
      for (var i = 0; i < digits; i++) {
        var c = position < text.length() ? text.charAt(position) : ' ';
        if (c < '0' || c > '9') {
          malformed = true;
          return MALFORMED;
        }
        value = 10 * value + c - '0';
        position++;
      }
      return value;
    }

    private void expect(String expected) {
      if (text.startsWith(expected, position)) {
        position += expected.length();
      } else {
        malformed = true;
      }
    }
  }
}
