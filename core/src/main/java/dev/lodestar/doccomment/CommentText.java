package dev.lodestar.doccomment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Takes a doc comment of a source apart: the description, and what its block tags say.
final class CommentText {
  private static final int LONGEST = 50_000;

  private final boolean isMarkdown;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final Map<String, String> exceptions = new LinkedHashMap<>();
  private String text = "";
  private String returns = "";
  private String deprecated = "";
  private boolean isHidden;

  private CommentText(boolean isMarkdown) {
    this.isMarkdown = isMarkdown;
  }

  /// Reads a comment.
  ///
  /// @param source the comment with its delimiters: `/** … */`, or lines that begin with `///`
  static DocComment read(String source) {
    if (source.length() > LONGEST) {
      return DocComment.NONE;
    }
    var isMarkdown = source.startsWith("///");
    var lines = isMarkdown ? markdownLines(source) : classicLines(source);
    return new CommentText(isMarkdown).read(lines);
  }

  private static List<String> markdownLines(String source) {
    var lines = new ArrayList<String>();
    source.lines().forEach(line -> lines.add(line.strip().substring(3)));
    return withoutIndentation(lines);
  }

  private static List<String> classicLines(String source) {
    var lines = new ArrayList<String>();
    for (var line : source.substring(3, source.length() - 2).lines().toList()) {
      var start = 0;
      while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
        start++;
      }
      var stars = start;
      while (stars < line.length() && line.charAt(stars) == '*') {
        stars++;
      }
      lines.add(stars > start ? line.substring(stars) : line);
    }
    // What stands behind the delimiter has an indentation of its own.
    if (!lines.isEmpty()) {
      lines.set(0, lines.getFirst().stripLeading());
    }
    var rest = withoutIndentation(lines.subList(Math.min(1, lines.size()), lines.size()));
    var all = new ArrayList<>(lines.subList(0, Math.min(1, lines.size())));
    all.addAll(rest);
    return all;
  }

  private static List<String> withoutIndentation(List<String> lines) {
    var common = Integer.MAX_VALUE;
    for (var line : lines) {
      if (!line.isBlank()) {
        common = Math.min(common, line.length() - line.stripLeading().length());
      }
    }
    var result = new ArrayList<String>();
    for (var line : lines) {
      result.add(line.isBlank() ? "" : line.substring(common).stripTrailing());
    }
    return result;
  }

  /// A block tag is the first thing on a line that is neither inside of an inline tag nor of fenced
  /// code.
  private DocComment read(List<String> lines) {
    var block = new StringBuilder();
    var fence = "";
    var braces = 0;
    for (var line : lines) {
      var start = line.strip();
      if (fence.isEmpty() && braces <= 0 && isBlockTag(start)) {
        add(block.toString());
        block.setLength(0);
        block.append(start).append('\n');
      } else {
        block.append(line).append('\n');
      }
      if (isMarkdown) {
        fence = fenceAfter(start, fence);
      }
      if (fence.isEmpty()) {
        braces = bracesAfter(line, braces);
      }
    }
    add(block.toString());
    return isHidden
        ? DocComment.NONE
        : new DocComment(text, parameters, returns, exceptions, deprecated);
  }

  private static boolean isBlockTag(String line) {
    return line.length() > 1 && line.charAt(0) == '@' && Character.isLetter(line.charAt(1));
  }

  private static String fenceAfter(String line, String fence) {
    for (var mark : List.of("```", "~~~")) {
      if (line.startsWith(mark) && (fence.isEmpty() || fence.equals(mark))) {
        return fence.isEmpty() ? mark : "";
      }
    }
    return fence;
  }

  /// How many braces are open; counted from an inline tag on.
  private static int bracesAfter(String line, int open) {
    for (var i = 0; i < line.length(); i++) {
      var character = line.charAt(i);
      if (character == '{' && (open > 0 || line.startsWith("{@", i))) {
        open++;
      } else if (character == '}' && open > 0) {
        open--;
      }
    }
    return open;
  }

  private void add(String block) {
    if (!isBlockTag(block)) {
      text = converted(block);
      return;
    }
    var name = word(block.substring(1));
    var rest = block.substring(1 + name.length()).stripLeading();
    switch (name) {
      case "param" -> addNamed(parameters, rest);
      case "throws", "exception" -> addNamed(exceptions, rest);
      case "return" -> returns = converted(rest);
      case "deprecated" -> deprecated = converted(rest);
      case "hidden" -> isHidden = true;
      case "apiNote" -> text = (text + "\n\n" + converted(rest)).strip();
      default -> {}
    }
  }

  private void addNamed(Map<String, String> texts, String block) {
    var name = word(block);
    if (!name.isEmpty() && !name.startsWith("<")) {
      var said = converted(block.substring(name.length()).stripLeading());
      if (!said.isEmpty()) {
        texts.put(name, said);
      }
    }
  }

  private static String word(String block) {
    var end = 0;
    while (end < block.length() && !Character.isWhitespace(block.charAt(end))) {
      end++;
    }
    return block.substring(0, end);
  }

  private String converted(String block) {
    var tags = new CommentTags(isMarkdown);
    var result = tags.markdown(block);
    if (!tags.returns().isEmpty() && returns.isEmpty()) {
      returns = tags.returns();
    }
    return result;
  }
}
