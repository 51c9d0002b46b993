package dev.lodestar.doccomment;

import java.util.Locale;

/// Turns the text of a doc comment into CommonMark: inline tags, references of Markdown comments,
/// the HTML of classic ones. Used for one text.
final class CommentTags {
  /// Stands where the text of an overridden method is wanted, until that is known.
  static final String INHERITED = "\uE000";

  /// How far inline tags may stand inside of each other; what is further inside says nothing.
  private static final int DEEPEST = 20;

  private final boolean isMarkdown;
  private final int depth;
  private final StringBuilder result = new StringBuilder();
  private String returns = "";

  CommentTags(boolean isMarkdown) {
    this(isMarkdown, 0);
  }

  private CommentTags(boolean isMarkdown, int depth) {
    this.isMarkdown = isMarkdown;
    this.depth = depth;
  }

  /// What `{@return …}` said.
  String returns() {
    return returns;
  }

  String markdown(String text) {
    if (isMarkdown) {
      convertMarkdown(text);
      return tidy(result.toString());
    }
    return tidy(new HtmlText(this).markdown(text));
  }

  /// At most one empty line between paragraphs.
  private static String tidy(String text) {
    var tidied = new StringBuilder();
    var empty = 0;
    for (var line : text.lines().toList()) {
      empty = line.isBlank() ? empty + 1 : 0;
      if (empty <= 1) {
        tidied.append(line).append('\n');
      }
    }
    return tidied.toString().strip();
  }

  private void convertMarkdown(String text) {
    var at = 0;
    var atLineStart = true;
    while (at < text.length()) {
      var character = text.charAt(at);
      var next = at + 1;
      if (character == '`' || (character == '~' && text.startsWith("~~~", at))) {
        next = codeEnd(text, at, atLineStart);
        result.append(text, at, next);
      } else if (character == '\\' && next < text.length()) {
        next++;
        result.append(text, at, next);
      } else if (text.startsWith("{@", at)) {
        next = tagEnd(text, at);
        result.append(tag(text.substring(at, next)));
      } else if (character == '[') {
        next = reference(text, at);
      } else {
        result.append(character);
      }
      atLineStart = character == '\n' || (atLineStart && character == ' ');
      at = next;
    }
  }

  /// The end of a code span, or of fenced code, which goes to the end if nothing closes it.
  private static int codeEnd(String text, int start, boolean atLineStart) {
    var mark = text.charAt(start);
    var run = start;
    while (run < text.length() && text.charAt(run) == mark) {
      run++;
    }
    var isFence = atLineStart && run - start >= 3;
    var closing = (isFence ? "\n" : "") + text.substring(start, run);
    var end = text.indexOf(closing, run);
    if (end < 0) {
      return isFence ? text.length() : run;
    }
    return end + closing.length();
  }

  /// A reference to a part of a program, such as `[Widget]`, `[Widget#name()]` or `[a
  /// thing][Widget]`; anything else in brackets stays as it is.
  ///
  /// @return where to go on
  private int reference(String text, int start) {
    var end = text.indexOf(']', start);
    if (end < 0 || text.startsWith("](", end) || text.startsWith("]:", end)) {
      result.append('[');
      return start + 1;
    }
    // Brackets of arrays are escaped in references.
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf(']', end + 1);
      if (end < 0) {
        result.append('[');
        return start + 1;
      }
    }
    var inside = text.substring(start + 1, end);
    if (text.startsWith("][", end)) {
      var last = text.indexOf(']', end + 2);
      var target = last < 0 ? "" : text.substring(end + 2, last);
      if (last >= 0 && isProgramElement(target.isEmpty() ? inside : target)) {
        result.append(target.isEmpty() ? code(elementName(inside)) : inside);
        return last + 1;
      }
    } else if (isProgramElement(inside)) {
      result.append(code(elementName(inside)));
      return end + 1;
    }
    result.append('[');
    return start + 1;
  }

  /// Whether a text in brackets looks like the name of a class or member. Lower-case words alone
  /// are more often just words.
  private static boolean isProgramElement(String text) {
    var name = text.replace("\\", "");
    var hash = name.indexOf('#');
    var type = hash < 0 ? name : name.substring(0, hash);
    var member = hash < 0 ? "" : name.substring(hash + 1);
    if (type.isEmpty() && member.isEmpty()) {
      return false;
    }
    for (var part : type.isEmpty() ? new String[0] : type.replace('/', '.').split("\\.", -1)) {
      if (!isIdentifier(part)) {
        return false;
      }
    }
    var simple = type.substring(type.lastIndexOf('.') + 1);
    var parenthesis = member.indexOf('(');
    return (type.isEmpty() || Character.isUpperCase(simple.charAt(0)) || hash > 0)
        && (hash < 0 || isIdentifier(parenthesis < 0 ? member : member.substring(0, parenthesis)));
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && Character.isJavaIdentifierStart(text.charAt(0))
        && text.chars().allMatch(Character::isJavaIdentifierPart);
  }

  /// `java.util.List#of(Object)` as readers know it: `List.of(Object)`.
  private static String elementName(String reference) {
    var name = reference.replace("\\", "").strip();
    var hash = name.indexOf('#');
    var type = hash < 0 ? name : name.substring(0, hash);
    var shown = new StringBuilder();
    for (var part : type.substring(type.indexOf('/') + 1).split("\\.", -1)) {
      var isPackage = !part.isEmpty() && part.equals(part.toLowerCase(Locale.ROOT));
      if (!isPackage || !shown.isEmpty()) {
        shown.append(shown.isEmpty() ? "" : ".").append(part);
      }
    }
    var simple = shown.isEmpty() ? type : shown.toString();
    if (hash < 0) {
      return simple;
    }
    var member = name.substring(hash + 1);
    return simple.isEmpty() ? member : simple + "." + member;
  }

  /// The end of an inline tag, behind its brace; that of the text if nothing closes it.
  static int tagEnd(String text, int start) {
    var open = 0;
    for (var i = start; i < text.length(); i++) {
      if (text.charAt(i) == '{') {
        open++;
      } else if (text.charAt(i) == '}' && --open == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /// What an inline tag says.
  ///
  /// @param tag with its braces
  String tag(String tag) {
    var inside = tag.substring(2, tag.endsWith("}") ? tag.length() - 1 : tag.length());
    var end = 0;
    while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
      end++;
    }
    var rest = inside.substring(end).strip();
    return switch (inside.substring(0, end)) {
      case "code", "systemProperty" -> code(rest);
      case "literal" -> escaped(rest);
      case "link", "value" -> rest.isEmpty() ? "" : link(rest, true);
      case "linkplain" -> link(rest, false);
      case "inheritDoc" -> INHERITED;
      case "snippet" -> snippet(rest);
      case "return" -> {
        returns = nested(rest);
        yield "Returns " + returns + (returns.endsWith(".") ? "" : ".");
      }
      case "docRoot" -> "";
      case "index" -> rest.startsWith("\"") ? rest.replace("\"", "") : rest.split("\\s", 2)[0];
      default -> nested(rest);
    };
  }

  /// The text of a tag inside of a `pre` element, where nothing is markup.
  static String plainTag(String tag) {
    var inside = tag.substring(2, tag.endsWith("}") ? tag.length() - 1 : tag.length());
    var end = 0;
    while (end < inside.length() && Character.isLetter(inside.charAt(end))) {
      end++;
    }
    var rest = inside.substring(end);
    return rest.startsWith(" ") ? rest.substring(1) : rest.replaceFirst("^\n", "");
  }

  private String nested(String text) {
    return depth < DEEPEST ? new CommentTags(isMarkdown, depth + 1).markdown(text).strip() : "";
  }

  private String link(String rest, boolean asCode) {
    var end = 0;
    var open = 0;
    while (end < rest.length() && (open > 0 || !Character.isWhitespace(rest.charAt(end)))) {
      open += rest.charAt(end) == '(' ? 1 : rest.charAt(end) == ')' ? -1 : 0;
      end++;
    }
    var label = nested(rest.substring(end));
    if (label.isEmpty()) {
      var name = elementName(rest.substring(0, end));
      return asCode ? code(name) : name;
    }
    return label;
  }

  private static String snippet(String rest) {
    var colon = rest.indexOf(":\n");
    if (colon < 0) {
      return "";
    }
    var body = new StringBuilder();
    for (var line : rest.substring(colon + 2).stripIndent().lines().toList()) {
      var mark = line.indexOf("// @");
      body.append(mark < 0 ? line : line.substring(0, mark).stripTrailing()).append('\n');
    }
    return fenced(body.toString(), rest.contains("lang=java") ? "java" : "");
  }

  static String fenced(String code, String language) {
    var fence = "```";
    while (code.contains(fence)) {
      fence += "`";
    }
    return "\n\n" + fence + language + "\n" + code.stripTrailing() + "\n" + fence + "\n\n";
  }

  /// A code span with as many backticks as its content needs.
  static String code(String content) {
    var text = content.replace('\n', ' ').strip();
    if (text.isEmpty()) {
      return "";
    }
    var marks = "`";
    while (text.contains(marks)) {
      marks += "`";
    }
    return text.startsWith("`") || text.endsWith("`")
        ? marks + " " + text + " " + marks
        : marks + text + marks;
  }

  private static String escaped(String text) {
    var result = new StringBuilder();
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if ("\\`*_[]<>&".indexOf(character) >= 0) {
        result.append('\\');
      }
      result.append(character);
    }
    return result.toString();
  }
}
