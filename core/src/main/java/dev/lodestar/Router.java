package dev.lodestar;

import java.util.ArrayList;
import java.util.List;

/// A group of routes below a path. Routers nest to any depth, and one router may be mounted in
/// several places. Not thread-safe; what counts is its state when the application is built.
///
/// ```java
/// var widgets = Router.at("/widgets").route(Widgets::list).route(Widgets::get);
/// var api = Router.at("/api").mount(widgets);
/// ```
public final class Router extends Routes<Router> {
  private final String path;
  private final List<String> hosts = new ArrayList<>();
  private String name = "";

  private Router(String path) {
    this.path = path;
  }

  /// Returns a new router.
  ///
  /// @param path a path template as [Route#value()] describes it; `/` adds nothing
  /// @return the router, without routes
  public static Router at(String path) {
    return new Router(path);
  }

  /// Keeps the routes of this router to requests for some hosts, whatever their port. Routes for a
  /// host take precedence over routes for all hosts. Of routers inside each other, the hosts of the
  /// innermost one that names any count.
  ///
  /// @param names host names such as `api.example.org`, or `*.example.org` for every name below a
  ///   domain; their case does not matter
  /// @return this
  /// @throws IllegalArgumentException if a name has other characters than letters, digits, `.`, `-`
  ///   and, for IPv6, `:` and brackets
  public Router host(String... names) {
    for (var name : names) {
      hosts.add(HostName.checked(name));
    }
    return this;
  }

  /// Puts the names of the routes below under a name: with `named("admin")`, the route that
  /// `@Get(name = "widget")` declares is `admin.widget`. So the same controller can be registered
  /// in several routers, and each of its routes be found by [App#urlOf(String, Object...)]. Of
  /// routers inside each other, the name of the outermost comes first.
  ///
  /// @param name the name, not empty
  /// @return this
  /// @throws IllegalArgumentException if the name is empty
  public Router named(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("The name of a router is empty; it must say something.");
    }
    this.name = name;
    return this;
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }

  List<String> hosts() {
    return List.copyOf(hosts);
  }

  @Override
  Router self() {
    return this;
  }

  @Override
  String layerName() {
    return "Router.at(\"" + path + "\")";
  }
}
