package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Frames of HTTP/3 as bytes, right and wrong ones.
final class Frames {
  static final long DATA = 0;
  static final long HEADERS = 1;
  static final long CANCEL_PUSH = 3;
  static final long SETTINGS = 4;
  static final long PUSH_PROMISE = 5;
  static final long GOAWAY = 7;
  static final long MAX_PUSH_ID = 13;

  private Frames() {}

  static byte[] frame(long type, byte[] payload) {
    return join(number(type), number(payload.length), payload);
  }

  static byte[] data(byte[] content) {
    return frame(DATA, content);
  }

  /// A head with the pseudo fields that every request has.
  static byte[] head(String method, String path, String... more) {
    var first = pseudoFields(method, path);
    var fields = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, fields, first.length, more.length);
    return fields(fields);
  }

  static String[] pseudoFields(String method, String path) {
    return new String[] {
      ":method", method, ":scheme", "https", ":authority", "localhost", ":path", path
    };
  }

  /// A head of any fields: names and values in turn.
  static byte[] fields(String... namesAndValues) {
    return frame(HEADERS, section(namesAndValues));
  }

  /// Fields as QPACK has them, all literal (RFC 9204, section 4.5.6).
  static byte[] section(String... namesAndValues) {
    var out = new ByteArrayOutputStream();
    out.write(0);
    out.write(0);
    for (var i = 0; i < namesAndValues.length; i += 2) {
      text(out, 0x20, 3, namesAndValues[i]);
      text(out, 0, 7, namesAndValues[i + 1]);
    }
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int flags, int prefix, String text) {
    var bytes = text.getBytes(ISO_8859_1);
    var most = (1 << prefix) - 1;
    if (bytes.length < most) {
      out.write(flags | bytes.length);
    } else {
      out.write(flags | most);
      var rest = bytes.length - most;
      while (rest >= 128) {
        out.write((rest & 127) | 128);
        rest >>>= 7;
      }
      out.write(rest);
    }
    out.writeBytes(bytes);
  }

  /// A number of variable length (RFC 9000, section 16).
  static byte[] number(long value) {
    if (value < 64) {
      return new byte[] {(byte) value};
    }
    if (value < 16_384) {
      return new byte[] {(byte) (0x40 | value >> 8), (byte) value};
    }
    if (value < 1L << 30) {
      return new byte[] {
        (byte) (0x80 | value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value
      };
    }
    var bytes = new byte[8];
    for (var i = 0; i < 8; i++) {
      bytes[i] = (byte) (value >> (56 - 8 * i));
    }
    bytes[0] |= (byte) 0xC0;
    return bytes;
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
