package dev.lodestar.configuration;

import dev.lodestar.report.StartupProblem;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a configuration.
final class Problems {
  private final List<StartupProblem> found = new ArrayList<>();
  private boolean incomplete;

  void problem(String code, String subject, Origin origin, String what, String fix) {
    found.add(new StartupProblem(code, subject, what, fix).at(origin.place()));
  }

  void problem(String code, String subject, String what, String fix) {
    found.add(new StartupProblem(code, subject, what, fix));
  }

  /// Says that a file could not be read to its end, so that what is missing may stand there.
  void incomplete() {
    incomplete = true;
  }

  boolean isIncomplete() {
    return incomplete;
  }

  List<StartupProblem> found() {
    return found;
  }
}
