package dev.lodestar.typescript;

/// Names and texts as TypeScript writes them.
final class Names {
  private Names() {}

  /// A name as it stands before a colon: quoted unless it is an identifier.
  static String property(String name) {
    return isIdentifier(name) ? name : quoted(name);
  }

  static boolean isIdentifier(String name) {
    for (var i = 0; i < name.length(); i++) {
      var character = name.charAt(i);
      var letter =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || character == '_'
              || character == '$';
      if (!letter && (i == 0 || character < '0' || character > '9')) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  static String quoted(String text) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      switch (character) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (character < 0x20 || character == '\u2028' || character == '\u2029') {
            quoted.append("\\u").append(String.format("%04x", (int) character));
          } else {
            quoted.append(character);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /// An identifier in which only what may stand in one is left, the first letter a capital.
  static String pascal(String text) {
    var name = new StringBuilder();
    var upper = true;
    for (var i = 0; i < text.length(); i++) {
      var character = text.charAt(i);
      if (isIdentifier("x" + character)) {
        name.append(upper ? Character.toUpperCase(character) : character);
        upper = false;
      } else {
        upper = true;
      }
    }
    return name.isEmpty()
        ? "Unnamed"
        : isIdentifier(name.toString()) ? name.toString() : "_" + name;
  }
}
