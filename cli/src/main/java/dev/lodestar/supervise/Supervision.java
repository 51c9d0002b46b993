package dev.lodestar.supervise;

import dev.lodestar.process.PortCheck;
import dev.lodestar.process.PortTakenException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Processes that have been started together and end together. Thread-safe.
///
/// Gates are looked at first, then ports, so that nothing has been started if something is missing
/// or a stranger is there already. Then one component after the other is started, each when the one
/// before is ready. They are ended in the reverse order, with everything that they have started.
public final class Supervision implements AutoCloseable {
  /// How long a process may take to end before it is killed.
  public static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final long PAUSE_IN_MILLIS = 100;
  private static final long WATCH_IN_MILLIS = 1_000;

  private final Plan plan;
  private final Map<String, String> environment;
  private final Prefixes prefixes;
  private final Duration grace;
  private final List<Running> running = new ArrayList<>();
  private final CompletableFuture<Death> firstDeath = new CompletableFuture<>();
  private final Object end = new Object();
  private boolean closed;

  private Supervision(
      Plan plan, Map<String, String> environment, Prefixes prefixes, Duration grace) {
    this.plan = plan;
    this.environment = Map.copyOf(environment);
    this.prefixes = prefixes;
    this.grace = grace;
  }

  /// Starts everything and returns when all of it is ready.
  ///
  /// @param environment what the processes inherit
  /// @param prefixes where their output goes
  /// @throws SuperviseException if something is missing, taken, or does not become ready; whatever
  ///   had been started is ended then
  /// @throws InterruptedException if the thread is interrupted meanwhile, with the same effect
  public static Supervision start(Plan plan, Map<String, String> environment, Prefixes prefixes)
      throws SuperviseException, InterruptedException {
    return start(plan, environment, prefixes, GRACE);
  }

  static Supervision start(
      Plan plan, Map<String, String> environment, Prefixes prefixes, Duration grace)
      throws SuperviseException, InterruptedException {
    var supervision = new Supervision(plan, environment, prefixes, grace);
    try {
      supervision.passGates();
      supervision.checkPorts();
      supervision.startAll();
      return supervision;
    } catch (SuperviseException | InterruptedException | RuntimeException failure) {
      supervision.close();
      throw failure;
    }
  }

  private void passGates() throws SuperviseException, InterruptedException {
    var closedGates = new ArrayList<String>();
    for (var gate : plan.gates()) {
      var probe = gate.probe();
      if (!probe.look(plan.directory(), environment, gate.timeout())) {
        closedGates.add(gate.message() + " (Looked for " + probe.shown() + ".)");
      }
    }
    if (!closedGates.isEmpty()) {
      throw new SuperviseException(
          "Nothing was started, because something is missing:\n  "
              + String.join("\n  ", closedGates));
    }
  }

  private void checkPorts() throws SuperviseException {
    for (var component : plan.components()) {
      if (component.port().isPresent()) {
        for (var host : List.of("127.0.0.1", "::1")) {
          try {
            PortCheck.check(host, component.port().getAsInt());
          } catch (PortTakenException taken) {
            throw new SuperviseException(
                "The process '" + component.name() + "' was not started. " + taken.getMessage());
          }
        }
      }
    }
  }

  private void startAll() throws SuperviseException, InterruptedException {
    var number = 0;
    for (var component : plan.components()) {
      Running started;
      synchronized (this) {
        if (closed) {
          throw new InterruptedException("The processes are being ended.");
        }
        started = Running.start(component, environment, prefixes, number++);
        running.add(started);
      }
      awaitReady(started);
    }
    // Only now, since a process that ends before it is ready is told by the start.
    for (var each : running) {
      var _ = each.onDeath().thenAccept(this::died);
    }
    Thread.ofVirtual().name("lodestar-watch").start(this::watch);
  }

  private void awaitReady(Running started) throws SuperviseException, InterruptedException {
    var component = started.component;
    if (component.ready().isEmpty()) {
      return;
    }
    var probe = component.ready().get();
    var deadline = System.nanoTime() + component.patience().toNanos();
    while (true) {
      if (!started.process.isAlive()) {
        throw new SuperviseException(
            "The process '"
                + component.name()
                + "' has ended before it was ready. "
                + started.death().message());
      }
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (left.isNegative()) {
        throw new SuperviseException(notReady(started, probe));
      }
      var most = left.compareTo(LOOK) < 0 ? left.plusMillis(1) : LOOK;
      if (probe.look(component.directory(), environment, most) && started.process.isAlive()) {
        return;
      }
      started.look();
      TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MILLIS);
    }
  }

  private static String notReady(Running started, Probe probe) {
    var lines = started.lastLines();
    return "The process '"
        + started.component.name()
        + "' was not ready after "
        + started.component.patience().toMillis() / 1_000.0
        + " s: "
        + probe.shown()
        + " was not there."
        + (lines.isEmpty() ? "" : " It said last:\n  " + String.join("\n  ", lines));
  }

  private synchronized void died(Death death) {
    if (!closed) {
      firstDeath.complete(death);
    }
  }

  /// Remembers who came of whom, until the end.
  private void watch() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(WATCH_IN_MILLIS);
        synchronized (this) {
          if (closed) {
            return;
          }
          running.forEach(Running::look);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Returns what is completed when the first process ends that should not have; never, if
  /// everything is [closed][#close()] before.
  public CompletableFuture<Death> firstDeath() {
    return firstDeath.copy();
  }

  /// Ends all processes, the last one first. Does nothing the second time, but waits for the first.
  @Override
  public void close() {
    List<Running> ending;
    synchronized (this) {
      closed = true;
      ending = List.copyOf(running);
    }
    synchronized (end) {
      for (var each : ending.reversed()) {
        each.end(grace);
      }
    }
  }
}
