package dev.lodestar.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of an array as one number; the first byte is its lowest.
public final class EightBytes {
  /// How many they are.
  public static final int COUNT = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ZEROS = 0x3030303030303030L;
  private static final long HIGHS = 0x8080808080808080L;

  /// Raises everything above nine to the high bit.
  private static final long ABOVE_NINE = 0x7676767676767676L;

  private EightBytes() {}

  /// Reads the eight bytes at a place.
  public static long load(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /// Writes eight bytes to a place.
  public static void store(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }

  /// Marks the high bit of the first byte that is no digit. Bytes after the first one may be marked
  /// too.
  public static long notDigits(long word) {
    long digits = word ^ ZEROS;
    return ((digits + ABOVE_NINE) | digits) & HIGHS;
  }

  /// How many bytes precede the first one that is marked in its high bit; eight if none is.
  public static int before(long marked) {
    return Long.numberOfTrailingZeros(marked) >>> 3;
  }

  /// The number that the first bytes make, which are digits.
  ///
  /// @param count from one to eight
  public static int number(long word, int count) {
    // Zeros in front are no digits that count.
    long ones = (word ^ ZEROS) << (Long.SIZE - 8 * count);
    long twos = (ones * 10 + (ones >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = (twos * 100 + (twos >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (int) (fours * 10_000 + (fours >>> 32));
  }
}
