package dev.lodestar.format;

import org.jspecify.annotations.Nullable;

/// A text that is written often, such as the constant of an enum, encoded for each format.
///
/// @param text the text
/// @param json the text in quotes
public record Word(String text, byte[] json) {

  /// Encodes a text.
  public static Word of(String text) {
    var out = new JsonOutput(text.length() + 2);
    out.text(text);
    return new Word(text, out.toByteArray());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Word that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
