package dev.lodestar.files;

import dev.lodestar.filename.DeviceNames;

/// Names that mean something else on Windows than what they say: drives and streams (`a:b`),
/// devices (`con.txt`), names whose end is dropped (`a.txt.`), and short names (`PROGRA~1`).
final class WindowsNames {
  private WindowsNames() {}

  static boolean isTreacherous(String name) {
    return name.indexOf(':') >= 0
        || name.endsWith(".")
        || name.endsWith(" ")
        || isShort(name)
        || DeviceNames.matches(name);
  }

  private static boolean isShort(String name) {
    var tilde = name.indexOf('~');
    return tilde >= 0 && tilde + 1 < name.length() && Character.isDigit(name.charAt(tilde + 1));
  }
}
