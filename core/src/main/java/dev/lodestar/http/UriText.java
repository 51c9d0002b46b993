package dev.lodestar.http;

import java.nio.charset.StandardCharsets;

/// Makes a request target what a URI may consist of (RFC 3986): clients send some characters as
/// they are that have to be percent-encoded.
final class UriText {
  private static final String HEX = "0123456789ABCDEF";

  private UriText() {}

  /// Encodes what may not stand in a path or query, and percent signs that encode nothing.
  static String of(String target) {
    var clean = 0;
    while (clean < target.length() && isKept(target, clean)) {
      clean++;
    }
    if (clean == target.length()) {
      return target;
    }
    var text = new StringBuilder(target.length() + 16).append(target, 0, clean);
    for (var i = clean; i < target.length(); ) {
      if (isKept(target, i)) {
        text.append(target.charAt(i++));
      } else {
        var character = Character.toString(target.codePointAt(i));
        for (var b : character.getBytes(StandardCharsets.UTF_8)) {
          text.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
        }
        i += character.length();
      }
    }
    return text.toString();
  }

  private static boolean isKept(String text, int index) {
    var c = text.charAt(index);
    if (c == '%') {
      return index + 2 < text.length()
          && Character.digit(text.charAt(index + 1), 16) >= 0
          && Character.digit(text.charAt(index + 2), 16) >= 0;
    }
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~!$&'()*+,;=:@/?".indexOf(c) >= 0;
  }
}
