package dev.lodestar.doccomment;

import java.util.Map;

/// Character references of HTML, as far as doc comments use them.
final class Entities {
  private static final int LONGEST = 12;

  private static final Map<String, String> NAMED =
      Map.ofEntries(
          Map.entry("lt", "<"),
          Map.entry("gt", ">"),
          Map.entry("amp", "&"),
          Map.entry("quot", "\""),
          Map.entry("apos", "'"),
          Map.entry("nbsp", " "),
          Map.entry("copy", "©"),
          Map.entry("reg", "®"),
          Map.entry("trade", "™"),
          Map.entry("mdash", "—"),
          Map.entry("ndash", "–"),
          Map.entry("hellip", "…"),
          Map.entry("laquo", "«"),
          Map.entry("raquo", "»"),
          Map.entry("ldquo", "“"),
          Map.entry("rdquo", "”"),
          Map.entry("lsquo", "‘"),
          Map.entry("rsquo", "’"),
          Map.entry("rarr", "→"),
          Map.entry("larr", "←"),
          Map.entry("le", "≤"),
          Map.entry("ge", "≥"),
          Map.entry("ne", "≠"),
          Map.entry("times", "×"),
          Map.entry("deg", "°"),
          Map.entry("euro", "€"),
          Map.entry("sect", "§"));

  private Entities() {}

  /// Replaces references by their characters; what is not known stays.
  static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    var result = new StringBuilder();
    var at = 0;
    while (at < text.length()) {
      var end = text.charAt(at) == '&' ? text.indexOf(';', at) : -1;
      var character = end < 0 || end - at > LONGEST ? "" : character(text.substring(at + 1, end));
      if (character.isEmpty()) {
        result.append(text.charAt(at++));
      } else {
        result.append(character);
        at = end + 1;
      }
    }
    return result.toString();
  }

  private static String character(String name) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, "");
    }
    try {
      var isHexadecimal = name.startsWith("#x") || name.startsWith("#X");
      var code =
          isHexadecimal
              ? Integer.parseInt(name.substring(2), 16)
              : Integer.parseInt(name.substring(1));
      return Character.isValidCodePoint(code) ? Character.toString(code) : "";
    } catch (NumberFormatException malformed) {
      return "";
    }
  }
}
