package dev.lodestar.server.exchange;

/// Numbers of heads in ASCII.
public final class Decimal {
  /// The most digits of one.
  public static final int MOST_DIGITS = 19;

  private Decimal() {}

  /// Writes a number that is not negative.
  ///
  /// @return where it ends
  public static int write(long value, byte[] to, int start) {
    var end = start;
    var rest = value;
    do {
      end++;
      rest /= 10;
    } while (rest > 0);
    var at = end;
    rest = value;
    do {
      to[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    return end;
  }
}
