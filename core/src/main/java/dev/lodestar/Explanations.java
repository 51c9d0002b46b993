package dev.lodestar;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.setting.Explanation;
import java.util.ArrayList;
import java.util.List;

/// Tells people what counts for a route.
final class Explanations {
  private final Pipeline pipeline;
  private final List<PlannedRoute> routes;

  Explanations(Pipeline pipeline, List<PlannedRoute> routes) {
    this.pipeline = pipeline;
    this.routes = routes;
  }

  String explain(HttpMethod method, String path) {
    var template = pipeline.templateOf(method, path);
    if (template.isPresent()) {
      for (var route : routes) {
        if (route.template() == template.get() && takes(route, method)) {
          return String.join("\n", lines(route));
        }
      }
    }
    throw new IllegalArgumentException("No route takes " + method + " " + path + ".");
  }

  private static boolean takes(PlannedRoute route, HttpMethod method) {
    return route.method() == method
        || (method == HttpMethod.HEAD && route.method() == HttpMethod.GET);
  }

  /// The lines of a route, the first of which names it.
  static List<String> lines(PlannedRoute route) {
    var lines = new ArrayList<String>();
    lines.add(route.method() + " " + route.template() + "  " + route);
    lines.addAll(Explanation.of(route.layers().merged()));
    return List.copyOf(lines);
  }
}
