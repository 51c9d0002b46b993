package dev.lodestar.server.websocket;

/// Goes through a list of tokens with commas between, as headers have them (RFC 9110, sections
/// 5.6.1 and 5.6.2).
final class ListScanner {
  private final String text;
  private int position;

  ListScanner(String text) {
    this.text = text;
  }

  /// Goes to the next element; empty ones are skipped.
  ///
  /// @return `false` if there is none
  boolean nextElement() {
    while (position < text.length() && (isSpace(text.charAt(position)) || peeks(','))) {
      position++;
    }
    return position < text.length();
  }

  /// Reads a token, and white space around it.
  ///
  /// @return the token; empty if there is none
  String token() {
    skipSpace();
    var start = position;
    while (position < text.length() && isToken(text.charAt(position))) {
      position++;
    }
    var token = text.substring(start, position);
    skipSpace();
    return token;
  }

  /// Reads a token, or one in quotation marks.
  ///
  /// @return the token; empty if there is none
  String tokenOrQuoted() {
    skipSpace();
    if (!peeks('"')) {
      return token();
    }
    var content = new StringBuilder();
    position++;
    while (position < text.length() && !peeks('"')) {
      if (peeks('\\')) {
        position++;
      }
      if (position == text.length() || !isToken(text.charAt(position))) {
        return "";
      }
      content.append(text.charAt(position++));
    }
    if (position == text.length()) {
      return "";
    }
    position++;
    skipSpace();
    return content.toString();
  }

  /// Skips a character, if it is the next.
  boolean skip(char expected) {
    if (peeks(expected)) {
      position++;
      return true;
    }
    return false;
  }

  boolean atElementEnd() {
    return position == text.length() || peeks(',');
  }

  boolean atEnd() {
    return position == text.length();
  }

  private boolean peeks(char expected) {
    return position < text.length() && text.charAt(position) == expected;
  }

  private void skipSpace() {
    while (position < text.length() && isSpace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isToken(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c > ' ' && c < 0x7F && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
  }
}
