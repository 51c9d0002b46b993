package dev.lodestar.dev;

import dev.lodestar.dev.build.Build;
import dev.lodestar.dev.child.Child;
import dev.lodestar.dev.child.ChildListener;
import dev.lodestar.dev.child.Children;
import dev.lodestar.dev.child.DebuggerPort;
import dev.lodestar.dev.proxy.Upstream;
import dev.lodestar.development.Development;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The processes of the application one after the other: the one that serves, the one that is
/// starting, and the one that stands by to be the next. Used by the thread of the loop, but for
/// [#close()].
final class Generations implements AutoCloseable {
  /// A process that serves.
  record Serving(Child child, Upstream upstream, Build.Outcome.Built built, long since) {}

  /// What a process was that has ended.
  enum Role {
    UNIMPORTANT,
    STANDBY,
    STARTING,
    SERVING
  }

  private record Starting(Child child, Build.Outcome.Built built, long since) {}

  private record Standby(Child child, List<Path> classPath, int outputs) {}

  private final Children children;
  private final DevPlan plan;
  private final DevOutput output;
  private final Optional<DebuggerPort> debugger;
  private @Nullable Standby standby;
  private volatile @Nullable Starting starting;
  private volatile @Nullable Serving serving;

  Generations(Children children, DevPlan plan, DevOutput output, Optional<DebuggerPort> debugger) {
    this.children = children;
    this.plan = plan;
    this.output = output;
    this.debugger = debugger;
  }

  @Nullable Serving serving() {
    return serving;
  }

  /// Whether the process that serves runs exactly this, and nothing but sources has changed.
  boolean isCurrent(Build.Outcome.Built built, List<Path> changed) {
    var now = serving;
    return now != null
        && starting == null
        && !changed.isEmpty()
        && changed.stream().allMatch(path -> path.toString().endsWith(".java"))
        && now.built().mainClass().equals(built.mainClass())
        && same(now.built().outputs(), built.outputs());
  }

  private static boolean same(List<Map<String, byte[]>> some, List<Map<String, byte[]>> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (var i = 0; i < some.size(); i++) {
      var one = some.get(i);
      var other = others.get(i);
      if (!one.keySet().equals(other.keySet())
          || !one.entrySet().stream()
              .allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())))) {
        return false;
      }
    }
    return true;
  }

  /// Something has changed, so the process that stands by may be needed in a moment.
  void expect() {
    var waiting = standby;
    if (waiting != null) {
      waiting.child().expect();
    }
  }

  /// Has the process that stands by run the classes. One that was starting before is given up.
  void start(Build.Outcome.Built built, long since) throws IOException {
    var given = starting;
    starting = null;
    if (given != null) {
      Thread.startVirtualThread(given.child()::kill);
    }
    var child = ready(built);
    starting = new Starting(child, built, since);
    if (serving == null) {
      debugger.ifPresent(port -> port.become(child));
    }
    try {
      child.release(built, plan.arguments());
    } catch (IOException failure) {
      starting = null;
      Thread.startVirtualThread(child::kill);
      throw failure;
    }
  }

  /// The process that stands by, if it fits; a new one otherwise.
  private Child ready(Build.Outcome.Built built) throws IOException {
    var waiting = standby;
    standby = null;
    var classPath = plan.build().classPath();
    if (waiting != null) {
      if (waiting.child().isAlive()
          && waiting.classPath().equals(classPath)
          && waiting.outputs() == built.outputs().size()) {
        return waiting.child();
      }
      Thread.startVirtualThread(waiting.child()::kill);
    }
    return children.standby(built.outputs(), classPath, options(), false);
  }

  private List<String> options() {
    var options = new ArrayList<>(plan.options());
    debugger.ifPresent(port -> options.addAll(port.options()));
    if (plan.documents().isPresent()) {
      options.add("-D" + Development.DESCRIBES + "=true");
    }
    var roots = plan.build().sourceRoots().stream().map(Path::toString).toList();
    options.add("-Dlodestar.dev.sources=" + String.join(java.io.File.pathSeparator, roots));
    return options;
  }

  /// A process says that it serves.
  ///
  /// @return it, unless another one has been started since
  Optional<Serving> serves(Child child, ChildListener.Place place) {
    var expected = starting;
    if (expected == null || expected.child() != child) {
      return Optional.empty();
    }
    starting = null;
    previous = serving;
    var now =
        new Serving(
            child,
            new Upstream("The application", "127.0.0.1", place.port()),
            expected.built(),
            expected.since());
    serving = now;
    debugger.ifPresent(port -> port.become(child));
    return Optional.of(now);
  }

  private @Nullable Serving previous;

  /// Ends the process that has served before, and starts the next that stands by.
  void retireOthers() {
    var old = previous;
    previous = null;
    if (old != null) {
      Thread.ofVirtual().name("lodestar-dev-retire").start(() -> retire(old));
    }
    standBy();
  }

  private static void retire(Serving old) {
    old.upstream().retire(DevSession.HANDOVER_TIME);
    old.child().stop(DevSession.DRAIN_TIME);
  }

  private void standBy() {
    var now = serving;
    if (now == null || standby != null) {
      return;
    }
    try {
      var classPath = plan.build().classPath();
      var outputs = now.built().outputs();
      standby =
          new Standby(
              children.standby(outputs, classPath, options(), true), classPath, outputs.size());
    } catch (IOException failure) {
      output.say("No process can stand by: " + failure.getMessage());
    }
  }

  /// A process has ended.
  Role ended(Child child) {
    var waiting = standby;
    if (waiting != null && waiting.child() == child) {
      standby = null; // the next reload starts one
      return Role.STANDBY;
    }
    var next = starting;
    if (next != null && next.child() == child) {
      starting = null;
      return Role.STARTING;
    }
    var now = serving;
    if (now != null && now.child() == child) {
      serving = null;
      return starting == null ? Role.SERVING : Role.UNIMPORTANT;
    }
    return Role.UNIMPORTANT;
  }

  /// Stops the process that serves, once its requests are answered, and kills the others.
  @Override
  public void close() {
    var now = serving;
    var next = starting;
    children.living().stream()
        .filter(child -> now == null || child != now.child())
        .filter(child -> next == null || child != next.child())
        .filter(child -> !child.isReleased())
        .forEach(Child::kill);
    if (next != null) {
      next.child().kill();
    }
    if (now != null) {
      now.upstream().retire(DevSession.HANDOVER_TIME);
      now.child().stop(DevSession.DRAIN_TIME);
    }
  }
}
