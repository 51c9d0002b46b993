package dev.lodestar.format;

import dev.lodestar.text.EightBytes;

/// The name of a field, encoded for each format.
///
/// @param text the name
/// @param json a comma, the name in quotes, and a colon
/// @param head the first eight bytes of the JSON form
/// @param middle the eight bytes after them
public record FieldName(String text, byte[] json, long head, long middle) {
  /// How many bytes the two words hold.
  static final int WORDS = 16;

  /// Encodes a name.
  public static FieldName of(String name) {
    var out = new JsonOutput(name.length() + WORDS);
    out.name(name);
    var json = out.toByteArray();
    var padded = java.util.Arrays.copyOf(json, Math.max(json.length, WORDS));
    return new FieldName(name, json, EightBytes.load(padded, 0), EightBytes.load(padded, 8));
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof FieldName that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
