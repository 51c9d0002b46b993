package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import java.util.Comparator;

/// Lists problems as somebody goes through the sources: by file and line, those without a place
/// last.
final class SourceOrder implements Comparator<StartupProblem> {
  @Override
  public int compare(StartupProblem first, StartupProblem second) {
    if (first.location().isEmpty() || second.location().isEmpty()) {
      return Boolean.compare(first.location().isEmpty(), second.location().isEmpty());
    }
    var file = fileOf(first).compareTo(fileOf(second));
    return file != 0 ? file : Integer.compare(lineOf(first), lineOf(second));
  }

  private static String fileOf(StartupProblem problem) {
    var location = problem.location().orElse("");
    var colon = location.lastIndexOf(':');
    return colon < 0 ? location : location.substring(0, colon);
  }

  private static int lineOf(StartupProblem problem) {
    var location = problem.location().orElse("");
    var line = location.substring(location.lastIndexOf(':') + 1);
    return line.isEmpty() || !Character.isDigit(line.charAt(0)) ? 0 : Integer.parseInt(line);
  }
}
