package dev.lodestar.cli;

import dev.lodestar.AppCommand;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command lines of the commands that every application has.
final class CommandLines {
  static final String JSON = "--json";

  private CommandLines() {}

  static CommandSpec spec(AppCommand command) {
    var spec =
        CommandSpec.create()
            .name(command.name())
            .addOption(OptionSpec.builder(JSON).description("Print JSON.").build())
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(command.summary())
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(FullReader.exitCodes());
    return spec;
  }

  static OptionSpec flag(String description, String... names) {
    return OptionSpec.builder(names).description(description).build();
  }

  /// Carries a command out if its arguments are right.
  interface Body {
    int run(ParseResult result) throws Exception;
  }

  /// Reads the arguments, answers what is only asked about, and explains mistakes.
  static int run(CommandSpec spec, List<String> arguments, Body body) throws Exception {
    CommandLine line = FullReader.commandLine(spec);
    try {
      var result = line.parseArgs(arguments.toArray(new String[0]));
      var asked = Optional.ofNullable(FullReader.asked(result));
      return asked.isPresent() ? asked.get().print() : body.run(result);
    } catch (ParameterException mistake) {
      return FullReader.explain(mistake).print();
    }
  }
}
