package dev.lodestar.model;

import java.util.BitSet;

/// Checks that a text is one JSON value (RFC 8259). Does not recurse.
final class JsonSyntax {
  private final String text;
  private int position;
  private int depth;
  private final BitSet objects = new BitSet();

  private JsonSyntax(String text) {
    this.text = text;
  }

  /// Returns the text without the white space around it.
  static String check(String text) {
    var syntax = new JsonSyntax(text);
    syntax.space();
    int start = syntax.position;
    syntax.value();
    int end = syntax.position;
    syntax.space();
    if (syntax.position < text.length()) {
      throw syntax.unexpected("the end");
    }
    return text.substring(start, end);
  }

  /// Reads a value, and with it everything that is inside.
  private void value() {
    boolean complete = scalarOrOpening();
    while (depth > 0 || !complete) {
      space();
      if (!complete) {
        complete = first();
      } else {
        complete = next();
      }
    }
  }

  /// What follows the opening of an array or object. Returns whether a value is complete then.
  private boolean first() {
    boolean object = objects.get(depth);
    if (peek() == (object ? '}' : ']')) {
      position++;
      depth--;
      return true;
    }
    return member(object);
  }

  /// What follows a complete value inside of an array or object.
  private boolean next() {
    boolean object = objects.get(depth);
    int c = peek();
    if (c == (object ? '}' : ']')) {
      position++;
      depth--;
      return true;
    }
    if (c != ',') {
      throw unexpected(object ? "a comma or '}'" : "a comma or ']'");
    }
    position++;
    space();
    return member(object);
  }

  private boolean member(boolean object) {
    if (object) {
      if (peek() != '"') {
        throw unexpected("a name in quotes");
      }
      string();
      space();
      if (peek() != ':') {
        throw unexpected("a colon");
      }
      position++;
      space();
    }
    return scalarOrOpening();
  }

  /// Returns whether the value is complete: false after the opening of an array or object.
  private boolean scalarOrOpening() {
    int c = peek();
    switch (c) {
      case '{', '[' -> {
        position++;
        if (++depth > RawJson.MAX_DEPTH) {
          throw new IllegalArgumentException(
              "The text is nested more than " + RawJson.MAX_DEPTH + " levels deep.");
        }
        objects.set(depth, c == '{');
        return false;
      }
      case '"' -> string();
      case 't' -> word("true");
      case 'f' -> word("false");
      case 'n' -> word("null");
      default -> number();
    }
    return true;
  }

  private void word(String word) {
    if (!text.startsWith(word, position)) {
      throw unexpected(word);
    }
    position += word.length();
  }

  private void number() {
    if (peek() == '-') {
      position++;
    }
    if (peek() == '0') {
      position++;
    } else {
      digits();
    }
    if (peek() == '.') {
      position++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      digits();
    }
  }

  private void digits() {
    int start = position;
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
    if (position == start) {
      throw unexpected("a value");
    }
  }

  private void string() {
    position++;
    while (peek() != '"') {
      int c = peek();
      if (c < ' ') {
        throw unexpected("the end of the text in quotes");
      }
      position++;
      if (c == '\\') {
        escape();
      }
    }
    position++;
  }

  private void escape() {
    int c = peek();
    if (c != 'u') {
      if (c < 0 || "\"\\/bfnrt".indexOf(c) < 0) {
        throw unexpected("an escape");
      }
      position++;
      return;
    }
    char unit = unicode();
    if (Character.isHighSurrogate(unit) && text.startsWith("\\u", position)) {
      position++;
      unit = Character.isLowSurrogate(unicode()) ? 'x' : unit;
    }
    if (Character.isSurrogate(unit)) {
      throw new IllegalArgumentException(
          "The text has half of a surrogate pair before character " + position + ".");
    }
  }

  private char unicode() {
    position++;
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unexpected("a hexadecimal digit");
      }
      unit = unit << 4 | digit;
      position++;
    }
    return (char) unit;
  }

  private void space() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      position++;
    }
  }

  private int peek() {
    return position < text.length() ? text.charAt(position) : -1;
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "The text is not JSON: expected "
            + expected
            + (position < text.length() ? " at character " + position : ", but the text ends")
            + ".");
  }
}
