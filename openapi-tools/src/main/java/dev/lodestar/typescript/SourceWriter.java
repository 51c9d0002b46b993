package dev.lodestar.typescript;

import java.util.List;

/// Lines of source, indented.
final class SourceWriter {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  void line(String line) {
    if (!line.isEmpty()) {
      text.append("  ".repeat(depth)).append(line);
    }
    text.append('\n');
  }

  void open(String line) {
    line(line);
    depth++;
  }

  void close(String line) {
    depth--;
    line(line);
  }

  /// Writes a doc comment; none if there are no lines.
  void comment(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    if (lines.size() == 1) {
      line("/** " + lines.getFirst() + " */");
      return;
    }
    line("/**");
    lines.forEach(each -> line(each.isEmpty() ? " *" : " * " + each));
    line(" */");
  }

  void text(String source) {
    text.append(source);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
