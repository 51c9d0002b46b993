package dev.lodestar.configuration;

import dev.lodestar.configuration.Origin.Source;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a file `.env`: lines `NAME=value`, with or without `export` before them. A value may stand
/// in single quotes, as it is, or in double ones, with the escapes `\n`, `\t`, `\r`, `\"`, `\\` and
/// `\$`; both may have several lines. Without quotes it ends before ` #`. Nothing is replaced in
/// it.
final class DotenvText {
  private final String text;
  private final String shown;
  private final Problems problems;
  private int at;
  private int line = 1;

  /// A variable.
  record Variable(String value, Origin origin) {}

  private DotenvText(String text, String shown, Problems problems) {
    this.text = text;
    this.shown = shown;
    this.problems = problems;
  }

  static Map<String, Variable> read(String text, String shown, Problems problems) {
    var reader = new DotenvText(text, shown, problems);
    var variables = new LinkedHashMap<String, Variable>();
    while (reader.at < text.length()) {
      reader.line(variables);
    }
    return variables;
  }

  private void line(Map<String, Variable> variables) {
    var origin = new Origin(Source.DOTENV, shown + ":" + line);
    skipBlanks();
    if (at < text.length() && !isEnd() && text.charAt(at) != '#') {
      if (text.startsWith("export ", at)) {
        at += 7;
        skipBlanks();
      }
      var start = at;
      while (at < text.length() && isNamePart(text.charAt(at))) {
        at++;
      }
      var name = text.substring(start, at);
      skipBlanks();
      if (name.isEmpty() || at >= text.length() || text.charAt(at) != '=') {
        problem(origin, "The line is not of the form NAME=value.");
      } else {
        at++;
        skipBlanks();
        var value = value(origin);
        if (variables.putIfAbsent(name, new Variable(value, origin)) != null) {
          problem(origin, "The variable " + name + " is there already.");
        }
      }
    }
    skipLine();
  }

  private String value(Origin origin) {
    if (at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'')) {
      return quoted(text.charAt(at), origin);
    }
    var start = at;
    while (at < text.length() && !isEnd() && !isComment()) {
      at++;
    }
    return text.substring(start, at).stripTrailing();
  }

  private boolean isComment() {
    return text.charAt(at) == '#' && (at == 0 || " \t=".indexOf(text.charAt(at - 1)) >= 0);
  }

  private String quoted(char quote, Origin origin) {
    var value = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote) {
      var c = text.charAt(at++);
      if (c == '\n') {
        line++;
      }
      if (c == '\\' && quote == '"' && at < text.length()) {
        value.append(escaped(text.charAt(at++)));
      } else {
        value.append(c);
      }
    }
    if (at >= text.length()) {
      problem(origin, "The value has no closing " + quote + ".");
      return "";
    }
    at++;
    skipBlanks();
    if (at < text.length() && !isEnd() && text.charAt(at) != '#') {
      problem(origin, "Something follows the value behind its closing " + quote + ".");
    }
    return value.toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '"', '\\', '$' -> String.valueOf(c);
      default -> "\\" + c;
    };
  }

  private void problem(Origin origin, String what) {
    problems.problem(
        "configuration-syntax", shown, origin, what, "Write NAME=value, or NAME=\"value\".");
  }

  private void skipBlanks() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean isEnd() {
    return text.charAt(at) == '\n' || text.charAt(at) == '\r';
  }

  private void skipLine() {
    while (at < text.length() && text.charAt(at) != '\n') {
      at++;
    }
    at++;
    line++;
  }

  private static boolean isNamePart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }
}
