package dev.lodestar.cli;

import dev.lodestar.RouteInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// The command `routes`: what an application answers, as a tree, as a table, or as JSON.
final class RoutesCommand implements BuiltIn {
  private static final String TABLE = "--table";
  private static final String VERBOSE = "--verbose";

  @Override
  public String name() {
    return "routes";
  }

  @Override
  public String summary() {
    return "Lists the routes; --verbose tells what the layers say.";
  }

  @Override
  public CommandSpec spec() {
    return CommandLines.spec(this)
        .addOption(CommandLines.flag("One line for each route, instead of a tree.", TABLE))
        .addOption(CommandLines.flag("Print what counts for each route, too.", "-v", VERBOSE));
  }

  @Override
  public int run(Context context) throws Exception {
    return CommandLines.run(
        spec(),
        context.arguments(),
        result -> {
          var routes = context.app().routes();
          if (result.hasMatchedOption(CommandLines.JSON)) {
            JsonText.print(
                context.out(), routes.stream().map(route -> tree(context, route)).toList());
          } else if (routes.isEmpty()) {
            context.out().println("There are no routes. Add some with get(...) or routes(...).");
          } else if (result.hasMatchedOption(VERBOSE)) {
            verbose(context, routes);
          } else if (result.hasMatchedOption(TABLE)) {
            table(context, routes);
          } else {
            Branch.of(routes).print(context.out());
          }
          return ExitCode.DONE;
        });
  }

  static String verb(RouteInfo route) {
    return route.webSocket() ? "WEBSOCKET" : route.method().name();
  }

  private static void table(Context context, List<RouteInfo> routes) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("METHOD", "PATH", "HANDLER", "SOURCE"));
    for (var route : routes) {
      rows.add(List.of(verb(route), route.path(), route.handler(), route.location().orElse("-")));
    }
    Columns.print(context.out(), rows);
  }

  private static void verbose(Context context, List<RouteInfo> routes) {
    var first = true;
    for (var route : routes) {
      if (!first) {
        context.out().println();
      }
      first = false;
      context.out().println(context.app().explain(route));
    }
  }

  private static Map<String, @Nullable Object> tree(Context context, RouteInfo route) {
    var tree = new LinkedHashMap<String, @Nullable Object>();
    tree.put("method", verb(route));
    tree.put("path", route.path());
    tree.put("handler", route.handler());
    tree.put("source", route.location().orElse(null));
    tree.put("name", route.name().orElse(null));
    tree.put("inSchema", route.inSchema());
    tree.put("layers", context.app().explain(route).lines().skip(1).map(String::strip).toList());
    return tree;
  }
}
