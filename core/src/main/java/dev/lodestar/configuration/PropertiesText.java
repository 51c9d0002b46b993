package dev.lodestar.configuration;

import dev.lodestar.configuration.Origin.Source;
import java.util.ArrayList;
import java.util.List;

/// Reads properties as [java.util.Properties] does, in UTF-8, and knows the line of each.
final class PropertiesText {
  private final String text;
  private final String shown;
  private final Problems problems;
  private int at;
  private int line = 1;

  /// @param line where it begins
  record Property(String name, String value, int line) {}

  private PropertiesText(String text, String shown, Problems problems) {
    this.text = text;
    this.shown = shown;
    this.problems = problems;
  }

  static List<Property> read(String text, String shown, Problems problems) {
    var reader = new PropertiesText(text, shown, problems);
    var found = new ArrayList<Property>();
    while (reader.skipToProperty()) {
      var begin = reader.line;
      var name = reader.part(true);
      reader.skipSeparator();
      found.add(new Property(name, reader.part(false), begin));
    }
    return found;
  }

  private boolean skipToProperty() {
    while (at < text.length()) {
      var c = text.charAt(at);
      if (c == '#' || c == '!') {
        while (at < text.length() && !isLineEnd(text.charAt(at))) {
          at++;
        }
      } else if (isBlank(c) || isLineEnd(c)) {
        next();
      } else if (c == '\\' && at + 1 < text.length() && isLineEnd(text.charAt(at + 1))) {
        at++; // a line that is continued, and has nothing yet
      } else {
        return true;
      }
    }
    return false;
  }

  private void skipSeparator() {
    skipContinued();
    if (at < text.length() && (text.charAt(at) == '=' || text.charAt(at) == ':')) {
      at++;
      skipContinued();
    }
  }

  /// Takes blanks, and ends of lines that go on.
  private void skipContinued() {
    skipBlanks();
    while (at + 1 < text.length() && text.charAt(at) == '\\' && isLineEnd(text.charAt(at + 1))) {
      at++;
      next();
      skipBlanks();
    }
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      at++;
    }
  }

  private String part(boolean isName) {
    var part = new StringBuilder();
    while (at < text.length() && !isLineEnd(text.charAt(at))) {
      var c = text.charAt(at);
      if (isName && (c == '=' || c == ':' || isBlank(c))) {
        break;
      }
      at++;
      if (c != '\\') {
        part.append(c);
      } else if (at < text.length()) {
        escape(part);
      }
    }
    return part.toString();
  }

  private void escape(StringBuilder part) {
    var c = text.charAt(at);
    if (isLineEnd(c)) {
      next();
      skipBlanks();
      return;
    }
    at++;
    switch (c) {
      case 't' -> part.append('\t');
      case 'n' -> part.append('\n');
      case 'r' -> part.append('\r');
      case 'f' -> part.append('\f');
      case 'u' -> unicode(part);
      default -> part.append(c);
    }
  }

  private void unicode(StringBuilder part) {
    var value = 0;
    for (var i = 0; i < 4; i++) {
      var digit = at + i < text.length() ? Character.digit(text.charAt(at + i), 16) : -1;
      if (digit < 0) {
        problems.problem(
            "configuration-syntax",
            shown,
            new Origin(Source.FILE, shown + ":" + line),
            "An escape \\u is not followed by four hexadecimal digits.",
            "Write the character itself, since the file is read as UTF-8.");
        return;
      }
      value = value * 16 + digit;
    }
    part.append((char) value);
    at += 4;
  }

  /// Takes a character that may be the end of a line; CR and LF are one.
  private void next() {
    var c = text.charAt(at++);
    if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    if (isLineEnd(c)) {
      line++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
