package dev.lodestar;

import java.util.Locale;

/// The host names that routers name.
final class HostName {
  private HostName() {}

  /// The name in lower case.
  ///
  /// @throws IllegalArgumentException if it is none
  static String checked(String name) {
    var body = name.startsWith("*.") ? name.substring(2) : name;
    var wellFormed = !body.isEmpty();
    for (var i = 0; i < body.length(); i++) {
      var c = body.charAt(i);
      wellFormed &=
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_:[]".indexOf(c) >= 0;
    }
    if (!wellFormed || (body.indexOf(':') >= 0 && !body.startsWith("["))) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is not the name of a host; expected a name without a port, such as"
              + " api.example.org, or *.example.org.");
    }
    return name.toLowerCase(Locale.ROOT);
  }
}
