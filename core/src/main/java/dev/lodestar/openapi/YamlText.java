package dev.lodestar.openapi;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes trees as YAML 1.2 in block style. Texts stand without quotes only where every reader of
/// YAML, 1.1 included, takes them for texts; otherwise they are quoted as in JSON, which YAML is a
/// superset of.
final class YamlText {
  /// What one reader or another takes for something else than a text, in lower case.
  private static final Set<String> WORDS =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf");

  private static final int MOST_PLAIN = 120;

  /// Readers look no further than 1024 characters for the colon behind a key, unless it has a
  /// question mark in front (YAML 1.2, section 8.2.2).
  private static final int LONGEST_KEY = 1000;

  /// How many zeros of a number are written; those of a number of 1e999999999 fit into no memory.
  private static final int MOST_DIGITS = 1000;

  private final StringBuilder out = new StringBuilder(4096);

  private YamlText() {}

  static String of(Map<String, @Nullable Object> tree) {
    var yaml = new YamlText();
    if (tree.isEmpty()) {
      return "{}\n";
    }
    yaml.map(tree, 0);
    return yaml.out.toString();
  }

  private void map(Map<?, ?> map, int depth) {
    var first = true;
    for (var entry : map.entrySet()) {
      if (!first) {
        indent(depth);
      }
      first = false;
      key((String) entry.getKey(), depth);
      below(entry.getValue(), depth + 1);
    }
  }

  private void key(String key, int depth) {
    var start = out.length();
    text(key);
    if (out.length() - start > LONGEST_KEY) {
      out.insert(start, "? ").append('\n');
      indent(depth);
    }
    out.append(':');
  }

  private void list(List<?> list, int depth) {
    var first = true;
    for (var element : list) {
      if (!first) {
        indent(depth);
      }
      first = false;
      out.append('-');
      if (element instanceof Map<?, ?> map && !map.isEmpty()) {
        out.append(' ');
        map(map, depth + 1);
      } else if (element instanceof List<?> inner && !inner.isEmpty()) {
        out.append(' ');
        list(inner, depth + 1);
      } else {
        out.append(' ');
        simple(element, depth + 1);
        out.append('\n');
      }
    }
  }

  /// What stands behind the name of an entry.
  private void below(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      out.append('\n');
      indent(depth);
      map(map, depth);
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      out.append('\n');
      indent(depth);
      list(list, depth);
    } else {
      out.append(' ');
      simple(value, depth);
      out.append('\n');
    }
  }

  private void indent(int depth) {
    out.repeat("  ", depth);
  }

  private void simple(@Nullable Object value, int depth) {
    if (value instanceof String text) {
      if (isBlock(text)) {
        block(text, depth);
      } else {
        text(text);
      }
    } else if (value instanceof Map<?, ?>) {
      out.append("{}");
    } else if (value instanceof List<?>) {
      out.append("[]");
    } else if (value instanceof BigDecimal number) {
      var isShort = Math.abs((long) number.scale()) <= MOST_DIGITS;
      out.append(isShort ? number.toPlainString() : number.toString());
    } else if (value instanceof Double || value instanceof Float) {
      // YAML 1.1 wants a sign in exponents.
      out.append(value.toString().replaceFirst("E(?=[0-9])", "E+"));
    } else {
      out.append(value);
    }
  }

  private void text(String text) {
    if (isPlain(text)) {
      out.append(text);
    } else {
      quoted(text);
    }
  }

  /// Only letters, digits and what is harmless anywhere inside.
  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.length() > MOST_PLAIN || !isLetter(text.charAt(0))) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var harmless =
          isLetter(c)
              || isDigit(c)
              || "_-./$+,".indexOf(c) >= 0
              || (c == ' ' && i + 1 < text.length() && text.charAt(i + 1) != ' ');
      if (!harmless) {
        return false;
      }
    }
    return !WORDS.contains(text.toLowerCase(Locale.ROOT));
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Several lines, as prose has them, which a block scalar shows as they are.
  private static boolean isBlock(String text) {
    if (text.indexOf('\n') < 0 || text.charAt(0) == ' ' || text.charAt(0) == '\n') {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c != '\n' && (isEscaped(c) || Character.isSurrogate(c))) {
        return false;
      }
    }
    return true;
  }

  private void block(String text, int depth) {
    var end = text.length();
    while (text.charAt(end - 1) == '\n') {
      end--;
    }
    var breaks = text.length() - end;
    out.append(breaks == 0 ? "|-" : breaks == 1 ? "|" : "|+").append('\n');
    var lines = text.substring(0, breaks > 1 ? text.length() - 1 : end).split("\n", -1);
    for (var i = 0; i < lines.length; i++) {
      if (i > 0) {
        out.append('\n');
      }
      if (!lines[i].isEmpty()) {
        indent(depth);
        out.append(lines[i]);
      }
    }
  }

  private void quoted(String text) {
    out.append('"');
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (isEscaped(c) || isUnpaired(text, i)) {
            out.append("\\u").append(String.format(Locale.ROOT, "%04X", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /// What YAML does not allow, what it takes for a line break, and what nobody sees.
  private static boolean isEscaped(char c) {
    return c < ' ' || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029 || c >= 0xFEFF;
  }

  private static boolean isUnpaired(String text, int i) {
    var c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
        : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}
