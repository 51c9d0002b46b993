package dev.lodestar.filename;

import java.util.Locale;

/// Names that stand for devices on Windows, whatever their extension: `con.txt`.
public final class DeviceNames {
  private DeviceNames() {}

  /// Tells whether a name is one of them.
  public static boolean matches(String name) {
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
