package dev.lodestar.constraint;

/// The address syntax of RFC 5321 without comments, quoted local parts and address literals, and
/// with the letters of all languages (RFC 6531). Each character is looked at once.
final class EmailAddress {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final int MAX_LABEL_LENGTH = 63;
  private static final String LOCAL_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

  /// Which ASCII characters a local part may have, but for dots.
  private static final boolean[] LOCAL = letters(LOCAL_SYMBOLS);

  /// Which ASCII characters a label of a domain may have.
  private static final boolean[] LABEL = letters("-");

  private EmailAddress() {}

  private static boolean[] letters(String symbols) {
    var allowed = new boolean[0x80];
    for (char c = 0; c < allowed.length; c++) {
      allowed[c] =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || symbols.indexOf(c) >= 0;
    }
    return allowed;
  }

  static boolean isWellFormed(String text) {
    int at = text.length() <= MAX_LENGTH ? localEnd(text) : -1;
    return at > 0 && at <= MAX_LOCAL_LENGTH && isDomain(text, at + 1);
  }

  /// The position of the sign that follows the local part; negative if there is none.
  private static int localEnd(String text) {
    char previous = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '@') {
        return previous == '.' ? -1 : i;
      }
      boolean allowed = c == '.' ? previous != '.' : isAllowed(LOCAL, c);
      if (!allowed) {
        return -1;
      }
      previous = c;
    }
    return -1;
  }

  private static boolean isDomain(String text, int start) {
    int label = start;
    char previous = '-';
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (!endsLabel(previous, i - label)) {
          return false;
        }
        label = i + 1;
      } else if (!isAllowed(LABEL, c) || (c == '-' && i == label)) {
        return false;
      }
      previous = c;
    }
    return endsLabel(previous, text.length() - label);
  }

  private static boolean endsLabel(char last, int length) {
    return last != '-' && length > 0 && length <= MAX_LABEL_LENGTH;
  }

  private static boolean isAllowed(boolean[] ascii, char c) {
    return c < 0x80 ? ascii[c] : Character.isLetterOrDigit(c) || Character.isSurrogate(c);
  }
}
