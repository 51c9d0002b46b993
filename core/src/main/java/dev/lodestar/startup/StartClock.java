package dev.lodestar.startup;

import dev.lodestar.engine.HttpApplication;
import org.jspecify.annotations.Nullable;

/// Measures the start of one application, if somebody wants to know: whoever builds and starts it
/// says which phase has ended. A clock that is off is this one class and an empty field.
/// Thread-safe.
public final class StartClock {
  /// The argument of applications and of `lodestar run` that asks for the report.
  public static final String ARGUMENT = "--startup-report";

  /// The environment variable that asks for it.
  public static final String VARIABLE = "LODESTAR_STARTUP_REPORT";

  private static final StartClock OFF = new StartClock(null);

  private final @Nullable StartReport report;

  private StartClock(@Nullable StartReport report) {
    this.report = report;
  }

  /// The clock of a start that nobody asks about.
  public static StartClock off() {
    return OFF;
  }

  /// A clock that runs if the environment or the command line of this process asks for it, from the
  /// start of the process on.
  ///
  /// The application reads its arguments when it has been built already, which is too late for what
  /// came before; so the command line is looked at as the virtual machine keeps it.
  public static StartClock ofThisProcess() {
    var asked = System.getenv(VARIABLE);
    var command = System.getProperty("sun.java.command");
    var said = command != null && command.contains(" " + ARGUMENT);
    return said || (asked != null && isYes(asked))
        ? new StartClock(StartReport.sinceStartOfProcess())
        : OFF;
  }

  private static boolean isYes(String value) {
    var word = value.strip();
    return word.equals("1") || word.equalsIgnoreCase("true") || word.equalsIgnoreCase("on");
  }

  /// This clock, running: one that is off begins now, with everything before as one phase.
  ///
  /// @param asked whether it is to run
  public StartClock runningIf(boolean asked) {
    return asked && report == null ? new StartClock(StartReport.sinceStartOfProcess()) : this;
  }

  /// A phase has ended; the next one begins.
  ///
  /// @param phase what it was, for people
  public void reached(String phase) {
    if (report != null) {
      report.reached(phase);
    }
  }

  /// The application as it is to be served: one that waits for its first answer, if the clock runs.
  public HttpApplication watching(HttpApplication application) {
    return report == null ? application : new FirstAnswer(application, report);
  }

  /// Prints the report, unless it was printed before.
  public void stopped() {
    if (report != null) {
      report.print();
    }
  }
}
