package dev.lodestar.cli;

import dev.lodestar.App;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/// The command `diagnose`: whether this Java, its options and the surroundings are as they should
/// be.
final class DiagnoseCommand implements BuiltIn {
  @Override
  public String name() {
    return "diagnose";
  }

  @Override
  public String summary() {
    return "Looks for what is missing or wrong in its surroundings.";
  }

  @Override
  public CommandSpec spec() {
    return CommandLines.spec(this);
  }

  @Override
  public int run(Context context) throws Exception {
    return run(
        Optional.of(context.app()), context.arguments(), context.environment(), context.out());
  }

  /// Diagnoses with or without an application.
  int run(
      Optional<App> app, List<String> arguments, Map<String, String> environment, PrintStream out)
      throws Exception {
    return CommandLines.run(
        spec(),
        arguments,
        result -> {
          var findings = Diagnosis.of(app, environment);
          if (result.hasMatchedOption(CommandLines.JSON)) {
            JsonText.print(out, findings.stream().map(DiagnoseCommand::tree).toList());
          } else {
            print(findings, Style.of(environment), out);
          }
          return findings.stream().anyMatch(one -> one.weight() == Finding.Weight.PROBLEM)
              ? ExitCode.FAILED
              : ExitCode.DONE;
        });
  }

  private static void print(List<Finding> findings, Style style, PrintStream out) {
    for (var finding : findings) {
      var word = "%-8s".formatted(finding.weight().word());
      out.println(
          painted(finding, word, style)
              + " %-12s ".formatted(finding.area())
              + finding.text()
              + (finding.advice().isEmpty() ? "" : ". " + finding.advice()));
    }
  }

  private static String painted(Finding finding, String word, Style style) {
    return switch (finding.weight()) {
      case FINE -> style.good(word);
      case OFF -> word;
      case NOTE -> style.notable(word);
      case PROBLEM -> style.bad(word);
    };
  }

  private static Map<String, Object> tree(Finding finding) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("weight", finding.weight().word());
    tree.put("area", finding.area());
    tree.put("text", finding.text());
    tree.put("advice", finding.advice());
    return tree;
  }
}
