package dev.lodestar.doccomment;

/// The first sentence of a description as plain text.
public final class Summary {
  private Summary() {}

  /// Returns the first sentence of CommonMark, on one line and without its marks: up to a full stop
  /// that no small letter follows, as after "e.g.", or up to the end of the paragraph.
  public static String of(String markdown) {
    var paragraph = new StringBuilder();
    for (var line : markdown.strip().lines().toList()) {
      var text = line.strip();
      if (text.isEmpty() || (!paragraph.isEmpty() && beginsBlock(text))) {
        break;
      }
      if (text.startsWith("#")) {
        return plain(text.replaceFirst("^#+", "")).strip();
      }
      if (text.startsWith("```") || text.startsWith("|")) {
        break;
      }
      paragraph.append(paragraph.isEmpty() ? "" : " ").append(text.replaceFirst("\\\\$", ""));
    }
    return plain(firstSentence(paragraph.toString().replaceFirst("^[-*] ", ""))).strip();
  }

  private static boolean beginsBlock(String line) {
    return line.startsWith("- ")
        || line.startsWith("* ")
        || line.startsWith("#")
        || line.startsWith("```")
        || line.startsWith("|")
        || line.startsWith("1. ");
  }

  /// Up to a full stop that is followed by a space and not by a small letter, as after "e.g.".
  private static String firstSentence(String text) {
    var inCode = false;
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      inCode ^= character == '`';
      if (!inCode && (character == '.' || character == '!' || character == '?') && ends(text, i)) {
        return text.substring(0, i + 1);
      }
    }
    return text;
  }

  private static boolean ends(String text, int at) {
    var next = at + 1;
    if (next >= text.length()) {
      return true;
    }
    if (text.charAt(next) != ' ') {
      return false;
    }
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next == text.length() || !Character.isLowerCase(text.charAt(next));
  }

  /// Markdown without its marks: code, emphasis, links, escapes and references to characters.
  private static String plain(String text) {
    var result = new StringBuilder();
    for (var at = 0; at < text.length(); at++) {
      var character = text.charAt(at);
      switch (character) {
        case '`' -> {
          var end = text.indexOf('`', at + 1);
          if (end < 0) {
            result.append(character);
          } else {
            result.append(text, at + 1, end);
            at = end;
          }
        }
        case '\\' -> {
          if (at + 1 < text.length() && !Character.isLetterOrDigit(text.charAt(at + 1))) {
            at++;
          }
          result.append(text.charAt(at));
        }
        case '*' -> {
          if (!isMark(text, at)) {
            result.append(character);
          }
        }
        case '[' -> {
          var close = text.indexOf("](", at);
          var end = close < 0 ? -1 : text.indexOf(')', close);
          if (end < 0) {
            result.append(character);
          } else {
            result.append(plain(text.substring(at + 1, close)));
            at = end;
          }
        }
        default -> result.append(character);
      }
    }
    return Entities.decoded(result.toString());
  }

  /// A star between spaces is one; others stand at words.
  private static boolean isMark(String text, int at) {
    var before = at == 0 ? ' ' : text.charAt(at - 1);
    var after = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    return before != ' ' || after != ' ';
  }
}
