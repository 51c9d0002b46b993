package dev.lodestar.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;

/// Finds the ends of HTTP answers in the bytes of a connection: of those that have a
/// `Content-Length`, and of those that come in chunks.
final class AnswerReader {
  private static final byte[] CONTENT_LENGTH = name("content-length:");
  private static final byte[] TRANSFER_ENCODING = name("transfer-encoding:");

  private enum Part {
    STATUS,
    FIELDS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILERS
  }

  private final byte[] line = new byte[1024];
  private int length;
  private Part part = Part.STATUS;
  private long left;
  private boolean chunked;
  private int status;

  /// The status of the answer that was completed last.
  int status() {
    return status;
  }

  /// Takes bytes until an answer is complete or there are no more; returns whether one is.
  boolean completes(ByteBuffer input) throws IOException {
    while (true) {
      if (part == Part.BODY || part == Part.CHUNK) {
        var taken = (int) Math.min(left, input.remaining());
        input.position(input.position() + taken);
        left -= taken;
        if (left > 0) {
          return false;
        }
        if (part == Part.BODY) {
          part = Part.STATUS;
          return true;
        }
        part = Part.CHUNK_SIZE;
      }
      if (!takeLine(input)) {
        return false;
      }
      if (endOfLine()) {
        part = Part.STATUS;
        return true;
      }
    }
  }

  /// Takes the bytes of a line; returns whether its end is among them.
  private boolean takeLine(ByteBuffer input) {
    while (input.hasRemaining()) {
      var next = input.get();
      if (next == '\n') {
        return true;
      }
      if (length < line.length) {
        line[length] = next;
      }
      length++;
    }
    return false;
  }

  /// Reads the line; returns whether it is the last one of an answer in chunks.
  private boolean endOfLine() throws IOException {
    var visible = Math.min(length, line.length);
    length = 0;
    switch (part) {
      case STATUS -> {
        status = (int) number(9, visible, 10);
        part = Part.FIELDS;
        left = -1;
        chunked = false;
      }
      case FIELDS -> endOfField(visible);
      case CHUNK_SIZE -> {
        left = number(0, visible, 16) + "\r\n".length();
        part = left == 2 ? Part.TRAILERS : Part.CHUNK;
      }
      case TRAILERS -> {
        return visible <= 1;
      }
      default -> throw new IllegalStateException(part + " has no lines.");
    }
    return false;
  }

  private void endOfField(int visible) throws IOException {
    if (visible <= 1) {
      if (left < 0 && !chunked) {
        throw new IOException("The answer has neither a Content-Length nor chunks.");
      }
      part = chunked ? Part.CHUNK_SIZE : Part.BODY;
    } else if (lineStartsWith(CONTENT_LENGTH, visible)) {
      left = number(CONTENT_LENGTH.length, visible, 10);
    } else if (lineStartsWith(TRANSFER_ENCODING, visible)) {
      chunked = true;
    }
  }

  private boolean lineStartsWith(byte[] name, int visible) {
    if (visible < name.length) {
      return false;
    }
    for (var i = 0; i < name.length; i++) {
      if ((line[i] | 0x20) != (name[i] | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private long number(int from, int to, int radix) {
    var value = 0L;
    var i = from;
    while (i < to && line[i] == ' ') {
      i++;
    }
    while (i < to && Character.digit(line[i], radix) >= 0) {
      value = radix * value + Character.digit(line[i++], radix);
    }
    return value;
  }

  private static byte[] name(String name) {
    return name.getBytes(US_ASCII);
  }
}
