package dev.lodestar.report;

import java.io.Serial;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application could not be built; the message is the whole report of what is wrong.
///
/// Building an application collects every problem before it fails, so that one run shows them all.
/// The stack trace tells only who built it, since every problem names its own place. The message is
/// the text of [StartupReport#render(List)]; [#problems()] gives the same as data.
public final class StartupException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final transient @Nullable List<StartupProblem> problems;

  /// Creates the exception.
  ///
  /// @param problems every problem found, in the order of the report; equal problems are listed
  ///   once
  /// @throws IllegalArgumentException if there is no problem
  public StartupException(List<StartupProblem> problems) {
    List<StartupProblem> distinct = List.copyOf(new LinkedHashSet<>(problems));
    super(StartupReport.render(distinct));
    this.problems = distinct;
    setStackTrace(callers(getStackTrace()));
  }

  /// The calls that led to the framework. They cannot be left out as well: the source launcher of
  /// Java takes its own from the trace of what a program throws, and fails if they are not there.
  private static StackTraceElement[] callers(StackTraceElement[] trace) {
    var own = 0;
    while (own < trace.length && trace[own].getClassName().startsWith("dev.lodestar.")) {
      own++;
    }
    return Arrays.copyOfRange(trace, own, trace.length);
  }

  /// Lists what must be corrected, in the order of the report and without repetition.
  ///
  /// @return an immutable list, never empty; only a copy of this exception that went through
  ///   serialization has lost the list and keeps the message
  public List<StartupProblem> problems() {
    return problems == null ? List.of() : problems;
  }
}
