package dev.lodestar;

import java.util.List;

/// Names of commands.
final class CommandNames {
  private CommandNames() {}

  static void check(String name, List<AppCommand> others) {
    if (!isOne(name)) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' cannot be the name of a command: it begins with a letter, and goes on with"
              + " letters, digits and '-'.");
    }
    for (var other : others) {
      if (other.name().equals(name)) {
        throw new IllegalArgumentException(
            "There are two commands '" + name + "'; give one of them another name.");
      }
    }
  }

  private static boolean isOne(String name) {
    for (var i = 0; i < name.length(); i++) {
      var letter = name.charAt(i);
      var fine =
          (letter >= 'a' && letter <= 'z')
              || (letter >= 'A' && letter <= 'Z')
              || (i > 0 && (letter == '-' || (letter >= '0' && letter <= '9')));
      if (!fine) {
        return false;
      }
    }
    return !name.isEmpty();
  }
}
