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
  ///
  /// @param replaced whether another one served when it began to
  record Serving(
      Child child, Upstream upstream, Build.Outcome.Built built, long since, boolean replaced) {}

  /// What a process was that has ended.
  enum Role {
    UNIMPORTANT,
    STANDBY,
    STARTING,
    SERVING
  }

  /// What is to be started when the process before has ended.
  record Next(Build.Outcome.Built built, long since) {}

  private record Starting(Child child, Build.Outcome.Built built, long since) {}

  private record Standby(Child child, List<Path> classPath, int outputs) {}

  private final Children children;
  private final DevPlan plan;
  private final DevOutput output;
  private final Optional<DebuggerPort> debugger;
  private @Nullable Standby standby;
  private volatile @Nullable Starting starting;
  private volatile @Nullable Serving serving;
  private @Nullable Next upcoming;
  private @Nullable Thread retiring;
  private boolean alone;

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
    return now != null && starting == null && isNothingNew(now.built(), built, changed);
  }

  /// Whether the process that is starting runs exactly this, and nothing but sources has changed:
  /// what was seen first may have been the beginning of what was saved, and was compiled with its
  /// end.
  boolean isOnItsWay(Build.Outcome.Built built, List<Path> changed) {
    var next = starting;
    return next != null && isNothingNew(next.built(), built, changed);
  }

  private static boolean isNothingNew(
      Build.Outcome.Built before, Build.Outcome.Built built, List<Path> changed) {
    return !changed.isEmpty()
        && changed.stream().allMatch(path -> path.toString().endsWith(".java"))
        && before.mainClass().equals(built.mainClass())
        && same(before.outputs(), built.outputs());
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

  /// Whether the application has been found to need something that only one process can have, such
  /// as a port of its own or the lock of a database.
  boolean isAlone() {
    return alone;
  }

  /// Whether there is, or was at its start, another process that may have had what one has missed.
  boolean hasOthers(Child child) {
    var now = serving;
    if (now != null && now.child() == child) {
      return now.replaced();
    }
    return now != null || (retiring != null && retiring.isAlive());
  }

  /// Ends the process that serves, and those before it, so that the next can be started.
  ///
  /// @param cleared called by another thread when they have ended
  void makeWay(Build.Outcome.Built built, long since, Runnable cleared) {
    alone = true;
    upcoming = new Next(built, since);
    var old = serving;
    serving = null;
    var before = retiring;
    retiring =
        Thread.ofVirtual()
            .name("lodestar-dev-retire")
            .start(() -> {
              if (old != null) {
                retire(old);
              }
              join(before);
              cleared.run();
            });
  }

  private static void join(@Nullable Thread thread) {
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException impatience) {
      Thread.currentThread().interrupt();
    }
  }

  /// What is to be started now that the way is clear; nothing if that has changed meanwhile.
  Optional<Next> takeNext() {
    var now = Optional.ofNullable(upcoming);
    upcoming = null;
    return now;
  }

  /// What a process runs that starts or serves.
  Optional<Build.Outcome.Built> builtOf(Child child) {
    var now = serving;
    if (now != null && now.child() == child) {
      return Optional.of(now.built());
    }
    return Optional.ofNullable(starting)
        .filter(begun -> begun.child() == child)
        .map(Starting::built);
  }

  /// When the process was told to start that does not serve yet.
  Optional<Long> startingSince() {
    return Optional.ofNullable(starting).map(Starting::since);
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
    options.add("-D" + DevSession.STOP_TIMEOUT + "=" + plan.stopTimeout());
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
            expected.since(),
            previous != null);
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
      var before = retiring;
      retiring =
          Thread.ofVirtual()
              .name("lodestar-dev-retire")
              .start(() -> {
                retire(old);
                join(before);
              });
    }
    standBy();
  }

  private void retire(Serving old) {
    old.upstream().retire(DevSession.HANDOVER_TIME);
    old.child().stop(plan.stopTimeout());
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
      now.child().stop(plan.stopTimeout());
    }
  }
}
