package dev.lodestar.bind;

import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The mistakes that are found while one route is planned. Those of providers are kept only the
/// first time, since the same provider may be needed by every handler.
final class ProblemList implements Consumer<StartupProblem> {
  private final Set<Object> reported;
  private final List<StartupProblem> problems = new ArrayList<>();
  private boolean any;

  /// Starts empty.
  ///
  /// @param reported the mistakes of providers that other routes have reported
  ProblemList(Set<Object> reported) {
    this.reported = reported;
  }

  @Override
  public void accept(StartupProblem problem) {
    add(problem);
  }

  void add(StartupProblem problem) {
    any = true;
    problems.add(problem);
  }

  /// Adds a mistake of a provider, unless it has been reported.
  void addOnce(ProviderEntry provider, StartupProblem problem) {
    any = true;
    if (reported.add(List.of(provider, problem.code(), problem.subject(), beginning(problem)))) {
      problems.add(problem);
    }
  }

  /// The chain at the end differs from handler to handler.
  private static String beginning(StartupProblem problem) {
    var end = problem.what().indexOf(':');
    return end < 0 ? problem.what() : problem.what().substring(0, end);
  }

  /// Notes a mistake that has been reported.
  void addReported() {
    any = true;
  }

  boolean isEmpty() {
    return !any;
  }

  List<StartupProblem> problems() {
    return problems;
  }
}
