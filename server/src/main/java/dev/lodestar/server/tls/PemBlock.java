package dev.lodestar.server.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// One block of a PEM file (RFC 7468).
///
/// @param label what it says it is, such as `CERTIFICATE`
/// @param bytes its content
/// @param encrypted whether it is encrypted in the way of old versions of OpenSSL, by headers
///   within the block
record PemBlock(String label, byte[] bytes, boolean encrypted) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";

  /// Reads all blocks of a file. What stands between them is a comment.
  ///
  /// @throws IllegalArgumentException if a block has no end, or its content is malformed
  static List<PemBlock> read(byte[] file) {
    var text = new String(file, ISO_8859_1);
    var blocks = new ArrayList<PemBlock>();
    for (var begin = text.indexOf(BEGIN); begin >= 0; begin = text.indexOf(BEGIN, begin + 1)) {
      var labelEnd = text.indexOf(DASHES, begin + BEGIN.length());
      var label = labelEnd < 0 ? "" : text.substring(begin + BEGIN.length(), labelEnd);
      var end = labelEnd < 0 ? -1 : text.indexOf("-----END " + label + DASHES, labelEnd);
      if (end < 0) {
        throw new IllegalArgumentException("a block '" + label + "' has no end");
      }
      var content = text.substring(labelEnd + DASHES.length(), end);
      var encrypted = content.contains("Proc-Type:");
      blocks.add(new PemBlock(label, encrypted ? new byte[0] : decode(label, content), encrypted));
    }
    return blocks;
  }

  private static byte[] decode(String label, String content) {
    var base64 = new StringBuilder(content.length());
    for (var i = 0; i < content.length(); i++) {
      var c = content.charAt(i);
      if (c > ' ') {
        base64.append(c);
      }
    }
    try {
      return Base64.getDecoder().decode(base64.toString());
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException("the block '" + label + "' is not in Base64", malformed);
    }
  }
}
