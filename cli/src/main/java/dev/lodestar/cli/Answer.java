package dev.lodestar.cli;

import java.io.PrintStream;

/// A command line that is answered with a text at once: help and version, or what is wrong with it.
///
/// @param text what is printed
/// @param exitCode 0 for what was asked for, and printed to the standard output; 2 for a mistake
record Answer(String text, int exitCode) implements Command, ServeCommand {

  static Answer asked(String text) {
    return new Answer(text, ExitCode.DONE);
  }

  static Answer mistake(String text) {
    return new Answer(text, ExitCode.MISUSED);
  }

  int print() {
    PrintStream stream = exitCode == ExitCode.DONE ? System.out : System.err;
    stream.println(text.stripTrailing());
    stream.flush();
    return exitCode;
  }
}
