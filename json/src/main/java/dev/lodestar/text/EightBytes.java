package dev.lodestar.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Eight bytes of an array as one number; the first byte is its lowest.
public final class EightBytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private EightBytes() {}

  /// Reads the eight bytes at a place.
  public static long load(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  /// Writes eight bytes to a place.
  public static void store(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }
}
