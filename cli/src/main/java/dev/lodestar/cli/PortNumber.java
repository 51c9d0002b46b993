package dev.lodestar.cli;

import java.util.OptionalInt;

/// The one notation of a port: digits, and nothing else.
final class PortNumber {
  private static final int HIGHEST = 65_535;

  private PortNumber() {}

  /// Reads a port from 0 to 65535; empty if the text is none.
  static OptionalInt parse(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return OptionalInt.empty();
    }
    var port = 0;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return OptionalInt.empty();
      }
      port = port * 10 + digit;
    }
    return port <= HIGHEST ? OptionalInt.of(port) : OptionalInt.empty();
  }
}
