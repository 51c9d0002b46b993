package dev.lodestar.configuration;

/// Durations as people write them: `500ms`, `30s`, `5m`, `2h`, `7d`, and several one after the
/// other from the longest to the shortest, `1h30m`.
final class ShortDuration {
  private static final String UNITS = "dhms";

  /// What the type itself expects.
  private static final String ISO_ONLY = "an ISO 8601 duration such as PT1H30M";

  private static final String ALL = "a duration such as 30s, 1h30m or PT1H30M";

  private ShortDuration() {}

  /// Returns what is said about a value, with all that is accepted here where a duration is
  /// expected.
  static String told(String message) {
    return message.replace(ISO_ONLY, ALL);
  }

  /// Returns a duration as ISO 8601 has it.
  ///
  /// @param text a short duration; everything else is returned as it is
  static String iso(String text) {
    var stripped = text.strip();
    var days = new StringBuilder("P");
    var time = new StringBuilder("T");
    var lastUnit = -1;
    var at = 0;
    while (at < stripped.length()) {
      var end = at;
      while (end < stripped.length() && isDigit(stripped.charAt(end))) {
        end++;
      }
      var digits = stripped.substring(at, end);
      var isMillis = stripped.startsWith("ms", end);
      var unit = isMillis ? 4 : end < stripped.length() ? UNITS.indexOf(stripped.charAt(end)) : -1;
      if (digits.isEmpty() || digits.length() > 15 || unit <= lastUnit) {
        return text;
      }
      if (isMillis) {
        var millis = Long.parseLong(digits);
        if (lastUnit == 3) {
          return text; // seconds and milliseconds are one number in ISO 8601
        }
        time.append(millis / 1_000).append('.').append(thousandths(millis)).append('S');
      } else if (unit == 0) {
        days.append(digits).append('D');
      } else {
        time.append(digits).append("HMS".charAt(unit - 1));
      }
      lastUnit = unit;
      at = end + (isMillis ? 2 : 1);
    }
    if (lastUnit < 0) {
      return text;
    }
    return time.length() == 1 ? days.toString() : days.append(time).toString();
  }

  private static String thousandths(long millis) {
    return Long.toString(1_000 + millis % 1_000).substring(1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
