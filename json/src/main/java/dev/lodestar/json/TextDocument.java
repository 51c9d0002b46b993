package dev.lodestar.json;

import dev.lodestar.format.Surrogates;
import java.nio.charset.StandardCharsets;

/// Makes the bytes of a document that is a text.
final class TextDocument {
  private static final byte NO_UTF_8 = (byte) 0xFF;

  private TextDocument() {}

  /// The text in UTF-8. Half of a surrogate pair becomes what is no UTF-8: the platform would make
  /// a question mark of it, and nobody would know.
  static byte[] bytes(String document) {
    var bytes = document.getBytes(StandardCharsets.UTF_8);
    int half = Surrogates.unpaired(document);
    if (half >= 0) {
      bytes[document.substring(0, half).getBytes(StandardCharsets.UTF_8).length] = NO_UTF_8;
    }
    return bytes;
  }
}
