package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command lines that have to do with OpenAPI documents.
final class SchemaReader {
  private static final String CLASS = "--class";
  private static final String CLASS_PATH = "--class-path";
  private static final String OUTPUT = "--output";
  private static final String CHECK = "--check";
  private static final String FORMAT = "--format";
  private static final String CLIENT = "--client";
  private static final String TYPE = "--type";
  private static final String SEED = "--seed";
  private static final String SOURCE_TEXT =
      "The source file of a program (.java), whose main method runs up to where it would serve, or"
          + " an OpenAPI 3.1 document (.json, .yaml, .yml).";

  private SchemaReader() {}

  /// Reads what follows `schema` or `mock`.
  static Command read(ParseResult result) {
    var asked = FullReader.asked(result);
    if (asked != null) {
      return asked;
    }
    var line = result.commandSpec().commandLine();
    if (result.commandSpec().name().equals("schema")) {
      return result.hasSubcommand()
          ? read(result.subcommand())
          : Answer.mistake(line.getUsageMessage());
    }
    return switch (result.commandSpec().name()) {
      case "diff" -> diff(result);
      case "comments" ->
          new SchemaCommand.Comments(result.matchedPositionalValue(0, List.of()), target(result));
      default -> withSource(line, result);
    };
  }

  private static Command withSource(CommandLine line, ParseResult result) {
    List<String> files = result.matchedPositionalValue(0, List.of());
    @Nullable String name = result.matchedOptionValue(CLASS, null);
    @Nullable String classPath = result.matchedOptionValue(CLASS_PATH, null);
    if (name == null && files.isEmpty()) {
      return FullReader.mistake(line, "Give a FILE, or the option --class with a class.");
    }
    if (name == null && classPath != null) {
      return FullReader.mistake(
          line, "The option --class-path belongs to --class, which is missing.");
    }
    var source =
        name != null
            ? new SchemaCommand.ClassSource(name, Optional.ofNullable(classPath), files)
            : new SchemaCommand.FileSource(files.getFirst(), files.subList(1, files.size()));
    if (result.hasMatchedOption(CHECK) && !result.hasMatchedOption(OUTPUT)) {
      return FullReader.mistake(
          line, "The option --check needs --output with the file to compare.");
    }
    return switch (result.commandSpec().name()) {
      case "openapi" -> document(line, result, source);
      case "typescript" ->
          new SchemaCommand.TypeScript(source, target(result), result.hasMatchedOption(CLIENT));
      case "json-schema" ->
          new SchemaCommand.JsonSchema(
              source, target(result), Optional.ofNullable(result.matchedOptionValue(TYPE, null)));
      default -> mock(line, result, source);
    };
  }

  private static Command document(
      CommandLine line, ParseResult result, SchemaCommand.Source source) {
    var target = target(result);
    String format =
        result.matchedOptionValue(
            FORMAT, target.file().filter(SchemaReader::isYaml).isPresent() ? "yaml" : "json");
    if (!format.equals("json") && !format.equals("yaml")) {
      return FullReader.mistake(
          line, "The option --format is '" + format + "', but it is json or yaml.");
    }
    return new SchemaCommand.Document(source, target, format.equals("yaml"));
  }

  private static boolean isYaml(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml");
  }

  private static Command diff(ParseResult result) {
    String format = result.matchedOptionValue(FORMAT, "text");
    if (!format.equals("text") && !format.equals("json")) {
      return FullReader.mistake(
          result.commandSpec().commandLine(),
          "The option --format is '" + format + "', but it is text or json.");
    }
    return new SchemaCommand.Diff(
        new SchemaCommand.FileSource(result.matchedPositionalValue(0, ""), List.of()),
        new SchemaCommand.FileSource(result.matchedPositionalValue(1, ""), List.of()),
        format.equals("json"));
  }

  private static Command mock(CommandLine line, ParseResult result, SchemaCommand.Source source) {
    var serve = FullReader.serve(line, result);
    if (!(serve instanceof ServeCommand.Serve where)) {
      return (Answer) serve;
    }
    String seed = result.matchedOptionValue(SEED, "0");
    try {
      return new SchemaCommand.Mock(source, where, Long.parseLong(seed));
    } catch (NumberFormatException noNumber) {
      return FullReader.mistake(
          line, "The option --seed is '" + seed + "', but a seed is a whole number.");
    }
  }

  private static SchemaCommand.Target target(ParseResult result) {
    return new SchemaCommand.Target(
        Optional.ofNullable(result.matchedOptionValue(OUTPUT, null)),
        result.hasMatchedOption(CHECK));
  }

  /// The command `schema` with its own commands.
  static CommandLine schema() {
    var spec = CommandSpec.create().name("schema").addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Writes what describes an application, and compares descriptions. Nothing is served.")
        .synopsisSubcommandLabel("COMMAND");
    spec.addSubcommand("openapi", command(openapi()));
    spec.addSubcommand("typescript", command(typeScript()));
    spec.addSubcommand("json-schema", command(jsonSchema()));
    spec.addSubcommand("diff", command(diff()));
    spec.addSubcommand("comments", command(comments()));
    return FullReader.commandLine(spec);
  }

  private static CommandLine command(CommandSpec spec) {
    spec.usageMessage().exitCodeListHeading("Exit codes:%n").exitCodeList(FullReader.exitCodes());
    return FullReader.commandLine(spec);
  }

  private static CommandSpec openapi() {
    var spec =
        withSource("openapi")
            .addOption(format("json or yaml; the name of the file decides if it is not given."));
    spec.usageMessage().description("Writes the OpenAPI 3.1 document of an application.");
    return withTarget(spec);
  }

  private static CommandSpec typeScript() {
    var spec =
        withSource("typescript")
            .addOption(
                OptionSpec.builder(CLIENT)
                    .description("Add a client over fetch, which needs nothing else.")
                    .build());
    spec.usageMessage()
        .description(
            "Writes TypeScript: a type for each schema, the types of each operation, and a client.");
    return withTarget(spec);
  }

  private static CommandSpec jsonSchema() {
    var spec =
        withSource("json-schema").addOption(option(TYPE, "NAME", "The one type that is wanted."));
    spec.usageMessage()
        .description("Writes the types of an application as one JSON Schema (2020-12).");
    return withTarget(spec);
  }

  private static CommandSpec diff() {
    var spec =
        CommandSpec.create()
            .name("diff")
            .addPositional(positional("0", "OLD", "The older one. " + SOURCE_TEXT))
            .addPositional(positional("1", "NEW", "The newer one."))
            .addOption(format("text or json."))
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Tells what has changed between two documents. Ends with 1 if something breaks clients"
                + " of the older one.");
    return spec;
  }

  private static CommandSpec comments() {
    var spec =
        CommandSpec.create()
            .name("comments")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("1..*")
                    .paramLabel("SOURCE")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .required(true)
                    .description("Source files and folders of them.")
                    .build())
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Writes the doc comments of sources into a file, for applications that run without"
                + " their sources. It belongs on the class path as"
                + " META-INF/lodestar/doc-comments.json.");
    return withTarget(spec);
  }

  /// The command `mock`.
  static CommandLine mock() {
    var spec =
        withSource("mock")
            .addOption(FullReader.host())
            .addOption(FullReader.port())
            .addOption(
                option(
                    SEED, "NUMBER", "Which examples are made where none are given, 0 by default."))
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Serves every operation of a document with examples, and checks what it is sent. The"
                + " header 'Prefer: code=404' asks for another answer.");
    return command(spec);
  }

  private static CommandSpec withSource(String name) {
    return CommandSpec.create()
        .name(name)
        .addPositional(
            PositionalParamSpec.builder()
                .index("0..*")
                .arity("0..*")
                .paramLabel("FILE")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(SOURCE_TEXT + " More is given to the main method, after '--'.")
                .build())
        .addOption(option(CLASS, "NAME", "A class with a main method, instead of FILE."))
        .addOption(option(CLASS_PATH, "PATH", "Where that class and those it needs are."));
  }

  private static CommandSpec withTarget(CommandSpec spec) {
    spec.addOption(
            OptionSpec.builder("-o", OUTPUT)
                .paramLabel("FILE")
                .type(String.class)
                .description("The file; it is written only if it changes. Otherwise it is printed.")
                .build())
        .addOption(
            OptionSpec.builder(CHECK)
                .description("Write nothing, and end with 1 if the file would change.")
                .build());
    if (!spec.optionsMap().containsKey("--help")) {
      spec.addOption(FullReader.help());
    }
    return spec;
  }

  private static OptionSpec option(String name, String label, String description) {
    return OptionSpec.builder(name)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec format(String description) {
    return option(FORMAT, "FORMAT", description);
  }

  private static PositionalParamSpec positional(String index, String label, String description) {
    return PositionalParamSpec.builder()
        .index(index)
        .paramLabel(label)
        .type(String.class)
        .required(true)
        .description(description)
        .build();
  }
}
