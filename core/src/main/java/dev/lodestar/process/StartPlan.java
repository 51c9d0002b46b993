package dev.lodestar.process;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How an application is started in the background. Immutable and thread-safe.
///
/// ```java
/// var plan = StartPlan.of("shop", "java", "-jar", "shop.jar", "--port", "0");
/// ```
///
/// @param name under which it is found again: letters, digits, `-`, `_` and `.`, at most 64 of them
/// @param command the program and its arguments; no shell is involved
/// @param directory the folder it works in
/// @param environment variables that it gets besides those of this process
/// @param application what it is started from, for people and to tell two applications of one name
///   apart; the command by default
/// @param host the address it will listen on, if the port is to be checked before
/// @param port the port it will listen on; 0 if it is not known, or any free one
/// @param deadline how long it may take until it serves; [Applications#START_TIME] by default
public record StartPlan(
    String name,
    List<String> command,
    Path directory,
    Map<String, String> environment,
    String application,
    String host,
    int port,
    Duration deadline) {

  /// Creates a plan, copying list and map.
  ///
  /// @throws IllegalArgumentException if the name is none, the command is empty, the port is no
  ///   port, or the deadline is not positive
  public StartPlan {
    AppName.check(name);
    command = List.copyOf(command);
    directory = directory.toAbsolutePath().normalize();
    environment = Map.copyOf(environment);
    requireNonNull(application, "application");
    requireNonNull(host, "host");
    if (command.isEmpty()) {
      throw new IllegalArgumentException("The command is empty; give the program to start.");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          "The port is " + port + ", but a port is a number from 0 to 65535.");
    }
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException(
          "The deadline is " + deadline + ", but it has to be positive.");
    }
  }

  /// Returns a plan.
  ///
  /// @param name the name
  /// @param command the program and its arguments
  /// @return a plan that starts it in the folder of this process
  public static StartPlan of(String name, String... command) {
    return of(name, List.of(command));
  }

  /// Returns a plan.
  ///
  /// @param name the name
  /// @param command the program and its arguments
  /// @return a plan that starts it in the folder of this process
  public static StartPlan of(String name, List<String> command) {
    return new StartPlan(
        name,
        command,
        Path.of(""),
        Map.of(),
        String.join(" ", command),
        "127.0.0.1",
        0,
        Applications.START_TIME);
  }

  /// Returns a plan that starts in another folder.
  ///
  /// @param directory the folder
  /// @return the new plan
  public StartPlan in(Path directory) {
    return new StartPlan(name, command, directory, environment, application, host, port, deadline);
  }

  /// Returns a plan with one more variable of the environment.
  ///
  /// @param variable its name
  /// @param value its value
  /// @return the new plan
  public StartPlan with(String variable, String value) {
    var all = new HashMap<>(environment);
    all.put(variable, value);
    return new StartPlan(name, command, directory, all, application, host, port, deadline);
  }

  /// Returns a plan without a variable that it had. The application gets the one of this process,
  /// if there is one.
  ///
  /// @param variable its name
  /// @return the new plan
  public StartPlan without(String variable) {
    var rest = new HashMap<>(environment);
    rest.remove(variable);
    return new StartPlan(name, command, directory, rest, application, host, port, deadline);
  }

  /// Returns a plan that says what is started.
  ///
  /// @param application for instance the path of a source file
  /// @return the new plan
  public StartPlan from(String application) {
    return new StartPlan(name, command, directory, environment, application, host, port, deadline);
  }

  /// Returns a plan that is given up before anything is started if the port is taken. The
  /// application still has to be told where to listen.
  ///
  /// @param host the address it will listen on
  /// @param port the port it will listen on
  /// @return the new plan
  public StartPlan listening(String host, int port) {
    return new StartPlan(name, command, directory, environment, application, host, port, deadline);
  }

  /// Returns a plan with another deadline.
  ///
  /// @param deadline how long it may take until it serves
  /// @return the new plan
  public StartPlan within(Duration deadline) {
    return new StartPlan(name, command, directory, environment, application, host, port, deadline);
  }
}
