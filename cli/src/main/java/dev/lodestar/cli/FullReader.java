package dev.lodestar.cli;

import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
  private static final String HELP = "--help";
  private static final String VERSION = "--version";
  private static final String WARNINGS = "--warnings";
  private static final String STARTUP_REPORT = "--startup-report";

  private FullReader() {}

  /// Reads the arguments of an application.
  static ServeCommand serve(List<String> arguments) {
    var line = commandLine(serveSpec());
    try {
      var result = line.parseArgs(arguments.toArray(new String[0]));
      var asked = asked(result);
      return asked == null ? serve(line, result) : asked;
    } catch (ParameterException mistake) {
      return explain(mistake);
    }
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
      return new ServeCommand.Serve(host, null, report, configuration, given);
    }
    var port = PortNumber.parse(text);
    return port.isPresent()
        ? new ServeCommand.Serve(host, port.getAsInt(), report, configuration, given)
        : mistake(
            line, "The option --port is '" + text + "', but a port is a number from 0 to 65535.");
  }

  private static List<String> configuration(ParseResult result) {
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
    try {
      var result = line.parseArgs(arguments.toArray(new String[0]));
      var asked = asked(result);
      if (asked != null) {
        return asked;
      }
      if (!result.hasSubcommand()) {
        return Answer.mistake(line.getUsageMessage());
      }
      var subcommand = result.subcommand();
      return switch (subcommand.commandSpec().name()) {
        case "run" -> run(subcommand);
        case "package" -> PackageReader.read(subcommand);
        default -> SchemaReader.read(subcommand);
      };
    } catch (ParameterException mistake) {
      return explain(mistake);
    }
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

  private static Answer explain(ParameterException mistake) {
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
    return "There is no command '" + first + "'." + didYouMean(first, spec.subcommands().keySet());
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
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return spec.addSubcommand("run", commandLine(runSpec()).setStopAtPositional(true))
        .addSubcommand("package", PackageReader.command())
        .addSubcommand("schema", SchemaReader.schema())
        .addSubcommand("mock", SchemaReader.mock());
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
                    .paramLabel("FILE")
                    .type(String.class)
                    .required(true)
                    .description("The source file. Its main method is called.")
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
            "Compiles a Java source file in memory and runs it. Other classes are found in the"
                + " source files of its folder. The classes are kept, so that the next start"
                + " needs no compiler.")
        .footerHeading("Environment variables:%n")
        .footer(
            "  LODESTAR_HOST, LODESTAR_PORT",
            "                 Used where the options are not given.",
            "  LODESTAR_CACHE The folder that keeps the classes.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return spec;
  }

  private static CommandSpec serveSpec() {
    var spec =
        CommandSpec.create()
            .name("APPLICATION")
            .addOption(host())
            .addOption(port())
            .addOption(startupReport())
            .addOption(configurationFile())
            .addOption(profile())
            .addOption(set())
            .addOption(help())
            .addOption(version());
    Listening.add(spec);
    spec.usageMessage()
        .description(
            "Serves the application until it is told to stop.",
            "'APPLICATION config' shows the configuration that counts; 'APPLICATION config check'"
                + " finds mistakes in it.")
        .footerHeading("Environment variables:%n")
        .footer(
            "  LODESTAR_HOST, LODESTAR_PORT, LODESTAR_CONFIG, LODESTAR_PROFILE",
            "                 Used where the options are not given.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(exitCodes());
    return spec;
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

  private static OptionSpec configurationFile() {
    return OptionSpec.builder(ConfigurationOption.CONFIG)
        .paramLabel("FILE")
        .type(String.class)
        .description("The file of the configuration, lodestar.toml by default.")
        .build();
  }

  private static OptionSpec profile() {
    return OptionSpec.builder(ConfigurationOption.PROFILE)
        .paramLabel("NAME")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .description("Read the file of a profile too, such as lodestar-NAME.toml.")
        .build();
  }

  private static OptionSpec set() {
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
