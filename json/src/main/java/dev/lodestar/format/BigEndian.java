package dev.lodestar.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers of two, four and eight bytes, the most significant byte first.
final class BigEndian {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private BigEndian() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.BIG_ENDIAN);
  }

  static short loadShort(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at);
  }

  static int loadInt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long loadLong(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void store(byte[] bytes, int at, short value) {
    SHORTS.set(bytes, at, value);
  }

  static void store(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  static void store(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }
}
