package dev.lodestar.report;

import java.util.List;

/// Lays out start-up problems as a text for people: plain characters, no colours, about 100
/// columns.
///
/// ```text
/// The application cannot start: 1 problem was found.
///
///  1. Widgets.java:17  Widgets.get(String)  [parameter-name-missing]
///     The name of parameter 1 is not known, because the class was compiled without names.
///     Fix: Compile with "-g" or "-parameters", or name it in the annotation.
/// ```
public final class StartupReport {

  private static final int COLUMNS = 100;

  private StartupReport() {}

  /// Renders problems in the given order, numbered from 1.
  ///
  /// @param problems what was found; at least one
  /// @return the text, lines separated by `\n`, without a line break at the end
  /// @throws IllegalArgumentException if there is no problem
  public static String render(List<StartupProblem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("A start-up report needs at least one problem.");
    }
    var report = new StringBuilder("The application cannot start: ");
    report.append(problems.size()).append(problems.size() == 1 ? " problem was" : " problems were");
    report.append(" found.");
    int numberWidth = Math.max(2, Integer.toString(problems.size()).length());
    for (int index = 0; index < problems.size(); index++) {
      report.append("\n\n");
      appendProblem(report, index + 1, numberWidth, problems.get(index));
    }
    return report.toString();
  }

  private static void appendProblem(
      StringBuilder report, int number, int numberWidth, StartupProblem problem) {
    String digits = Integer.toString(number);
    report.repeat(' ', numberWidth - digits.length()).append(digits).append(". ");
    if (problem.location().isPresent()) {
      report.append(problem.location().get()).append("  ");
    }
    report.append(problem.subject()).append("  [").append(problem.code()).append("]\n");
    int indent = numberWidth + 2;
    appendWrapped(report, problem.what(), indent);
    report.append('\n');
    appendWrapped(report, "Fix: " + problem.fix(), indent);
  }

  /// Line breaks of the text stay; a line that starts with a space is code and is never wrapped.
  private static void appendWrapped(StringBuilder report, String text, int indent) {
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      if (end < 0) {
        end = text.length();
      }
      if (start > 0) {
        report.append('\n');
      }
      appendLine(report, text.substring(start, end).stripTrailing(), indent);
      start = end + 1;
    }
  }

  private static void appendLine(StringBuilder report, String line, int indent) {
    if (line.isEmpty()) {
      return;
    }
    int width = line.startsWith(" ") ? Integer.MAX_VALUE : COLUMNS - indent;
    int start = 0;
    while (line.length() - start > width) {
      int lineBreak = line.lastIndexOf(' ', start + width);
      if (lineBreak <= start) {
        lineBreak = line.indexOf(' ', start + width);
      }
      if (lineBreak < 0) {
        break;
      }
      report.repeat(' ', indent).append(line, start, lineBreak).append('\n');
      start = lineBreak + 1;
    }
    report.repeat(' ', indent).append(line, start, line.length());
  }
}
