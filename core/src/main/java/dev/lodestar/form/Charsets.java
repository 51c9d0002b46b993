package dev.lodestar.form;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes of multipart forms to texts, strictly.
final class Charsets {
  /// The field that names the character set of all parts that name none (RFC 7578, section 4.6).
  static final String FIELD = "_charset_";

  private Charsets() {}

  /// Finds a character set.
  ///
  /// @param part the number of the part that names it
  /// @param field the name of its field
  /// @throws dev.lodestar.http.HttpException 400, if there is no such character set
  static Charset named(int part, String field, String name) {
    if (name.equalsIgnoreCase("utf-8")) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException unknown) {
      throw Problems.malformed(
          part, field, "There is no character set " + Problems.shown(name) + " here; send UTF-8.");
    }
  }

  /// Decodes a text.
  ///
  /// @return the text; nothing if the bytes are not valid in the character set
  static Optional<String> decode(byte[] bytes, Charset charset) {
    return decode(bytes, bytes.length, charset);
  }

  /// Decodes the beginning of an array.
  ///
  /// @return the text; nothing if the bytes are not valid in the character set
  static Optional<String> decode(byte[] bytes, int length, Charset charset) {
    if (charset == StandardCharsets.UTF_8 && isAscii(bytes, length)) {
      return Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
    }
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, 0, length))
              .toString());
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isAscii(byte[] bytes, int length) {
    for (var i = 0; i < length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
