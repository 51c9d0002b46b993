package dev.lodestar.json;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing array of bytes that codecs write JSON into. The bytes can be taken without copying.
///
/// A buffer can be used again after [#clear()]; it keeps its memory. Not safe for use by several
/// threads.
public final class JsonBuffer {
  private static final int DEFAULT_CAPACITY = 512;
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int length;
  private int depth;
  private int maxDepth = JsonLimits.DEFAULT_DEPTH;

  /// Creates an empty buffer of 512 bytes.
  public JsonBuffer() {
    this(DEFAULT_CAPACITY);
  }

  /// Creates an empty buffer.
  ///
  /// @param capacity how many bytes it holds before it must grow, at least 0
  public JsonBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /// The bytes themselves, not a copy. Only the first [#length()] count, and the array is replaced
  /// when the buffer grows.
  ///
  /// @return the current array
  public byte[] array() {
    return bytes;
  }

  /// How many bytes were written.
  ///
  /// @return the length in bytes
  public int length() {
    return length;
  }

  /// Copies what was written.
  ///
  /// @return a new array of exactly [#length()] bytes
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  /// Writes the content to a stream. Neither flushes nor closes it.
  ///
  /// @param out where to write to
  /// @throws IOException if the stream fails
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /// Forgets the content and keeps the memory.
  public void clear() {
    length = 0;
  }

  /// The content as text.
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /// Makes room for that many more bytes and returns the array to write them into.
  byte[] reserve(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
    return bytes;
  }

  private void grow(int more) {
    long needed = (long) length + more;
    if (needed > MAX_LENGTH) {
      throw new EncodeException("The document is longer than " + MAX_LENGTH + " bytes.");
    }
    long doubled = Math.min(Math.max(2L * bytes.length, 64), MAX_LENGTH);
    bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
  }

  /// Takes over what was written into the reserved room.
  void length(int newLength) {
    length = newLength;
  }

  void write(byte b) {
    reserve(1)[length++] = b;
  }

  void write(byte[] source) {
    System.arraycopy(source, 0, reserve(source.length), length, source.length);
    length += source.length;
  }

  /// Writes a text that has only ASCII characters, none of which needs an escape.
  @SuppressWarnings("deprecation") // it takes the low byte of each character, as wanted for ASCII
  void writeAscii(String text) {
    text.getBytes(0, text.length(), reserve(text.length()), length);
    length += text.length();
  }

  void limitDepth(int limit) {
    depth = 0;
    maxDepth = limit;
  }

  void enter() {
    if (++depth > maxDepth) {
      throw new EncodeException(
          "The value is nested more than "
              + maxDepth
              + " levels deep; perhaps it contains itself.");
    }
  }

  void leave() {
    depth--;
  }
}
