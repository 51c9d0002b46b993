package dev.lodestar.server.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Values in DER, as far as keys and certificates need them (X.690).
final class Der {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int UTF8_STRING = 0x0C;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int SET = 0x31;

  private Der() {}

  /// A value of some parts, which are values themselves, or the bytes of a simple one.
  static byte[] value(int tag, byte[]... parts) {
    var length = 0;
    for (var part : parts) {
      length += part.length;
    }
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      var count = (39 - Integer.numberOfLeadingZeros(length)) / 8;
      out.write(0x80 | count);
      for (var i = count - 1; i >= 0; i--) {
        out.write(length >>> (8 * i));
      }
    }
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return value(SEQUENCE, parts);
  }

  static byte[] integer(long number) {
    return value(INTEGER, java.math.BigInteger.valueOf(number).toByteArray());
  }

  static byte[] bits(byte[] bytes) {
    return value(BIT_STRING, new byte[] {0}, bytes);
  }

  static byte[] oid(int... arcs) {
    var out = new ByteArrayOutputStream();
    out.write(40 * arcs[0] + arcs[1]);
    for (var i = 2; i < arcs.length; i++) {
      var groups = Math.max(1, (38 - Integer.numberOfLeadingZeros(arcs[i])) / 7);
      for (var group = groups - 1; group >= 0; group--) {
        out.write(((arcs[i] >>> (7 * group)) & 0x7F) | (group == 0 ? 0 : 0x80));
      }
    }
    return value(OBJECT_IDENTIFIER, out.toByteArray());
  }

  /// One value within others: where it and its content lie.
  ///
  /// @param tag the tag
  /// @param start where the value begins
  /// @param content where its content begins
  /// @param end where both end
  record Element(byte[] bytes, int tag, int start, int content, int end) {

    /// Reads the value that begins somewhere.
    ///
    /// @throws IllegalArgumentException if there is none
    static Element at(byte[] bytes, int start, int limit) {
      if (start + 2 > limit) {
        throw new IllegalArgumentException("The value breaks off.");
      }
      var length = bytes[start + 1] & 0xFF;
      var content = start + 2;
      if (length >= 0x80) {
        var count = length & 0x7F;
        if (count == 0 || count > 3 || content + count > limit) {
          throw new IllegalArgumentException("The length of a value is malformed.");
        }
        length = 0;
        for (var i = 0; i < count; i++) {
          length = (length << 8) | (bytes[content + i] & 0xFF);
        }
        content += count;
      }
      if (length > limit - content) {
        throw new IllegalArgumentException("The value breaks off.");
      }
      return new Element(bytes, bytes[start] & 0xFF, start, content, content + length);
    }

    /// The first value within this one.
    Element first() {
      return at(bytes, content, end);
    }

    byte[] whole() {
      return Arrays.copyOfRange(bytes, start, end);
    }

    byte[] inner() {
      return Arrays.copyOfRange(bytes, content, end);
    }
  }
}
