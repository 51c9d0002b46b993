package dev.lodestar.files;

import java.util.Locale;

/// Names that mean something else on Windows than what they say: drives and streams (`a:b`),
/// devices (`con.txt`), names whose end is dropped (`a.txt.`), and short names (`PROGRA~1`).
final class WindowsNames {
  private WindowsNames() {}

  static boolean isTreacherous(String name) {
    return name.indexOf(':') >= 0
        || name.endsWith(".")
        || name.endsWith(" ")
        || isShort(name)
        || isDevice(name);
  }

  private static boolean isShort(String name) {
    var tilde = name.indexOf('~');
    return tilde >= 0 && tilde + 1 < name.length() && Character.isDigit(name.charAt(tilde + 1));
  }

  private static boolean isDevice(String name) {
    var dot = name.indexOf('.');
    var stem = (dot < 0 ? name : name.substring(0, dot)).stripTrailing().toUpperCase(Locale.ROOT);
    return switch (stem) {
      case "CON", "PRN", "AUX", "NUL", "CLOCK$", "CONIN$", "CONOUT$" -> true;
      default ->
          stem.length() == 4
              && (stem.startsWith("COM") || stem.startsWith("LPT"))
              && "0123456789¹²³".indexOf(stem.charAt(3)) >= 0;
    };
  }
}
