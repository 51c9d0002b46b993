package dev.lodestar.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text that is written often, such as the constant of an enum, encoded for one format.
///
/// @param text the text
/// @param bytes the text as [Format#text(String)] spells it
public record Word(String text, byte[] bytes) {

  /// Encodes a text.
  public static Word of(String text, Format format) {
    return new Word(text, format.text(text));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Word that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
