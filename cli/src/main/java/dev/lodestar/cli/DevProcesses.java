package dev.lodestar.cli;

import dev.lodestar.configuration.Configuration;
import dev.lodestar.dev.Companion;
import dev.lodestar.dev.DevException;
import dev.lodestar.dev.DevOutput;
import dev.lodestar.report.StartupException;
import dev.lodestar.supervise.Death;
import dev.lodestar.supervise.DevTable;
import dev.lodestar.supervise.Plan;
import dev.lodestar.supervise.Prefixes;
import dev.lodestar.supervise.SuperviseException;
import dev.lodestar.supervise.Supervision;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// What the table `[dev]` has started beside the application, as one companion of the loop.
final class DevProcesses implements Companion {
  private final Plan plan;
  private final Map<String, String> environment;
  private final DevOutput output;
  private final Prefixes prefixes;
  private @Nullable Supervision running;
  private boolean closed;

  DevProcesses(Plan plan, Map<String, String> environment, DevOutput output, Style style) {
    this.plan = plan;
    this.environment = environment;
    this.output = output;
    this.prefixes = new Prefixes(System.out, plan.names(), style.on());
  }

  /// Reads the table.
  ///
  /// @param directory where the configuration lies
  /// @param arguments what the command line says about the configuration
  /// @throws RunFailure if it has mistakes, all of which are told
  static DevTable table(Path directory, Map<String, String> environment, List<String> arguments)
      throws RunFailure {
    try {
      return Configuration.builder()
          .directory(directory)
          .environment(environment)
          .arguments(arguments)
          .load()
          .bind("dev", DevTable.class);
    } catch (StartupException | IllegalArgumentException wrong) {
      throw new RunFailure(String.valueOf(wrong.getMessage()));
    }
  }

  /// Makes a plan of the table.
  ///
  /// @param directory where the configuration lies
  /// @throws RunFailure if it cannot be carried out
  static Plan plan(DevTable table, Path directory) throws RunFailure {
    try {
      return Plan.of(table, directory);
    } catch (SuperviseException | IllegalArgumentException wrong) {
      throw new RunFailure(String.valueOf(wrong.getMessage()));
    }
  }

  @Override
  public String name() {
    return plan.names().size() == 1
        ? "The process '" + plan.names().getFirst() + "'"
        : "A process beside the application";
  }

  @Override
  public void start() throws DevException, InterruptedException {
    try {
      var started = Supervision.start(plan, environment, prefixes);
      synchronized (this) {
        running = started;
        if (!closed) {
          return;
        }
      }
      started.close();
      throw new InterruptedException("The loop has ended meanwhile.");
    } catch (SuperviseException failure) {
      throw new DevException(String.valueOf(failure.getMessage()));
    }
  }

  @Override
  public synchronized CompletableFuture<Integer> ended() {
    return running == null ? new CompletableFuture<>() : running.firstDeath().thenApply(this::told);
  }

  private int told(Death death) {
    output.complain(
        "The process '" + death.name() + "' has ended, so everything ends.", death.message());
    return death.exitCode();
  }

  @Override
  public void close() {
    Supervision ending;
    synchronized (this) {
      closed = true;
      ending = running;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
