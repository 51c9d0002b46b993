package dev.lodestar.cli;

import dev.lodestar.project.Template;
import dev.lodestar.suggest.Suggestions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// The definition of the command `new`.
final class NewReader {
  private static final String LIST = "--list";
  private static final String PACKAGE = "--package";

  private NewReader() {}

  static Command read(ParseResult result) {
    var asked = FullReader.asked(result);
    if (asked != null) {
      return asked;
    }
    var line = result.commandSpec().commandLine();
    List<String> words = result.matchedPositionalValue(0, List.of());
    var json = result.hasMatchedOption(CommandLines.JSON);
    if (result.hasMatchedOption(LIST)) {
      return words.isEmpty()
          ? new NewCommand.Templates(json)
          : FullReader.mistake(line, "The option --list makes no project, so it takes no NAME.");
    }
    if (words.size() > 2) {
      return FullReader.mistake(
          line, "'" + words.get(2) + "' is one argument too many: expected TEMPLATE and NAME.");
    }
    var packageName =
        Optional.ofNullable(result.<@Nullable String>matchedOptionValue(PACKAGE, null));
    if (words.size() < 2) {
      var isTemplate = !words.isEmpty() && Template.of(words.getFirst()).isPresent();
      var first = words.stream().findFirst();
      return new NewCommand.Make(
          isTemplate ? first : Optional.empty(),
          isTemplate ? Optional.empty() : first,
          packageName,
          json);
    }
    var template = words.getFirst();
    return Template.of(template).isPresent()
        ? new NewCommand.Make(Optional.of(template), Optional.of(words.get(1)), packageName, json)
        : FullReader.mistake(line, unknown(template));
  }

  private static String unknown(String template) {
    var words = Arrays.stream(Template.values()).map(Template::word).toList();
    return "There is no template '"
        + template
        + "'."
        + Suggestions.closest(template, words)
            .map(meant -> " Did you mean '" + meant + "'?")
            .orElse(" There are " + String.join(", ", words) + ".");
  }

  static CommandLine command() {
    var spec =
        CommandSpec.create()
            .name("new")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("0..*")
                    .paramLabel("TEMPLATE NAME")
                    .hideParamSyntax(true)
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description(
                        "The template, 'file' if only NAME is given; and the name of the project and"
                            + " of its folder, which must not be there or be empty. On a terminal,"
                            + " what is missing is asked for.")
                    .build())
            .addOption(
                OptionSpec.builder(PACKAGE)
                    .paramLabel("PACKAGE")
                    .type(String.class)
                    .description("The package of the classes; made of NAME by default.")
                    .build())
            .addOption(OptionSpec.builder(LIST).description("List the templates.").build())
            .addOption(OptionSpec.builder(CommandLines.JSON).description("Print JSON.").build())
            .addOption(FullReader.help());
    spec.usageMessage()
        .description("Makes a new project.")
        .footerHeading("Templates:%n")
        .footer(
            Arrays.stream(Template.values())
                .map(each -> "  %-9s  %s".formatted(each.word(), each.summary()))
                .toArray(String[]::new))
        .exitCodeListHeading("Exit codes:%n")
        .exitCodeList(FullReader.exitCodes());
    return FullReader.commandLine(spec);
  }
}
