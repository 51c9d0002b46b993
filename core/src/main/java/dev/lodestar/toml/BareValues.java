package dev.lodestar.toml;

import dev.lodestar.toml.TomlNode.Kind;
import dev.lodestar.toml.TomlNode.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Tells values without quotes: numbers, booleans, dates and times.
final class BareValues {
  private BareValues() {}

  /// Whether a character may stand in such a value. A space is one if a time follows a date.
  static boolean isPart(int c) {
    return isDigit(c)
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c != Characters.END && "+-_.:".indexOf(c) >= 0);
  }

  /// Whether a text is a date, so that a space may be followed by a time.
  static boolean isDate(String text) {
    return text.length() == 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
  }

  /// Returns the value that a text is; null if it is none.
  static @Nullable Scalar of(String text, int line, int column) {
    if (text.equals("true") || text.equals("false")) {
      return new Scalar(Kind.BOOLEAN, text, line, column);
    }
    var time = text.length() > 4 && isTime(text) ? time(text, line, column) : null;
    if (time != null) {
      return time;
    }
    var integer = integer(text);
    if (integer != null) {
      return new Scalar(Kind.INTEGER, integer, line, column);
    }
    var decimal = decimal(text);
    return decimal == null ? null : new Scalar(Kind.FLOAT, decimal, line, column);
  }

  private static boolean isTime(String text) {
    return text.charAt(2) == ':' || (text.charAt(4) == '-' && isDigit(text.charAt(0)));
  }

  private static @Nullable String integer(String text) {
    var prefix = text.length() > 2 ? text.substring(0, 2) : "";
    var radix =
        switch (prefix) {
          case "0x" -> 16;
          case "0o" -> 8;
          case "0b" -> 2;
          default -> 10;
        };
    if (radix != 10) {
      return number(digits(text.substring(2), radix), radix);
    }
    var signed = text.startsWith("+") || text.startsWith("-");
    var digits = digits(signed ? text.substring(1) : text, 10);
    if (digits == null || (digits.length() > 1 && digits.charAt(0) == '0')) {
      return null;
    }
    return number(text.startsWith("-") ? "-" + digits : digits, 10);
  }

  private static @Nullable String number(@Nullable String digits, int radix) {
    try {
      return digits == null ? null : Long.toString(Long.parseLong(digits, radix));
    } catch (NumberFormatException beyond) {
      return null;
    }
  }

  /// The digits without the underscores between them; null if it is something else.
  private static @Nullable String digits(String text, int radix) {
    var digits = new StringBuilder(text.length());
    var afterDigit = false;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < 0x80 && Character.digit(c, radix) >= 0) {
        digits.append(c);
        afterDigit = true;
      } else if (c == '_' && afterDigit) {
        afterDigit = false;
      } else {
        return null;
      }
    }
    return afterDigit ? digits.toString() : null;
  }

  private static @Nullable String decimal(String text) {
    var negative = text.startsWith("-");
    var rest = negative || text.startsWith("+") ? text.substring(1) : text;
    var sign = negative ? "-" : "";
    if (rest.equals("inf") || rest.equals("nan")) {
      return rest.equals("nan") ? rest : sign + rest;
    }
    var e = Math.max(rest.indexOf('e'), rest.indexOf('E'));
    var mantissa = e < 0 ? rest : rest.substring(0, e);
    var exponent = e < 0 ? "" : exponent(rest.substring(e + 1));
    var dot = mantissa.indexOf('.');
    if (exponent == null || (e < 0 && dot < 0)) {
      return null;
    }
    var whole = digits(dot < 0 ? mantissa : mantissa.substring(0, dot), 10);
    var fraction = dot < 0 ? "" : digits(mantissa.substring(dot + 1), 10);
    if (whole == null || fraction == null || (whole.length() > 1 && whole.charAt(0) == '0')) {
      return null;
    }
    return sign + whole + (dot < 0 ? "" : "." + fraction) + exponent;
  }

  private static @Nullable String exponent(String text) {
    var signed = text.startsWith("+") || text.startsWith("-");
    var digits = digits(signed ? text.substring(1) : text, 10);
    return digits == null ? null : "e" + (text.startsWith("-") ? "-" : "") + digits;
  }

  /// A date, a time or both; null if it is none.
  private static @Nullable Scalar time(String text, int line, int column) {
    if (text.charAt(2) == ':') {
      return isTimeOfDay(text) ? new Scalar(Kind.LOCAL_TIME, text, line, column) : null;
    }
    if (text.length() < 10 || !isCalendarDate(text.substring(0, 10))) {
      return null;
    }
    if (text.length() == 10) {
      return new Scalar(Kind.LOCAL_DATE, text, line, column);
    }
    var separator = text.charAt(10);
    if (separator != 'T' && separator != 't' && separator != ' ') {
      return null;
    }
    var rest = text.substring(11);
    var offset = offsetIn(rest);
    var time = rest.substring(0, offset);
    if (!isTimeOfDay(time) || !isOffset(rest.substring(offset))) {
      return null;
    }
    var iso = text.substring(0, 10) + 'T' + time + (offset == rest.length() ? "" : zone(rest));
    var kind = offset == rest.length() ? Kind.LOCAL_DATE_TIME : Kind.OFFSET_DATE_TIME;
    return new Scalar(kind, iso, line, column);
  }

  private static String zone(String rest) {
    var offset = rest.substring(offsetIn(rest));
    return offset.equals("z") ? "Z" : offset;
  }

  private static int offsetIn(String time) {
    for (var i = 0; i < time.length(); i++) {
      if ("Zz+-".indexOf(time.charAt(i)) >= 0) {
        return i;
      }
    }
    return time.length();
  }

  private static boolean isOffset(String text) {
    if (text.isEmpty() || text.equalsIgnoreCase("z")) {
      return true;
    }
    return text.length() == 6
        && text.charAt(3) == ':'
        && isNumber(text, 1, 3, 23)
        && isNumber(text, 4, 6, 59);
  }

  private static boolean isCalendarDate(String text) {
    if (!isDate(text)
        || !isNumber(text, 0, 4, 9999)
        || !isNumber(text, 5, 7, 12)
        || !isNumber(text, 8, 10, 31)) {
      return false;
    }
    try {
      LocalDate.of(parse(text, 0, 4), parse(text, 5, 7), parse(text, 8, 10));
      return true;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static boolean isTimeOfDay(String text) {
    if (text.length() < 8
        || text.charAt(2) != ':'
        || text.charAt(5) != ':'
        || !isNumber(text, 0, 2, 23)
        || !isNumber(text, 3, 5, 59)
        || !isNumber(text, 6, 8, 59)) {
      return false;
    }
    return text.length() == 8
        || (text.charAt(8) == '.'
            && text.length() > 9
            && isNumber(text, 9, text.length(), Integer.MAX_VALUE));
  }

  private static boolean isNumber(String text, int from, int to, int most) {
    for (var i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return false;
      }
    }
    return most == Integer.MAX_VALUE || parse(text, from, to) <= most;
  }

  private static int parse(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
