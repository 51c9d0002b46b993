package dev.lodestar.decode;

import dev.lodestar.format.Input;

/// Reads integers without loss: one that the type cannot hold is a problem.
///
/// @param wholeDecimals whether `1.0` is an integer
record IntegerDecoder(Width width, boolean wholeDecimals, String expected) implements Decoder {

  /// How wide the type is.
  enum Width {
    BYTE(Byte.MIN_VALUE, Byte.MAX_VALUE),
    SHORT(Short.MIN_VALUE, Short.MAX_VALUE),
    INT(Integer.MIN_VALUE, Integer.MAX_VALUE),
    LONG(Long.MIN_VALUE, Long.MAX_VALUE);

    private final long least;
    private final long most;

    Width(long least, long most) {
      this.least = least;
      this.most = most;
    }
  }

  long readLong(Input in) {
    return wholeDecimals
        ? in.readWhole(width.least, width.most, expected)
        : in.readInteger(width.least, width.most, expected);
  }

  @Override
  public Object read(Input in) {
    return boxed(readLong(in));
  }

  Object boxed(long value) {
    return switch (width) {
      case BYTE -> (Object) (byte) value;
      case SHORT -> (Object) (short) value;
      case INT -> (Object) (int) value;
      case LONG -> (Object) value;
    };
  }
}
