package dev.lodestar.supervise;

import java.io.PrintStream;
import java.util.List;

/// Prints lines of several processes so that one sees whose they are. Thread-safe: a line stays
/// one.
public final class Prefixes {
  private static final List<String> COLOURS = List.of("36", "35", "33", "34", "32");

  private final PrintStream out;
  private final boolean coloured;
  private final int width;

  /// Creates it.
  ///
  /// @param names those that will be printed
  /// @param coloured whether `out` is a terminal that wants colours
  public Prefixes(PrintStream out, List<String> names, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
    this.width = names.stream().mapToInt(String::length).max().orElse(0);
  }

  boolean isColoured() {
    return coloured;
  }

  /// @param number which colour is taken
  void print(String name, int number, String line) {
    var padded = name + " ".repeat(Math.max(0, width - name.length())) + " | ";
    var prefix =
        coloured
            ? "\u001b[" + COLOURS.get(number % COLOURS.size()) + "m" + padded + "\u001b[0m"
            : padded;
    synchronized (out) {
      out.println(prefix + line);
      out.flush();
    }
  }
}
