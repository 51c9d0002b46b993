package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// The value of the header `Date` (RFC 9110, section 5.6.7), made once a second. One serves an
/// event loop.
final class HttpDate {
  private static final String WEEKDAYS = "ThuFriSatSunMonTueWed";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int SECONDS_OF_DAY = 86_400;

  private final byte[] text = "Thu, 01 Jan 1970 00:00:00 GMT".getBytes(ISO_8859_1);
  private long second;

  /// Returns the date of a moment, in an array that the next call changes.
  ///
  /// @param millis milliseconds since 1970
  byte[] at(long millis) {
    var now = millis / 1000;
    if (now != second) {
      second = now;
      render(now);
    }
    return text;
  }

  /// Not java.time: it would be the one reason to load it at the first request.
  private void render(long now) {
    var day = now / SECONDS_OF_DAY;
    var secondOfDay = (int) (now % SECONDS_OF_DAY);
    copy(WEEKDAYS, (int) (day % 7), 0);
    renderDate(day);
    twoDigits(17, secondOfDay / 3600);
    twoDigits(20, secondOfDay / 60 % 60);
    twoDigits(23, secondOfDay % 60);
  }

  /// Civil date of a day number, counted in eras of 400 years that start on 1 March.
  private void renderDate(long day) {
    var shifted = day + 719_468;
    var era = shifted / 146_097;
    var dayOfEra = (int) (shifted % 146_097);
    var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    var monthFromMarch = (5 * dayOfYear + 2) / 153;
    var month = (monthFromMarch + 2) % 12;
    var year = (int) (400 * era + yearOfEra) + (month < 2 ? 1 : 0);
    twoDigits(5, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    copy(MONTHS, month, 8);
    twoDigits(12, year / 100);
    twoDigits(14, year % 100);
  }

  private void copy(String names, int index, int position) {
    for (var i = 0; i < 3; i++) {
      text[position + i] = (byte) names.charAt(3 * index + i);
    }
  }

  private void twoDigits(int position, int value) {
    text[position] = (byte) ('0' + value / 10);
    text[position + 1] = (byte) ('0' + value % 10);
  }
}
