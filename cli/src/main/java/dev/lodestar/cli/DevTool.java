package dev.lodestar.cli;

import dev.lodestar.dev.DevException;
import dev.lodestar.dev.DevOutput;
import dev.lodestar.dev.DevPlan;
import dev.lodestar.dev.DevSession;
import dev.lodestar.dev.child.Children;
import dev.lodestar.supervise.Spared;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.jar.JarFile;

/// Runs the developer loop.
final class DevTool {
  /// For processes that live for minutes and have to start at once.
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private static final String STANDBY = "dev/lodestar/cli/Standby.class";
  private static final String CORE = "dev/lodestar/Lodestar.class";

  private final Map<String, String> environment;

  DevTool(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Runs it until it is told to end.
  ///
  /// @return the exit code
  /// @throws RunFailure if it cannot be started
  int run(DevCommand command) throws RunFailure {
    var style = Style.of(environment);
    var output = new DevOutput(System.out, style.on());
    var target = DevTarget.of(command, environment, output::say);
    var table = DevProcesses.table(target.directory(), environment, command.configuration());
    var beside = DevProcesses.plan(table, target.directory());
    var plan =
        DevPlan.of(target.build(), launch(target.directory(), beside.applicationEnvironment()))
            .running(options(target), arguments(command))
            .at(command.host(), port(command))
            .calledBy(table.hosts())
            .stoppedWithin(table.stopTimeout())
            .debugged(command.debugPort());
    if (table.typescript().isPresent()) {
      var client = DevTypeScript.of(table.typescript().get(), target.directory(), output);
      plan.describing(client, client.file());
    }
    if (!beside.isEmpty()) {
      plan.with(List.of(new DevProcesses(beside, environment, output, style)));
    }
    if (beside.vitePort().isPresent()) {
      plan.with(ViteUpstream.at(beside.vitePort().getAsInt()));
    }
    try (var session = new DevSession(plan.build(), output)) {
      Runtime.getRuntime().addShutdownHook(new Thread(session::close, "lodestar-dev-end"));
      session.run();
      return ExitCode.DONE;
    } catch (DevException failure) {
      throw new RunFailure(String.valueOf(failure.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }

  private OptionalInt port(DevCommand command) {
    if (command.port().isPresent()) {
      return command.port();
    }
    var variable = environment.get("LODESTAR_PORT");
    return variable == null ? OptionalInt.empty() : PortNumber.parse(variable);
  }

  private Children.Launch launch(Path directory, Map<String, String> beside) {
    var java = Launchable.java();
    java.addAll(1, QUICK);
    var variables = new LinkedHashMap<String, String>();
    variables.put("LODESTAR_DEV", "1");
    if (!environment.containsKey("LODESTAR_DEBUG")) {
      variables.put("LODESTAR_DEBUG", "1");
    }
    variables.putAll(beside);
    return new Children.Launch(
        Spared.command(java),
        Standby.class.getName(),
        DevTool::behind,
        directory,
        variables,
        List.of("LODESTAR_MANAGED"));
  }

  /// What a process needs of the command behind the class path of its application: nothing if that
  /// has the same class, the command line alone if it has Lodestar, and else everything.
  static List<Path> behind(List<Path> classPath) {
    if (classPath.stream().anyMatch(entry -> has(entry, STANDBY))) {
      return List.of();
    }
    var own = ClassPath.ofThisProcess().entries();
    if (classPath.stream().noneMatch(entry -> has(entry, CORE))) {
      return own;
    }
    try {
      var source = Standby.class.getProtectionDomain().getCodeSource();
      return source == null ? own : List.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException unknown) {
      return own;
    }
  }

  private static boolean has(Path entry, String file) {
    if (Files.isDirectory(entry)) {
      return Files.isRegularFile(entry.resolve(file));
    }
    if (!Files.isRegularFile(entry)) {
      return false;
    }
    try (var jar = new JarFile(entry.toFile())) {
      return jar.getEntry(file) != null;
    } catch (IOException noJar) {
      return false;
    }
  }

  private static List<String> options(DevTarget target) {
    return target
        .file()
        .map(file -> List.of(ProgramRunner.SOURCE_FILE_OPTION + file.toAbsolutePath()))
        .orElse(List.of());
  }

  private static List<String> arguments(DevCommand command) {
    var arguments = new ArrayList<>(command.configuration());
    arguments.addAll(command.application().rest());
    return arguments;
  }
}
