package dev.lodestar.convert;

import dev.lodestar.text.NumberScanner;
import org.jspecify.annotations.Nullable;

/// What the converters of numbers with fractions have in common: the grammar and a limit.
final class Numbers {
  static final int MAX_LENGTH = 1000;

  private Numbers() {}

  /// Scans a number; null if the bytes are none, or too many.
  static @Nullable NumberScanner scan(byte[] source, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return null;
    }
    var scanner = new NumberScanner(source, to, MAX_LENGTH);
    return scanner.scan(from) && scanner.end() == to ? scanner : null;
  }

  static IllegalArgumentException notFinite() {
    return new IllegalArgumentException("NaN and infinite numbers have no text.");
  }

  static IllegalArgumentException tooLong(String what) {
    return new IllegalArgumentException(
        "The " + what + " is outside the limits of its text: 1000 digits, scale -1000 to 1000.");
  }
}
