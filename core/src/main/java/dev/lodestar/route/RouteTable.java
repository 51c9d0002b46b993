package dev.lodestar.route;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Finds the route of a request. Immutable; used by all threads.
///
/// The path is compared segment by segment, each decoded by itself, so `%2F` never separates. At
/// every segment a literal goes before a parameter, a parameter before a greedy one, and where a
/// choice leads nowhere the next is tried. A value that its converter refuses leads nowhere, and so
/// does a path without the method. `HEAD` without a route is answered by the route for `GET`. One
/// trailing slash equals none; any other empty segment, and more than [PathTemplate#MAX_SEGMENTS]
/// segments, match nothing.
///
/// However the routes overlap, a request tries each of them at most once, and only those of its own
/// shape; once more for `GET` if its method is `HEAD`, and once more to list the allowed methods.
///
/// @param <T> what routes lead to
public final class RouteTable<T> {
  private final Node<T> root;
  private final Match<T> notFound = new Match.NotFound<>();

  private RouteTable(Node<T> root) {
    this.root = root;
  }

  /// Starts an empty table.
  public static <T> Builder<T> builder() {
    return new Builder<>();
  }

  /// Finds the route of a request.
  ///
  /// @param method the method of the request
  /// @param rawPath the part of the request target before `?`, still percent-encoded
  public Match<T> match(HttpMethod method, String rawPath) {
    String path;
    try {
      path = RequestPath.comparable(rawPath);
    } catch (RequestPath.MalformedException e) {
      return new Match.Malformed<>(e.reason());
    }
    if (path == null) {
      return notFound;
    }
    var end = path.endsWith("/") ? path.length() - 1 : path.length();
    var found = root.find(method, path, 1, end);
    if (found == null && method.equals(HttpMethod.HEAD)) {
      found = root.find(HttpMethod.GET, path, 1, end);
    }
    return found != null ? found : withoutRoute(method, path, end);
  }

  private Match<T> withoutRoute(HttpMethod method, String path, int end) {
    var methods = new TreeSet<HttpMethod>();
    root.addMethods(path, 1, end, methods);
    if (methods.isEmpty()) {
      return notFound;
    }
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    methods.add(HttpMethod.OPTIONS);
    var allowed = new Match.AllowedMethods(List.copyOf(methods));
    return method.equals(HttpMethod.OPTIONS)
        ? new Match.Options<>(allowed)
        : new Match.MethodNotAllowed<>(allowed);
  }

  /// Collects routes. Not thread-safe.
  ///
  /// @param <T> what routes lead to
  public static final class Builder<T> {
    private final Draft<T> root = new Draft<>();

    private Builder() {}

    /// Adds a route.
    ///
    /// Two routes collide if they have the same method and the same shape: equal literals, and
    /// parameters at the same places, whatever their names and types. The first one stays.
    ///
    /// @param method the method
    /// @param template the path
    /// @param converters one for each parameter of the template, in order; [SegmentList#CONVERTER]
    ///   for a greedy parameter taken as a list
    /// @param target what the route leads to
    /// @param origin where the route is declared: an object whose text, only asked for in case of a
    ///   collision, is such as `Widgets.get (Widgets.java:17)`
    /// @param problems receives the collision, if there is one
    /// @throws IllegalArgumentException if there is not one converter for each parameter
    public Builder<T> add(
        HttpMethod method,
        PathTemplate template,
        List<? extends Converter<?>> converters,
        T target,
        Object origin,
        Consumer<RouteProblem> problems) {
      if (converters.size() != template.parameters().size()) {
        throw new IllegalArgumentException(
            "The path \""
                + template
                + "\" has "
                + template.parameters().size()
                + " parameters, but "
                + converters.size()
                + " converters were given.");
      }
      var route = new Route<>(method, template, converters, target, origin);
      var first = root.routesAt(route).putIfAbsent(method, route);
      if (first != null) {
        problems.accept(collision(first, route));
      }
      return this;
    }

    /// Compiles the table.
    public RouteTable<T> build() {
      return new RouteTable<>(root.compile());
    }

    private static RouteProblem collision(Route<?> first, Route<?> second) {
      var what = new StringBuilder();
      what.append(second.method()).append(" \"").append(second.template()).append("\" of ");
      what.append(second.origin()).append(" takes the same requests as ");
      what.append(first.method()).append(" \"").append(first.template()).append("\" of ");
      what.append(first.origin()).append('.');
      if (!first.template().parameters().isEmpty()) {
        what.append(" Names and types of parameters do not tell paths apart.");
      }
      return new RouteProblem(
          "route-conflict",
          what.toString(),
          "Remove one of them, or give one another method or another literal segment.",
          first.origin().toString());
    }
  }

  /// A node while routes are added.
  private static final class Draft<T> {
    private final Map<HttpMethod, Route<T>> here = new LinkedHashMap<>();
    private final Map<HttpMethod, Route<T>> greedy = new LinkedHashMap<>();
    private final Map<String, Draft<T>> literals = new HashMap<>();
    private @Nullable Draft<T> parameter;

    Map<HttpMethod, Route<T>> routesAt(Route<T> route) {
      var draft = this;
      for (var segment : route.template().segments()) {
        if (segment instanceof Segment.Literal literal) {
          draft = draft.child(literal.text());
        } else if (segment instanceof Segment.Parameter variable) {
          if (variable.greedy()) {
            return draft.greedy;
          }
          if (draft.parameter == null) {
            draft.parameter = new Draft<>();
          }
          draft = draft.parameter;
        }
      }
      return draft.here;
    }

    private Draft<T> child(String literal) {
      var child = literals.get(literal);
      if (child == null) {
        child = new Draft<>();
        literals.put(literal, child);
      }
      return child;
    }

    Node<T> compile() {
      var children = new HashMap<String, Node<T>>();
      for (var literal : literals.entrySet()) {
        children.put(literal.getKey(), literal.getValue().compile());
      }
      return new Node<>(
          here.isEmpty() ? null : new Endpoint<>(here.values()),
          greedy.isEmpty() ? null : new Endpoint<>(greedy.values()),
          parameter == null ? null : parameter.compile(),
          children);
    }
  }
}
