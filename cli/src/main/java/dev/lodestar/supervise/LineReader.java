package dev.lodestar.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/// Reads what a process prints, line by line, whatever it is, and keeps the end. A pipe that nobody
/// reads would stop the process.
public final class LineReader {
  /// The most characters of a line; a longer one becomes several.
  public static final int MAX_LINE_LENGTH = 8_192;

  /// How many lines are kept.
  static final int KEPT_LINES = 20;

  private final int kept;
  private final Consumer<String> to;
  private final Deque<String> last = new ArrayDeque<>();

  LineReader(Consumer<String> to) {
    this(KEPT_LINES, to);
  }

  /// Creates one that has read nothing.
  ///
  /// @param kept how many lines are kept
  /// @param to gets each line
  public LineReader(int kept, Consumer<String> to) {
    this.kept = kept;
    this.to = to;
  }

  /// Reads to the end.
  ///
  /// @param in the output of the process
  public void read(InputStream in) {
    var line = new StringBuilder();
    var afterReturn = false;
    try (var reader = new InputStreamReader(in, Charset.defaultCharset())) {
      var piece = new char[4_096];
      for (var count = reader.read(piece); count >= 0; count = reader.read(piece)) {
        for (var i = 0; i < count; i++) {
          var c = piece[i];
          if (c == '\n' || c == '\r') {
            if (!(c == '\n' && afterReturn)) {
              put(line);
            }
          } else {
            line.append(c);
            if (line.length() == MAX_LINE_LENGTH) {
              put(line);
            }
          }
          afterReturn = c == '\r';
        }
      }
    } catch (IOException closed) {
      // The process has ended, or is being ended.
    }
    if (!line.isEmpty()) {
      put(line);
    }
  }

  private void put(StringBuilder line) {
    var text = line.toString();
    line.setLength(0);
    synchronized (last) {
      last.addLast(text);
      if (last.size() > kept) {
        last.removeFirst();
      }
    }
    to.accept(text);
  }

  /// The last lines, without empty ones at both ends.
  ///
  /// @return the lines, perhaps none
  public List<String> lastLines() {
    var lines = new ArrayList<String>();
    synchronized (last) {
      lines.addAll(last);
    }
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    while (!lines.isEmpty() && lines.getFirst().isBlank()) {
      lines.removeFirst();
    }
    return List.copyOf(lines);
  }
}
