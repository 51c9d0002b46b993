package dev.lodestar.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Translates regular expressions of Java to those of ECMA-262 with its flag `u`, as JSON Schema
/// wants them. What the latter does not know has no translation: lookups of classes, flags, atomic
/// groups, possessive quantifiers.
///
/// Where the two understand something differently (`.` and `\s` know more kinds of white space in
/// one of them) the translation may accept more, and hardly ever less.
final class Expressions {
  private static final String SYNTAX = "^$\\.*+?()[]{}|/";
  private static final String SAME = "dDwWsStrnfbB";
  private static final Map<String, String> POSIX =
      Map.of(
          "Alpha", "a-zA-Z",
          "Digit", "0-9",
          "Alnum", "a-zA-Z0-9",
          "Upper", "A-Z",
          "Lower", "a-z",
          "XDigit", "0-9a-fA-F",
          "ASCII", "\\x00-\\x7f",
          "Space", "\\x09-\\x0d\\x20");

  private final String source;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private boolean untranslatable;
  private boolean alternatives;
  private int depth;

  private Expressions(String source) {
    this.source = source;
  }

  /// An expression that is found in exactly the texts that the given one matches as a whole; empty
  /// if it has no translation.
  static Optional<String> whole(String source) {
    return new Expressions(source).translated();
  }

  private Optional<String> translated() {
    while (at < source.length() && !untranslatable) {
      step();
    }
    if (untranslatable || depth != 0) {
      return Optional.empty();
    }
    var text = out.toString();
    boolean starts = text.startsWith("^") && !alternatives;
    boolean ends = text.endsWith("$") && !text.endsWith("\\$") && !alternatives;
    var inner = !alternatives ? text : "(?:" + text + ")";
    var whole = (starts ? "" : "^") + inner + (ends ? "" : "$");
    return isValid(whole) ? Optional.of(whole) : Optional.empty();
  }

  private static boolean isValid(String expression) {
    try {
      java.util.regex.Pattern.compile(expression.replaceAll("\\\\u\\{", "\\\\x{"));
      return true;
    } catch (java.util.regex.PatternSyntaxException wrong) {
      return false;
    }
  }

  private void step() {
    char c = source.charAt(at++);
    switch (c) {
      case '\\' -> escape(false);
      case '[' -> characterClass();
      case '(' -> group();
      case ')' -> {
        depth--;
        out.append(c);
      }
      case '|' -> {
        alternatives |= depth == 0;
        out.append(c);
      }
      case '*', '+', '?' -> quantifier(Character.toString(c));
      case '{' -> counted();
      case '}', ']' -> out.append('\\').append(c);
      default -> out.append(c);
    }
  }

  private boolean nextIs(char wanted) {
    return at < source.length() && source.charAt(at) == wanted;
  }

  private void quantifier(String text) {
    out.append(text);
    if (nextIs('?')) {
      out.append('?');
      at++;
    } else if (nextIs('+')) {
      untranslatable = true;
    }
  }

  private void counted() {
    int end = source.indexOf('}', at);
    var count = end < 0 ? "" : source.substring(at, end);
    if (!isCount(count)) {
      untranslatable = true;
      return;
    }
    at = end + 1;
    quantifier("{" + count + "}");
  }

  private static boolean isCount(String text) {
    boolean digits = false;
    int commas = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && digits) {
        commas++;
      } else if (c < '0' || c > '9') {
        return false;
      }
      digits |= c != ',';
    }
    return digits && commas <= 1;
  }

  private void group() {
    depth++;
    out.append('(');
    if (!nextIs('?')) {
      return;
    }
    for (var known : new String[] {"?:", "?=", "?!", "?<=", "?<!"}) {
      if (source.startsWith(known, at)) {
        out.append(known);
        at += known.length();
        return;
      }
    }
    int end = source.indexOf('>', at);
    if (source.startsWith("?<", at) && end > at) {
      out.append(source, at, end + 1);
      at = end + 1;
    } else {
      untranslatable = true;
    }
  }

  private void characterClass() {
    out.append('[');
    if (nextIs('^')) {
      out.append('^');
      at++;
    }
    boolean first = true;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c == ']' && !first) {
        out.append(']');
        return;
      }
      if (c == '\\') {
        escape(true);
      } else if (c == '[' || c == ']' || (c == '&' && nextIs('&'))) {
        // Classes inside of classes, and intersections of them.
        break;
      } else {
        out.append(c);
      }
      first = false;
    }
    untranslatable = true;
  }

  private void escape(boolean inClass) {
    if (at == source.length()) {
      untranslatable = true;
      return;
    }
    char c = source.charAt(at++);
    if (SYNTAX.indexOf(c) >= 0 || (c == '-' && inClass)) {
      out.append('\\').append(c);
    } else if (SAME.indexOf(c) >= 0 && !(inClass && (c == 'b' || c == 'B'))) {
      out.append('\\').append(c);
    } else if (c >= '1' && c <= '9' && !inClass) {
      out.append('\\').append(c);
    } else if (c == 'x' || c == 'u') {
      codePoint(c);
    } else if (c == 'p' || c == 'P') {
      property(c, inClass);
    } else if (!inClass && c == 'A') {
      out.append('^');
    } else if (!inClass && c == 'z') {
      out.append('$');
    } else if (isLetterOrDigit(c)) {
      untranslatable = true;
    } else {
      // An escape of something that needs none.
      out.append(c);
    }
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private void codePoint(char kind) {
    int digits = kind == 'x' ? 2 : 4;
    if (kind == 'x' && nextIs('{')) {
      int end = source.indexOf('}', at);
      untranslatable = end < 0;
      out.append("\\u").append(source, at, Math.max(at, end + 1));
      at = Math.max(at, end + 1);
    } else if (at + digits <= source.length()) {
      out.append('\\').append(kind).append(source, at, at + digits);
      at += digits;
    } else {
      untranslatable = true;
    }
  }

  private void property(char kind, boolean inClass) {
    if (!nextIs('{')) {
      if (at < source.length()) {
        out.append('\\').append(kind).append('{').append(source.charAt(at++)).append('}');
      } else {
        untranslatable = true;
      }
      return;
    }
    int end = source.indexOf('}', at);
    if (end < 0) {
      untranslatable = true;
      return;
    }
    var name = source.substring(at + 1, end);
    at = end + 1;
    var ascii = POSIX.get(name);
    if (ascii != null && !(kind == 'P' && inClass)) {
      var ranges = inClass ? ascii : (kind == 'P' ? "[^" : "[") + ascii + "]";
      out.append(ranges);
    } else if (name.equals("IsAlphabetic")
        || name.equals("IsUppercase")
        || name.equals("IsLowercase")) {
      out.append('\\').append(kind).append('{').append(name, 2, name.length()).append('}');
    } else if (isCategory(name)) {
      out.append('\\').append(kind).append('{').append(name).append('}');
    } else {
      untranslatable = true;
    }
  }

  /// Whether a name is one of the general categories of Unicode, such as `L` and `Lu`.
  private static boolean isCategory(String name) {
    return (name.length() == 1 && "LMNPSZC".contains(name))
        || (name.length() == 2
            && "LuLlLtLmLoMnMcMeNdNlNoPcPdPsPePiPfPoSmScSkSoZsZlZpCcCfCsCoCn".contains(name)
            && Character.isUpperCase(name.charAt(0))
            && name.substring(1).equals(name.substring(1).toLowerCase(Locale.ROOT)));
  }
}
