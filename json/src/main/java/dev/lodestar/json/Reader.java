package dev.lodestar.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads the tokens of one document (RFC 8259) and notes what is wrong with it.
///
/// Nothing is thrown. After a syntax error [#malformed()] is true for good, every method does
/// nothing that matters, and callers return at their next look at it.
final class Reader {
  static final int END = -1;

  /// How many elements all hash sets of elements that cannot be compared may have together, counted
  /// by their work: one set of n elements takes up to n² comparisons.
  private static final int MAX_INCOMPARABLE = 5_000;

  static final String TOO_MANY_ELEMENTS =
      "Expected at most " + MAX_INCOMPARABLE + " elements in the sets of the document.";

  private final byte[] bytes;
  private final int start;
  private final int end;
  private final JsonLimits limits;
  private final Problems problems;
  private final StringScanner strings;
  private final NumberScanner numbers;
  private int position;
  private int depth;
  private long comparisons;
  private @Nullable String error;
  private int errorPosition;

  Reader(byte[] bytes, int start, int end, JsonLimits limits) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.limits = limits;
    this.position = start;
    this.problems = new Problems(this);
    this.strings = new StringScanner(bytes, end, limits.stringLength());
    this.numbers = new NumberScanner(bytes, end, limits.numberLength());
  }

  Problems problems() {
    return problems;
  }

  boolean malformed() {
    return error != null;
  }

  int position() {
    return position;
  }

  void position(int newPosition) {
    position = newPosition;
  }

  /// Skips white space and returns the byte that follows, or [#END].
  int peek() {
    while (position < end) {
      byte b = bytes[position];
      if (b > ' ') {
        return b;
      }
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b & 0xFF;
      }
      position++;
    }
    return END;
  }

  void advance() {
    position++;
  }

  /// Enters an object or array whose first byte is next.
  boolean enter() {
    if (++depth > limits.depth()) {
      fail("The document is nested more than " + limits.depth() + " levels deep.", position);
      return false;
    }
    problems.enter();
    position++;
    return true;
  }

  void leave() {
    depth--;
    problems.leave();
  }

  /// Whether a hash set of so many elements that cannot be compared may be made, after all others
  /// of this document.
  boolean affordsSet(int size) {
    long work = (long) size * size;
    if (work > (long) MAX_INCOMPARABLE * MAX_INCOMPARABLE - comparisons) {
      return false;
    }
    comparisons += work;
    return true;
  }

  /// Reads what follows an element: true after a comma, false after the closing byte.
  boolean another(char closing) {
    int next = peek();
    if (next == ',') {
      position++;
      return !malformed();
    }
    if (next == closing) {
      position++;
      return false;
    }
    unexpected("a comma or '" + closing + "'");
    return false;
  }

  /// Whether the object or array that was just entered has no elements; reads its end then.
  boolean isEmpty(char closing) {
    if (peek() == closing) {
      position++;
      return true;
    }
    return malformed();
  }

  void colon() {
    if (peek() == ':') {
      position++;
    } else {
      unexpected("a colon");
    }
  }

  /// Whether the next name is exactly these bytes, closing quote included; reads it then.
  boolean matches(byte[] nameAndQuote) {
    int from = position + 1;
    int to = from + nameAndQuote.length;
    if (to > end || !Arrays.equals(bytes, from, to, nameAndQuote, 0, nameAndQuote.length)) {
      return false;
    }
    position = to;
    return true;
  }

  /// Reads the name of a field; empty if the document is malformed.
  String name() {
    if (peek() != '"') {
      unexpected("a name in quotes");
      return "";
    }
    return string();
  }

  /// Reads a text whose opening quote is next; empty if the document is malformed.
  String string() {
    return scanString() ? strings.text() : "";
  }

  private boolean scanString() {
    if (strings.scan(position)) {
      position = strings.end();
      return true;
    }
    fail(strings.error(), strings.errorPosition());
    return false;
  }

  /// Reads a number that is next. The result is valid until the next call.
  NumberScanner number() {
    if (numbers.scan(position)) {
      position = numbers.end();
    } else {
      fail(numbers.error(), numbers.errorPosition());
    }
    return numbers;
  }

  /// Reads `true`, `false` or `null`, whose first letter is next.
  void literal(String word) {
    int length = word.length();
    if (end - position < length) {
      unexpected(word);
      return;
    }
    for (int i = 0; i < length; i++) {
      if (bytes[position + i] != word.charAt(i)) {
        unexpected(word);
        return;
      }
    }
    position += length;
  }

  static boolean startsNumber(int next) {
    return next == '-' || (next >= '0' && next <= '9');
  }

  /// Reads any value and checks its syntax.
  void skip() {
    int next = peek();
    switch (next) {
      case '"' -> scanString();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      case '{' -> skipObject();
      case '[' -> skipArray();
      default -> {
        if (startsNumber(next)) {
          number();
        } else {
          unexpected("a value");
        }
      }
    }
  }

  private void skipObject() {
    if (!enter()) {
      return;
    }
    if (!isEmpty('}')) {
      do {
        if (peek() != '"') {
          unexpected("a name in quotes");
          return;
        }
        if (!scanString()) {
          return;
        }
        colon();
        skip();
      } while (!malformed() && another('}'));
    }
    leave();
  }

  private void skipArray() {
    if (!enter()) {
      return;
    }
    if (!isEmpty(']')) {
      do {
        skip();
      } while (!malformed() && another(']'));
    }
    leave();
  }

  void expectEnd() {
    if (!malformed() && peek() != END) {
      fail("There is something after the end of the document.", position);
    }
  }

  void unexpected(String expected) {
    if (position >= end) {
      fail("Expected " + expected + ", but the document ends here.", end);
    } else {
      fail(
          "Expected " + expected + ", found " + Found.character(bytes, position, end) + ".",
          position);
    }
  }

  void fail(String message, int where) {
    if (error == null) {
      error = message;
      errorPosition = where;
      // Whoever reads on finds the end of the document.
      position = end;
    }
  }

  /// Describes the value that starts there, for people.
  String found(int where) {
    return Found.value(bytes, where, end);
  }

  <T extends @Nullable Object> Decoded<T> malformedResult() {
    int line = 1;
    int column = 1;
    for (int i = start; i < errorPosition; i++) {
      if (bytes[i] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new Decoded.Malformed<>(error == null ? "" : error, errorPosition - start, line, column);
  }
}
