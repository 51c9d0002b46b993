package dev.lodestar.format;

import static dev.lodestar.format.MessagePackToken.EXT_8;
import static dev.lodestar.format.MessagePackToken.FIXEXT_4;
import static dev.lodestar.format.MessagePackToken.FIXEXT_8;

import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The extension for moments, in its three lengths.
final class MessagePackTime {
  private static final int LONGEST = 12;
  private static final int SECONDS_BITS = 34;
  private static final long MAX_SECONDS = (1L << SECONDS_BITS) - 1;
  private static final long MAX_UINT = 0xFFFF_FFFFL;
  private static final int MAX_NANOS = 999_999_999;

  /// How many bytes the longest form has.
  static final int MAX_LENGTH = 15;

  private MessagePackTime() {}

  /// Whether a moment starts at a position.
  static boolean isNext(byte[] bytes, int at, int end) {
    if (end - at < 3) {
      return false;
    }
    int type = bytes[at] & 0xFF;
    if (type == EXT_8) {
      return bytes[at + 1] == LONGEST && bytes[at + 2] == MessagePackToken.TIMESTAMP;
    }
    return (type == FIXEXT_4 || type == FIXEXT_8) && bytes[at + 1] == MessagePackToken.TIMESTAMP;
  }

  /// The moment at a position, all of which is there; null if no `Instant` can hold it.
  static @Nullable Instant read(byte[] bytes, int at) {
    long seconds;
    long nanos = 0;
    switch (bytes[at] & 0xFF) {
      case FIXEXT_4 -> seconds = BigEndian.loadInt(bytes, at + 2) & MAX_UINT;
      case FIXEXT_8 -> {
        long both = BigEndian.loadLong(bytes, at + 2);
        seconds = both & MAX_SECONDS;
        nanos = both >>> SECONDS_BITS;
      }
      default -> {
        nanos = BigEndian.loadInt(bytes, at + 3) & MAX_UINT;
        seconds = BigEndian.loadLong(bytes, at + 7);
      }
    }
    try {
      return nanos > MAX_NANOS ? null : Instant.ofEpochSecond(seconds, nanos);
    } catch (DateTimeException beyond) {
      return null;
    }
  }

  /// Writes a moment in its shortest form and answers the position after it. There must be room for
  /// [#MAX_LENGTH] bytes.
  static int write(byte[] bytes, int at, Instant time) {
    long seconds = time.getEpochSecond();
    int nanos = time.getNano();
    if (seconds < 0 || seconds > MAX_SECONDS) {
      bytes[at] = (byte) EXT_8;
      bytes[at + 1] = LONGEST;
      bytes[at + 2] = MessagePackToken.TIMESTAMP;
      BigEndian.store(bytes, at + 3, nanos);
      BigEndian.store(bytes, at + 7, seconds);
      return at + MAX_LENGTH;
    }
    bytes[at + 1] = MessagePackToken.TIMESTAMP;
    if (nanos == 0 && seconds <= MAX_UINT) {
      bytes[at] = (byte) FIXEXT_4;
      BigEndian.store(bytes, at + 2, (int) seconds);
      return at + 6;
    }
    bytes[at] = (byte) FIXEXT_8;
    BigEndian.store(bytes, at + 2, (long) nanos << SECONDS_BITS | seconds);
    return at + 10;
  }
}
