package dev.lodestar;

import dev.lodestar.engine.Server;
import dev.lodestar.startup.ProcessAge;
import java.util.List;

/// What is printed when an application serves: where, how long it took, and the routes.
final class StartMessage {
  private static final int MOST_ROUTES = 50;

  private StartMessage() {}

  static void print(Server server, List<PlannedRoute> routes) {
    System.out.print(text(server.uri().toString(), sinceStartOfProcess(), routes));
    System.out.flush();
  }

  private static String text(String uri, String took, List<PlannedRoute> routes) {
    var text = new StringBuilder("Lodestar serves ").append(uri);
    text.append(took).append(System.lineSeparator());
    var methodWidth = 0;
    var pathWidth = 0;
    var shown = Math.min(routes.size(), MOST_ROUTES);
    for (var route : routes.subList(0, shown)) {
      methodWidth = Math.max(methodWidth, route.verb().length());
      pathWidth = Math.max(pathWidth, route.template().toString().length());
    }
    for (var route : routes.subList(0, shown)) {
      text.append("  ");
      pad(text, route.verb(), methodWidth + 2);
      pad(text, route.template().toString(), Math.min(pathWidth, 60) + 2);
      var action = route.action();
      text.append(
          action instanceof PlannedRoute.MethodAction ? action.display() : route.toString());
      text.append(System.lineSeparator());
    }
    if (routes.size() > shown) {
      text.append("  … and ").append(routes.size() - shown).append(" more routes");
      text.append(System.lineSeparator());
    }
    if (routes.isEmpty()) {
      text.append("  There are no routes.").append(System.lineSeparator());
    }
    return text.toString();
  }

  private static void pad(StringBuilder text, String word, int width) {
    text.append(word).append(" ".repeat(Math.max(1, width - word.length())));
  }

  /// Empty where the start of the process says nothing about the application: the command that has
  /// just built Lodestar in the same process says so.
  private static String sinceStartOfProcess() {
    if (Boolean.getBoolean("lodestar.built")) {
      return "";
    }
    var age = ProcessAge.now();
    return age.isEmpty() ? "" : " (started in " + age.get().toMillis() + " ms)";
  }
}
