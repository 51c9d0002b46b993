package dev.lodestar.format;

import dev.lodestar.text.EightBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The name of a field, encoded for one format.
///
/// @param text the name
/// @param bytes the name as [Format#name(String)] spells it
/// @param head the first eight bytes
/// @param middle the eight bytes after them
public record FieldName(String text, byte[] bytes, long head, long middle) {
  /// How many bytes the two words hold.
  static final int WORDS = 16;

  /// Encodes a name.
  public static FieldName of(String name, Format format) {
    var bytes = format.name(name);
    var padded = Arrays.copyOf(bytes, Math.max(bytes.length, WORDS));
    return new FieldName(name, bytes, EightBytes.load(padded, 0), EightBytes.load(padded, 8));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldName that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
