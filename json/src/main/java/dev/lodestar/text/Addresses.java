package dev.lodestar.text;

/// Tells most e-mail addresses at a glance, eight bytes at a time. Nearly every address is made of
/// letters and digits, and of a few symbols that are looked at one by one.
public final class Addresses {
  /// Neither the local part nor a label of the domain of such an address is too long.
  private static final int MAX_LENGTH = 64;

  private static final int WORD = 8;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long LOWER_CASE = 0x20 * ONES;
  private static final long FROM_A = (0x80 - 'a') * ONES;
  private static final long BEYOND_Z = (0x7F - 'z') * ONES;
  private static final long FROM_0 = (0x80 - '0') * ONES;
  private static final long BEYOND_9 = (0x7F - '9') * ONES;

  private Addresses() {}

  /// Whether ASCII bytes surely are an address by the syntax of RFC 5321; those for which this is
  /// false may be one.
  public static boolean isUsual(byte[] bytes, int from, int to) {
    if (to - from > MAX_LENGTH || bytes.length - to < WORD) {
      return false;
    }
    boolean inDomain = false;
    int part = from;
    for (int p = from; p < to; p += WORD) {
      long symbols = symbols(EightBytes.load(bytes, p));
      if (to - p < WORD) {
        symbols &= (1L << ((to - p) * 8)) - 1;
      }
      while (symbols != 0) {
        int i = p + EightBytes.before(symbols);
        byte symbol = bytes[i];
        if (symbol == '.' || (symbol == '@' && !inDomain)) {
          if (i == part) {
            return false;
          }
          inDomain |= symbol == '@';
          part = i + 1;
        } else if (inDomain ? !joins(bytes, part, i, to) : !isLocal(symbol)) {
          return false;
        }
        symbols &= symbols - 1;
      }
    }
    return inDomain && part < to;
  }

  /// Marks every byte that is no letter and no digit. Bytes after one beyond ASCII are marked
  /// wrongly.
  private static long symbols(long word) {
    long lower = word | LOWER_CASE;
    long letters = (lower + FROM_A) & ~(lower + BEYOND_Z);
    long digits = (word + FROM_0) & ~(word + BEYOND_9);
    return ~(letters | digits) & HIGHS;
  }

  /// Whether a local part may have the symbol anywhere; it may have others, too.
  private static boolean isLocal(byte symbol) {
    return symbol == '_' || symbol == '-' || symbol == '+';
  }

  /// Whether this is a hyphen inside of the label that starts at a position.
  private static boolean joins(byte[] bytes, int label, int at, int to) {
    return bytes[at] == '-' && at > label && at + 1 < to && bytes[at + 1] != '.';
  }
}
