package dev.lodestar.convert;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A converter that reads and writes ASCII bytes, so that documents need no text in between. Texts
/// are converted by way of bytes, unless a class has its own way.
///
/// Most of the standard converters are such: those of `boolean`, of numbers, of UUIDs, and of dates
/// and times.
///
/// @param <T> the type of the value
public interface AsciiConverter<T> extends Converter<T> {

  /// Parses bytes. Nothing is thrown, whatever they are.
  ///
  /// @param source contains the text in UTF-8; may contain other bytes too
  /// @param from where the text starts
  /// @param to where it ends; may be `from`
  /// @return the value, or null if the text is not a value of this type
  @Nullable T parse(byte[] source, int from, int to);

  /// Writes the text of a value.
  ///
  /// @param value the value
  /// @param target takes the text; has room for [#maxLength] bytes, all of which may be overwritten
  /// @param position where to write to
  /// @return the position after the text
  /// @throws IllegalArgumentException if the value has no text that `parse` accepts
  int format(T value, byte[] target, int position);

  /// How many bytes the text of a value has at most.
  ///
  /// @param value the value
  /// @return the greatest length in bytes
  /// @throws IllegalArgumentException if the value has no text that `parse` accepts
  int maxLength(T value);

  /// {@inheritDoc}
  ///
  /// This one parses the bytes of the text in UTF-8.
  @Override
  default T parse(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var value = parse(bytes, 0, bytes.length);
    if (value == null) {
      throw new Refusal("The text is not " + expected() + ".");
    }
    return value;
  }

  /// {@inheritDoc}
  ///
  /// This one makes a text of the bytes.
  @Override
  default String format(T value) {
    var bytes = new byte[maxLength(value)];
    return new String(bytes, 0, format(value, bytes, 0), StandardCharsets.ISO_8859_1);
  }
}
