package dev.lodestar.dev;

import java.io.PrintStream;
import java.util.concurrent.locks.ReentrantLock;

/// What the loop prints: its own lines, and those of processes with their names before them.
/// Thread-safe; lines do not mix.
public final class DevOutput {
  private static final String ESCAPE = "\u001b[";

  private final PrintStream out;
  private final boolean colours;
  private final ReentrantLock lock = new ReentrantLock();

  /// Creates an output.
  ///
  /// @param out where it is printed
  /// @param colours whether that is a terminal whose user likes colours
  public DevOutput(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /// Prints a line of the loop itself.
  ///
  /// @param line the line
  public void say(String line) {
    print(painted("36", "dev ") + line);
  }

  /// Prints what is wrong, in as many lines as it has.
  ///
  /// @param title one sentence
  /// @param text more of it
  public void complain(String title, String text) {
    lock.lock();
    try {
      out.println(painted("36", "dev ") + painted("31", title));
      text.lines().forEach(line -> out.println(line.isEmpty() ? "" : "    " + line));
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Prints a line of a process. Only on a terminal its name stands before it, so that the output
  /// of the application alone is what it is without the loop.
  ///
  /// @param name of the process
  /// @param line as it was printed
  public void relay(String name, String line) {
    print(colours ? painted("90", name + " ") + line : line);
  }

  private void print(String line) {
    lock.lock();
    try {
      out.println(line);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  private String painted(String colour, String text) {
    return colours ? ESCAPE + colour + "m" + text + ESCAPE + "0m" : text;
  }
}
