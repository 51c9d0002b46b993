package dev.lodestar.openapi.ui;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Short names of contents.
final class Fingerprints {
  private static final int BYTES = 8;

  private Fingerprints() {}

  /// Returns 16 characters that other contents do not have.
  static String of(List<byte[]> contents) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var content : contents) {
        // What belongs to which content must not matter less than the contents themselves.
        digest.update(Integer.toString(content.length).getBytes(US_ASCII));
        digest.update((byte) ':');
        digest.update(content);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256.", impossible);
    }
  }
}
