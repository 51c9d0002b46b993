package dev.lodestar.format;

/// The tokens of MessagePack, told apart by their first byte, and where they end.
final class MessagePackToken {
  static final int MAP = 0x80;
  static final int ARRAY = 0x90;
  static final int TEXT = 0xA0;
  static final int NIL = 0xC0;
  static final int NEVER_USED = 0xC1;
  static final int FALSE = 0xC2;
  static final int TRUE = 0xC3;
  static final int BIN_8 = 0xC4;
  static final int BIN_16 = 0xC5;
  static final int BIN_32 = 0xC6;
  static final int EXT_8 = 0xC7;
  static final int EXT_16 = 0xC8;
  static final int EXT_32 = 0xC9;
  static final int FLOAT_32 = 0xCA;
  static final int FLOAT_64 = 0xCB;
  static final int UINT_8 = 0xCC;
  static final int UINT_16 = 0xCD;
  static final int UINT_32 = 0xCE;
  static final int UINT_64 = 0xCF;
  static final int INT_8 = 0xD0;
  static final int INT_16 = 0xD1;
  static final int INT_32 = 0xD2;
  static final int INT_64 = 0xD3;
  static final int FIXEXT_1 = 0xD4;
  static final int FIXEXT_4 = 0xD6;
  static final int FIXEXT_8 = 0xD7;
  static final int FIXEXT_16 = 0xD8;
  static final int TEXT_8 = 0xD9;
  static final int TEXT_16 = 0xDA;
  static final int TEXT_32 = 0xDB;
  static final int ARRAY_16 = 0xDC;
  static final int ARRAY_32 = 0xDD;
  static final int MAP_16 = 0xDE;
  static final int MAP_32 = 0xDF;
  static final int NEGATIVE = 0xE0;

  /// The type of the extension that is a moment.
  static final int TIMESTAMP = -1;

  private MessagePackToken() {}

  static boolean isText(int type) {
    return (type & 0xE0) == TEXT || (type >= TEXT_8 && type <= TEXT_32);
  }

  static boolean isArray(int type) {
    return (type & 0xF0) == ARRAY || type == ARRAY_16 || type == ARRAY_32;
  }

  static boolean isMap(int type) {
    return (type & 0xF0) == MAP || type == MAP_16 || type == MAP_32;
  }

  static boolean isInteger(int type) {
    return (type >= 0 && type < MAP) || type >= NEGATIVE || (type >= UINT_8 && type <= INT_64);
  }

  static boolean isFloat(int type) {
    return type == FLOAT_32 || type == FLOAT_64;
  }

  static boolean isBinary(int type) {
    return type >= BIN_8 && type <= BIN_32;
  }

  static boolean isExtension(int type) {
    return (type >= EXT_8 && type <= EXT_32) || (type >= FIXEXT_1 && type <= FIXEXT_16);
  }

  /// How many bytes after the first one tell a size.
  private static int sizeBytes(int type) {
    return switch (type) {
      case BIN_8, EXT_8, TEXT_8 -> 1;
      case BIN_16, EXT_16, TEXT_16, ARRAY_16, MAP_16 -> 2;
      case BIN_32, EXT_32, TEXT_32, ARRAY_32, MAP_32 -> 4;
      default -> 0;
    };
  }

  /// How many bytes come before the content.
  static int headerSize(int type) {
    return 1 + sizeBytes(type) + (isExtension(type) ? 1 : 0);
  }

  /// How many bytes of content the token at a position has, or how many elements or fields. The
  /// whole header must be there.
  static long size(byte[] bytes, int at) {
    int type = bytes[at] & 0xFF;
    return switch (sizeBytes(type)) {
      case 1 -> bytes[at + 1] & 0xFF;
      case 2 -> BigEndian.loadShort(bytes, at + 1) & 0xFFFF;
      case 4 -> BigEndian.loadInt(bytes, at + 1) & 0xFFFF_FFFFL;
      default -> fixedSize(type);
    };
  }

  private static int fixedSize(int type) {
    if ((type & 0xE0) == TEXT) {
      return type & 0x1F;
    }
    if (isMap(type) || isArray(type)) {
      return type & 0xF;
    }
    return switch (type) {
      case UINT_8, INT_8 -> 1;
      case UINT_16, INT_16 -> 2;
      case UINT_32, INT_32, FLOAT_32 -> 4;
      case UINT_64, INT_64, FLOAT_64 -> 8;
      default -> type >= FIXEXT_1 && type <= FIXEXT_16 ? 1 << (type - FIXEXT_1) : 0;
    };
  }

  /// The type of the extension at a position. The whole header must be there.
  static int extensionType(byte[] bytes, int at) {
    return bytes[at + headerSize(bytes[at] & 0xFF) - 1];
  }

  /// Where the content of the token at a position starts, for arrays and maps the first value.
  static int content(byte[] bytes, int at) {
    return at + headerSize(bytes[at] & 0xFF);
  }

  /// How many values are inside of the token at a position.
  static long values(byte[] bytes, int at) {
    int type = bytes[at] & 0xFF;
    return isMap(type) ? 2 * size(bytes, at) : isArray(type) ? size(bytes, at) : 0;
  }

  /// The position after a value whose syntax was checked, or which was written by us.
  static int after(byte[] bytes, int at) {
    int position = at;
    for (long left = 1; left > 0; left--) {
      int type = bytes[position] & 0xFF;
      boolean container = isMap(type) || isArray(type);
      left += values(bytes, position);
      int content = content(bytes, position);
      position = container ? content : content + (int) size(bytes, position);
    }
    return position;
  }

  /// The integer at a position, as the bits of a `long`: one of 64 bits without sign may seem
  /// negative.
  static long integer(byte[] bytes, int at) {
    return switch (bytes[at] & 0xFF) {
      case UINT_8 -> bytes[at + 1] & 0xFF;
      case UINT_16 -> BigEndian.loadShort(bytes, at + 1) & 0xFFFF;
      case UINT_32 -> BigEndian.loadInt(bytes, at + 1) & 0xFFFF_FFFFL;
      case INT_8 -> bytes[at + 1];
      case INT_16 -> BigEndian.loadShort(bytes, at + 1);
      case INT_32 -> BigEndian.loadInt(bytes, at + 1);
      case UINT_64, INT_64 -> BigEndian.loadLong(bytes, at + 1);
      default -> bytes[at];
    };
  }

  /// The digits of the number at a position.
  static String digits(byte[] bytes, int at) {
    return switch (bytes[at] & 0xFF) {
      case FLOAT_32 -> Float.toString(Float.intBitsToFloat(BigEndian.loadInt(bytes, at + 1)));
      case FLOAT_64 -> Double.toString(Double.longBitsToDouble(BigEndian.loadLong(bytes, at + 1)));
      case UINT_64 -> Long.toUnsignedString(integer(bytes, at));
      default -> Long.toString(integer(bytes, at));
    };
  }
}
