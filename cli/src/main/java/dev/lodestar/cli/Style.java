package dev.lodestar.cli;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/// Colours, on a terminal whose user has not declined them.
///
/// @param on whether there are any
record Style(boolean on) {
  private static final String ESCAPE = "\u001b[";

  static Style of(Map<String, String> environment) {
    var declined =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Style(
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent() && !declined);
  }

  String good(String text) {
    return painted("32", text);
  }

  String notable(String text) {
    return painted("33", text);
  }

  String bad(String text) {
    return painted("31", text);
  }

  private String painted(String colour, String text) {
    return on ? ESCAPE + colour + "m" + text + ESCAPE + "0m" : text;
  }
}
