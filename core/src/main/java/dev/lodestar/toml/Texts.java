package dev.lodestar.toml;

/// Reads texts in quotes.
final class Texts {
  private final Characters in;

  Texts(Characters in) {
    this.in = in;
  }

  /// Whether a text in quotes begins here.
  boolean begins() {
    return in.peek() == '"' || in.peek() == '\'';
  }

  /// Reads a text of one or several lines.
  String any() throws TomlSyntax {
    if (in.at("\"\"\"")) {
      return lines('"', true);
    }
    return in.at("'''") ? lines('\'', false) : single();
  }

  /// Reads a text of one line.
  String single() throws TomlSyntax {
    var line = in.line();
    var column = in.column();
    var quote = (char) in.peek();
    in.skip();
    var text = new StringBuilder();
    while (!in.take(quote)) {
      var c = in.peek();
      if (c == Characters.END || c == '\n' || c == '\r') {
        throw Characters.error(
            "The text that begins here has no closing " + quote + " in its line.", line, column);
      }
      character(text, quote == '"');
    }
    return text.toString();
  }

  private String lines(char quote, boolean escapes) throws TomlSyntax {
    var line = in.line();
    var column = in.column();
    var closing = String.valueOf(quote).repeat(3);
    in.skip(3);
    if (in.peek() == '\n' || in.at("\r\n")) {
      in.takeLineEnd();
    }
    var text = new StringBuilder();
    while (!in.at(closing)) {
      if (in.peek() == Characters.END) {
        throw Characters.error(
            "The text that begins here has no closing " + closing + ".", line, column);
      }
      if (in.peek() == '\n' || in.at("\r\n")) {
        text.append(in.peek() == '\n' ? "\n" : "\r\n");
        in.takeLineEnd();
      } else if (!escapes || !continuesLater()) {
        character(text, escapes);
      }
    }
    in.skip(3);
    // Up to two quotes may stand right before the closing ones.
    for (var i = 0; i < 2 && in.peek() == quote; i++) {
      text.append(quote);
      in.skip();
    }
    return text.toString();
  }

  /// Takes a backslash at the end of a line, and all white space behind it.
  private boolean continuesLater() {
    var ahead = 1;
    while (in.peek(ahead) == ' ' || in.peek(ahead) == '\t') {
      ahead++;
    }
    var ends = in.peek(ahead) == '\n' || (in.peek(ahead) == '\r' && in.peek(ahead + 1) == '\n');
    if (in.peek() != '\\' || !ends) {
      return false;
    }
    in.skip(ahead);
    while (in.peek() == '\n' || in.at("\r\n") || in.peek() == ' ' || in.peek() == '\t') {
      in.skip();
    }
    return true;
  }

  private void character(StringBuilder text, boolean escapes) throws TomlSyntax {
    var c = in.peek();
    if (Characters.isControl(c)) {
      throw in.error(
          "The text contains a control character, "
              + String.format("U+%04X", c)
              + "; write it as an escape such as \\u"
              + String.format("%04X", c)
              + ".");
    }
    if (escapes && c == '\\') {
      escape(text);
    } else {
      text.append((char) c);
      in.skip();
    }
  }

  private void escape(StringBuilder text) throws TomlSyntax {
    switch (in.peek(1)) {
      case 'b' -> escaped(text, '\b');
      case 't' -> escaped(text, '\t');
      case 'n' -> escaped(text, '\n');
      case 'f' -> escaped(text, '\f');
      case 'r' -> escaped(text, '\r');
      case '"' -> escaped(text, '"');
      case '\\' -> escaped(text, '\\');
      case 'u' -> codePoint(text, 4);
      case 'U' -> codePoint(text, 8);
      default ->
          throw in.error(
              "There is no escape \\ followed by "
                  + Characters.named(in.peek(1))
                  + "; there are \\b \\t \\n \\f \\r \\\" \\\\ \\uXXXX and \\UXXXXXXXX, and a text"
                  + " in single quotes has none.");
    }
  }

  private void escaped(StringBuilder text, char c) {
    text.append(c);
    in.skip(2);
  }

  private void codePoint(StringBuilder text, int digits) throws TomlSyntax {
    var value = 0L;
    for (var i = 0; i < digits; i++) {
      var digit = Character.digit(in.peek(2 + i), 16);
      if (digit < 0 || in.peek(2 + i) > 'f') {
        throw in.error("The escape needs " + digits + " hexadecimal digits.");
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
      throw in.error("The escape stands for no character: it is beyond U+10FFFF or a surrogate.");
    }
    text.appendCodePoint((int) value);
    in.skip(2 + digits);
  }
}
