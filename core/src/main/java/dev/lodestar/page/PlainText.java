package dev.lodestar.page;

import java.nio.charset.StandardCharsets;

/// Texts that end up in a terminal.
public final class PlainText {
  private PlainText() {}

  /// Returns the bytes of a text in which control characters, which could steer a terminal, are
  /// U+FFFD; line feeds and tabs stay.
  public static byte[] safe(String text) {
    var safe = new StringBuilder(text);
    for (var i = 0; i < safe.length(); i++) {
      var c = safe.charAt(i);
      if (Character.isISOControl(c) && c != '\n' && c != '\t') {
        safe.setCharAt(i, '\uFFFD');
      }
    }
    return safe.toString().getBytes(StandardCharsets.UTF_8);
  }
}
