package dev.lodestar.cli;

import dev.lodestar.RouteCandidate;
import dev.lodestar.RouteCandidate.Verdict;
import dev.lodestar.RouteInfo;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The command `explain`: which route answers a request, what counts for it, and why others do not
/// answer.
final class ExplainCommand implements BuiltIn {
  private static final String HOST = "--host";

  @Override
  public String name() {
    return "explain";
  }

  @Override
  public String summary() {
    return "Tells which route answers METHOD PATH, and why others do not.";
  }

  @Override
  public CommandSpec spec() {
    return CommandLines.spec(this)
        .addPositional(
            positional("0", "METHOD", "The method, such as GET; WEBSOCKET for handshakes."))
        .addPositional(positional("1", "PATH", "The path of a request, such as /widgets/x-1."))
        .addOption(
            OptionSpec.builder(HOST)
                .paramLabel("HOST")
                .type(String.class)
                .description("The host that the request names, localhost by default.")
                .build());
  }

  @Override
  public int run(Context context) throws Exception {
    return CommandLines.run(
        spec(),
        context.arguments(),
        result -> {
          String method = result.matchedPositionalValue(0, "");
          String path = result.matchedPositionalValue(1, "");
          @Nullable String host = result.matchedOptionValue(HOST, null);
          List<RouteCandidate> candidates;
          try {
            candidates =
                context
                    .app()
                    .candidates(method.toUpperCase(Locale.ROOT), path, Optional.ofNullable(host));
          } catch (IllegalArgumentException refused) {
            context.err().println(refused.getMessage());
            return ExitCode.MISUSED;
          }
          if (result.hasMatchedOption(CommandLines.JSON)) {
            JsonText.print(context.out(), tree(context, candidates));
          } else {
            print(context, method.toUpperCase(Locale.ROOT), path, candidates);
          }
          return candidates.stream().anyMatch(one -> one.verdict() == Verdict.ANSWERS)
              ? ExitCode.DONE
              : ExitCode.FAILED;
        });
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

  private static void print(
      Context context, String method, String path, List<RouteCandidate> candidates) {
    var out = context.out();
    var others = new ArrayList<RouteCandidate>();
    for (var candidate : candidates) {
      if (candidate.verdict() == Verdict.ANSWERS) {
        out.println(context.app().explain(candidate.route()));
      } else {
        others.add(candidate);
      }
    }
    if (others.size() == candidates.size()) {
      var status = status(candidates);
      out.println(method + " " + path + " is answered with " + status + ".");
      if (candidates.isEmpty()) {
        closest(path, context.app().routes())
            .ifPresent(near -> out.println("The nearest path is " + near + "."));
      }
    }
    for (var other : others) {
      out.println(told(other.route()) + "  " + other.reason());
    }
  }

  private static String status(List<RouteCandidate> candidates) {
    var methods = new TreeSet<String>();
    for (var candidate : candidates) {
      if (candidate.verdict() == Verdict.OTHER_METHOD) {
        methods.add(candidate.route().method().name());
      }
    }
    return methods.isEmpty()
        ? "404, for no route takes it"
        : "405, for its path takes " + String.join(", ", methods) + " only";
  }

  private static Optional<String> closest(String path, List<RouteInfo> routes) {
    var paths = new TreeSet<String>();
    routes.forEach(route -> paths.add(route.path()));
    return Suggestions.closest(path, paths);
  }

  private static String told(RouteInfo route) {
    return RoutesCommand.verb(route) + " " + route.path() + "  " + route.handler();
  }

  private static List<Map<String, @Nullable Object>> tree(
      Context context, List<RouteCandidate> candidates) {
    var trees = new ArrayList<Map<String, @Nullable Object>>();
    for (var candidate : candidates) {
      var tree = new LinkedHashMap<String, @Nullable Object>();
      tree.put("method", RoutesCommand.verb(candidate.route()));
      tree.put("path", candidate.route().path());
      tree.put("handler", candidate.route().handler());
      tree.put("source", candidate.route().location().orElse(null));
      tree.put("verdict", candidate.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      tree.put("reason", candidate.reason());
      if (candidate.verdict() == Verdict.ANSWERS) {
        tree.put(
            "layers",
            context.app().explain(candidate.route()).lines().skip(1).map(String::strip).toList());
      }
      trees.add(tree);
    }
    return trees;
  }
}
