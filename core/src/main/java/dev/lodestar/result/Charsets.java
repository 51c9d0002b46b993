package dev.lodestar.result;

import dev.lodestar.http.MediaType;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/// The character sets of texts.
final class Charsets {
  private Charsets() {}

  /// The media type of a text: it names a character set that this Java can write. Types other than
  /// `text/*` may leave it out, since it means UTF-8 there.
  static MediaType named(MediaType mediaType) {
    var charset = mediaType.parameter("charset");
    if (charset.isEmpty()) {
      return mediaType.type().equals("text")
          ? mediaType.withParameter("charset", "utf-8")
          : mediaType;
    }
    return isKnown(mediaType) ? mediaType : mediaType.withParameter("charset", "utf-8");
  }

  /// Tells whether this Java can write texts in the character set of a media type.
  static boolean isKnown(MediaType mediaType) {
    try {
      return mediaType.charset() == StandardCharsets.UTF_8 || mediaType.charset().canEncode();
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return false;
    }
  }
}
