package dev.lodestar.http;

import java.util.Locale;

/// The character classes of RFC 9110, section 5.6, and RFC 6265.
final class Tokens {
  private static final boolean[] TOKEN = new boolean[128];

  static {
    for (var c = '0'; c <= '9'; c++) {
      TOKEN[c] = true;
    }
    for (var c = 'a'; c <= 'z'; c++) {
      TOKEN[c] = true;
      TOKEN[c - 'a' + 'A'] = true;
    }
    for (var c : "!#$%&'*+-.^_`|~".toCharArray()) {
      TOKEN[c] = true;
    }
  }

  private Tokens() {}

  static boolean isToken(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  static boolean isTokenCharacter(char c) {
    return c < 128 && TOKEN[c];
  }

  /// Visible characters, space, tab and obs-text: what a field value may have (RFC 9110, 5.5).
  /// Characters over 0xFF cannot be written to the wire, which carries one byte for each.
  static boolean isFieldValueCharacter(char c) {
    return (c >= ' ' && c <= 0xFF && c != 0x7F) || c == '\t';
  }

  /// The text without the spaces and tabs around it: the optional white space of RFC 9110, section
  /// 5.6.3, and nothing else that Unicode counts as white space.
  static String trim(String text) {
    var start = 0;
    var end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  /// The text with control characters made visible, cut at 80 characters, for error messages.
  static String printable(String text) {
    return cut(text, 80, true);
  }

  static String hex(char c) {
    var digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "0000".substring(digits.length()) + digits;
  }

  /// A text of a client's, cut after 100 characters and without control characters.
  static String echo(String text) {
    return cut(text, 100, false);
  }

  /// Never cuts a surrogate pair in halves, and lets no half of one through: neither could be
  /// encoded.
  private static String cut(String text, int most, boolean escaped) {
    var shown = new StringBuilder();
    var i = 0;
    while (i < text.length() && i < most) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isISOControl(c)) {
        shown.append(escaped ? "\\u" + hex((char) c) : "\uFFFD");
      } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        shown.append('\uFFFD');
      } else {
        shown.appendCodePoint(c);
      }
    }
    return i < text.length() ? shown.append('…').toString() : shown.toString();
  }
}
