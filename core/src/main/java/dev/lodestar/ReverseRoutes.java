package dev.lodestar;

import dev.lodestar.handler.MethodReferences;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.suggest.Suggestions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// From handlers and names back to paths. Thread-safe.
final class ReverseRoutes {
  private final List<PlannedRoute> routes;

  /// Which method each reference in the application's source names; the class of a reference is the
  /// same for all calls of one place in the source.
  private final Map<Class<?>, Method> methods = new ConcurrentHashMap<>();

  ReverseRoutes(List<PlannedRoute> routes) {
    this.routes = routes;
  }

  String url(MethodReference reference, Object... values) {
    var known = methods.get(reference.getClass());
    var method = known == null ? resolve(reference) : known;
    var candidates = new ArrayList<PlannedRoute>(2);
    for (var route : routes) {
      if (route.action() instanceof PlannedRoute.MethodAction action
          && action.handler().method().equals(method)) {
        candidates.add(route);
      }
    }
    var shown = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "The handler " + shown + " is not registered with this application, so it has no path.");
    }
    return expand("The handler " + shown, candidates, values);
  }

  String urlOf(String name, Object... values) {
    var candidates = new ArrayList<PlannedRoute>(1);
    var names = new ArrayList<String>();
    for (var route : routes) {
      if (route.name().isPresent()) {
        names.add(route.name().get());
        if (route.name().get().equals(name)) {
          candidates.add(route);
        }
      }
    }
    if (candidates.isEmpty()) {
      var suggestion = Suggestions.closest(name, names);
      throw new IllegalArgumentException(
          "No route has the name '"
              + name
              + "'"
              + (suggestion.isPresent() ? "; did you mean '" + suggestion.get() + "'?" : "."));
    }
    return expand("The route named '" + name + "'", candidates, values);
  }

  private Method resolve(MethodReference reference) {
    var problems = new ArrayList<StartupProblem>(1);
    var resolved = MethodReferences.resolve(reference, problems);
    if (resolved.isEmpty()) {
      var problem = problems.getFirst();
      throw new IllegalArgumentException(problem.what() + " " + problem.fix());
    }
    var method = resolved.get().method();
    methods.put(reference.getClass(), method);
    return method;
  }

  /// One route of a handler is often there for several request methods; what counts is the path.
  private static String expand(String what, List<PlannedRoute> candidates, Object... values) {
    var byPath = new LinkedHashMap<String, PlannedRoute>();
    for (var route : candidates) {
      if (route.template().parameters().size() == values.length) {
        byPath.putIfAbsent(route.template().toString(), route);
      }
    }
    if (byPath.size() == 1) {
      var route = byPath.values().iterator().next();
      return route.template().expand(route.converters(), values);
    }
    var paths = new ArrayList<String>();
    for (var route : candidates) {
      paths.add("'" + route.template() + "'");
    }
    throw new IllegalArgumentException(
        byPath.isEmpty()
            ? what
                + " has no path with "
                + values.length
                + " parameters; its paths are "
                + String.join(", ", paths)
                + "."
            : what
                + " is served at several paths with "
                + values.length
                + " parameters: "
                + String.join(", ", byPath.keySet())
                + ". A reverse path is certain only where there is one.");
  }
}
