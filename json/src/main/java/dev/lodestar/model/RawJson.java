package dev.lodestar.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A JSON value of any kind that is kept as it stands: read without being taken apart, and written
/// byte for byte.
///
/// ```java
/// record Event(String type, RawJson payload) {}
/// ```
///
/// Instances always hold one valid value (RFC 8259) in UTF-8, without white space around it, nested
/// at most [#MAX_DEPTH] levels deep. Names that occur twice in one object are kept as they are.
/// Instances are immutable and safe for use by many threads. Two are equal if their texts are.
public final class RawJson {
  /// How deep arrays and objects may be nested.
  public static final int MAX_DEPTH = 1000;

  private final byte[] bytes;

  private RawJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Wraps bytes that were checked before. They belong to the instance afterwards.
  static RawJson checked(byte[] bytes) {
    return new RawJson(bytes);
  }

  /// Takes a JSON text.
  ///
  /// @param json one JSON value, white space around it allowed
  /// @return the value
  /// @throws IllegalArgumentException if the text is not JSON; the message says where
  public static RawJson of(String json) {
    var trimmed = JsonSyntax.check(json);
    try {
      var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(trimmed));
      var bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return new RawJson(bytes);
    } catch (CharacterCodingException unpaired) {
      throw new IllegalArgumentException("The text has half of a surrogate pair.", unpaired);
    }
  }

  /// Takes a JSON text in UTF-8.
  ///
  /// @param json one JSON value, white space around it allowed; copied
  /// @return the value
  /// @throws IllegalArgumentException if the bytes are not JSON in UTF-8; the message says where
  public static RawJson of(byte[] json) {
    try {
      return of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
    } catch (CharacterCodingException malformed) {
      throw new IllegalArgumentException("The bytes are not UTF-8.", malformed);
    }
  }

  /// The value in UTF-8.
  ///
  /// @return a copy
  public byte[] toBytes() {
    return bytes.clone();
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The JSON text.
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
