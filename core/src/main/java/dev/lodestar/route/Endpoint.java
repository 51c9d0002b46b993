package dev.lodestar.route;

import dev.lodestar.http.HttpMethod;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routes of one shape of path, one for each method.
final class Endpoint<T> {
  private final List<Route<T>> routes;

  Endpoint(Collection<Route<T>> routes) {
    this.routes = List.copyOf(routes);
  }

  Match.@Nullable Found<T> find(HttpMethod method, String path, int end) {
    for (var i = 0; i < routes.size(); i++) {
      if (routes.get(i).method().equals(method)) {
        return routes.get(i).convert(path, end);
      }
    }
    return null;
  }

  void addMethods(String path, int end, Collection<HttpMethod> methods) {
    for (var route : routes) {
      if (!methods.contains(route.method()) && route.convert(path, end) != null) {
        methods.add(route.method());
      }
    }
  }
}
