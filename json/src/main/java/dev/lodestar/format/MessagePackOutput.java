package dev.lodestar.format;

import static dev.lodestar.format.MessagePackToken.ARRAY;
import static dev.lodestar.format.MessagePackToken.ARRAY_16;
import static dev.lodestar.format.MessagePackToken.BIN_8;
import static dev.lodestar.format.MessagePackToken.FALSE;
import static dev.lodestar.format.MessagePackToken.FLOAT_32;
import static dev.lodestar.format.MessagePackToken.FLOAT_64;
import static dev.lodestar.format.MessagePackToken.INT_16;
import static dev.lodestar.format.MessagePackToken.INT_32;
import static dev.lodestar.format.MessagePackToken.INT_64;
import static dev.lodestar.format.MessagePackToken.INT_8;
import static dev.lodestar.format.MessagePackToken.MAP;
import static dev.lodestar.format.MessagePackToken.MAP_16;
import static dev.lodestar.format.MessagePackToken.NIL;
import static dev.lodestar.format.MessagePackToken.TRUE;
import static dev.lodestar.format.MessagePackToken.UINT_16;
import static dev.lodestar.format.MessagePackToken.UINT_32;
import static dev.lodestar.format.MessagePackToken.UINT_64;
import static dev.lodestar.format.MessagePackToken.UINT_8;

import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.codec.EncodeException;
import dev.lodestar.convert.AsciiConverter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/// Writes MessagePack, everything in its shortest form.
///
/// How many fields an object really has is only known at its end, when its header is written. There
/// is room for the header that the announced number needs; where fewer came, the content moves up.
public final class MessagePackOutput extends Output {
  private static final int MAX_SCALAR = 9;
  private static final int FIX_SIZE = 16;
  private static final int MAX_UINT_8 = 0xFF;
  private static final int MAX_UINT_16 = 0xFFFF;
  private static final long MAX_UINT_32 = 0xFFFF_FFFFL;
  private static final DocumentLimits UNLIMITED =
      new DocumentLimits(1000, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

  // For each level: where its content starts, how many fields or elements there are so far, and
  // whether it is an object.
  private int[] contents = new int[16];
  private int[] counts = new int[16];
  private boolean[] objects = new boolean[16];

  /// Creates an output.
  ///
  /// @param capacity the length of its first array
  public MessagePackOutput(int capacity, int maxDepth) {
    super(new byte[capacity], maxDepth);
  }

  @Override
  public int enterObject(int most) {
    return enter(most, true);
  }

  @Override
  public int enterArray(int size) {
    return enter(size, false);
  }

  private int enter(int most, boolean object) {
    enter();
    int level = depth;
    if (level == counts.length) {
      contents = Arrays.copyOf(contents, 2 * level);
      counts = Arrays.copyOf(counts, 2 * level);
      objects = Arrays.copyOf(objects, 2 * level);
    }
    int mark = length;
    int header = headerSize(most);
    reserve(header);
    length += header;
    contents[level] = length;
    counts[level] = 0;
    objects[level] = object;
    return mark;
  }

  private static int headerSize(int count) {
    return count < FIX_SIZE ? 1 : count <= MAX_UINT_16 ? 3 : 5;
  }

  @Override
  public void leaveObject(int mark) {
    leave(mark, MAP, MAP_16);
  }

  @Override
  public void leaveArray(int mark) {
    leave(mark, ARRAY, ARRAY_16);
  }

  private void leave(int mark, int fix, int sized) {
    int level = depth;
    int count = counts[level];
    int header = headerSize(count);
    int content = contents[level];
    if (content != mark + header) {
      move(content, mark + header);
    }
    switch (header) {
      case 1 -> bytes[mark] = (byte) (fix | count);
      case 3 -> {
        bytes[mark] = (byte) sized;
        BigEndian.store(bytes, mark + 1, (short) count);
      }
      default -> {
        bytes[mark] = (byte) (sized + 1);
        BigEndian.store(bytes, mark + 1, count);
      }
    }
    leave();
  }

  /// Moves all from a position on.
  private void move(int from, int to) {
    int size = length - from;
    var target = reserve(Math.max(0, to - from));
    System.arraycopy(target, from, target, to, size);
    length = to + size;
  }

  @Override
  public void element() {
    counts[depth]++;
  }

  @Override
  public void name(Word name) {
    counts[depth]++;
    super.name(name);
  }

  @Override
  public void name(String name) {
    counts[depth]++;
    text(name);
  }

  @Override
  public void nothing() {
    write(NIL);
  }

  @Override
  public void bool(boolean value) {
    write(value ? TRUE : FALSE);
  }

  private void write(int b) {
    reserve(1)[length++] = (byte) b;
  }

  @Override
  public void number(long value) {
    var to = reserve(MAX_SCALAR);
    int at = length;
    if (value >= -32 && value < 128) {
      to[at] = (byte) value;
      length = at + 1;
    } else if (value >= 0) {
      length = unsigned(to, at, value);
    } else {
      length = negative(to, at, value);
    }
  }

  private static int unsigned(byte[] to, int at, long value) {
    if (value <= MAX_UINT_8) {
      to[at] = (byte) UINT_8;
      to[at + 1] = (byte) value;
      return at + 2;
    }
    if (value <= MAX_UINT_16) {
      to[at] = (byte) UINT_16;
      BigEndian.store(to, at + 1, (short) value);
      return at + 3;
    }
    if (value <= MAX_UINT_32) {
      to[at] = (byte) UINT_32;
      BigEndian.store(to, at + 1, (int) value);
      return at + 5;
    }
    to[at] = (byte) UINT_64;
    BigEndian.store(to, at + 1, value);
    return at + 9;
  }

  private static int negative(byte[] to, int at, long value) {
    if (value >= Byte.MIN_VALUE) {
      to[at] = (byte) INT_8;
      to[at + 1] = (byte) value;
      return at + 2;
    }
    if (value >= Short.MIN_VALUE) {
      to[at] = (byte) INT_16;
      BigEndian.store(to, at + 1, (short) value);
      return at + 3;
    }
    if (value >= Integer.MIN_VALUE) {
      to[at] = (byte) INT_32;
      BigEndian.store(to, at + 1, (int) value);
      return at + 5;
    }
    to[at] = (byte) INT_64;
    BigEndian.store(to, at + 1, value);
    return at + 9;
  }

  @Override
  public void number(double value) {
    mustBeFinite(value);
    var to = reserve(MAX_SCALAR);
    to[length] = (byte) FLOAT_64;
    BigEndian.store(to, length + 1, Double.doubleToRawLongBits(value));
    length += 9;
  }

  @Override
  public void number(float value) {
    mustBeFinite(value);
    var to = reserve(MAX_SCALAR);
    to[length] = (byte) FLOAT_32;
    BigEndian.store(to, length + 1, Float.floatToRawIntBits(value));
    length += 5;
  }

  private static void mustBeFinite(double value) {
    if (!Double.isFinite(value)) {
      throw new EncodeException(value + " is not a finite number.");
    }
  }

  /// Writes a number as an integer or as a double if one of these is the same number, otherwise as
  /// text.
  @Override
  public void number(String digits) {
    if (!integer(digits) && !decimal(digits)) {
      text(digits);
    }
  }

  private boolean integer(String digits) {
    // The longest is that of 64 bits without sign.
    if (digits.length() > 20 || digits.equals("-0")) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if ((c < '0' || c > '9') && c != '-') {
        return false;
      }
    }
    var value = new BigInteger(digits);
    if (value.bitLength() < Long.SIZE) {
      number(value.longValue());
      return true;
    }
    if (value.signum() > 0 && value.bitLength() == Long.SIZE) {
      length = unsigned64(reserve(MAX_SCALAR), length, value.longValue());
      return true;
    }
    return false;
  }

  private static int unsigned64(byte[] to, int at, long value) {
    to[at] = (byte) UINT_64;
    BigEndian.store(to, at + 1, value);
    return at + 9;
  }

  private boolean decimal(String digits) {
    double value = Double.parseDouble(digits);
    if (!Double.isFinite(value)) {
      return false;
    }
    var exact = new BigDecimal(digits);
    var same = new BigDecimal(Double.toString(value));
    if (exact.signum() != same.signum() || exact.compareTo(same) != 0) {
      return false;
    }
    number(value);
    return true;
  }

  @Override
  public void text(String text) {
    MessagePackTexts.write(this, text);
  }

  @Override
  public <T> void ascii(AsciiConverter<T> converter, T value) {
    int most = MessagePackTexts.headerSize(converter.maxLength(value));
    var to = reserve(most + converter.maxLength(value));
    int from = length + most;
    int size = converter.format(value, to, from) - from;
    int header = MessagePackTexts.headerSize(size);
    if (header != most) {
      System.arraycopy(to, from, to, length + header, size);
    }
    length = MessagePackTexts.header(to, length, size) + size;
  }

  /// Writes a moment.
  public void timestamp(Instant time) {
    length = MessagePackTime.write(reserve(MessagePackTime.MAX_LENGTH), length, time);
  }

  @Override
  public void binary(byte[] value) {
    int size = value.length;
    var to = reserve(5);
    if (size <= MAX_UINT_8) {
      to[length++] = (byte) BIN_8;
      to[length++] = (byte) size;
    } else if (size <= MAX_UINT_16) {
      to[length] = (byte) (BIN_8 + 1);
      BigEndian.store(to, length + 1, (short) size);
      length += 3;
    } else {
      to[length] = (byte) (BIN_8 + 2);
      BigEndian.store(to, length + 1, size);
      length += 5;
    }
    write(value);
  }

  @Override
  public void raw(byte[] json) {
    Transcript.copy(new JsonInput(json, 0, json.length, UNLIMITED), this);
  }

  @Override
  public String pointer(int start) {
    return new MessagePackPath(bytes, length).ofUnfinished(depth, contents, counts, objects);
  }
}
