package dev.lodestar.supervise;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A component that has been started. Its standard input stays open and empty: Vite ends when it is
/// closed, so that it goes with a supervisor that was killed.
final class Running {
  private static final Set<Integer> SIGNALS = Set.of(128 + 2, 128 + 15);
  private static final long AFTER_SIGNAL_IN_MILLIS = 300;
  private static final long PAUSE_IN_MILLIS = 20;
  private static final long END_OF_OUTPUT_IN_MILLIS = 500;

  final Component component;
  final Process process;
  private final Tree tree;
  private final LineReader output;
  private final Thread reader;

  private Running(Component component, Process process, String mark, LineReader output) {
    this.component = component;
    this.process = process;
    this.tree = new Tree(process.toHandle(), mark);
    this.output = output;
    this.reader =
        Thread.ofPlatform()
            .daemon()
            .name("lodestar-output-" + component.name())
            .start(() -> output.read(process.getInputStream()));
  }

  static Running start(
      Component component, Map<String, String> environment, Prefixes prefixes, int number)
      throws SuperviseException {
    var mark = UUID.randomUUID().toString();
    var builder =
        new ProcessBuilder(Spared.command(Argv.startable(component.command(), environment)))
            .directory(component.directory().toFile())
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (prefixes.isColoured()) {
      builder.environment().putIfAbsent("FORCE_COLOR", "1");
    }
    builder.environment().putAll(component.environment());
    builder.environment().put(Tree.MARK, mark);
    try {
      var program = component.command().getFirst();
      if (!Spared.isProgram(program, component.directory(), builder.environment())) {
        throw new IOException("there is no program '" + program + "'");
      }
      var output = new LineReader(line -> prefixes.print(component.name(), number, line));
      return new Running(component, builder.start(), mark, output);
    } catch (IOException unknown) {
      throw new SuperviseException(
          "The process '"
              + component.name()
              + "' cannot be started with '"
              + Argv.shown(component.command())
              + "': "
              + unknown.getMessage()
              + ". Correct the command, or install what it names; no shell looks for it.");
    }
  }

  private static void waitForTheEnd() {
    try {
      TimeUnit.MILLISECONDS.sleep(AFTER_SIGNAL_IN_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    tree.look();
  }

  /// What there is to tell of the end of the process. Its last lines may still be on their way; but
  /// a child of it may keep the pipe open.
  Death death() {
    try {
      reader.join(END_OF_OUTPUT_IN_MILLIS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    return new Death(component.name(), process.exitValue(), output.lastLines());
  }

  /// Completed a moment later if a signal has ended it: Ctrl-C reaches processes of a terminal that
  /// do not let themselves be spared it, and is no death if this one is told to end everything,
  /// too.
  CompletableFuture<Death> onDeath() {
    return process
        .onExit()
        .thenApplyAsync(
            ended -> {
              if (SIGNALS.contains(ended.exitValue())) {
                waitForTheEnd();
              }
              return death();
            },
            Thread::startVirtualThread);
  }

  List<String> lastLines() {
    return output.lastLines();
  }

  /// Ends the process and all that came of it.
  ///
  /// @param patience how long they may take before they are killed
  void end(Duration patience) {
    var alive = tree.alive();
    alive.forEach(ProcessHandle::destroy);
    var deadline = System.nanoTime() + patience.toNanos();
    var interrupted = false;
    while (!Tree.alive(alive).isEmpty() && System.nanoTime() - deadline < 0) {
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MILLIS);
      } catch (InterruptedException hurried) {
        interrupted = true;
        break;
      }
    }
    // Some may have been started meanwhile.
    tree.alive().forEach(ProcessHandle::destroyForcibly);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
