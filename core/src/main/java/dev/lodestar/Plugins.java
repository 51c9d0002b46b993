package dev.lodestar;

import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// The plugins of an application under construction. Each is installed once, however often the
/// builder builds.
final class Plugins {
  private final Queue<Added> waiting = new ArrayDeque<>();
  private final List<Added> installed = new ArrayList<>();

  private record Added(Plugin plugin, CallSite callSite) {
    boolean isSameAs(Plugin other) {
      return plugin.getClass() == other.getClass() && plugin.name().equals(other.name());
    }

    String display() {
      return "the plugin " + plugin.name();
    }

    String where() {
      return callSite.location().map(place -> " (" + place + ")").orElse("");
    }
  }

  void add(Plugin plugin, CallSite callSite) {
    waiting.add(new Added(plugin, callSite));
  }

  void install(App.Builder app, List<StartupProblem> problems) {
    for (var added = waiting.poll(); added != null; added = waiting.poll()) {
      install(added, app, problems);
    }
  }

  private void install(Added added, App.Builder app, List<StartupProblem> problems) {
    for (var earlier : installed) {
      if (earlier.isSameAs(added.plugin())) {
        if (!earlier.plugin().equals(added.plugin())) {
          problems.add(twice(added, earlier));
        }
        return;
      }
    }
    installed.add(added);
    try {
      added.plugin().install(app);
    } catch (StartupException told) {
      problems.addAll(told.problems());
    } catch (RuntimeException | LinkageError failure) {
      problems.add(failed(added, failure));
    }
  }

  private static StartupProblem twice(Added added, Added earlier) {
    return added
        .callSite()
        .locate(
            new StartupProblem(
                "plugin-twice",
                added.display(),
                "It was added before"
                    + earlier.where()
                    + ", and the two are not equal, so it is not clear which of them is meant.",
                "Add one of them; or give them different names, if the application needs both."));
  }

  private static StartupProblem failed(Added added, Throwable failure) {
    var trace = failure.getStackTrace();
    return added
        .callSite()
        .locate(
            new StartupProblem(
                "plugin-failed",
                added.display(),
                "It could not be installed: "
                    + failure
                    + (trace.length == 0 ? "" : " (at " + trace[0] + ")")
                    + ".",
                "Correct what the plugin was given, or the plugin."));
  }

  List<Plugin> installed() {
    var plugins = new ArrayList<Plugin>(installed.size());
    for (var added : installed) {
      plugins.add(added.plugin());
    }
    return List.copyOf(plugins);
  }
}
