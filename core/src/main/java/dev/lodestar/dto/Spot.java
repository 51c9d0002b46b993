package dev.lodestar.dto;

import dev.lodestar.report.StartupProblem;

/// The place in the application's source that called a [Dto], for reports. The stack is recorded at
/// once and read only when a report asks, since most applications have nothing to report.
final class Spot {
  private final Throwable stack = new Throwable();

  /// The problem with this place, if it is known.
  StartupProblem locate(StartupProblem problem) {
    for (var frame : stack.getStackTrace()) {
      var file = frame.getFileName();
      if (!isOwn(frame.getClassName()) && file != null) {
        return problem.at(frame.getLineNumber() > 0 ? file + ":" + frame.getLineNumber() : file);
      }
    }
    return problem;
  }

  private static boolean isOwn(String className) {
    return className.equals(Spot.class.getName()) || className.equals(Dto.class.getName());
  }
}
