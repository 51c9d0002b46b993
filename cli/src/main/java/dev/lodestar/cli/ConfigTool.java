package dev.lodestar.cli;

import dev.lodestar.App;
import dev.lodestar.configuration.Configuration;
import dev.lodestar.configuration.ConfigurationEntry;
import dev.lodestar.json.Json;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.report.StartupReport;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The command `config` of every application: which values count, and where each comes from; with
/// `check`, what is wrong.
final class ConfigTool {
  static final String NAME = "config";

  private static final String USAGE =
      """
      Usage: APPLICATION config [check] [--json]
      Shows the values of the configuration that count, and where each comes from. Secrets are
      masked.
            check    Tell what is wrong, and variables and properties that nothing reads, instead.
            --json   Print JSON.
      Exit codes:
        0   There is no problem; warnings are none.
        1   There are problems.
        2   The arguments are wrong.\
      """;

  private ConfigTool() {}

  /// Whether the first argument, but for those that say something about the configuration, is the
  /// name of the command.
  static boolean isAskedFor(List<String> arguments) {
    var rest = ConfigurationOption.without(arguments);
    return !rest.isEmpty() && rest.getFirst().equals(NAME);
  }

  /// Carries the command out.
  ///
  /// @param arguments all of the command line
  static int run(App app, List<String> arguments) {
    var about = ConfigurationOption.in(arguments);
    var configuration = app.configuration();
    if (configuration.isPresent() && !configuration.get().knows(about)) {
      app.serverOptions(Map.of(), about); // says so
    }
    return run(
        configuration.orElseGet(() -> Configuration.load(about.toArray(new String[0]))),
        List.of(),
        arguments,
        System.out,
        System.err);
  }

  /// Does the same for an application that cannot be built.
  static int run(
      Optional<Configuration> configuration, StartupException failure, List<String> arguments) {
    return run(configuration.orElse(null), failure.problems(), arguments, System.out, System.err);
  }

  private static int run(
      @Nullable Configuration configuration,
      List<StartupProblem> others,
      List<String> arguments,
      PrintStream out,
      PrintStream err) {
    var json = false;
    var check = false;
    var rest = ConfigurationOption.without(arguments);
    for (var argument : rest.subList(1, rest.size())) {
      switch (argument) {
        case "--json" -> json = true;
        case "check" -> check = true;
        case "--help", "-h" -> {
          out.println(USAGE);
          return ExitCode.DONE;
        }
        default -> {
          err.println("The argument '" + argument + "' is not expected.\n" + USAGE);
          return ExitCode.MISUSED;
        }
      }
    }
    var problems = new ArrayList<>(configuration == null ? List.of() : configuration.problems());
    for (var other : others) {
      if (!problems.contains(other)) {
        problems.add(other);
      }
    }
    var warnings = configuration == null ? List.<String>of() : configuration.warnings();
    if (check) {
      check(problems, warnings, json, out);
    } else {
      show(configuration, problems, json, out, err);
    }
    return problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private static void check(
      List<StartupProblem> problems, List<String> warnings, boolean json, PrintStream out) {
    if (json) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("problems", problems.stream().map(ConfigTool::tree).toList());
      tree.put("warnings", warnings);
      print(out, tree);
      return;
    }
    if (!problems.isEmpty()) {
      out.println(StartupReport.render(problems));
    }
    warnings.forEach(warning -> out.println("Warning: " + warning));
    if (problems.isEmpty() && warnings.isEmpty()) {
      out.println("There is nothing wrong with the configuration.");
    }
  }

  private static Map<String, Object> tree(StartupProblem problem) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("code", problem.code());
    tree.put("subject", problem.subject());
    problem.location().ifPresent(location -> tree.put("location", location));
    tree.put("what", problem.what());
    tree.put("fix", problem.fix());
    return tree;
  }

  private static void show(
      @Nullable Configuration configuration,
      List<StartupProblem> problems,
      boolean json,
      PrintStream out,
      PrintStream err) {
    if (configuration != null && json) {
      var tree = new LinkedHashMap<String, Object>();
      tree.put("files", configuration.files());
      tree.put("profiles", configuration.profiles());
      tree.put("values", configuration.entries().stream().map(ConfigTool::tree).toList());
      print(out, tree);
    } else if (configuration != null) {
      out.println("Files: " + orNone(configuration.files()));
      out.println("Profiles: " + orNone(configuration.profiles()));
      out.println();
      table(configuration.entries(), out);
    }
    if (!problems.isEmpty()) {
      err.println(StartupReport.render(problems));
    }
  }

  private static String orNone(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /// Options of the server that nobody has set are left out: there are a hundred of them. So are
  /// those of logging.
  private static void table(List<ConfigurationEntry> entries, PrintStream out) {
    var rows = new ArrayList<List<String>>();
    var left = 0;
    for (var entry : entries) {
      if (entry.isSet()) {
        var value = entry.value().isEmpty() ? "\"\"" : entry.value().replace("\n", "\\n");
        rows.add(List.of(entry.path(), value, entry.origin().place()));
      } else if (entry.path().startsWith("server.")) {
        left++;
      } else if (!entry.path().startsWith("logging.")) {
        rows.add(List.of(entry.path(), "(not set)", ""));
      }
    }
    columns(rows).forEach(out::println);
    if (left > 0) {
      out.println((rows.isEmpty() ? "" : "\n") + left + " options of the server have defaults.");
    }
  }

  /// Rows whose cells stand below each other.
  private static List<String> columns(List<List<String>> rows) {
    var widths = new int[3];
    for (var row : rows) {
      for (var i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    var lines = new ArrayList<String>();
    for (var row : rows) {
      var line = new StringBuilder();
      for (var i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static void print(PrintStream out, Map<String, Object> tree) {
    var json = Json.builder().pretty(true).build().codec(Object.class).encode(tree);
    out.println(new String(json, StandardCharsets.UTF_8));
  }

  private static Map<String, Object> tree(ConfigurationEntry entry) {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("path", entry.path());
    if (entry.isSet()) {
      tree.put("value", entry.value());
    }
    tree.put("source", entry.origin().source().label());
    tree.put("place", entry.origin().place());
    return tree;
  }
}
