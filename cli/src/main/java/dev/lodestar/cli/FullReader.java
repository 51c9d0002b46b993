package dev.lodestar.cli;

import dev.lodestar.AppCommand;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The definition of all command lines: reads them, prints their help, and explains mistakes.
final class FullReader {
  private static final String HOST = "--host";
  private static final String PORT = "--port";
  private static final String NAME = "--name";
  private static final String HELP = "--help";
  private static final String VERSION = "--version";
  private static final String WARNINGS = "--warnings";
  private static final String STARTUP_REPORT = "--startup-report";

  private static final Set<String> WITH_REST =
      Set.of("dev", "start", "stop", "restart", "status", "logs", LogLevelReader.NAME);

  /// What commands are called elsewhere.
  private static final Map<String, String> OTHER_WORDS =
      Map.ofEntries(
          Map.entry("serve", "run"),
          Map.entry("watch", "dev"),
          Map.entry("develop", "dev"),
          Map.entry("init", "new"),
          Map.entry("create", "new"),
          Map.entry("build", "package"),
          Map.entry("list", "ps"),
          Map.entry("tail", "logs"),
          Map.entry("kill", "stop"),
          Map.entry("doctor", "diagnose"),
          Map.entry("openapi", "schema"));

  private FullReader() {}

  /// Reads the arguments of an application.
  static ServeCommand serve(List<String> arguments) {
    return serve(arguments, List.of());
  }

  /// Reads the arguments of an application that has commands, none of which is asked for.
  static ServeCommand serve(List<String> arguments, List<AppCommand> commands) {
    var line = commandLine(serveSpec(commands));
    try {
      var result = line.parseArgs(arguments.toArray(new String[0]));
      var asked = asked(result);
      return asked == null ? serve(line, result) : asked;
    } catch (ParameterException mistake) {
      return commands.isEmpty() || arguments.getFirst().startsWith("-")
          ? explain(mistake)
          : mistake(line, noCommand(arguments.getFirst(), commands));
    }
  }

  static String noCommand(String typed, List<AppCommand> commands) {
    var names = new TreeSet<String>();
    commands.forEach(command -> names.add(command.name()));
    return "There is no command '" + typed + "'." + didYouMean(typed, names);
  }

  static ServeCommand serve(CommandLine line, ParseResult result) {
    @Nullable String host = result.matchedOptionValue(HOST, null);
    if (host != null && host.isBlank()) {
      return mistake(line, "The option --host is blank, but it is an address such as 127.0.0.1.");
    }
    // 'mock' has no such option.
    var report =
        line.getCommandSpec().findOption(STARTUP_REPORT) != null
            && result.hasMatchedOption(STARTUP_REPORT);
    @Nullable String name =
        line.getCommandSpec().findOption(NAME) == null
            ? null
            : result.matchedOptionValue(NAME, null);
    var configuration = configuration(result);
    for (var option : configuration) {
      if (option.startsWith(ConfigurationOption.SET) && option.indexOf('=', 6) < 0) {
        return mistake(
            line,
            "The option --set is '"
                + option.substring(6)
                + "', but it is of the form NAME=VALUE, such as server.port=9000.");
      }
    }
    @Nullable String text = result.matchedOptionValue(PORT, null);
    var listening = Listening.of(result);
    var wrong = listening.mistake(host != null || text != null);
    if (wrong != null) {
      return mistake(line, wrong);
    }
    var given = listening.equals(Listening.NOTHING) ? null : listening;
    if (text == null) {
      return new ServeCommand.Serve(host, null, report, name, configuration, given);
    }
    var port = PortNumber.parse(text);
    return port.isPresent()
        ? new ServeCommand.Serve(host, port.getAsInt(), report, name, configuration, given)
        : mistake(
            line, "The option --port is '" + text + "', but a port is a number from 0 to 65535.");
  }

  static List<String> configuration(ParseResult result) {
    var found = new ArrayList<String>();
    if (result.commandSpec().findOption(ConfigurationOption.SET) != null) {
      @Nullable String file = result.matchedOptionValue(ConfigurationOption.CONFIG, null);
      if (file != null) {
        found.add(ConfigurationOption.CONFIG + "=" + file);
      }
      for (var option : List.of(ConfigurationOption.PROFILE, ConfigurationOption.SET)) {
        List<String> values = result.matchedOptionValue(option, List.of());
        values.forEach(value -> found.add(option + "=" + value));
      }
    }
    return List.copyOf(found);
  }

  /// Reads the arguments of the command `lodestar`.
  static Command lodestar(List<String> arguments) {
    var line = commandLine(lodestarSpec());
    if (arguments.isEmpty()) {
      return Answer.mistake(line.getUsageMessage());
    }
    var named = arguments.getFirst();
    if (appCommands().stream().anyMatch(command -> command.name().equals(named))) {
      return AppCall.read(named, arguments.subList(1, arguments.size()));
    }
    if (named.equals("help")) {
      return help(line, arguments.subList(1, arguments.size()));
    }
    if (!named.startsWith("-") && !line.getSubcommands().containsKey(named)) {
      // Perhaps one of the application's own, which nobody knows before it is built.
      var call = AppCall.read(named, arguments.subList(1, arguments.size()));
      if (call.application().isPresent()) {
        return call;
      }
    }
    // What stands after '--' belongs to an application, or is a whole command line.
    var end = WITH_REST.contains(arguments.getFirst()) ? arguments.indexOf("--") : -1;
    var own = end < 0 ? arguments : arguments.subList(0, end);
    var rest = end < 0 ? List.<String>of() : arguments.subList(end + 1, arguments.size());
    try {
      var result = line.parseArgs(own.toArray(new String[0]));
      var asked = asked(result);
      if (asked != null) {
        return asked;
      }
      if (!result.hasSubcommand()) {
        return Answer.mistake(line.getUsageMessage());
      }
      var subcommand = result.subcommand();
      return switch (subcommand.commandSpec().name()) {
        case "start", "stop", "restart", "status", "ps", "logs", LogLevelReader.NAME ->
            LifecycleReader.read(subcommand, rest);
        case "run" -> run(subcommand);
        case "new" -> NewReader.read(subcommand);
        case "dev" -> DevReader.read(subcommand, rest);
        case "package" -> PackageReader.read(subcommand);
        case "version" -> version(subcommand);
        case "completion" -> completion(subcommand);
        default -> SchemaReader.read(subcommand);
      };
    } catch (ParameterException mistake) {
      return explain(mistake);
    }
  }

  /// What people type who know other commands: `lodestar help run` is `lodestar run --help`.
  private static Command help(CommandLine line, List<String> about) {
    if (about.isEmpty() || about.getFirst().startsWith("-")) {
      return Answer.asked(line.getUsageMessage());
    }
    return line.getSubcommands().containsKey(about.getFirst())
        ? lodestar(List.of(about.getFirst(), HELP))
        : mistake(line, noCommand(about.getFirst(), line.getCommandSpec()));
  }

  private static List<AppCommand> appCommands() {
    return AppCommands.ofEveryApplication();
  }

  private static Command version(ParseResult result) {
    var asked = asked(result);
    if (asked != null) {
      return asked;
    }
    return Answer.asked(
        result.hasMatchedOption(CommandLines.JSON)
            ? JsonText.of(
                Map.of("lodestar", Version.current(), "java", Runtime.version().toString()))
            : "Lodestar " + Version.current() + ", Java " + Runtime.version());
  }

  private static Command completion(ParseResult result) {
    var asked = asked(result);
    if (asked != null) {
      return asked;
    }
    String shell = result.matchedPositionalValue(0, "");
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      return mistake(
          result.commandSpec().commandLine(),
          "There is no completion for '" + shell + "', but for bash and zsh.");
    }
    return Answer.asked(AutoComplete.bash("lodestar", commandLine(lodestarSpec())));
  }

  private static Command run(ParseResult result) {
    var asked = asked(result);
    if (asked != null) {
      return asked;
    }
    @Nullable String host = result.matchedOptionValue(HOST, null);
    @Nullable String port = result.matchedOptionValue(PORT, null);
    List<String> rest = result.matchedPositionalValue(1, List.of());
    var options = new ArrayList<>(configuration(result));
    options.addAll(Listening.of(result).arguments());
    return Command.Run.of(
        result.matchedPositionalValue(0, ""),
        result.hasMatchedOption(WARNINGS),
        host,
        port,
        result.hasMatchedOption(STARTUP_REPORT),
        options,
        rest);
  }

  static @Nullable Answer asked(ParseResult result) {
    if (result.isUsageHelpRequested()) {
      return Answer.asked(result.commandSpec().commandLine().getUsageMessage());
    }
    return result.isVersionHelpRequested() ? Answer.asked("Lodestar " + Version.current()) : null;
  }

  static Answer explain(ParameterException mistake) {
    if (mistake instanceof UnmatchedArgumentException unmatched) {
      return mistake(mistake.getCommandLine(), unknown(unmatched));
    }
    var message = String.valueOf(mistake.getMessage());
    var sentence = Character.toUpperCase(message.charAt(0)) + message.substring(1);
    return mistake(mistake.getCommandLine(), sentence.endsWith(".") ? sentence : sentence + ".");
  }

  private static String unknown(UnmatchedArgumentException unmatched) {
    var first = unmatched.getUnmatched().getFirst();
    var value = first.indexOf('=');
    var name = value < 0 ? first : first.substring(0, value);
    var spec = unmatched.getCommandLine().getCommandSpec();
    if (first.startsWith("-")) {
      return "There is no option '" + name + "'." + didYouMean(name, spec.optionsMap().keySet());
    }
    if (spec.subcommands().isEmpty()) {
      return "The argument '" + first + "' is not expected.";
    }
    if (first.endsWith(SourceFile.SUFFIX)) {
      return "'" + first + "' is no command. Did you mean 'lodestar run " + first + "'?";
    }
    return noCommand(first, spec);
  }

  private static String noCommand(String typed, CommandSpec spec) {
    var names = new TreeSet<>(spec.subcommands().keySet());
    if (spec.name().equals("lodestar")) {
      names.add("help");
    }
    @Nullable String meant = OTHER_WORDS.get(typed);
    return "There is no command '"
        + typed
        + "'."
        + (meant != null && names.contains(meant)
            ? " Did you mean '" + meant + "'?"
            : didYouMean(typed, names));
  }

  private static String didYouMean(String mistyped, Set<String> known) {
    var closest = Suggestions.closest(mistyped, known);
    return closest.isEmpty() ? "" : " Did you mean '" + closest.get() + "'?";
  }

  static Answer mistake(CommandLine line, String sentence) {
    var help = line.getHelp();
    return Answer.mistake(
        sentence
            + System.lineSeparator()
            + "Usage: "
            + help.synopsis("Usage: ".length()).stripTrailing()
            + System.lineSeparator()
            + "'"
            + HELP
            + "' says more.");
  }

  static CommandLine commandLine(CommandSpec spec) {
    return new CommandLine(spec).setExpandAtFiles(false);
  }

  private static CommandSpec lodestarSpec() {
    var spec = CommandSpec.create().name("lodestar").addOption(help()).addOption(version());
    spec.usageMessage()
        .description("Runs applications made with Lodestar.")
        .synopsisSubcommandLabel("COMMAND")
        .footer(
            "'lodestar COMMAND --help' says more of a command. A beginning:",
            "  lodestar new hello",
            "  lodestar dev hello/App.java")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    spec.addSubcommand("run", commandLine(runSpec()).setStopAtPositional(true))
        .addSubcommand("dev", DevReader.command())
        .addSubcommand("start", LifecycleReader.start())
        .addSubcommand("stop", LifecycleReader.stop())
        .addSubcommand("restart", LifecycleReader.restart())
        .addSubcommand("status", LifecycleReader.status())
        .addSubcommand("ps", LifecycleReader.ps())
        .addSubcommand("logs", LifecycleReader.logs())
        .addSubcommand(LogLevelReader.NAME, LifecycleReader.logLevel());
    appCommands()
        .forEach(command -> spec.addSubcommand(command.name(), commandLine(specOf(command))));
    return spec.addSubcommand("new", NewReader.command())
        .addSubcommand("package", PackageReader.command())
        .addSubcommand("schema", SchemaReader.schema())
        .addSubcommand("mock", SchemaReader.mock())
        .addSubcommand("version", commandLine(versionSpec()))
        .addSubcommand("completion", commandLine(completionSpec()));
  }

  private static CommandSpec specOf(AppCommand command) {
    var spec =
        command instanceof BuiltIn builtIn
            ? builtIn.spec()
            : CommandSpec.create().name(command.name());
    spec.usageMessage().description(command.summary().replace("%", "%%"));
    return spec;
  }

  private static CommandSpec versionSpec() {
    var spec =
        CommandSpec.create()
            .name("version")
            .addOption(CommandLines.flag("Print JSON.", CommandLines.JSON))
            .addOption(help());
    spec.usageMessage().description("Prints the versions of Lodestar and Java.");
    return spec;
  }

  private static CommandSpec completionSpec() {
    var spec =
        CommandSpec.create()
            .name("completion")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0")
                    .paramLabel("SHELL")
                    .type(String.class)
                    .required(true)
                    .description("bash or zsh.")
                    .build())
            .addOption(help());
    spec.usageMessage()
        .description("Prints what makes a shell complete commands and options.")
        .footer(
            "In the file that the shell reads at its start: source <(lodestar completion bash)");
    return spec;
  }

  private static CommandSpec runSpec() {
    var spec =
        CommandSpec.create()
            .name("run")
            .addOption(host())
            .addOption(port())
            .addOption(startupReport())
            .addOption(configurationFile())
            .addOption(profile())
            .addOption(set())
            .addOption(
                OptionSpec.builder(WARNINGS)
                    .description("Print the warnings of the compiler; compiles anew.")
                    .build())
            .addOption(help())
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0")
                    .arity("0..1")
                    .paramLabel("APP")
                    .type(String.class)
                    .description(
                        "The source file, or the folder of a project of Maven or Gradle. Its main"
                            + " method is called. App.java, Main.java or the project of this folder"
                            + " if nothing is named.")
                    .build())
            .addPositional(
                PositionalParamSpec.builder()
                    .index("1..*")
                    .arity("0..*")
                    .paramLabel("ARGUMENT")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("What the main method gets, exactly as it stands here.")
                    .build());
    Listening.add(spec);
    spec.usageMessage()
        .description(
            "Compiles a Java source file or a project, and runs it. Other classes are found in the"
                + " source files of its folder. The classes of a file are kept, so that the next"
                + " start needs no compiler.")
        .footerHeading("Environment variables:%n")
        .footer(
            "  LODESTAR_HOST, LODESTAR_PORT",
            "                 Used where the options are not given.",
            "  LODESTAR_CACHE The folder that keeps the classes.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return spec;
  }

  private static CommandSpec serveSpec(List<AppCommand> commands) {
    var spec =
        CommandSpec.create()
            .name("APPLICATION")
            .addOption(host())
            .addOption(port())
            .addOption(startupReport())
            .addOption(
                OptionSpec.builder(NAME)
                    .paramLabel("NAME")
                    .type(String.class)
                    .description("Write a PID file, so that 'lodestar stop NAME' finds it.")
                    .build())
            .addOption(configurationFile())
            .addOption(profile())
            .addOption(set())
            .addOption(help())
            .addOption(version());
    Listening.add(spec);
    spec.usageMessage()
        .description(
            commands.isEmpty()
                ? "Serves the application until it is told to stop."
                : "Serves the application until it is told to stop. With 'APPLICATION COMMAND', a"
                    + " command is carried out instead.")
        .footer(footer(commands).toArray(new String[0]))
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return spec;
  }

  /// Not as commands of the library, which would demand one.
  private static List<String> footer(List<AppCommand> commands) {
    var lines = new ArrayList<String>();
    if (!commands.isEmpty()) {
      lines.add("Commands, of which '--help' says more:");
      var width = commands.stream().mapToInt(command -> command.name().length()).max().orElse(0);
      for (var command : commands) {
        var gap = " ".repeat(width - command.name().length() + 2);
        lines.add("  " + command.name() + gap + command.summary().replace("%", "%%"));
      }
    }
    lines.add("Environment variables:");
    lines.add("  LODESTAR_HOST, LODESTAR_PORT, LODESTAR_CONFIG, LODESTAR_PROFILE");
    lines.add("                 Used where the options are not given.");
    return lines;
  }

  static Map<String, String> exitCodes() {
    var codes = new LinkedHashMap<String, String>();
    codes.put(" 0", "It is done.");
    codes.put(" 1", "The application cannot be started, or it failed.");
    codes.put(" 2", "The command line is wrong.");
    return codes;
  }

  static OptionSpec host() {
    return OptionSpec.builder(HOST)
        .paramLabel("HOST")
        .type(String.class)
        .description("The address to listen on, 127.0.0.1 by default.")
        .build();
  }

  static OptionSpec port() {
    return OptionSpec.builder(PORT)
        .paramLabel("PORT")
        .type(String.class)
        .description("The port to listen on, 8080 by default; 0 takes any free one.")
        .build();
  }

  private static OptionSpec startupReport() {
    return OptionSpec.builder(STARTUP_REPORT)
        .description("Print what the start has cost, phase by phase, after the first answer.")
        .build();
  }

  static OptionSpec configurationFile() {
    return OptionSpec.builder(ConfigurationOption.CONFIG)
        .paramLabel("FILE")
        .type(String.class)
        .description("The file of the configuration, lodestar.toml by default.")
        .build();
  }

  static OptionSpec profile() {
    return OptionSpec.builder(ConfigurationOption.PROFILE)
        .paramLabel("NAME")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description("Read the file of a profile too, such as lodestar-NAME.toml.")
        .build();
  }

  static OptionSpec set() {
    return OptionSpec.builder(ConfigurationOption.SET)
        .paramLabel("NAME=VALUE")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description("Set a value of the configuration, such as server.port=9000.")
        .build();
  }

  static OptionSpec help() {
    return OptionSpec.builder("-h", HELP).usageHelp(true).description("Print this help.").build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder(VERSION)
        .versionHelp(true)
        .description("Print the version of Lodestar.")
        .build();
  }
}
