package dev.lodestar.server.exchange;

/// Which bytes may stand where in the head of a request (RFC 9110, section 5.6; RFC 9112, sections
/// 3 and 5).
public final class FieldSyntax {
  private static final byte TOKEN = 1;
  private static final byte FIELD_VALUE = 2;
  private static final byte TARGET = 4;
  private static final byte HOST = 8;
  private static final byte[] CLASSES = new byte[256];

  static {
    for (var c = 0; c < 256; c++) {
      var alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      var visible = c > ' ' && c < 0x7F;
      if (alphanumeric || (visible && "!#$%&'*+-.^_`|~".indexOf(c) >= 0)) {
        CLASSES[c] |= TOKEN;
      }
      if ((c >= ' ' && c != 0x7F) || c == '\t') {
        CLASSES[c] |= FIELD_VALUE;
      }
      if (visible && c != '#') {
        CLASSES[c] |= TARGET;
      }
      // What RFC 3986 allows besides is in no name, and means something to others: a comma comes
      // of two fields that somebody has put together.
      if (alphanumeric || (visible && "-._~".indexOf(c) >= 0)) {
        CLASSES[c] |= HOST;
      }
    }
  }

  private FieldSyntax() {}

  public static boolean isToken(byte b) {
    return (CLASSES[b & 0xFF] & TOKEN) != 0;
  }

  public static boolean isFieldValue(byte b) {
    return (CLASSES[b & 0xFF] & FIELD_VALUE) != 0;
  }

  /// Visible ASCII without `#`. Stricter than needed to be safe would break browsers, which send
  /// `|`, `{` and others raw in query strings.
  public static boolean isTarget(byte b) {
    return (CLASSES[b & 0xFF] & TARGET) != 0;
  }

  public static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }

  /// Compares a token with a name in lower case, without regard to the token's case.
  public static boolean equalsIgnoreCase(byte[] bytes, int offset, String lowerCaseName) {
    for (var i = 0; i < lowerCaseName.length(); i++) {
      if ((bytes[offset + i] | 0x20) != lowerCaseName.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Tells whether a text is `uri-host [ ":" port ]` with a host that is not empty.
  public static boolean isHost(String text) {
    var end = text.length();
    var position = 0;
    if (end > 0 && text.charAt(0) == '[') {
      position = endOfAddress(text);
    } else {
      while (position < end && isHostCharacter(text.charAt(position))) {
        position++;
      }
    }
    return position > 0 && (position == end || isPort(text, position));
  }

  private static boolean isHostCharacter(char c) {
    return c < 128 && (CLASSES[c] & HOST) != 0;
  }

  /// The index after `]`, or 0 if there is no IPv6 address in brackets.
  private static int endOfAddress(String text) {
    var close = text.indexOf(']');
    return close > 0 && Ipv6Syntax.isAddress(text, 1, close) ? close + 1 : 0;
  }

  private static boolean isPort(String text, int colon) {
    var digits = text.length() - colon - 1;
    if (text.charAt(colon) != ':' || digits > 5) {
      return false;
    }
    var port = 0;
    for (var i = colon + 1; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return false;
      }
      port = 10 * port + digit;
    }
    return port <= 65_535;
  }

  /// The value of a hexadecimal digit, -1 if it is none.
  public static int hexValue(byte b) {
    if (b >= '0' && b <= '9') {
      return b - '0';
    }
    var lower = b | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
