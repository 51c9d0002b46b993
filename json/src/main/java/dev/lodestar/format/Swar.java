package dev.lodestar.format;

/// Looks at eight bytes at once.
final class Swar {
  private static final long ONES = 0x0101010101010101L;
  static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = ONES * '"';
  private static final long SLASHES = ONES * '\\';
  private static final long QUESTIONS = ONES * '?';
  private static final long LINE_FEEDS = ONES * '\n';

  /// Puts the quote right behind the control characters, and a space where the quote was.
  private static final long SWAPPED = ONES * ('"' ^ ' ');

  private static final long BEHIND_QUOTES = ONES * (' ' + 1);

  private Swar() {}

  /// Marks the high bit of the first byte that is not simply itself in a JSON string: a quote, a
  /// backslash, a control character, or part of a character beyond ASCII. Bytes after the first one
  /// may be marked too.
  static long special(long word) {
    // A byte beyond ASCII, for which the differences mean nothing, is marked by itself.
    long slash = word ^ SLASHES;
    return (((word ^ SWAPPED) - BEHIND_QUOTES) | (slash - ONES) | word) & HIGHS;
  }

  /// Marks the first byte that is a quote, a backslash or a control character.
  static long specialAscii(long word) {
    long slash = word ^ SLASHES;
    return ((((word ^ SWAPPED) - BEHIND_QUOTES) & ~word) | ((slash - ONES) & ~slash)) & HIGHS;
  }

  /// As [#specialAscii(long)], and marks question marks too.
  static long specialOrQuestion(long word) {
    return specialAscii(word) | question(word);
  }

  /// Marks the first byte that is a question mark.
  static long question(long word) {
    long question = word ^ QUESTIONS;
    return (question - ONES) & ~question & HIGHS;
  }

  /// Marks the first byte that is a quote.
  static long quote(long word) {
    long quote = word ^ QUOTES;
    return (quote - ONES) & ~quote & HIGHS;
  }

  /// All bits of the bytes before the first marked one.
  static long before(long marked) {
    return (marked ^ (marked - 1)) >>> 8;
  }

  /// Marks each byte that ends a line.
  static long lineFeeds(long word) {
    long others = word ^ LINE_FEEDS;
    return ~(((others & ~HIGHS) + ~HIGHS) | others | ~HIGHS);
  }

  /// Marks each byte that continues a character of UTF-8.
  static long tails(long word) {
    return word & ~(word << 1) & HIGHS;
  }

  /// The index of the first marked byte; 8 if none is.
  static int first(long marked) {
    return Long.numberOfTrailingZeros(marked) >>> 3;
  }
}
