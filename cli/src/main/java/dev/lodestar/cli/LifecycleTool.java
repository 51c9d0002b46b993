package dev.lodestar.cli;

import dev.lodestar.process.AlreadyRunningException;
import dev.lodestar.process.ApplicationStatus;
import dev.lodestar.process.Applications;
import dev.lodestar.process.ManagementException;
import dev.lodestar.process.NotRunningException;
import dev.lodestar.process.StartPlan;
import dev.lodestar.process.StopResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Starts, stops and looks at applications in the background, and tells of it.
final class LifecycleTool {
  private static final String NEXT = "See what runs with 'lodestar ps'.";

  private final Applications applications;

  LifecycleTool(Map<String, String> environment) {
    this.applications = Applications.of(environment);
  }

  /// Does what was asked for.
  ///
  /// @return the exit code
  /// @throws RunFailure if it cannot be done
  int run(LifecycleCommand command) throws RunFailure {
    try {
      return switch (command) {
        case LifecycleCommand.Start start -> start(start);
        case LifecycleCommand.Stop stop -> stop(stop);
        case LifecycleCommand.StopAll stop -> stopAll(stop);
        case LifecycleCommand.Status status -> status(status);
        case LifecycleCommand.All all -> all(all.json());
        case LifecycleCommand.Logs logs -> logs(logs);
        case LifecycleCommand.Levels levels ->
            new LogLevelTool(applications).run(nameOf(levels.application()), levels);
      };
    } catch (NotRunningException stopped) {
      System.err.println(stopped.getMessage() + " " + NEXT);
      return ExitCode.NOT_RUNNING;
    } catch (AlreadyRunningException running) {
      System.err.println(running.getMessage());
      return ExitCode.RUNNING_ALREADY;
    } catch (ManagementException | IllegalArgumentException failure) {
      throw new RunFailure(String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunFailure("It was broken off.");
    }
  }

  private int start(LifecycleCommand.Start command) throws RunFailure, InterruptedException {
    if (command.again() && isName(command.application())) {
      var name = command.application().path().orElseThrow();
      return started(
          applications.restart(name, command.stopTime(), plan -> asAsked(plan, command)),
          command.json());
    }
    var launchable = Launchable.of(command.application());
    var plan =
        asAsked(
            StartPlan.of(command.name().orElse(launchable.name()), launchable.command())
                .from(launchable.told()),
            command);
    if (command.again()) {
      stopIfItRuns(plan, command.stopTime());
    }
    return started(applications.start(plan), command.json());
  }

  private static StartPlan asAsked(StartPlan before, LifecycleCommand.Start command) {
    var plan = before.within(command.startTime());
    for (var variable : command.listening().variables().entrySet()) {
      plan = plan.with(variable.getKey(), variable.getValue());
    }
    // How it listened before does not count any more.
    if (command.listening().unixSocket() != null) {
      plan = plan.without("LODESTAR_HOST").without("LODESTAR_PORT").listening("127.0.0.1", 0);
    } else if (command.host().isPresent() || command.port().isPresent()) {
      plan = plan.without("LODESTAR_UNIX_SOCKET");
    }
    if (command.host().isPresent()) {
      plan = plan.with("LODESTAR_HOST", command.host().get());
    }
    if (command.port().isPresent()) {
      var port = command.port().getAsInt();
      // One that runs has the port itself, until it is stopped.
      plan =
          plan.with("LODESTAR_PORT", Integer.toString(port))
              .listening(command.host().orElse("127.0.0.1"), command.again() ? 0 : port);
    }
    return plan;
  }

  private void stopIfItRuns(StartPlan plan, Duration time) throws RunFailure, InterruptedException {
    var status = applications.status(plan.name());
    if (status.state() != ApplicationStatus.State.STOPPED) {
      checkSame(status, plan.application());
      applications.stop(plan.name(), time);
    }
  }

  private static int started(ApplicationStatus status, boolean json) {
    if (json) {
      printJson(tree(status));
    } else {
      System.out.println(
          "Started '"
              + status.name()
              + "': it serves "
              + status.uri().map(Object::toString).orElse("")
              + " (process "
              + status.pid()
              + ")");
      System.out.println(
          "Stop it with 'lodestar stop "
              + status.name()
              + "'; what it prints is shown by 'lodestar logs "
              + status.name()
              + "'.");
    }
    return ExitCode.DONE;
  }

  private int stop(LifecycleCommand.Stop command) throws RunFailure, InterruptedException {
    var name = nameOf(command.application());
    var result = applications.stop(name, command.time());
    if (command.json()) {
      printJson(tree(result));
    } else {
      System.out.println(sentence(result, command.time()));
    }
    return ExitCode.DONE;
  }

  /// One that cannot be stopped keeps no other from being stopped.
  private int stopAll(LifecycleCommand.StopAll command) throws InterruptedException {
    var all = applications.all();
    if (all.isEmpty() && !command.json()) {
      System.out.println("No application runs in the background.");
    }
    var stopped = new ArrayList<Map<String, Object>>();
    var exitCode = ExitCode.DONE;
    for (var status : all) {
      try {
        var result = applications.stop(status.name(), command.time());
        stopped.add(tree(result));
        if (!command.json()) {
          System.out.println(sentence(result, command.time()));
        }
      } catch (NotRunningException endedByItself) {
        // That is what was wanted.
      } catch (ManagementException failure) {
        System.err.println(failure.getMessage());
        exitCode = ExitCode.FAILED;
      }
    }
    if (command.json()) {
      printJson(stopped);
    }
    return exitCode;
  }

  private static Map<String, Object> tree(StopResult result) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", result.name());
    tree.put("pid", result.pid());
    tree.put("killed", result.killed());
    tree.put("children", result.children());
    return tree;
  }

  private static String sentence(StopResult result, Duration time) {
    return "Stopped '"
        + result.name()
        + "' (process "
        + result.pid()
        + ")"
        + (result.killed()
            ? "; it did not end within " + time.toSeconds() + " seconds, and was killed"
            : "")
        + (result.children() > 0
            ? "; " + result.children() + " of its processes outlived it, and were stopped too"
            : "");
  }

  private int status(LifecycleCommand.Status command) throws RunFailure {
    if (command.application().isEmpty() && command.application().rest().isEmpty()) {
      return all(command.json());
    }
    var status = applications.status(nameOf(command.application()));
    if (command.json()) {
      printJson(tree(status));
    } else {
      describe(status);
    }
    return switch (status.state()) {
      case STOPPED -> ExitCode.NOT_RUNNING;
      case UNPROVEN -> ExitCode.FAILED;
      default -> ExitCode.DONE;
    };
  }

  private static void describe(ApplicationStatus status) {
    var lines = new ArrayList<String>();
    lines.add("name       " + status.name());
    lines.add("state      " + word(status));
    status.health().ifPresent(health -> lines.add("health     " + health));
    if (status.pid() > 0) {
      lines.add("process    " + status.pid());
    }
    status.uri().ifPresent(uri -> lines.add("serves     " + uri));
    status.started().ifPresent(start -> lines.add("started    " + start + " (" + age(start) + ")"));
    if (!status.application().isEmpty()) {
      lines.add("from       " + status.application());
    }
    status.directory().ifPresent(folder -> lines.add("folder     " + folder));
    status.log().ifPresent(log -> lines.add("log        " + log));
    if (!status.version().isEmpty()) {
      lines.add("lodestar   " + status.version());
    }
    if (!status.detail().isEmpty()) {
      lines.add("note       " + status.detail());
    }
    lines.forEach(System.out::println);
  }

  private int all(boolean json) {
    var all = applications.all();
    if (json) {
      printJson(all.stream().map(LifecycleTool::tree).toList());
      return ExitCode.DONE;
    }
    if (all.isEmpty()) {
      System.out.println(
          "No application runs in the background. Start one with 'lodestar start APP'.");
      return ExitCode.DONE;
    }
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("NAME", "STATE", "PROCESS", "AGE", "SERVES"));
    for (var status : all) {
      rows.add(
          List.of(
              status.name(),
              word(status),
              status.pid() > 0 ? Long.toString(status.pid()) : "-",
              status.started().map(LifecycleTool::age).orElse("-"),
              status.uri().map(Object::toString).orElse(status.detail())));
    }
    Columns.print(System.out, rows);
    return ExitCode.DONE;
  }

  private static String word(ApplicationStatus status) {
    return status.state().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static String age(Instant start) {
    var age = Duration.between(start, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + "d " + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h " + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m " + age.toSecondsPart() + "s"
        : Math.max(0, age.toSeconds()) + "s";
  }

  static Map<String, Object> tree(ApplicationStatus status) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("name", status.name());
    tree.put("state", word(status));
    tree.put("health", status.health().orElse(null));
    tree.put("pid", status.pid() > 0 ? status.pid() : null);
    tree.put("instance", status.instance().isEmpty() ? null : status.instance());
    tree.put("uri", status.uri().map(Object::toString).orElse(null));
    tree.put("host", status.host().orElse(null));
    tree.put("ports", status.ports());
    tree.put("started", status.started().map(Instant::toString).orElse(null));
    tree.put("version", status.version().isEmpty() ? null : status.version());
    tree.put("application", status.application().isEmpty() ? null : status.application());
    tree.put("command", status.command());
    tree.put("directory", status.directory().map(Path::toString).orElse(null));
    tree.put("log", status.log().map(Path::toString).orElse(null));
    tree.put("detail", status.detail().isEmpty() ? null : status.detail());
    return tree;
  }

  private static void printJson(Object tree) {
    JsonText.print(System.out, tree);
  }

  private int logs(LifecycleCommand.Logs command) throws RunFailure, InterruptedException {
    var name = nameOf(command.application());
    var log =
        applications
            .log(name)
            .orElseThrow(() ->
                new RunFailure(
                    "There is no log of '"
                        + name
                        + "': nothing of that name was started in the background. "
                        + NEXT));
    applications.endOfLog(name, command.lines()).forEach(System.out::println);
    if (command.follow()) {
      try {
        follow(name, log);
      } catch (IOException failure) {
        throw new RunFailure("The log '" + log + "' cannot be read: " + failure + ".");
      }
    }
    return ExitCode.DONE;
  }

  private void follow(String name, Path log) throws IOException, InterruptedException {
    var position = Files.size(log);
    while (true) {
      var runs = applications.status(name).isRunning();
      var size = Files.size(log);
      if (size < position) {
        position = 0; // it was started anew
      }
      try (var channel = Files.newByteChannel(log)) {
        channel.position(position);
        var buffer = java.nio.ByteBuffer.allocate(1 << 16);
        for (var read = channel.read(buffer); read > 0; read = channel.read(buffer)) {
          System.out.write(buffer.array(), 0, read);
          position += read;
          buffer.clear();
        }
        System.out.flush();
      }
      if (!runs) {
        return;
      }
      Thread.sleep(200);
    }
  }

  /// Whether a word is a name and not something that can be started.
  private static boolean isName(Launchable.Named application) {
    return application.path().isPresent()
        && application.rest().isEmpty()
        && !application.path().get().endsWith(SourceFile.SUFFIX)
        && !application.path().get().endsWith(".jar")
        && application.path().get().indexOf('/') < 0
        && application.path().get().indexOf('\\') < 0
        && !Files.exists(Path.of(application.path().get()));
  }

  /// The name under which it runs; what it was started from has to be the same.
  private String nameOf(Launchable.Named application) throws RunFailure {
    if (isName(application)) {
      return application.path().orElseThrow();
    }
    var launchable = Launchable.identity(application);
    checkSame(applications.status(launchable.name()), launchable.told());
    return launchable.name();
  }

  private static void checkSame(ApplicationStatus status, String told) throws RunFailure {
    if (!status.application().isEmpty() && !status.application().equals(told)) {
      throw new RunFailure(
          "The name '"
              + status.name()
              + "' belongs to another application, '"
              + status.application()
              + "'. Use the name that yours was started with, or give it one with --name.");
    }
  }
}
