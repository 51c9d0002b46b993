package dev.lodestar.secret;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A password, key or token: a text, or bytes, that nobody shall see by mistake.
///
/// ```java
/// record Database(URI url, String user, Secret password) {}
///
/// connect(database.url(), database.user(), database.password().text());
/// ```
///
/// - [#toString()] is always `******`, so that logs, messages and records that hold a secret do not
///   show it; neither its length.
/// - JSON and MessagePack read it as a text and never write it: a field of this type, or of a
///   collection of it, is left out as if it were [write-only][dev.lodestar.model.WriteOnly], and a
///   secret that stands elsewhere in a result makes it fail. In JSON Schema it is a write-only text
///   of the format `password`.
/// - Messages about what clients and configuration say never repeat it.
/// - [#equals(Object)] takes the same time wherever two secrets of one length differ.
///
/// Constraints such as `@NotBlank`, `@Size` and `@Pattern` apply to its text.
///
/// Immutable and thread-safe. The memory is not wiped: a program that can be looked into has lost.
public final class Secret {
  private static final String MASK = "******";

  private final byte[] bytes;

  private Secret(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Makes a secret of a text.
  ///
  /// @param text the text; may be empty
  /// @return the secret
  public static Secret of(String text) {
    return new Secret(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Makes a secret of bytes.
  ///
  /// @param bytes the bytes, which are copied
  /// @return the secret
  public static Secret of(byte[] bytes) {
    return new Secret(bytes.clone());
  }

  /// Returns the secret as a text.
  ///
  /// @return the text
  /// @throws IllegalStateException if it was made of bytes that are not UTF-8
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException binary) {
      // Without the cause, which might tell about the bytes.
      throw new IllegalStateException("The secret is no text; take its bytes.");
    }
  }

  /// Returns the secret as bytes, a text in UTF-8.
  ///
  /// @return a new array
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Returns the bytes that the text of the secret stands for, as `openssl rand -base64 32` prints
  /// them.
  ///
  /// @return a new array
  /// @throws IllegalStateException if the text is not Base64 (RFC 4648, section 4 or 5)
  public byte[] decodeBase64() {
    var url = false;
    for (var each : bytes) {
      url |= each == '-' || each == '_';
    }
    try {
      return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(bytes);
    } catch (IllegalArgumentException malformed) {
      // Without the cause, whose message shows a character of the secret.
      throw new IllegalStateException("The secret is not Base64.");
    }
  }

  /// Whether there is nothing in it.
  ///
  /// @return `true` for the empty text
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// Whether another object is a secret with the same bytes; compared in constant time.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Secret secret && MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// Returns `******`, whatever the secret is.
  @Override
  public String toString() {
    return MASK;
  }
}
