package dev.lodestar.process;

/// What people are told.
final class Sentences {
  private Sentences() {}

  static String alreadyRuns(ApplicationStatus status) {
    return switch (status.state()) {
      case UNPROVEN -> unproven(status);
      case STARTING ->
          "The application '" + status.name() + "' is being started (" + process(status) + ").";
      case STOPPING ->
          "The application '"
              + status.name()
              + "' is still stopping ("
              + process(status)
              + "); wait until it has ended.";
      default ->
          "The application '"
              + status.name()
              + "' runs already ("
              + process(status)
              + status.uri().map(uri -> ", " + uri).orElse("")
              + "). Stop it or restart it, or give this one another name.";
    };
  }

  static String unproven(ApplicationStatus status) {
    return "The process "
        + status.pid()
        + " has the number and the time of start that the PID file of '"
        + status.name()
        + "' tells, but does not prove to be that application: "
        + status.detail()
        + " It is left alone. If you know that it is the one, end it yourself: kill "
        + status.pid();
  }

  static String notRunning(ApplicationStatus status) {
    return "The application '"
        + status.name()
        + "' does not run."
        + (status.detail().isEmpty() ? "" : " " + status.detail());
  }

  static String process(ApplicationStatus status) {
    return "process " + status.pid();
  }
}
