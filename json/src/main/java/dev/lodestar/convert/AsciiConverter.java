package dev.lodestar.convert;

import org.jspecify.annotations.Nullable;

/// A converter that also reads and writes ASCII bytes without a text in between.
///
/// @param <T> the type of the value
public interface AsciiConverter<T> extends Converter<T> {

  /// Parses bytes.
  ///
  /// @param source contains the text; may contain other bytes too
  /// @param from where the text starts
  /// @param to where it ends
  /// @return the value, or null if the text is not a value of this type
  @Nullable T parse(byte[] source, int from, int to);

  /// Writes the text of a value.
  ///
  /// @param value the value
  /// @param target takes the text; has room for [#maxLength] bytes
  /// @param position where to write to
  /// @return the position after the text
  int format(T value, byte[] target, int position);

  /// How many bytes the text of a value has at most.
  ///
  /// @param value the value
  /// @return the greatest length in bytes
  int maxLength(T value);
}
