package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command line of the developer loop.
final class DevReader {
  private static final String NO_COMPILE = "--no-compile";
  private static final String DEBUG_PORT = "--debug-port";
  private static final String CLASS = "--class";
  private static final String CLASS_PATH = "--class-path";

  private DevReader() {}

  static Command read(ParseResult result, List<String> rest) {
    var asked = FullReader.asked(result);
    if (asked != null) {
      return asked;
    }
    var line = result.commandSpec().commandLine();
    @Nullable String host = result.matchedOptionValue("--host", null);
    for (var option : List.of("--port", DEBUG_PORT)) {
      @Nullable String text = result.matchedOptionValue(option, null);
      if (text != null && PortNumber.parse(text).isEmpty()) {
        return FullReader.mistake(
            line,
            "The option " + option + " is '" + text + "', but a port is a number from 0 to 65535.");
      }
    }
    if (host != null && host.isBlank()) {
      return FullReader.mistake(
          line, "The option --host is blank, but it is an address such as 127.0.0.1.");
    }
    @Nullable String type = result.matchedOptionValue(CLASS, null);
    @Nullable String classPath = result.matchedOptionValue(CLASS_PATH, null);
    if (classPath != null && type == null) {
      return FullReader.mistake(
          line, "The option --class-path belongs to --class, which is missing.");
    }
    return new DevCommand(
        new Launchable.Named(
            Optional.ofNullable(result.matchedPositionalValue(0, null)),
            Optional.ofNullable(type)
                .map(name ->
                    new SchemaCommand.ClassSource(name, Optional.ofNullable(classPath), List.of())),
            rest),
        Optional.ofNullable(host),
        port(result, "--port"),
        port(result, DEBUG_PORT),
        !result.hasMatchedOption(NO_COMPILE),
        FullReader.configuration(result));
  }

  private static OptionalInt port(ParseResult result, String option) {
    @Nullable String text = result.matchedOptionValue(option, null);
    return text == null ? OptionalInt.empty() : PortNumber.parse(text);
  }

  static CommandLine command() {
    var spec =
        CommandSpec.create()
            .name("dev")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0")
                    .arity("0..1")
                    .paramLabel("APP")
                    .type(String.class)
                    .description(
                        "A source file (.java), a folder with sources, or the folder of a Maven or"
                            + " Gradle project. This folder, or its App.java or Main.java, if"
                            + " nothing is named. After '--' stand the application's arguments.")
                    .build())
            .addOption(
                option(CLASS, "NAME", "The class with the main method, if there are several."))
            .addOption(
                option(
                    CLASS_PATH, "PATH", "Where that class and those it needs are; not compiled."))
            .addOption(FullReader.host())
            .addOption(FullReader.port())
            .addOption(
                option(
                    DEBUG_PORT,
                    "PORT",
                    "Where a debugger can attach, for instance 5005; it stays the same when the"
                        + " application is started anew."))
            .addOption(
                OptionSpec.builder(NO_COMPILE)
                    .description(
                        "Pick up the classes that an IDE or a build compiles, instead of compiling"
                            + " the sources.")
                    .build())
            .addOption(FullReader.configurationFile())
            .addOption(FullReader.profile())
            .addOption(FullReader.set())
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Runs an application while you work on it: what you save is compiled and started, and"
                + " browsers show it.")
        .footerHeading("Environment variables:%n")
        .footer("  JAVA_OPTS      More options of Java for the application.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(FullReader.exitCodes());
    return FullReader.commandLine(spec);
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }
}
