package dev.lodestar.text;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// UUIDs in their canonical form (RFC 9562): eight hexadecimal digits at a time.
public final class Uuids {
  /// How many bytes each text has.
  public static final int LENGTH = 36;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long INVALID = -1;

  private Uuids() {}

  /// Reads a UUID; null if it is none.
  public static @Nullable UUID parse(byte[] source, int from, int to) {
    if (to - from != LENGTH
        || source[from + 8] != '-'
        || source[from + 13] != '-'
        || source[from + 18] != '-'
        || source[from + 23] != '-') {
      return null;
    }
    long first = value(EightBytes.load(source, from));
    long second = value(joined(source, from + 9, from + 14));
    long third = value(joined(source, from + 19, from + 24));
    long fourth = value(EightBytes.load(source, from + 28));
    return (first | second | third | fourth) < 0
        ? null
        : new UUID((first << 32) | second, (third << 32) | fourth);
  }

  private static long joined(byte[] source, int first, int second) {
    return (EightBytes.load(source, first) & 0xFFFF_FFFFL)
        | (EightBytes.load(source, second) << 32);
  }

  /// The value of eight hexadecimal digits, or [#INVALID].
  private static long value(long text) {
    // The high bit of each byte says whether it is at least, and whether it is beyond. No sum of a
    // byte reaches the next one.
    long digits = (text + (0x80 - '0') * ONES) & ~(text + (0x80 - '9' - 1) * ONES);
    long lower = text | (0x20 * ONES);
    long letters = (lower + (0x80 - 'a') * ONES) & ~(lower + (0x80 - 'f' - 1) * ONES);
    if ((text & HIGHS) != 0 || ((digits | letters) & HIGHS) != HIGHS) {
      return INVALID;
    }
    long nibbles = (text & (0x0F * ONES)) + 9 * ((text >>> 6) & ONES);
    long bytes = ((nibbles << 4) | (nibbles >>> 8)) & 0x00FF00FF00FF00FFL;
    long pairs = (bytes | (bytes >>> 8)) & 0x0000FFFF0000FFFFL;
    int reversed = (int) (pairs | (pairs >>> 16));
    return Integer.reverseBytes(reversed) & 0xFFFF_FFFFL;
  }

  /// Writes a UUID and answers the position after it.
  public static int write(byte[] to, int at, UUID value) {
    long most = value.getMostSignificantBits();
    long least = value.getLeastSignificantBits();
    long second = text((int) most);
    long third = text((int) (least >>> 32));
    EightBytes.store(to, at, text((int) (most >>> 32)));
    // Each of these also writes where the next one does.
    EightBytes.store(to, at + 9, second);
    EightBytes.store(to, at + 14, second >>> 32);
    EightBytes.store(to, at + 19, third);
    EightBytes.store(to, at + 24, third >>> 32);
    EightBytes.store(to, at + 28, text((int) least));
    to[at + 8] = '-';
    to[at + 13] = '-';
    to[at + 18] = '-';
    to[at + 23] = '-';
    return at + LENGTH;
  }

  /// Eight hexadecimal digits.
  private static long text(int value) {
    long pairs = Integer.reverseBytes(value) & 0xFFFF_FFFFL;
    pairs = (pairs | (pairs << 16)) & 0x0000FFFF0000FFFFL;
    pairs = (pairs | (pairs << 8)) & 0x00FF00FF00FF00FFL;
    long nibbles = ((pairs >>> 4) & 0x000F000F000F000FL) | ((pairs & 0x000F000F000F000FL) << 8);
    long letters = ((nibbles + 6 * ONES) >>> 4) & ONES;
    return nibbles + '0' * ONES + letters * ('a' - '9' - 1);
  }
}
