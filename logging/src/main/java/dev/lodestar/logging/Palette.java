package dev.lodestar.logging;

import org.slf4j.event.Level;

/// Colours of a terminal, or none.
///
/// @param colours whether there are any
record Palette(boolean colours) {
  private static final String ESCAPE = "\u001b[";

  private String code(String number) {
    return colours ? ESCAPE + number + "m" : "";
  }

  String plain() {
    return code("0");
  }

  String dim() {
    return code("2");
  }

  String strong() {
    return code("1");
  }

  String name() {
    return code("36");
  }

  String of(Level level) {
    return switch (level) {
      case ERROR -> code("1;31");
      case WARN -> code("33");
      case INFO -> code("32");
      case DEBUG -> code("34");
      case TRACE -> code("2");
    };
  }

  String of(Trace.Kind kind) {
    return switch (kind) {
      case EXCEPTION -> code("31");
      case OWN -> code("1");
      case FOREIGN, LEFT_OUT -> code("2");
    };
  }
}
