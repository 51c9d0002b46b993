package dev.lodestar.dev;

import dev.lodestar.dev.build.Build;
import dev.lodestar.dev.build.Watcher;
import dev.lodestar.dev.child.Child;
import dev.lodestar.dev.child.ChildListener;
import dev.lodestar.dev.child.Children;
import dev.lodestar.dev.child.DebuggerPort;
import dev.lodestar.dev.proxy.Backend;
import dev.lodestar.dev.proxy.DevProxy;
import dev.lodestar.dev.proxy.KnownHosts;
import dev.lodestar.dev.proxy.LiveReload;
import dev.lodestar.dev.proxy.ProxyLimits;
import dev.lodestar.dev.proxy.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One run of the loop, from the command to its end.
///
/// Whatever happens (files have changed, a process serves or has ended, a companion has ended)
/// becomes an [Event], and one thread deals with one after the other, so there are no races to
/// think of. That thread does not wait for processes: compiling is the only thing that takes long.
public final class DevSession implements AutoCloseable {
  /// How long a process may take to finish its requests after the next one has taken over, before
  /// it is killed, if the table `[dev]` says nothing else: 15 seconds.
  public static final Duration DRAIN_TIME = Duration.ofSeconds(15);

  /// The system property by which a process knows that time, since nobody kills it when the loop
  /// has gone.
  public static final String STOP_TIMEOUT = "lodestar.dev.stopTimeout";

  /// How long the requests may take that are being handed over when the next process takes over: 1
  /// second. They reach the process before, which answers them.
  public static final Duration HANDOVER_TIME = Duration.ofSeconds(1);

  /// How long sources that do not compile may go on to change before that is told, since they may
  /// be half of what is being saved: 50 ms after each change, at most 20 times.
  public static final Duration HALF_SAVED_TIME = Duration.ofMillis(50);

  private static final int MOST_HALVES = 20;

  /// How long a process may take to serve before the terminal says that requests wait for it: 10
  /// seconds.
  public static final Duration SLOW_START = Duration.ofSeconds(10);

  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;
  private static final long SIGNAL_MILLIS = 300;

  /// What the loop waits for.
  private sealed interface Event {
    record Changed(List<Path> files) implements Event {}

    record Serves(Child child, ChildListener.Place place) implements Event {}

    record Described(Child child, String document) implements Event {}

    record Ended(Child child, int exitCode) implements Event {}

    record Cleared() implements Event {}

    record CompanionEnded(Companion companion, int exitCode) implements Event {}
  }

  private final DevPlan plan;
  private final DevOutput output;
  private final Backend backend = new Backend();
  private final LiveReload reload = new LiveReload();
  private final Front front;
  private final BlockingDeque<Event> events = new LinkedBlockingDeque<>();
  private final Children children;
  private final Generations generations;
  private final Optional<DebuggerPort> debugger;
  private final Deque<Companion> companions = new ArrayDeque<>();
  private Optional<Long> toldOf = Optional.empty();

  /// What a process offers that does not serve yet, as far as is known: it tells both at once, and
  /// which of them is heard first is nobody's decision.
  private Event.@Nullable Described early;

  private volatile boolean closed;

  /// Creates a session; nothing is started before [#run()].
  ///
  /// @param plan what is developed, and how
  /// @param output where it is told of
  /// @throws DevException if there is no place for temporary files, or the port for debuggers
  ///   cannot be had
  public DevSession(DevPlan plan, DevOutput output) throws DevException {
    this.plan = plan;
    this.output = output;
    this.front =
        new Front(
            new DevProxy(backend, reload, plan.second(), hosts(plan), ProxyLimits.defaults()),
            plan,
            output);
    try {
      this.children = Children.open(plan.launch(), new Reports());
    } catch (IOException failure) {
      throw new DevException(
          "There is no place for temporary files: " + failure.getMessage() + ".");
    }
    try {
      this.debugger = debugger(plan);
    } catch (DevException taken) {
      children.close();
      throw taken;
    }
    this.generations = new Generations(children, plan, output, debugger);
  }

  private static Optional<DebuggerPort> debugger(DevPlan plan) throws DevException {
    if (plan.debugPort().isEmpty()) {
      return Optional.empty();
    }
    var port = plan.debugPort().getAsInt();
    try {
      return Optional.of(DebuggerPort.open(port));
    } catch (IOException taken) {
      throw new DevException(
          "Port "
              + port
              + " of 127.0.0.1, which --debug-port names for debuggers, cannot be had ("
              + taken.getMessage()
              + "). Choose another one, or 0 for any that is free.");
    }
  }

  /// Whoever names a host to listen on calls the port by it.
  private static KnownHosts hosts(DevPlan plan) {
    var hosts = new ArrayList<>(plan.hosts());
    plan.host().ifPresent(hosts::add);
    return new KnownHosts(hosts);
  }

  private final class Reports implements ChildListener {
    @Override
    public void serves(Child child, Place place) {
      events.add(new Event.Serves(child, place));
    }

    @Override
    public void described(Child child, String document) {
      events.add(new Event.Described(child, document));
    }

    @Override
    public void ended(Child child, int exitCode) {
      events.add(new Event.Ended(child, exitCode));
    }

    @Override
    public void printed(Child child, String line) {
      if (!closed || child.isReleased()) {
        output.relay("app", line);
      }
    }
  }

  /// Runs the loop until it is closed or something ends it.
  ///
  /// @throws DevException if it cannot start, or a companion has ended
  /// @throws InterruptedException if this thread is interrupted
  public void run() throws DevException, InterruptedException {
    front.openIfKnown();
    debugger.ifPresent(
        port -> output.say("A debugger can attach to port " + port.number() + " of 127.0.0.1."));
    for (var companion : plan.companions()) {
      companions.push(companion);
      companion.start();
      var _ =
          companion
              .ended()
              .thenAccept(code -> events.add(new Event.CompanionEnded(companion, code)));
    }
    var looks = new Watcher(watched());
    reload(looks, List.of());
    Thread.ofPlatform().daemon().name("lodestar-dev-watch").start(() -> watch(looks));
    while (!closed) {
      var event = events.poll(SLOW_START.toNanos(), TimeUnit.NANOSECONDS);
      if (event == null) {
        tellOfSlowStart();
      } else {
        handle(looks, event);
      }
    }
  }

  /// What the loop writes itself would have it compile and start once more for each change.
  private Build.Watched watched() {
    return plan.build().watched().sparing(plan.written());
  }

  private void watch(Watcher looks) {
    try {
      while (!closed) {
        events.add(new Event.Changed(looks.await()));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Somebody who waits for an answer sees nothing else.
  private void tellOfSlowStart() {
    var since = generations.startingSince();
    if (since.isPresent() && !since.equals(toldOf)) {
      toldOf = since;
      output.say(
          "The application has not served anything for "
              + millisSince(since.get()) / 1_000
              + " s; requests wait for it.");
    }
  }

  private void handle(Watcher looks, Event event) throws DevException, InterruptedException {
    switch (event) {
      case Event.Changed(var files) -> reload(looks, together(files));
      case Event.Serves(var child, var place) -> serves(child, place);
      case Event.Described(var child, var document) -> described(child, document);
      case Event.Ended(var child, var exitCode) -> ended(child, exitCode);
      case Event.Cleared() ->
          generations.takeNext().ifPresent(next -> startNow(next.built(), next.since()));
      case Event.CompanionEnded(var companion, var exitCode) -> {
        if (!closed) {
          throw new DevException(
              companion.name() + " has ended with exit code " + exitCode + ", so the loop ends.");
        }
      }
    }
  }

  /// Changes that came while something else was dealt with are dealt with at once.
  private List<Path> together(List<Path> files) {
    var all = new ArrayList<>(files);
    while (events.peek() instanceof Event.Changed(var more)) {
      all.addAll(more);
      events.remove();
    }
    return all.stream().distinct().sorted().toList();
  }

  private void reload(Watcher looks, List<Path> seen) throws InterruptedException {
    var start = System.nanoTime();
    var since = System.currentTimeMillis();
    var before = backend.state();
    backend.become(new Backend.State.Reloading());
    generations.expect();
    var changed = seen;
    var outcome = build(looks, changed, since);
    for (var i = 0; i < MOST_HALVES && outcome instanceof Build.Outcome.Refused; i++) {
      var more = rest();
      if (more.isEmpty()) {
        break;
      }
      changed = together(Stream.concat(changed.stream(), more.stream()).toList());
      outcome = build(looks, more, since);
    }
    become(outcome, changed, before, start);
  }

  private Build.Outcome build(Watcher looks, List<Path> changed, long since) {
    var outcome = built(changed);
    looks.watch(watched(), since); // the build may have found out about more
    return outcome;
  }

  /// What changes in the next moment.
  private List<Path> rest() throws InterruptedException {
    var next = events.poll(HALF_SAVED_TIME.toNanos(), TimeUnit.NANOSECONDS);
    if (next instanceof Event.Changed(var files)) {
      return together(files);
    }
    if (next != null) {
      events.addFirst(next);
    }
    return List.of();
  }

  private void become(Build.Outcome outcome, List<Path> changed, Backend.State before, long start) {
    switch (outcome) {
      case Build.Outcome.Refused(var title, var text) ->
          broken(new Report(Report.Kind.COMPILE, title, text));
      case Build.Outcome.Built built -> {
        if (generations.isOnItsWay(built, changed)) {
          return;
        }
        if (generations.isCurrent(built, changed) && before instanceof Backend.State.Serving) {
          backend.become(before);
          return;
        }
        if (generations.isCurrent(built, changed) && generations.serving() != null) {
          again(generations.serving());
          return;
        }
        if (!changed.isEmpty()) {
          output.say(
              told(changed)
                  + (built.compiled() > 0 ? "; compiled in " + millisSince(start) + " ms" : ""));
        }
        start(built, start);
      }
    }
  }

  /// A compiler that gives up, for instance because expressions are nested too deeply for it, is no
  /// reason to end.
  private Build.Outcome built(List<Path> changed) {
    try {
      return plan.build().build(changed);
    } catch (RuntimeException | StackOverflowError broken) {
      return new Build.Outcome.Refused("The compiler has failed.", broken.toString());
    }
  }

  /// The sources are what they were when the process that still runs was started.
  private void again(Generations.Serving serving) {
    backend.become(new Backend.State.Serving(serving.upstream()));
    reload.reloaded();
    output.say("It is right again, as it was.");
  }

  private void start(Build.Outcome.Built built, long since) {
    if (generations.isAlone()) {
      generations.makeWay(built, since, () -> events.add(new Event.Cleared()));
    } else {
      startNow(built, since);
    }
  }

  private void startNow(Build.Outcome.Built built, long since) {
    try {
      generations.start(built, since);
    } catch (IOException failure) {
      broken(
          new Report(
              Report.Kind.START,
              "No process can be started.",
              String.valueOf(failure.getMessage())));
    }
  }

  private String told(List<Path> changed) {
    var first = plan.launch().directory().toAbsolutePath().normalize();
    var path = changed.getFirst().toAbsolutePath().normalize();
    var shown = path.startsWith(first) ? first.relativize(path) : path;
    return changed.size() == 1
        ? shown + " has changed"
        : shown + " and " + (changed.size() - 1) + " more have changed";
  }

  private static long millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }

  private void broken(Report report) {
    var _ = generations.takeNext();
    output.complain(report.title(), report.text());
    shows(report);
  }

  /// What the process has printed stands above already.
  private void brokenAsPrinted(Report report) {
    output.complain(report.title(), "");
    shows(report);
  }

  private void shows(Report report) {
    backend.become(new Backend.State.Broken(report));
    reload.broken(report);
    front.openAnyhow();
  }

  private void serves(Child child, ChildListener.Place place) throws DevException {
    var switched = generations.serves(child, place);
    if (switched.isEmpty()) {
      return; // a newer one is on its way
    }
    front.open(place);
    backend.become(new Backend.State.Serving(switched.get().upstream()));
    reload.reloaded();
    output.say(
        "The application serves "
            + front.uri()
            + " ("
            + millisSince(switched.get().since())
            + " ms)");
    generations.retireOthers();
    var told = early;
    early = null;
    if (told != null && told.child() == child) {
      described(child, told.document());
    }
  }

  private void described(Child child, String document) {
    var now = generations.serving();
    if (now != null && now.child() == child) {
      plan.documents().ifPresent(reader -> reader.accept(document));
    } else {
      early = new Event.Described(child, document);
    }
  }

  /// Whoever presses Ctrl+C tells all processes at once, so the loop may not know yet.
  private boolean isToldToEnd(int exitCode) {
    if (!closed && (exitCode == INTERRUPTED || exitCode == TERMINATED)) {
      try {
        Thread.sleep(SIGNAL_MILLIS);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
      }
    }
    return closed;
  }

  private void ended(Child child, int exitCode) {
    if (isToldToEnd(exitCode)) {
      return;
    }
    var built = generations.builtOf(child);
    if (built.isPresent() && hasClashed(child)) {
      var _ = generations.ended(child);
      output.say(
          "The application needs something that the version before still has, so from now on that"
              + " one ends first.");
      backend.become(new Backend.State.Reloading());
      generations.makeWay(built.get(), System.nanoTime(), () -> events.add(new Event.Cleared()));
      return;
    }
    switch (generations.ended(child)) {
      case UNIMPORTANT -> {
        // It was told to, or has been replaced.
      }
      case STANDBY ->
          output.say("The process that stood by has ended with exit code " + exitCode + ".");
      case STARTING ->
          brokenAsPrinted(
              new Report(
                  Report.Kind.START,
                  exitCode == 0
                      ? "The application has ended without serving anything."
                      : "The application does not start (exit code " + exitCode + ").",
                  String.join("\n", child.lastLines())));
      case SERVING ->
          brokenAsPrinted(
              new Report(
                  Report.Kind.ENDED,
                  "The application has ended (exit code "
                      + exitCode
                      + "). It is started again when something changes.",
                  String.join("\n", child.lastLines())));
    }
  }

  /// One that serves already may fail when it opens a further port.
  private boolean hasClashed(Child child) {
    return !generations.isAlone()
        && generations.hasOthers(child)
        && Clash.isLikely(child.lastLines());
  }

  /// Ends everything, in reverse order: nothing is accepted any more, the application finishes its
  /// requests, and then the companions end. Returns when no process is left.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    reload.close();
    debugger.ifPresent(DebuggerPort::close); // what stands at a breakpoint goes on
    generations.close();
    front.close();
    children.close();
    companions.forEach(Companion::close);
  }
}
