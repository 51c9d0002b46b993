package dev.lodestar.document;

/// The first sentence of a text.
final class Sentences {
  private Sentences() {}

  /// The first sentence, on one line: up to a full stop before white space that begins no small
  /// letter, as after "e.g.", or up to an empty line.
  static String first(String text) {
    var paragraph = text.strip();
    var empty = paragraph.indexOf("\n\n");
    if (empty >= 0) {
      paragraph = paragraph.substring(0, empty);
    }
    var line = paragraph.replace('\n', ' ').strip();
    for (var i = 0; i < line.length(); i++) {
      if (".!?".indexOf(line.charAt(i)) >= 0 && ends(line, i + 1)) {
        return line.substring(0, i + 1);
      }
    }
    return line;
  }

  private static boolean ends(String line, int next) {
    return next == line.length()
        || (line.charAt(next) == ' '
            && (next + 1 == line.length() || !Character.isLowerCase(line.charAt(next + 1))));
  }
}
