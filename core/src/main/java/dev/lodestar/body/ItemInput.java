package dev.lodestar.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads a body byte by byte, keeps those of one item, and knows in which line it is. Memory grows
/// with the longest item, not with the body.
final class ItemInput {
  static final int END = -1;

  private static final int CHUNK = 8192;

  private final InputStream in;
  private final int mostBytes;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private int end;
  private byte[] item = new byte[256];
  private int length;
  private int line = 1;
  private int column = 1;

  /// @param mostBytes how long an item may be
  ItemInput(InputStream in, int mostBytes) {
    this.in = in;
    this.mostBytes = mostBytes;
  }

  /// The next byte, which is not taken yet; [#END] behind the last.
  int peek() throws IOException {
    if (position == end) {
      end = Math.max(in.read(chunk, 0, CHUNK), 0);
      position = 0;
      if (end == 0) {
        return END;
      }
    }
    return chunk[position] & 0xFF;
  }

  /// Takes the next byte, which [#peek()] has shown.
  void skip() {
    var b = chunk[position++];
    if (b == '\n') {
      line++;
      column = 1;
    } else if ((b & 0xC0) != 0x80) {
      column++;
    }
  }

  /// Takes the next byte, which [#peek()] has shown, as one of the item.
  ///
  /// @return whether the item is not too long
  boolean keep() {
    if (length == mostBytes) {
      return false;
    }
    if (length == item.length) {
      item = Arrays.copyOf(item, (int) Math.min(mostBytes, 2L * length));
    }
    item[length++] = chunk[position];
    skip();
    return true;
  }

  /// Begins an item.
  void begin() {
    length = 0;
  }

  /// What was kept of the item.
  byte[] item() {
    return item;
  }

  int length() {
    return length;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  String tooLong() {
    return "The item is longer than " + mostBytes + " bytes.";
  }

  static boolean isSpace(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
