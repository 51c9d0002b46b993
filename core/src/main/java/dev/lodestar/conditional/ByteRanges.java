package dev.lodestar.conditional;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a header `Range` asks for (RFC 9110, section 14.1.2), against content of a known length.
sealed interface ByteRanges {
  /// The most ranges of one request; a header with more is ignored.
  int MAX_RANGES = 100;

  /// The header is malformed, of another unit, or asks for too much: the whole content is sent.
  record Ignored() implements ByteRanges {}

  /// Nothing of what is asked for exists.
  record Unsatisfiable() implements ByteRanges {}

  /// Parts of the content, sorted; between any two there is at least one byte.
  record Satisfiable(List<ByteRange> ranges) implements ByteRanges {}

  /// A part of the content.
  ///
  /// @param first the index of the first byte
  /// @param last the index of the last byte, not before the first
  record ByteRange(long first, long last) {
    long length() {
      return last - first + 1;
    }
  }

  /// Reads the header. Empty content is always sent whole, since no range could name a byte of it.
  static ByteRanges parse(String header, long contentLength) {
    var equals = header.indexOf('=');
    if (equals < 0
        || contentLength == 0
        || !header.substring(0, equals).equalsIgnoreCase("bytes")) {
      return new Ignored();
    }
    var specs = new Specs(header, equals + 1, contentLength);
    if (!specs.read()) {
      return new Ignored();
    }
    return specs.found.isEmpty() ? new Unsatisfiable() : new Satisfiable(merged(specs.found));
  }

  private static List<ByteRange> merged(List<ByteRange> ranges) {
    if (ranges.size() == 1) {
      return ranges;
    }
    ranges.sort(Comparator.comparingLong(ByteRange::first));
    var merged = new ArrayList<ByteRange>(ranges.size());
    var current = ranges.getFirst();
    for (var next : ranges.subList(1, ranges.size())) {
      if (next.first() <= current.last() + 1) {
        current = new ByteRange(current.first(), Math.max(current.last(), next.last()));
      } else {
        merged.add(current);
        current = next;
      }
    }
    merged.add(current);
    return merged;
  }

  /// Reads `1#( int-range / suffix-range )`, each character once.
  final class Specs {
    private static final long NONE = -1;

    private final String text;
    private final long length;
    private final List<ByteRange> found = new ArrayList<>(2);
    private int position;
    private int count;

    Specs(String text, int position, long length) {
      this.text = text;
      this.position = position;
      this.length = length;
    }

    /// Returns whether the list is well-formed, not empty and not too long.
    boolean read() {
      while (position < text.length()) {
        skipSpace();
        if (position < text.length() && text.charAt(position) != ',') {
          if (++count > MAX_RANGES || !spec()) {
            return false;
          }
          skipSpace();
        }
        if (position < text.length() && text.charAt(position++) != ',') {
          return false;
        }
      }
      return count > 0;
    }

    private boolean spec() {
      var first = number();
      if (position >= text.length() || text.charAt(position) != '-') {
        return false;
      }
      position++;
      var last = number();
      if (first == NONE) {
        return suffix(last);
      }
      if (last != NONE && last < first) {
        return false;
      }
      if (first < length) {
        found.add(new ByteRange(first, last == NONE ? length - 1 : Math.min(last, length - 1)));
      }
      return true;
    }

    private boolean suffix(long count) {
      if (count > 0) {
        found.add(new ByteRange(Math.max(length - count, 0), length - 1));
      }
      return count != NONE;
    }

    /// A number too large for a `long` lies behind every content, like the largest one.
    private long number() {
      if (!isDigit()) {
        return NONE;
      }
      var value = 0L;
      while (isDigit()) {
        var digit = text.charAt(position++) - '0';
        value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * value + digit;
      }
      return value;
    }

    private boolean isDigit() {
      return position < text.length()
          && text.charAt(position) >= '0'
          && text.charAt(position) <= '9';
    }

    private void skipSpace() {
      while (position < text.length()
          && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
        position++;
      }
    }
  }
}
