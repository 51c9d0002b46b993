package dev.lodestar.convert;

import org.jspecify.annotations.Nullable;

/// A converter made of a method that reads bytes and one that writes them.
///
/// @param length how many bytes a text takes at most
record BytesConverter<T>(Reader<T> reader, Writer<T> writer, int length, String expected)
    implements AsciiConverter<T> {

  interface Reader<T> {
    /// Answers null for bytes that it refuses.
    @Nullable T read(byte[] source, int from, int to);
  }

  interface Writer<T> {
    /// Answers the position after the text.
    int write(byte[] target, int position, T value);
  }

  @Override
  public @Nullable T parse(byte[] source, int from, int to) {
    return reader.read(source, from, to);
  }

  @Override
  public int format(T value, byte[] target, int position) {
    return writer.write(target, position, value);
  }

  @Override
  public int maxLength(T value) {
    return length;
  }
}
