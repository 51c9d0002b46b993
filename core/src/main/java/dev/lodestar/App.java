package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.convert.Converter;
import dev.lodestar.debug.DebugMode;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.graph.Singletons;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.ErrorObserver;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.report.StartupException;
import dev.lodestar.route.Slots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/// An application: its routes, resolved into one immutable plan. Built once by [Lodestar#app()],
/// then served, or called in process by a test client. Thread-safe.
///
/// ```java
/// App app = Lodestar.app().routes(Widgets.class).build();
/// try (Server server = app.start(ServerOptions.defaults().withPort(0))) {
///   System.out.println(server.uri());
/// }
/// ```
public final class App extends HandlerPaths implements HttpApplication {
  private final Pipeline pipeline;
  private final List<PlannedRoute> routes;
  private final Explanations explanations;
  private final ReverseRoutes reverse;
  private final Singletons singletons;
  private final Function<List<Provider<?>>, App> overriding;

  App(
      Pipeline pipeline,
      List<PlannedRoute> routes,
      Singletons singletons,
      Function<List<Provider<?>>, App> overriding) {
    this.pipeline = pipeline;
    this.singletons = singletons;
    this.overriding = overriding;
    this.routes = routes;
    this.explanations = new Explanations(pipeline, routes);
    this.reverse = new ReverseRoutes(routes);
  }

  /// Answers a request. Called by HTTP engines and test clients.
  @Override
  public RenderedResponse handle(Request request) {
    return pipeline.handle(request);
  }

  @Override
  public long bodyLimit(Request head, long engineDefault) {
    return pipeline.bodyLimit(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return pipeline.refuse(failure, head);
  }

  /// Lists the routes, in the order of their registration.
  ///
  /// @return one element for each method and path
  public List<RouteInfo> routes() {
    var described = new ArrayList<RouteInfo>(routes.size());
    for (var route : routes) {
      described.add(route.describe());
    }
    return List.copyOf(described);
  }

  /// What lives as long as the application.
  Singletons singletons() {
    return singletons;
  }

  /// Builds a second application of the same declarations, in which the given providers win over
  /// all others, on every layer and for singletons too. For tests, which replace what is expensive
  /// or differs from run to run; see [dev.lodestar.test.TestClient#override(Class, Object)].
  /// Nothing is shared with this application but objects that were registered as such.
  ///
  /// @param providers the providers, each of another type or with another qualifier
  /// @return the second application
  /// @throws StartupException if a provider does not fit where it is needed
  public App override(Provider<?>... providers) {
    return overriding.apply(List.of(providers));
  }

  /// Tells what counts for requests of a method and a path: the handler, and every setting with the
  /// layer that said so and its place in the source. For people; the form may change.
  ///
  /// @param method the request method, for instance `GET`
  /// @param path the path of a request, for instance `/widgets/x-1`
  /// @return several lines
  /// @throws IllegalArgumentException if no route takes such requests
  public String explain(String method, String path) {
    return explanations.explain(HttpMethod.of(method), path);
  }

  @Override
  String pathOf(MethodReference handler, Object... values) {
    return reverse.url(handler, values);
  }

  /// Returns the path of a route that has a name.
  ///
  /// @param name the name, as in `@Get(name = "widget")`
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException if no route has the name and that many path parameters, or a
  ///   value has the wrong type or cannot stand in a path
  public String urlOf(String name, Object... values) {
    return reverse.urlOf(name, values);
  }

  /// Starts to serve with the options of the environment; see
  /// [ServerOptions#fromEnvironment(java.util.Map)].
  ///
  /// @return the running server; its socket is bound
  /// @throws LaunchException as [#start(ServerOptions)] does, or if an environment variable has a
  ///   value that is not accepted
  public Server start() {
    return start(optionsOfEnvironment());
  }

  /// Starts to serve. Returns after the socket is bound; the server runs until it is stopped.
  ///
  /// @param options where to listen, limits and time-outs
  /// @return the running server
  /// @throws LaunchException if there is no HTTP engine or the address cannot be bound
  public Server start(ServerOptions options) {
    try {
      return engine().start(this, options);
    } catch (IOException unbound) {
      throw new LaunchException(String.valueOf(unbound.getMessage()), unbound);
    }
  }

  /// Serves with the options of the environment until the process is told to stop.
  ///
  /// @throws LaunchException as [#start()] does
  public void serve() {
    serve(optionsOfEnvironment());
  }

  /// Serves until the process is told to stop (SIGTERM, Ctrl-C) or the thread is interrupted; then
  /// requests in flight are answered, up to the shutdown time-out of the options. The address, the
  /// routes and the time it took to start are printed to the standard output.
  ///
  /// @param options where to listen, limits and time-outs
  /// @throws LaunchException as [#start(ServerOptions)] does
  public void serve(ServerOptions options) {
    var server = start(options);
    StartMessage.print(server, routes);
    var stop = new Thread(server::close, "lodestar-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try {
      server.awaitStop();
    } catch (InterruptedException interrupted) {
      server.close();
      Thread.currentThread().interrupt();
    }
  }

  private static ServerOptions optionsOfEnvironment() {
    try {
      return ServerOptions.fromEnvironment(System.getenv());
    } catch (IllegalArgumentException refused) {
      throw new LaunchException(String.valueOf(refused.getMessage()), refused);
    }
  }

  private static Engine engine() {
    return ServiceLoader.load(Engine.class, Engine.class.getClassLoader())
        .findFirst()
        .orElseThrow(() ->
            new LaunchException(
                "There is no HTTP engine on the class path. Add the dependency"
                    + " dev.lodestar:lodestar-server, or dev.lodestar:lodestar, which contains"
                    + " it."));
  }

  /// Builds an application. Not thread-safe.
  public static final class Builder extends Routes<Builder> {
    private final List<ErrorObserver> observers = new ArrayList<>();
    private Slots slots = Slots.standard();
    private Json json = Json.standard();
    private Optional<Boolean> debug = Optional.empty();

    Builder() {}

    /// Adds a slot for path templates: `slot("sku", Sku.class, …)` makes `{id:sku}` possible. The
    /// converter serves the type everywhere else too.
    ///
    /// @param <T> the type of the values
    /// @param name the name after the colon, a Java identifier that no other slot has
    /// @param type the class of the values
    /// @param converter reads and formats them
    /// @return this
    /// @throws IllegalArgumentException if the name is taken or not an identifier
    public <T> Builder slot(String name, Class<T> type, Converter<T> converter) {
      slots = slots.with(name, type, converter);
      return converter(type, converter);
    }

    /// Decodes bodies and encodes results with other JSON codecs than the standard ones.
    ///
    /// @param json the codecs
    /// @return this
    public Builder json(Json json) {
      this.json = json;
      return this;
    }

    /// Shows every failure that becomes an error response to an observer.
    ///
    /// @param observer the observer
    /// @return this
    public Builder onFailure(ErrorObserver observer) {
      observers.add(requireNonNull(observer, "observer"));
      return this;
    }

    /// Turns debug mode on or off. In debug mode, the answer to a server error shows the exception
    /// with its causes, stack traces and source lines, and the request: help for developers, and
    /// for attackers too. It is meant for the machine on which the application is written.
    ///
    /// Where this method is not called, the environment variable `LODESTAR_DEBUG` decides when the
    /// application is built: `1`, `true` or `on` turn debug mode on; `0`, `false` or `off`, like no
    /// variable at all, leave it off.
    ///
    /// @param debug whether debug mode is on
    /// @return this
    public Builder debug(boolean debug) {
      this.debug = Optional.of(debug);
      return this;
    }

    /// Analyses everything that was registered and makes the application.
    ///
    /// @return the application
    /// @throws LaunchException if `LODESTAR_DEBUG` decides about debug mode and has a value that is
    ///   not accepted
    /// @throws StartupException if there are mistakes; its message lists them all, each with the
    ///   handler, the place in the source, the rule and the fix
    public App build() {
      return new Blueprint(
              slots, json, List.copyOf(observers), isDebug(), registrations(), settings())
          .build(List.of());
    }

    private boolean isDebug() {
      try {
        return DebugMode.isOn(debug, System.getenv());
      } catch (IllegalArgumentException refused) {
        throw new LaunchException(String.valueOf(refused.getMessage()), refused);
      }
    }

    @Override
    Builder self() {
      return this;
    }

    @Override
    String layerName() {
      return "application";
    }
  }
}
