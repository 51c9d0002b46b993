package dev.lodestar.doccomment;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// The HTML of a classic doc comment as CommonMark. Elements that say nothing in Markdown are left
/// out, their content stays; scripts go with their content. Used for one text.
final class HtmlText {
  private final CommentTags tags;
  private final StringBuilder result = new StringBuilder();

  /// Numbers of the next items of the open lists; 0 for bullets.
  private final Deque<Integer> lists = new ArrayDeque<>();

  /// Targets of the open links; empty for those that lead nowhere.
  private final Deque<String> links = new ArrayDeque<>();

  private int cells;
  private int rows;

  HtmlText(CommentTags tags) {
    this.tags = tags;
  }

  String markdown(String text) {
    var at = 0;
    while (at < text.length()) {
      var character = text.charAt(at);
      if (text.startsWith("{@", at)) {
        var end = CommentTags.tagEnd(text, at);
        result.append(tags.tag(text.substring(at, end)));
        at = end;
      } else if (character == '<' && isTag(text, at)) {
        at = element(text, at);
      } else if (character == '\n') {
        result.append('\n');
        at = withoutIndentation(text, at + 1);
      } else {
        result.append(character);
        at++;
      }
    }
    return result.toString();
  }

  /// Lines that are indented would be code in Markdown; those of items belong to these.
  private int withoutIndentation(String text, int lineStart) {
    var at = lineStart;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    result.append("  ".repeat(lists.size()));
    return at;
  }

  private static boolean isTag(String text, int at) {
    var next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return (Character.isLetter(next) || next == '/' || next == '!') && text.indexOf('>', at) > 0;
  }

  /// Converts a start or end tag.
  ///
  /// @return where to go on
  private int element(String text, int at) {
    if (text.startsWith("<!--", at)) {
      var end = text.indexOf("-->", at);
      return end < 0 ? text.length() : end + 3;
    }
    var end = text.indexOf('>', at) + 1;
    var tag = text.substring(at + 1, end - 1).strip();
    var isEnd = tag.startsWith("/");
    var name = name(isEnd ? tag.substring(1) : tag);
    if (!isEnd) {
      switch (name) {
        case "pre" -> {
          return preformatted(text, end);
        }
        case "code", "tt", "kbd", "samp" -> {
          return code(text, end, name);
        }
        case "script", "style", "caption" -> {
          return closing(text, end, name)[1];
        }
        default -> start(name, tag);
      }
    } else {
      end(name);
    }
    return end;
  }

  private static String name(String tag) {
    var end = 0;
    while (end < tag.length() && Character.isLetterOrDigit(tag.charAt(end))) {
      end++;
    }
    return tag.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /// Where the content of an element ends, and where its end tag does.
  private static int[] closing(String text, int from, String name) {
    var lower = text.toLowerCase(Locale.ROOT);
    var end = lower.indexOf("</" + name, from);
    if (end < 0) {
      return new int[] {text.length(), text.length()};
    }
    var after = text.indexOf('>', end);
    return new int[] {end, after < 0 ? text.length() : after + 1};
  }

  private int preformatted(String text, int from) {
    var ends = closing(text, from, "pre");
    result.append(CommentTags.fenced(plain(text.substring(from, ends[0])), ""));
    return ends[1];
  }

  private int code(String text, int from, String name) {
    var ends = closing(text, from, name);
    result.append(CommentTags.code(plain(text.substring(from, ends[0]))));
    return ends[1];
  }

  /// The text of what is shown as it stands, without markup.
  private static String plain(String text) {
    var plain = new StringBuilder();
    var at = 0;
    while (at < text.length()) {
      if (text.startsWith("{@", at)) {
        var end = CommentTags.tagEnd(text, at);
        plain.append(CommentTags.plainTag(text.substring(at, end)));
        at = end;
      } else if (text.charAt(at) == '<' && isTag(text, at)) {
        at = text.indexOf('>', at) + 1;
      } else {
        var end = at + 1;
        while (end < text.length() && text.charAt(end) != '<' && text.charAt(end) != '{') {
          end++;
        }
        plain.append(Entities.decoded(text.substring(at, end)));
        at = end;
      }
    }
    var lines = plain.toString().stripTrailing().stripIndent();
    return lines.startsWith("\n") ? lines.substring(1) : lines;
  }

  private void start(String name, String tag) {
    switch (name) {
      case "p", "div", "blockquote", "table", "dl", "section" -> {
        paragraph();
        rows = name.equals("table") ? 0 : rows;
      }
      case "br" -> result.append("\\\n").append("  ".repeat(lists.size()));
      case "b", "strong" -> result.append("**");
      case "i", "em", "var", "cite", "dfn" -> result.append('*');
      case "h1", "h2", "h3", "h4", "h5", "h6" -> {
        paragraph();
        result.append("#".repeat(name.charAt(1) - '0')).append(' ');
      }
      case "hr" -> {
        paragraph();
        result.append("---\n\n");
      }
      case "ul" -> lists.push(0);
      case "ol" -> lists.push(1);
      case "li" -> item();
      case "dt" -> {
        paragraph();
        result.append("**");
      }
      case "dd" -> result.append("\n");
      case "tr" -> cells = 0;
      case "td", "th" -> {
        result.append(cells == 0 ? "\n| " : " | ");
        cells++;
      }
      case "a" -> link(tag);
      case "img" -> result.append(attribute(tag, "alt"));
      default -> {}
    }
  }

  private void end(String name) {
    switch (name) {
      case "b", "strong", "dt" -> result.append("**");
      case "i", "em", "var", "cite", "dfn" -> result.append('*');
      case "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "blockquote", "table" -> paragraph();
      case "ul", "ol" -> {
        if (!lists.isEmpty()) {
          lists.pop();
        }
        paragraph();
      }
      case "tr" -> endRow();
      case "a" -> {
        var target = links.isEmpty() ? "" : links.pop();
        result.append(target.isEmpty() ? "" : "](" + target + ")");
      }
      default -> {}
    }
  }

  private void paragraph() {
    result.append("\n\n").append("  ".repeat(lists.size()));
  }

  private void item() {
    if (lists.isEmpty()) {
      lists.push(0);
    }
    var number = lists.pop();
    result
        .append('\n')
        .append("  ".repeat(lists.size()))
        .append(number == 0 ? "- " : number + ". ");
    lists.push(number == 0 ? 0 : number + 1);
  }

  private void endRow() {
    if (cells > 0) {
      result.append(" |");
      if (rows++ == 0) {
        result.append('\n').append("|---".repeat(cells)).append('|');
      }
    }
  }

  private void link(String tag) {
    var target = attribute(tag, "href");
    var isSafe =
        target.startsWith("https://")
            || target.startsWith("http://")
            || target.startsWith("mailto:");
    links.push(isSafe && target.chars().noneMatch(c -> c <= ' ' || c == ')') ? target : "");
    result.append(links.peek().isEmpty() ? "" : "[");
  }

  private static String attribute(String tag, String name) {
    var start = tag.toLowerCase(Locale.ROOT).indexOf(name + "=");
    if (start < 0 || start + name.length() + 1 >= tag.length()) {
      return "";
    }
    var rest = tag.substring(start + name.length() + 1);
    var quote = rest.charAt(0);
    if (quote != '"' && quote != '\'') {
      return rest.split("[\\s/>]", 2)[0];
    }
    var end = rest.indexOf(quote, 1);
    return Entities.decoded(rest.substring(1, end < 0 ? rest.length() : end));
  }
}
