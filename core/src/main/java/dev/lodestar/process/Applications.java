package dev.lodestar.process;

import dev.lodestar.log.LogLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Starts applications in the background, and finds, looks at and stops those that run: what the
/// commands `lodestar start`, `stop`, `status`, `restart` and `logs` do, for programs. Failures are
/// exceptions; nothing here ends the calling process or installs a handler of signals.
///
/// ```java
/// var applications = Applications.ofUser();
/// var shop = applications.start(StartPlan.of("shop", "java", "-jar", "shop.jar"));
/// System.out.println(shop.uri().orElseThrow());
/// applications.stop("shop", Duration.ofSeconds(30));
/// ```
///
/// Each application has a PID file in one folder of its user, which only that user may enter.
/// Before a process is signalled, it is proven to be the one that is meant: by its number and the
/// time of its start, which no other process shares, and by the id of the instance, which it tells
/// itself or was started with. Immutable and thread-safe; several processes may work on the same
/// folder.
public final class Applications {
  /// How long an application may take until it serves, if the plan says nothing else: 60 seconds.
  public static final Duration START_TIME = Duration.ofSeconds(60);

  /// How long an application may take to answer its requests in flight when it is told to stop,
  /// before it is killed, unless told otherwise: 30 seconds.
  public static final Duration STOP_TIME = Duration.ofSeconds(30);

  /// How many bytes a log may have before it is started anew: 10 MB. Three older ones are kept.
  public static final long LOG_SIZE = 10_000_000;

  /// How many lines of its output are shown when an application fails to start: 40.
  public static final int SHOWN_LINES = 40;

  private static final Duration ANSWER_TIME = Duration.ofSeconds(5);

  private final StateFolder folder;
  private final Instances instances;

  private Applications(StateFolder folder) {
    this.folder = folder;
    this.instances = new Instances(folder);
  }

  /// Returns the applications of the user of this process. Their folder is that of the environment
  /// variable `LODESTAR_STATE`, else `lodestar` in `XDG_STATE_HOME`, else
  /// `~/.local/state/lodestar`.
  ///
  /// @return the applications
  public static Applications ofUser() {
    return of(System.getenv());
  }

  /// Returns the applications of the folder that an environment names.
  ///
  /// @param environment variables, as `System.getenv()` returns them
  /// @return the applications
  public static Applications of(Map<String, String> environment) {
    return new Applications(StateFolder.of(environment));
  }

  /// Returns the applications of a folder.
  ///
  /// @param folder where PID files and logs are; it is made when something is started
  /// @return the applications
  public static Applications in(Path folder) {
    return new Applications(new StateFolder(folder));
  }

  /// Returns where PID files and logs are.
  ///
  /// @return the folder
  public Path folder() {
    return folder.path();
  }

  /// Starts an application, and returns when it serves. The process goes on when this one ends; it
  /// is a session of its own where the system has the command `setsid`.
  ///
  /// It counts as serving when it has bound its port, written so into the PID file, and told the id
  /// that it was started with: an answer of anybody else on that port counts for nothing.
  ///
  /// @param plan what is started
  /// @return its status, with the address where it serves
  /// @throws AlreadyRunningException if one of this name runs
  /// @throws PortTakenException if the port that the plan names is taken
  /// @throws StartFailedException if it ends before it serves, or takes too long; nothing of it
  ///   runs then, and the exception has the end of what it printed
  /// @throws ManagementException if the PID file or the log cannot be written, or a process is in
  ///   the way that does not prove to be the application
  /// @throws InterruptedException if this thread is interrupted; what was started is stopped
  public ApplicationStatus start(StartPlan plan) throws InterruptedException {
    folder.prepare();
    try (var _ = alone(plan.name(), "start", plan.deadline())) {
      return new Starting(folder, plan).start();
    } catch (IOException failure) {
      throw notLocked(plan.name(), failure);
    }
  }

  /// Tells whether an application runs. Nothing is changed, also when its PID file is stale.
  ///
  /// @param name its name
  /// @return what is known
  /// @throws ManagementException if the PID file is not this user's own, or cannot be read
  public ApplicationStatus status(String name) {
    return instances.look(AppName.check(name)).status();
  }

  /// Finds out whether a port can be listened on.
  ///
  /// @param host the address
  /// @param port the port; 0 is always free
  /// @throws PortTakenException if it is taken; the message names the process that has it, where
  ///   the system tells
  public static void checkPort(String host, int port) {
    PortCheck.check(host, port);
  }

  /// Lists the applications that run, and removes what those have left that do not.
  ///
  /// @return those that run, and processes that may be one, by name
  public List<ApplicationStatus> all() {
    var all = new ArrayList<ApplicationStatus>();
    for (var name : folder.names()) {
      try {
        var status = instances.heal(name);
        if (status.state() != ApplicationStatus.State.STOPPED) {
          all.add(status);
        }
      } catch (ManagementException foreign) {
        all.add(ApplicationStatus.stopped(name, String.valueOf(foreign.getMessage())));
      }
    }
    return List.copyOf(all);
  }

  /// Stops an application: tells it to stop (SIGTERM), waits while it answers the requests in
  /// flight, and kills it when the time is over. Processes that it has started and that outlive it
  /// are stopped after it: its descendants, and those of its session if it was started here.
  ///
  /// @param name its name
  /// @param deadline how long it may take before it is killed
  /// @return how it ended
  /// @throws NotRunningException if it does not run; a stale PID file is removed
  /// @throws NotProvenException if a process is there that does not prove to be the application
  /// @throws ManagementException if it does not end even when it is killed, or belongs to another
  ///   user
  /// @throws InterruptedException if this thread is interrupted while it waits
  public StopResult stop(String name, Duration deadline) throws InterruptedException {
    AppName.check(name);
    if (!folder.exists()) {
      throw new NotRunningException(Sentences.notRunning(ApplicationStatus.stopped(name, "")));
    }
    try (var _ = alone(name, "stop", deadline.plus(Stopping.AFTER_THE_DEADLINE))) {
      return new Stopping(instances, name).stop(deadline);
    } catch (IOException failure) {
      throw notLocked(name, failure);
    }
  }

  /// Stops an application that was started here, and starts it again with the same command in the
  /// same folder, with the variables of its plan and otherwise the environment of this process.
  ///
  /// @param name its name
  /// @param deadline how long it may take to stop before it is killed
  /// @return its new status
  /// @throws ManagementException as [#stop] and [#start] do, and if it runs in the foreground of
  ///   somebody else, who alone can start it again
  /// @throws InterruptedException if this thread is interrupted while it waits
  public ApplicationStatus restart(String name, Duration deadline) throws InterruptedException {
    return restart(name, deadline, UnaryOperator.identity());
  }

  /// Does the same, but with a plan that differs from the one before.
  ///
  /// ```java
  /// applications.restart(
  ///     "shop", Applications.STOP_TIME, plan -> plan.with("LODESTAR_PORT", "9001"));
  /// ```
  ///
  /// @param name its name
  /// @param deadline how long it may take to stop before it is killed
  /// @param change makes the new plan of the old one; it is called before anything is stopped
  /// @return its new status
  /// @throws IllegalArgumentException if the new plan has another name
  /// @throws ManagementException as [#restart(String, Duration)] does
  /// @throws InterruptedException if this thread is interrupted while it waits
  public ApplicationStatus restart(String name, Duration deadline, UnaryOperator<StartPlan> change)
      throws InterruptedException {
    var known = instances.look(AppName.check(name));
    if (known.file().isEmpty() || known.status().state() == ApplicationStatus.State.STOPPED) {
      throw new NotRunningException(Sentences.notRunning(known.status()));
    }
    var file = known.file().get();
    if (file.foreground()) {
      throw new ManagementException(
          "The application '"
              + name
              + "' runs in the foreground of somebody who has started it (process "
              + file.pid()
              + "), so it can be stopped from here, but not started again.");
    }
    var plan = change.apply(planOf(file));
    if (!plan.name().equals(name)) {
      throw new IllegalArgumentException(
          "The application '" + name + "' cannot be started again as '" + plan.name() + "'.");
    }
    stop(name, deadline);
    return start(plan);
  }

  private static StartPlan planOf(PidFile file) {
    var plan =
        StartPlan.of(file.name(), file.command())
            .in(Path.of(file.directory()))
            .from(file.application());
    for (var variable : file.environment().entrySet()) {
      plan = plan.with(variable.getKey(), variable.getValue());
    }
    return plan;
  }

  /// Returns the file with what an application prints, whether it runs or not.
  ///
  /// @param name its name
  /// @return the file; nothing if it was never started here
  public Optional<Path> log(String name) {
    var log = folder.log(AppName.check(name));
    return folder.exists() && java.nio.file.Files.isRegularFile(log)
        ? Optional.of(log)
        : Optional.empty();
  }

  /// Reads the end of what an application has printed.
  ///
  /// @param name its name
  /// @param lines how many lines, at most; those within the last 64 KB are found
  /// @return the lines
  public List<String> endOfLog(String name, int lines) {
    return log(name).map(file -> LogFile.end(file, lines)).orElse(List.of());
  }

  /// Returns the levels of the loggers of an application that runs.
  ///
  /// @param name its name
  /// @return its levels
  /// @throws NotRunningException if it does not run
  /// @throws NotProvenException if a process is there that does not prove to be the application
  /// @throws ManagementException if it does not answer, or logs with a back end whose levels cannot
  ///   be changed from here
  public LogLevels logLevels(String name) {
    return levels(name, new LevelCall.Change(Optional.empty(), Optional.empty()));
  }

  /// Sets the level of a logger of an application that runs, and of all loggers below it that have
  /// no level of their own. It counts until the application ends.
  ///
  /// @param name the name of the application
  /// @param logger the name of the logger, or [dev.lodestar.log.LogBackend#ROOT] for all
  /// @param level the level
  /// @return all levels then
  /// @throws ManagementException as [#logLevels] does
  public LogLevels setLogLevel(String name, String logger, LogLevel level) {
    return levels(name, new LevelCall.Change(Optional.of(logger), Optional.of(level)));
  }

  /// Has a logger of an application that runs take its level from above again; for
  /// [dev.lodestar.log.LogBackend#ROOT], this is [LogLevel#INFO].
  ///
  /// @param name the name of the application
  /// @param logger the name of the logger
  /// @return all levels then
  /// @throws ManagementException as [#logLevels] does
  public LogLevels unsetLogLevel(String name, String logger) {
    return levels(name, new LevelCall.Change(Optional.of(logger), Optional.empty()));
  }

  /// It is asked on the socket on which it has just proven who it is.
  private LogLevels levels(String name, LevelCall.Change change) {
    var known = instances.look(AppName.check(name));
    var status = known.status();
    if (status.state() == ApplicationStatus.State.UNPROVEN) {
      throw new NotProvenException(Sentences.unproven(status), status.pid());
    }
    if (!status.isRunning()) {
      throw new NotRunningException(Sentences.notRunning(status));
    }
    var told =
        known
            .file()
            .flatMap(PidFile::control)
            .flatMap(socket ->
                ControlSocket.ask(
                    Path.of(socket), status.instance(), LevelCall.request(change), ANSWER_TIME))
            .flatMap(LevelCall::told)
            .orElseThrow(() ->
                new ManagementException(
                    "The application '"
                        + name
                        + "' (process "
                        + status.pid()
                        + ") does not answer when it is asked for its levels. Try again; if it was"
                        + " started with an older version of Lodestar, restart it."));
    if (!told.able()) {
      throw new ManagementException(
          "The application '"
              + name
              + "' logs with a back end of SLF4J whose levels cannot be changed from here. Use"
              + " lodestar-logging, or the means of that back end.");
    }
    return new LogLevels(told.levels());
  }

  private FileGuard alone(String name, String purpose, Duration patience) throws IOException {
    return FileGuard.take(folder.lock(name, purpose), patience)
        .orElseThrow(() ->
            new ManagementException(
                "Somebody else is about to "
                    + purpose
                    + " the application '"
                    + name
                    + "' for more than "
                    + patience.toSeconds()
                    + " seconds. See what it does with 'lodestar status "
                    + name
                    + "'."));
  }

  private ManagementException notLocked(String name, IOException failure) {
    return new ManagementException(
        "The lock of the application '"
            + name
            + "' in the folder '"
            + folder.path()
            + "' cannot be taken: "
            + StateFolder.told(failure)
            + ". Make room or give permission, or choose another folder with the variable"
            + " LODESTAR_STATE.",
        failure);
  }
}
