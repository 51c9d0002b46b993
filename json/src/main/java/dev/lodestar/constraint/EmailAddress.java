package dev.lodestar.constraint;

/// The address syntax of RFC 5321 without comments, quoted local parts and address literals, and
/// with the letters of all languages (RFC 6531). Its cost is linear in the length.
final class EmailAddress {
  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final int MAX_LABEL_LENGTH = 63;
  private static final String LOCAL_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";

  private EmailAddress() {}

  static boolean isWellFormed(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at <= MAX_LOCAL_LENGTH
        && text.length() <= MAX_LENGTH
        && isLocalPart(text, at)
        && isDomain(text, at + 1);
  }

  private static boolean isLocalPart(String text, int end) {
    char previous = '.';
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean allowed = c == '.' ? previous != '.' : isLetter(c) || LOCAL_SYMBOLS.indexOf(c) >= 0;
      if (!allowed) {
        return false;
      }
      previous = c;
    }
    return previous != '.';
  }

  private static boolean isDomain(String text, int start) {
    int label = start;
    for (int i = start; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == '.') {
        if (!isLabel(text, label, i)) {
          return false;
        }
        label = i + 1;
      }
    }
    return true;
  }

  private static boolean isLabel(String text, int start, int end) {
    if (start == end || end - start > MAX_LABEL_LENGTH) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (!isLetter(text.charAt(i)) && text.charAt(i) != '-') {
        return false;
      }
    }
    return text.charAt(start) != '-' && text.charAt(end - 1) != '-';
  }

  private static boolean isLetter(char c) {
    boolean ascii = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return ascii || (c >= 0x80 && (Character.isLetterOrDigit(c) || Character.isSurrogate(c)));
  }
}
