package dev.lodestar.toml;

/// The characters of a document, one after the other, with their places.
final class Characters {
  /// What follows the last character.
  static final int END = -1;

  private final String text;
  private int position;
  private int lineStart;
  private int line = 1;
  private int countedFrom;
  private int countedTo;
  private int counted;

  Characters(String text) {
    this.text = text;
    if (text.startsWith("\uFEFF")) {
      position = 1;
      lineStart = 1;
    }
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    var at = position + ahead;
    return at < text.length() ? text.charAt(at) : END;
  }

  boolean at(String expected) {
    return text.startsWith(expected, position);
  }

  /// Takes a character. Line feeds are counted here and nowhere else.
  void skip() {
    if (text.charAt(position++) == '\n') {
      line++;
      lineStart = position;
    }
  }

  void skip(int count) {
    for (var i = 0; i < count; i++) {
      skip();
    }
  }

  boolean take(char expected) {
    if (peek() != expected) {
      return false;
    }
    skip();
    return true;
  }

  int line() {
    return line;
  }

  /// Counted on from the last call, so that a long line is walked through once.
  int column() {
    if (countedFrom != lineStart) {
      countedFrom = lineStart;
      countedTo = lineStart;
      counted = 0;
    }
    counted += text.codePointCount(countedTo, position);
    countedTo = position;
    return counted + 1;
  }

  int position() {
    return position;
  }

  String since(int start) {
    return text.substring(start, position);
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t') {
      skip();
    }
  }

  /// Takes a comment, up to the end of its line.
  void skipComment() throws TomlSyntax {
    if (peek() != '#') {
      return;
    }
    while (peek() != '\n' && !at("\r\n") && peek() != END) {
      if (isControl(peek())) {
        throw error("The comment contains a control character, " + named(peek()) + ".");
      }
      skip();
    }
  }

  /// Takes the end of a line, or finds that of the document.
  boolean takeLineEnd() {
    if (at("\r\n")) {
      skip(2);
      return true;
    }
    return take('\n') || peek() == END;
  }

  /// Takes blanks, comments and ends of lines.
  void skipLines() throws TomlSyntax {
    while (true) {
      skipBlanks();
      skipComment();
      if (peek() == END || !takeLineEnd()) {
        return;
      }
    }
  }

  /// Whether a character must not stand in a text or comment. A tab may.
  static boolean isControl(int c) {
    return (c >= 0 && c < 0x20 && c != '\t') || c == 0x7F;
  }

  TomlSyntax error(String message) {
    return error(message, line, column());
  }

  static TomlSyntax error(String message, int line, int column) {
    return new TomlSyntax(new TomlProblem(message, line, column, false));
  }

  /// A character for a message.
  static String named(int c) {
    if (c == END) {
      return "the end of the file";
    }
    if (c == '\n' || c == '\r') {
      return "the end of the line";
    }
    return c > 0x20 && c < 0x7F
        ? "'" + (char) c + "'"
        : c == ' ' ? "a space" : "U+" + String.format("%04X", c);
  }
}
