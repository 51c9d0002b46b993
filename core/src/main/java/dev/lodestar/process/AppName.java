package dev.lodestar.process;

/// Names of applications, which are names of files too.
final class AppName {
  private static final int MOST_CHARACTERS = 64;

  private AppName() {}

  /// Tells whether a text is a name: letters of ASCII, digits, `-`, `_` and `.` in between.
  static boolean isOne(String text) {
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      var letter = text.charAt(i);
      var plain =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (letter >= '0' && letter <= '9');
      if (!plain && (i == 0 || "-_.".indexOf(letter) < 0)) {
        return false;
      }
    }
    return true;
  }

  static String check(String name) {
    if (!isOne(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot be the name of an application: it begins with a letter or a digit, goes"
              + " on with letters, digits, '-', '_' and '.', and has at most "
              + MOST_CHARACTERS
              + " characters.");
    }
    return name;
  }
}
