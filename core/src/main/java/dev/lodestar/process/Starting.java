package dev.lodestar.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// One start of an application in the background.
final class Starting {
  private static final long PAUSE_IN_MILLIS = 20;
  private static final int ENDED_BY_KILL = 128 + 9;
  private static final int ENDED_BY_TERM = 128 + 15;
  private static final Duration TIME_TO_END = Duration.ofSeconds(5);
  private static final List<Path> SESSION_STARTERS =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private final StateFolder folder;
  private final Instances instances;
  private final StartPlan plan;
  private final Path log;

  Starting(StateFolder folder, StartPlan plan) {
    this.folder = folder;
    this.instances = new Instances(folder);
    this.plan = plan;
    this.log = folder.log(plan.name());
  }

  /// Starts it; called while nobody else starts one of this name.
  ApplicationStatus start() throws InterruptedException {
    refuseSecond();
    PortCheck.check(plan.host(), plan.port());
    if (!Files.isDirectory(plan.directory())) {
      throw new ManagementException(
          "The application cannot work in '" + plan.directory() + "': there is no such folder.");
    }
    var claim = PidFile.claim(plan, Instances.newId(), log);
    // Somebody in the foreground may have been faster.
    if (!instances.files().create(claim)) {
      refuseSecond();
      throw new ManagementException(
          "The PID file of '" + plan.name() + "' changes while it is looked at; try again.");
    }
    try {
      return started(claim);
    } catch (Throwable failure) {
      instances.files().remove(claim);
      throw failure;
    }
  }

  private void refuseSecond() {
    var status = instances.heal(plan.name());
    if (status.state() == ApplicationStatus.State.UNPROVEN) {
      throw new NotProvenException(Sentences.unproven(status), status.pid());
    }
    if (status.isRunning()) {
      throw new AlreadyRunningException(Sentences.alreadyRuns(status), status);
    }
  }

  private ApplicationStatus started(PidFile claim) throws InterruptedException {
    var process = spawned(claim.instance());
    var abandoned = new Thread(() -> end(process, claim), "lodestar-abandoned");
    try {
      Runtime.getRuntime().addShutdownHook(abandoned);
      instances.files().replace(claim.startedAs(ProcessMark.of(process.toHandle())));
      var status = awaitServing(process, claim.instance());
      Runtime.getRuntime().removeShutdownHook(abandoned);
      return status;
    } catch (IllegalStateException stopping) {
      end(process, claim);
      throw new ManagementException(
          "The application '" + plan.name() + "' was not started: this process is ending.",
          stopping);
    } catch (Throwable failure) {
      end(process, claim);
      Runtime.getRuntime().removeShutdownHook(abandoned);
      throw failure;
    }
  }

  private Process spawned(String instance) {
    try {
      LogFile.begin(log);
      var builder =
          new ProcessBuilder(detached(plan.command()))
              .directory(plan.directory().toFile())
              .redirectInput(new File(File.separatorChar == '/' ? "/dev/null" : "NUL"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().putAll(plan.environment());
      var variable = Presence.variable(folder, plan.name(), instance);
      builder.environment().put(variable.getKey(), variable.getValue());
      return builder.start();
    } catch (IOException failure) {
      throw new ManagementException(
          "The application '"
              + plan.name()
              + "' cannot be started with '"
              + String.join(" ", plan.command())
              + "': "
              + StateFolder.told(failure)
              + ".",
          failure);
    }
  }

  /// A session of its own is no part of the terminal: neither Ctrl-C nor its end reach it.
  private static List<String> detached(List<String> command) throws IOException {
    var all = new ArrayList<String>();
    var starter = SESSION_STARTERS.stream().filter(Files::isExecutable).findFirst();
    if (starter.isPresent()) {
      if (!isProgram(command.getFirst())) {
        throw new IOException("there is no program '" + command.getFirst() + "'");
      }
      all.add(starter.get().toString());
    } else if (File.separatorChar == '/') {
      all.addAll(List.of("/bin/sh", "-c", "trap '' HUP; exec \"$@\"", "sh"));
    }
    all.addAll(command);
    return all;
  }

  /// What starts the session would complain in the log only.
  private static boolean isProgram(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(Path.of(program)) || !Path.of(program).isAbsolute();
    }
    var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    for (var folder : path.split(":", -1)) {
      if (Files.isExecutable(Path.of(folder.isEmpty() ? "." : folder, program))) {
        return true;
      }
    }
    return false;
  }

  private ApplicationStatus awaitServing(Process process, String instance)
      throws InterruptedException {
    var end = System.nanoTime() + plan.deadline().toNanos();
    while (true) {
      var known = instances.look(plan.name());
      if (known.status().instance().equals(instance)
          && known.status().state() == ApplicationStatus.State.SERVING
          && known.file().orElseThrow().phase() == PidFile.Phase.SERVING) {
        return known.status();
      }
      if (process.waitFor(PAUSE_IN_MILLIS, TimeUnit.MILLISECONDS)) {
        throw ended(process.exitValue());
      }
      if (System.nanoTime() - end >= 0) {
        throw failed(
            "did not say within "
                + plan.deadline().toSeconds()
                + " seconds where it serves. It was stopped. It has to serve with"
                + " Lodestar.run(...), serve() or start(); give it more time if it needs that",
            OptionalInt.empty());
      }
    }
  }

  private StartFailedException ended(int exitCode) {
    var signal = exitCode == ENDED_BY_TERM || exitCode == ENDED_BY_KILL;
    return failed(
        signal
            ? "was told to stop while it was being started"
            : "ended with exit code " + exitCode + " before it served",
        OptionalInt.of(exitCode));
  }

  private StartFailedException failed(String what, OptionalInt exitCode) {
    var output = LogFile.end(log, Applications.SHOWN_LINES);
    var text = new StringBuilder("The application '").append(plan.name()).append("' ").append(what);
    text.append(output.isEmpty() ? ". It printed nothing." : ". It printed:");
    output.forEach(line -> text.append("\n  ").append(line));
    if (!output.isEmpty()) {
      text.append("\nAll of it is in ").append(log);
    }
    return new StartFailedException(text.toString(), exitCode, output);
  }

  /// Nothing of a start that failed may stay.
  private void end(Process process, PidFile claim) {
    var family = new Family(ProcessMark.of(process.toHandle()));
    family.look();
    process.toHandle().destroy();
    try {
      if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.toHandle().destroyForcibly();
        process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS);
      }
      family.end(TIME_TO_END);
    } catch (InterruptedException impatient) {
      process.toHandle().destroyForcibly();
      Thread.currentThread().interrupt();
    }
    instances.files().remove(claim);
  }
}
