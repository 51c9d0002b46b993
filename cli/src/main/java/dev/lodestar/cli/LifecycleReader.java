package dev.lodestar.cli;

import dev.lodestar.cli.SchemaCommand.ClassSource;
import dev.lodestar.process.Applications;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command lines that have to do with applications in the background.
final class LifecycleReader {
  private static final String NAME = "--name";
  private static final String CLASS = "--class";
  private static final String CLASS_PATH = "--class-path";
  private static final String TIMEOUT = "--timeout";
  private static final String STOP_TIMEOUT = "--stop-timeout";
  private static final String JSON = "--json";
  private static final String ALL = "--all";
  private static final String LINES = "--lines";
  private static final String FOLLOW = "--follow";
  private static final int LINES_BY_DEFAULT = 100;
  private static final String APPLICATION =
      "A source file (.java), a jar, or the folder of a packaged application. App.java or Main.java"
          + " of this folder if nothing is named. After '--' stand its arguments, or a whole"
          + " command line if nothing else names the application.";
  private static final String RUNNING =
      "The name of one that was started, or what it was started from.";

  private LifecycleReader() {}

  /// A time or a number cannot be read; the message is what is printed.
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message);
    }
  }

  static Command read(ParseResult result, List<String> rest) {
    var asked = FullReader.asked(result);
    if (asked != null) {
      return asked;
    }
    var line = result.commandSpec().commandLine();
    try {
      return read(result, named(result, rest));
    } catch (Mistake mistake) {
      return FullReader.mistake(line, String.valueOf(mistake.getMessage()));
    }
  }

  private static LifecycleCommand read(ParseResult result, Launchable.Named named) throws Mistake {
    var json = result.hasMatchedOption(JSON);
    return switch (result.commandSpec().name()) {
      case "start" -> start(result, named, false);
      case "restart" -> start(result, named, true);
      case "stop" -> stop(result, named, json);
      case "logs" ->
          new LifecycleCommand.Logs(named, lines(result), result.hasMatchedOption(FOLLOW));
      case "ps" -> new LifecycleCommand.All(json);
      case LogLevelReader.NAME -> LogLevelReader.read(result, named, json);
      default ->
          result.hasMatchedOption(ALL)
              ? new LifecycleCommand.All(json)
              : new LifecycleCommand.Status(named, json);
    };
  }

  private static LifecycleCommand stop(ParseResult result, Launchable.Named named, boolean json)
      throws Mistake {
    var time = time(result, TIMEOUT, Applications.STOP_TIME);
    if (!result.hasMatchedOption(ALL)) {
      return new LifecycleCommand.Stop(named, time, json);
    }
    if (!named.isEmpty()) {
      throw new Mistake(
          "The option --all stops every application, so there is no need for a name. Give either"
              + " '"
              + named.path().orElse("")
              + "' or --all.");
    }
    return new LifecycleCommand.StopAll(time, json);
  }

  private static LifecycleCommand.Start start(
      ParseResult result, Launchable.Named named, boolean again) throws Mistake {
    @Nullable String host = result.matchedOptionValue("--host", null);
    @Nullable String port = result.matchedOptionValue("--port", null);
    var number = OptionalInt.empty();
    if (port != null) {
      number = PortNumber.parse(port);
      if (number.isEmpty()) {
        throw new Mistake(
            "The option --port is '" + port + "', but a port is a number from 0 to 65535.");
      }
    }
    var listening = Listening.of(result);
    var wrong = listening.mistake(host != null || port != null);
    if (wrong != null) {
      throw new Mistake(wrong);
    }
    return new LifecycleCommand.Start(
        named,
        Optional.ofNullable(result.matchedOptionValue(NAME, null)),
        Optional.ofNullable(host),
        number,
        listening,
        time(result, TIMEOUT, Applications.START_TIME),
        again ? time(result, STOP_TIMEOUT, Applications.STOP_TIME) : Applications.STOP_TIME,
        again,
        result.hasMatchedOption(JSON));
  }

  private static Launchable.Named named(ParseResult result, List<String> rest) throws Mistake {
    @Nullable String type =
        result.commandSpec().findOption(CLASS) == null
            ? null
            : result.matchedOptionValue(CLASS, null);
    @Nullable String classPath = type == null ? null : result.matchedOptionValue(CLASS_PATH, null);
    Optional<String> path =
        result.commandSpec().positionalParameters().isEmpty()
            ? Optional.empty()
            : Optional.ofNullable(result.matchedPositionalValue(0, null));
    if (type != null && path.isPresent()) {
      throw new Mistake("Give either APP, or the option --class with a class.");
    }
    return new Launchable.Named(
        path,
        Optional.ofNullable(type)
            .map(name -> new ClassSource(name, Optional.ofNullable(classPath), List.of())),
        rest);
  }

  private static Duration time(ParseResult result, String option, Duration standard)
      throws Mistake {
    @Nullable String text = result.matchedOptionValue(option, null);
    if (text == null) {
      return standard;
    }
    try {
      var seconds = Long.parseLong(text);
      if (seconds >= 1 && seconds <= 86_400) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException noNumber) {
      // answered below
    }
    throw new Mistake(
        "The option "
            + option
            + " is '"
            + text
            + "', but it is a whole number of seconds from 1 to 86400.");
  }

  private static int lines(ParseResult result) throws Mistake {
    @Nullable String text = result.matchedOptionValue(LINES, null);
    try {
      var lines = text == null ? LINES_BY_DEFAULT : Integer.parseInt(text);
      if (lines >= 0) {
        return lines;
      }
    } catch (NumberFormatException noNumber) {
      // answered below
    }
    throw new Mistake("The option --lines is '" + text + "', but it is a whole number from 0 on.");
  }

  static CommandLine start() {
    return starting(
        "start", "Starts an application in the background, and returns when it serves.");
  }

  static CommandLine restart() {
    var line =
        starting(
            "restart",
            "Stops an application, if it runs, and starts it again. One that is named by its name is"
                + " started as it was before.");
    line.getCommandSpec()
        .addOption(seconds(STOP_TIMEOUT, "How long it may take to stop before it is killed, 30."));
    return line;
  }

  private static CommandLine starting(String name, String description) {
    var spec =
        CommandSpec.create()
            .name(name)
            .addPositional(application("APP", APPLICATION))
            .addOption(
                option(NAME, "NAME", "The name under which it is found; made of APP's by default."))
            .addOption(option(CLASS, "NAME", "A class with a main method, instead of APP."))
            .addOption(option(CLASS_PATH, "PATH", "Where that class and those it needs are."))
            .addOption(FullReader.host())
            .addOption(FullReader.port())
            .addOption(seconds(TIMEOUT, "How long it may take until it serves, 60 by default."));
    Listening.add(spec);
    return finished(spec, description);
  }

  static CommandLine stop() {
    var spec =
        CommandSpec.create()
            .name("stop")
            .addPositional(application("NAME", RUNNING))
            .addOption(
                OptionSpec.builder("-a", ALL)
                    .description("All that run, as 'ps' lists them.")
                    .build())
            .addOption(
                seconds(
                    TIMEOUT,
                    "How long it may take to answer its requests before it is killed, 30 by"
                        + " default."));
    return finished(spec, "Stops an application: requests in flight are answered.");
  }

  static CommandLine status() {
    var spec =
        CommandSpec.create()
            .name("status")
            .addPositional(application("NAME", RUNNING))
            .addOption(
                OptionSpec.builder("-a", ALL).description("All that run, as 'ps' does.").build());
    return finished(spec, "Tells whether an application runs, and where it serves.");
  }

  static CommandLine ps() {
    return finished(CommandSpec.create().name("ps"), "Lists the applications that run.");
  }

  static CommandLine logs() {
    var spec =
        CommandSpec.create()
            .name("logs")
            .addPositional(application("NAME", RUNNING))
            .addOption(
                OptionSpec.builder("-n", LINES)
                    .paramLabel("NUMBER")
                    .type(String.class)
                    .description("How many of the last lines, 100 by default.")
                    .build())
            .addOption(
                OptionSpec.builder("-f", FOLLOW)
                    .description("Go on with what is printed, until the application ends.")
                    .build())
            .addOption(FullReader.help());
    spec.usageMessage()
        .description("Prints what an application in the background has printed.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return FullReader.commandLine(spec);
  }

  static CommandLine logLevel() {
    return finished(LogLevelReader.spec(application("NAME", RUNNING)), LogLevelReader.SUMMARY);
  }

  private static CommandLine finished(CommandSpec spec, String description) {
    spec.addOption(OptionSpec.builder(JSON).description("Print JSON.").build())
        .addOption(FullReader.help());
    spec.usageMessage()
        .description(description)
        .footerHeading("Environment variables:%n")
        .footer(
            "  LODESTAR_STATE The folder with PID files and logs; 'lodestar' in",
            "                 XDG_STATE_HOME or ~/.local/state by default.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return FullReader.commandLine(spec);
  }

  private static LinkedHashMap<String, String> exitCodes() {
    var codes = new LinkedHashMap<>(FullReader.exitCodes());
    codes.put(" 3", "The application does not run.");
    codes.put(" 4", "An application of that name runs already.");
    return codes;
  }

  private static PositionalParamSpec application(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec seconds(String name, String description) {
    return option(name, "SECONDS", description);
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }
}
