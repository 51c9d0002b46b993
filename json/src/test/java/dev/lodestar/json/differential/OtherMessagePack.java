package dev.lodestar.json.differential;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/// MessagePack as another library reads and writes it, and in forms that no library writes.
final class OtherMessagePack {
  private OtherMessagePack() {}

  /// Reads a document as we read it as `Object`, bytes as a [ByteBuffer].
  static @Nullable Object tree(byte[] document) throws IOException {
    try (var unpacker = MessagePack.newDefaultUnpacker(document)) {
      var tree = tree(unpacker);
      if (unpacker.hasNext()) {
        throw new IOException("There is more.");
      }
      return tree;
    }
  }

  private static @Nullable Object tree(MessageUnpacker in) throws IOException {
    var format = in.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield null;
      }
      case BOOLEAN -> in.unpackBoolean();
      case INTEGER -> {
        var integer = in.unpackBigInteger();
        yield integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
      }
      case FLOAT ->
          new BigDecimal(
              format == MessageFormat.FLOAT32
                  ? Float.toString(in.unpackFloat())
                  : Double.toString(in.unpackDouble()));
      case STRING -> in.unpackString();
      case BINARY -> ByteBuffer.wrap(in.readPayload(in.unpackBinaryHeader()));
      case EXTENSION -> in.unpackTimestamp();
      case ARRAY -> {
        var list = new ArrayList<@Nullable Object>();
        for (int i = in.unpackArrayHeader(); i > 0; i--) {
          list.add(tree(in));
        }
        yield list;
      }
      case MAP -> {
        var map = new LinkedHashMap<Object, @Nullable Object>();
        for (int i = in.unpackMapHeader(); i > 0; i--) {
          map.put(in.unpackString(), tree(in));
        }
        yield map;
      }
    };
  }

  /// Reads a document and writes it again.
  static byte[] rewritten(byte[] document) throws IOException {
    try (var unpacker = MessagePack.newDefaultUnpacker(document);
        var packer = MessagePack.newDefaultBufferPacker()) {
      copy(unpacker, packer);
      return packer.toByteArray();
    }
  }

  private static void copy(MessageUnpacker in, MessagePacker out) throws IOException {
    var format = in.getNextFormat();
    switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        out.packNil();
      }
      case BOOLEAN -> out.packBoolean(in.unpackBoolean());
      case INTEGER -> out.packBigInteger(in.unpackBigInteger());
      case FLOAT -> {
        if (format == MessageFormat.FLOAT32) {
          out.packFloat(in.unpackFloat());
        } else {
          out.packDouble(in.unpackDouble());
        }
      }
      case STRING -> out.packString(in.unpackString());
      case BINARY -> {
        int size = in.unpackBinaryHeader();
        out.packBinaryHeader(size).writePayload(in.readPayload(size));
      }
      case EXTENSION -> out.packTimestamp(in.unpackTimestamp());
      case ARRAY -> {
        int size = in.unpackArrayHeader();
        out.packArrayHeader(size);
        for (int i = 0; i < size; i++) {
          copy(in, out);
        }
      }
      case MAP -> {
        int size = in.unpackMapHeader();
        out.packMapHeader(size);
        for (int i = 0; i < 2 * size; i++) {
          copy(in, out);
        }
      }
    }
  }

  /// Reads a document and writes it with more bytes than it needs.
  static byte[] inLongerForms(byte[] document, RandomGenerator random) throws IOException {
    try (var unpacker = MessagePack.newDefaultUnpacker(document)) {
      var out = new ByteArrayOutputStream();
      lengthen(unpacker, out, random);
      return out.toByteArray();
    }
  }

  private static void lengthen(
      MessageUnpacker in, ByteArrayOutputStream out, RandomGenerator random) throws IOException {
    var format = in.getNextFormat();
    switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        out.write(0xC0);
      }
      case BOOLEAN -> out.write(in.unpackBoolean() ? 0xC3 : 0xC2);
      case INTEGER -> integer(in.unpackBigInteger(), out, random);
      case FLOAT -> {
        if (format == MessageFormat.FLOAT32) {
          out.write(0xCA);
          number(out, Float.floatToRawIntBits(in.unpackFloat()), 4);
        } else {
          out.write(0xCB);
          number(out, Double.doubleToRawLongBits(in.unpackDouble()), 8);
        }
      }
      case STRING -> {
        int size = in.unpackRawStringHeader();
        header(out, size, 0xD9, true, random);
        out.writeBytes(in.readPayload(size));
      }
      case BINARY -> {
        int size = in.unpackBinaryHeader();
        header(out, size, 0xC4, true, random);
        out.writeBytes(in.readPayload(size));
      }
      case EXTENSION -> {
        var time = in.unpackTimestamp();
        out.writeBytes(new byte[] {(byte) 0xC7, 12, -1});
        number(out, time.getNano(), 4);
        number(out, time.getEpochSecond(), 8);
      }
      case ARRAY -> {
        int size = in.unpackArrayHeader();
        header(out, size, 0xDC, false, random);
        for (int i = 0; i < size; i++) {
          lengthen(in, out, random);
        }
      }
      case MAP -> {
        int size = in.unpackMapHeader();
        header(out, size, 0xDE, false, random);
        for (int i = 0; i < 2 * size; i++) {
          lengthen(in, out, random);
        }
      }
    }
  }

  private static void integer(BigInteger value, ByteArrayOutputStream out, RandomGenerator random) {
    int width = Math.max(0, 32 - Integer.numberOfLeadingZeros((value.bitLength() - 1) / 8));
    if (value.signum() < 0) {
      // With a sign, one bit is taken.
      width = Math.max(0, 32 - Integer.numberOfLeadingZeros(value.bitLength() / 8));
    }
    int chosen = random.nextInt(width, 4);
    out.write((value.signum() < 0 ? 0xD0 : 0xCC) + chosen);
    number(out, value.longValue(), 1 << chosen);
  }

  private static void header(
      ByteArrayOutputStream out, int size, int first, boolean bytes, RandomGenerator random) {
    int smallest = size > 0xFFFF ? 2 : size > 0xFF || !bytes ? 1 : 0;
    int width = random.nextInt(smallest, 3);
    out.write(first + width - (bytes ? 0 : 1));
    number(out, size, 1 << width);
  }

  private static void number(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = bytes - 1; i >= 0; i--) {
      out.write((int) (value >>> (8 * i)));
    }
  }
}
