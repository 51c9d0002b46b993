package dev.lodestar.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command `package`.
final class PackageReader {
  private static final String CLASS = "--class";
  private static final String CLASS_PATH = "--class-path";
  private static final String NAME = "--name";
  private static final String OUTPUT = "--output";
  private static final String RESOURCES = "--resources";
  private static final String REQUESTS = "--requests";
  private static final String UNSAFE = "--unsafe-methods";
  private static final String NO_TRAINING = "--no-training";

  private PackageReader() {}

  static Command read(ParseResult result) {
    var asked = FullReader.asked(result);
    if (asked != null) {
      return asked;
    }
    var line = result.commandSpec().commandLine();
    List<String> files = result.matchedPositionalValue(0, List.of());
    @Nullable String type = result.matchedOptionValue(CLASS, null);
    @Nullable String classPath = result.matchedOptionValue(CLASS_PATH, null);
    if ((type == null) == files.isEmpty()) {
      return FullReader.mistake(
          line,
          "Give either APP, a source file, a jar or the folder of a project, or the option --class with a class.");
    }
    if (type == null && classPath != null) {
      return FullReader.mistake(
          line, "The option --class-path belongs to --class, which is missing.");
    }
    if (files.size() > 1) {
      return FullReader.mistake(
          line,
          "'"
              + files.get(1)
              + "' is one argument too many: arguments are given when the application is started.");
    }
    if (type == null
        && !files.getFirst().endsWith(SourceFile.SUFFIX)
        && !files.getFirst().endsWith(JarProgram.SUFFIX)
        && !ProjectProgram.isNamedBy(files.getFirst())) {
      return FullReader.mistake(
          line,
          "'"
              + files.getFirst()
              + "' is neither a Java source file (.java) nor a jar (.jar) nor the folder of a"
              + " project.");
    }
    if (result.hasMatchedOption(NO_TRAINING)
        && (result.hasMatchedOption(REQUESTS) || result.hasMatchedOption(UNSAFE))) {
      return FullReader.mistake(
          line,
          "The option --no-training leaves nothing to do for --requests and --unsafe-methods.");
    }
    return new PackageCommand(
        type != null
            ? new SchemaCommand.ClassSource(type, Optional.ofNullable(classPath), List.of())
            : new SchemaCommand.FileSource(files.getFirst(), List.of()),
        Optional.ofNullable(result.matchedOptionValue(NAME, null)),
        Optional.ofNullable(result.matchedOptionValue(OUTPUT, null)),
        result.matchedOptionValue(RESOURCES, List.of()),
        Optional.ofNullable(result.matchedOptionValue(REQUESTS, null)),
        result.hasMatchedOption(UNSAFE),
        !result.hasMatchedOption(NO_TRAINING));
  }

  static CommandLine command() {
    var spec =
        CommandSpec.create()
            .name("package")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("0..*")
                    .paramLabel("APP")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("The source file of a program, a jar, or the folder of a project.")
                    .build())
            .addOption(text("CLASS", "A class with a main method, instead of APP.", CLASS))
            .addOption(
                text(
                    "PATH",
                    "Where that class and those it needs are; the jars of Lodestar are added if they"
                        + " are not among them.",
                    CLASS_PATH))
            .addOption(
                text("NAME", "The name of folder, script and jar; made of APP or CLASS.", NAME))
            .addOption(
                text("DIR", "The folder, which has to be empty; NAME by default.", "-o", OUTPUT))
            .addOption(
                OptionSpec.builder(RESOURCES)
                    .paramLabel("DIR")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .arity("1")
                    .description("A folder whose files are put on the class path.")
                    .build())
            .addOption(
                text(
                    "FILE",
                    "The requests to train with; by default those of the OpenAPI document with GET.",
                    REQUESTS))
            .addOption(
                flag(
                    "Train with the document's examples for POST, PUT, PATCH and DELETE, too.",
                    UNSAFE))
            .addOption(
                flag("Start nothing: no generated classes, and no cache of classes.", NO_TRAINING))
            .addOption(FullReader.help());
    spec.usageMessage()
        .description(
            "Makes a folder that an application runs from: jars, generated classes, a cache of"
                + " classes that is trained by starting it and sending it requests, a start script, a"
                + " Dockerfile and a systemd unit.")
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(FullReader.exitCodes());
    return FullReader.commandLine(spec);
  }

  private static OptionSpec text(String label, String description, String... names) {
    return OptionSpec.builder(names)
        .paramLabel(label)
        .type(String.class)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String description, String name) {
    return OptionSpec.builder(name).description(description).build();
  }
}
