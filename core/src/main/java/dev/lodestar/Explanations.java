package dev.lodestar;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.pipeline.MountEndpoint;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.setting.Explanation;
import java.util.ArrayList;
import java.util.List;

/// Tells people what counts for a route.
final class Explanations {
  private final Pipeline pipeline;
  private final List<PlannedRoute> routes;
  private final List<PlannedRoute> mounts;

  Explanations(Pipeline pipeline, List<PlannedRoute> routes, List<PlannedRoute> mounts) {
    this.pipeline = pipeline;
    this.routes = routes;
    this.mounts = mounts;
  }

  String explain(HttpMethod method, String path) {
    var template = pipeline.templateOf(method, path);
    if (template.isPresent()) {
      for (var route : routes) {
        if (route.template() == template.get() && (route.isWebSocket() || route.takes(method))) {
          return String.join("\n", lines(route));
        }
      }
      for (var mount : mounts) {
        if (mount.template() == template.get()) {
          return explainMount(mount, method, path);
        }
      }
    }
    throw new IllegalArgumentException("No route takes " + method + " " + path + ".");
  }

  String explain(RouteInfo wanted) {
    for (var route : routes) {
      if (route.describe().equals(wanted)) {
        return String.join("\n", lines(route));
      }
    }
    throw new IllegalArgumentException(
        "The application has no route " + wanted.method() + " " + wanted.path() + ".");
  }

  /// What stands around a mount, then what the mounted application says itself.
  private static String explainMount(PlannedRoute mount, HttpMethod method, String path) {
    var lines = new ArrayList<>(lines(mount));
    var action = (PlannedRoute.MountAction) mount.action();
    if (action.mounted() instanceof App application) {
      lines.add("  in the mounted application");
      explained(application, method, MountEndpoint.pathBelow(path, action.segments()))
          .lines()
          .forEach(line -> lines.add("    " + line));
    }
    return String.join("\n", lines);
  }

  private static String explained(App application, HttpMethod method, String path) {
    try {
      return application.explain(method.name(), path);
    } catch (IllegalArgumentException noRoute) {
      return String.valueOf(noRoute.getMessage());
    }
  }

  /// The lines of a route, the first of which names it.
  static List<String> lines(PlannedRoute route) {
    var lines = new ArrayList<String>();
    lines.add(
        route.action() instanceof PlannedRoute.MountAction mount
            ? mount.path() + " and everything below it  " + route
            : route.verb() + " " + route.template() + "  " + route);
    lines.addAll(Explanation.of(route.layers().merged()));
    if (route.action() instanceof PlannedRoute.MethodAction action) {
      for (var parameter : action.handler().parameters()) {
        if (Codecs.isShaped(parameter)) {
          lines.add("  parameter " + parameter);
          for (var line : Explanation.of(Dtos.settingsOf(parameter, new ArrayList<>()))) {
            lines.add("  " + line);
          }
        }
      }
    }
    return List.copyOf(lines);
  }
}
