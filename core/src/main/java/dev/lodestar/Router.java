package dev.lodestar;

/// A group of routes below a path. Routers nest to any depth, and one router may be mounted in
/// several places. Not thread-safe; what counts is its state when the application is built.
///
/// ```java
/// var widgets = Router.at("/widgets").route(Widgets::list).route(Widgets::get);
/// var api = Router.at("/api").mount(widgets);
/// ```
public final class Router extends Routes<Router> {
  private final String path;

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

  String path() {
    return path;
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
