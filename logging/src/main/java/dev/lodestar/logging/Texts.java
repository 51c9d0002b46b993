package dev.lodestar.logging;

import org.jspecify.annotations.Nullable;

/// Texts of what others wrote, which must never become the next failure, nor look like something
/// that they are not.
final class Texts {
  private Texts() {}

  /// The text of a value, whatever its `toString` does.
  static String of(@Nullable Object value) {
    try {
      return String.valueOf(value);
    } catch (Throwable failure) {
      return "[toString() of " + nameOf(value) + " failed: " + failure.getClass().getName() + "]";
    }
  }

  private static String nameOf(@Nullable Object value) {
    return value == null ? "null" : value.getClass().getName();
  }

  /// The message of an exception, whatever it does when it is asked.
  static String messageOf(Throwable failure) {
    try {
      var message = failure.getLocalizedMessage();
      return message == null ? "" : message;
    } catch (Throwable worse) {
      return "[its message cannot be had: " + worse.getClass().getName() + "]";
    }
  }

  /// Appends a text to a line for people. What would end the line, steer the terminal or change the
  /// direction of reading stands as an escape.
  ///
  /// @param most how many characters of the text are shown; it is told how many more there are
  static void appendTo(StringBuilder out, String text, int most) {
    var end = Math.min(text.length(), most);
    for (var i = 0; i < end; i++) {
      var c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else {
        escape(out, c);
      }
    }
    if (text.length() > most) {
      out.append("… (").append(text.length() - most).append(" more characters)");
    }
  }

  private static boolean isPlain(char c) {
    return (c >= ' ' && c < 0x7f) || (c > 0x9f && !isMisleading(c)) || c == '\t';
  }

  /// Ends of lines of Unicode, what turns the direction of reading, and what nobody sees.
  static boolean isMisleading(char c) {
    return (c >= 0x200b && c <= 0x200f)
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2060 && c <= 0x2069)
        || c == 0xfeff
        || c == 0x061c;
  }

  static void escape(StringBuilder out, char c) {
    switch (c) {
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        out.append("\\u");
        for (var shift = 12; shift >= 0; shift -= 4) {
          out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
      }
    }
  }
}
