package dev.lodestar.codec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// A growing array of bytes that codecs write documents into. The bytes can be taken without
/// copying.
///
/// A buffer can be used again after [#clear()]; it keeps its memory. Not safe for use by several
/// threads.
public final class DocumentBuffer {
  private static final int DEFAULT_CAPACITY = 512;

  private byte[] bytes;
  private int length;

  /// Creates an empty buffer of 512 bytes.
  public DocumentBuffer() {
    this(DEFAULT_CAPACITY);
  }

  /// Creates an empty buffer.
  ///
  /// @param capacity how many bytes it holds before it must grow, at least 0
  public DocumentBuffer(int capacity) {
    this.bytes = new byte[capacity];
  }

  /// Creates an empty buffer that writes into an array.
  ///
  /// @param array belongs to the buffer afterwards
  /// @return a buffer of as many bytes as the array has
  public static DocumentBuffer over(byte[] array) {
    var buffer = new DocumentBuffer(0);
    buffer.bytes = array;
    return buffer;
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

  /// Takes over an array as the new content, without copying. For code that writes into [#array()]
  /// from [#length()] on, and replaces the array where it is too small.
  ///
  /// @param array the bytes; they belong to the buffer afterwards
  /// @param length how many of them count
  /// @throws IndexOutOfBoundsException if the array has fewer bytes
  public void replace(byte[] array, int length) {
    this.length = Objects.checkFromIndexSize(0, length, array.length) + length;
    this.bytes = array;
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

  /// The content as text in UTF-8.
  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
