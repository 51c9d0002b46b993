package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import java.util.Optional;

/// The place in the application's source that called the API, for reports. The stack is recorded at
/// once and read only when a report asks, since most applications have nothing to report.
final class CallSite {
  private final Throwable stack;

  private CallSite(Throwable stack) {
    this.stack = stack;
  }

  static CallSite ofCaller() {
    return new CallSite(new Throwable());
  }

  /// File and line, for instance `Main.java:12`.
  Optional<String> location() {
    for (var frame : stack.getStackTrace()) {
      var file = frame.getFileName();
      if (!isOwn(frame.getClassName()) && file != null) {
        return Optional.of(frame.getLineNumber() > 0 ? file + ":" + frame.getLineNumber() : file);
      }
    }
    return Optional.empty();
  }

  /// The problem with this place, if it is known.
  StartupProblem locate(StartupProblem problem) {
    var location = location();
    return location.isPresent() ? problem.at(location.get()) : problem;
  }

  private static boolean isOwn(String className) {
    return className.equals(Providers.class.getName())
        || className.equals(Layer.class.getName())
        || className.equals(Routes.class.getName())
        || className.equals(Router.class.getName())
        || className.equals(CallSite.class.getName())
        || className.equals(AppLife.class.getName())
        || className.equals(Assembly.class.getName())
        || className.equals(Blueprint.class.getName())
        || className.equals(App.class.getName())
        || className.equals(App.Builder.class.getName());
  }
}
