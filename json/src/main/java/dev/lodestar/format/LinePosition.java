package dev.lodestar.format;

import dev.lodestar.text.EightBytes;

/// Where in lines of UTF-8 a byte is.
///
/// @param line from 1
/// @param column which character of its line, from 1
record LinePosition(int line, int column) {

  /// The place of a byte.
  static LinePosition of(byte[] bytes, int start, int where) {
    int lineFeeds = 0;
    int lineStart = start;
    int i = start;
    for (; i <= where - EightBytes.COUNT; i += EightBytes.COUNT) {
      long found = Swar.lineFeeds(EightBytes.load(bytes, i));
      if (found != 0) {
        lineFeeds += Long.bitCount(found);
        lineStart = i + EightBytes.COUNT - (Long.numberOfLeadingZeros(found) >>> 3);
      }
    }
    for (; i < where; i++) {
      if (bytes[i] == '\n') {
        lineFeeds++;
        lineStart = i + 1;
      }
    }
    return new LinePosition(1 + lineFeeds, 1 + characters(bytes, lineStart, where));
  }

  /// How many characters start between two places.
  private static int characters(byte[] bytes, int from, int to) {
    int count = to - from;
    int i = from;
    for (; i <= to - EightBytes.COUNT; i += EightBytes.COUNT) {
      count -= Long.bitCount(Swar.tails(EightBytes.load(bytes, i)));
    }
    for (; i < to; i++) {
      count -= (bytes[i] & 0xC0) == 0x80 ? 1 : 0;
    }
    return count;
  }
}
