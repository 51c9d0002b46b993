package dev.lodestar.docs;

import java.util.ArrayList;
import java.util.List;

/// A fenced block of a Markdown page, with the marker in front of it.
///
/// @param page the path of the page below the repository
/// @param line the line of its first fence, from 1
/// @param language what stands after the fence
/// @param marker what the HTML comment on the line before the fence says; empty if there is none
/// @param text its lines, each with its line break
record Block(String page, int line, String language, String marker, String text) {
  private static final String FENCE = "```";

  /// Lists the blocks of a page.
  ///
  /// @throws IllegalArgumentException if a block is not closed, or indented, so that it would be
  ///   overlooked
  static List<Block> of(String page, String markdown) {
    var blocks = new ArrayList<Block>();
    var lines = markdown.lines().toList();
    var i = 0;
    while (i < lines.size()) {
      var line = lines.get(i);
      if (!line.startsWith(FENCE)) {
        if (line.strip().startsWith(FENCE) || line.startsWith("~~~")) {
          throw new IllegalArgumentException(
              page + ":" + (i + 1) + ": Write a block with ``` at the start of the line.");
        }
        i++;
        continue;
      }
      var end = i + 1;
      while (end < lines.size() && !lines.get(end).equals(FENCE)) {
        end++;
      }
      if (end == lines.size()) {
        throw new IllegalArgumentException(page + ":" + (i + 1) + ": The block is not closed.");
      }
      var text = new StringBuilder();
      lines.subList(i + 1, end).forEach(inside -> text.append(inside).append('\n'));
      var language = line.substring(FENCE.length()).strip();
      blocks.add(new Block(page, i + 1, language, markerBefore(lines, i), text.toString()));
      i = end + 1;
    }
    return blocks;
  }

  private static String markerBefore(List<String> lines, int fence) {
    var before = fence == 0 ? "" : lines.get(fence - 1).strip();
    return before.startsWith("<!--") && before.endsWith("-->")
        ? before.substring(4, before.length() - 3).strip()
        : "";
  }

  /// What the marker says after a word and a colon; `null` if it starts otherwise.
  String marked(String word) {
    return marker.startsWith(word + ":") ? marker.substring(word.length() + 1).strip() : null;
  }

  String place() {
    return page + ":" + line;
  }

  /// The block as it stands in the page.
  String fenced(String otherText) {
    return FENCE + language + "\n" + otherText + FENCE + "\n";
  }
}
