package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.background.Subscription;
import dev.lodestar.checkup.Checkup;
import dev.lodestar.configuration.Configuration;
import dev.lodestar.convert.Converter;
import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.debug.DebugMode;
import dev.lodestar.development.Development;
import dev.lodestar.development.Starter;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Engine;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ServedApplication;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.event.Events;
import dev.lodestar.event.Listener;
import dev.lodestar.event.Phase;
import dev.lodestar.health.Health;
import dev.lodestar.health.HealthCheck;
import dev.lodestar.health.HealthReport;
import dev.lodestar.health.Probe;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.ServerSite;
import dev.lodestar.http.StopSignal;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.ErrorObserver;
import dev.lodestar.lifecycle.Lifespan;
import dev.lodestar.lifecycle.State;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.Slots;
import dev.lodestar.startup.StartClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
  private final Operations operations;
  private final Explanations explanations;
  private final ReverseRoutes reverse;
  private final Optional<Configuration> configuration;
  private final AppLife life;
  private final Optional<Checkup> checkup;
  private final boolean showsHealth;
  private final List<Plugin> plugins;
  private final List<AppCommand> commands;
  private final SchemaRoutes schema;
  private final Function<List<Provider<?>>, App> overriding;
  private final StartClock clock;

  App(
      Pipeline pipeline,
      List<PlannedRoute> routes,
      Operations operations,
      List<PlannedRoute> mounts,
      Optional<Configuration> configuration,
      AppLife life,
      Optional<Checkup> checkup,
      boolean showsHealth,
      List<Plugin> plugins,
      List<AppCommand> commands,
      SchemaRoutes schema,
      Function<List<Provider<?>>, App> overriding,
      StartClock clock) {
    this.clock = clock;
    this.pipeline = pipeline;
    this.overriding = overriding;
    this.routes = routes;
    this.operations = operations;
    this.explanations = new Explanations(pipeline, routes, mounts);
    this.reverse = new ReverseRoutes(routes);
    this.configuration = configuration;
    this.life = life;
    this.checkup = checkup;
    this.showsHealth = showsHealth;
    this.plugins = plugins;
    this.commands = commands;
    this.schema = schema;
  }

  /// Answers a request. Called by HTTP engines and test clients.
  @Override
  public RenderedResponse handle(Request request) {
    return pipeline.handle(request);
  }

  @Override
  public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
    return pipeline.bodyPlan(head, engineDefault);
  }

  @Override
  public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
    return pipeline.refuse(failure, head);
  }

  boolean answersOptions(Request request) {
    return pipeline.answersOptions(request);
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

  /// Finds the route that takes a request.
  ///
  /// @param request the request; only its method, target and headers count
  /// @return the route, that of GET for a request of HEAD that it answers; nothing if none takes
  ///   it, or something that is mounted does
  public Optional<RouteInfo> routeOf(Request request) {
    var template = pipeline.templateOf(request);
    if (template.isEmpty()) {
      return Optional.empty();
    }
    var taking =
        routes.stream()
            .filter(route -> route.template() == template.get() && route.takes(request.method()))
            .toList();
    return taking.stream()
        .filter(route -> route.method().equals(request.method()))
        .findFirst()
        .or(() -> taking.stream().findFirst())
        .map(PlannedRoute::describe);
  }

  /// What the routes take and answer.
  Operations operations() {
    return operations;
  }

  /// Lists the plugins, in the order in which they were installed.
  ///
  /// @return every plugin that took part in the building
  public List<Plugin> plugins() {
    return plugins;
  }

  /// Lists the commands of the application itself and of its plugins.
  ///
  /// @return the commands, in the order in which they were added
  public List<AppCommand> commands() {
    return commands;
  }

  /// Returns the configuration that the application was built with.
  ///
  /// @return that of [Builder#configuration(Configuration)], or the one that the first
  ///   [Builder#settings(String, Class)] has loaded; empty if there was neither
  public Optional<Configuration> configuration() {
    return configuration;
  }

  /// Returns the options that [#serve()] and [#start()] would take: those of the table `server` of
  /// the application's configuration. An application without one takes those of the process: of
  /// `lodestar.toml` and its like, variables, properties and arguments, as
  /// [Configuration#load(String...)] reads them.
  ///
  /// @param environment the environment variables, which do not count if the application has a
  ///   configuration
  /// @param arguments the arguments `--config`, `--profile` and `--set` of the command line, if it
  ///   has any
  /// @return the options
  /// @throws LaunchException if there are mistakes, all of which it lists, or if the configuration
  ///   of the application was loaded without the arguments
  public ServerOptions serverOptions(Map<String, String> environment, List<String> arguments) {
    return ProcessConfiguration.options(configuration, environment, arguments);
  }

  /// Returns the OpenAPI document of the application: what its routes take and answer, as they were
  /// planned. It is made when it is first asked for, here or by a client, and then kept.
  ///
  /// Routes of mounted applications are not in it; these have documents of their own.
  ///
  /// @return the document, whether it is served or not
  public OpenApiDocument openApi() {
    return schema.document();
  }

  /// Returns the state of the application.
  ///
  /// @return the state that handlers and lifespans share
  public State state() {
    return life.state();
  }

  /// Returns the events of the application, which wait for no response.
  ///
  /// @return what publishes events from outside of requests
  public Events events() {
    return life.events();
  }

  /// Runs the health checks beside each other, and waits for them; a check that takes longer than
  /// its time-out counts as down. What was found out a moment ago still counts.
  ///
  /// @return how the application is, by all its checks
  /// @throws InterruptedException if this thread is interrupted while it waits
  public HealthReport health() throws InterruptedException {
    return checkup
        .orElseGet(() -> new Checkup(life::isWhole))
        .report(Set.of(Probe.values()), false);
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
  /// @param method the request method, for instance `GET`; `WEBSOCKET` for handshakes of WebSockets
  /// @param path the path of a request, for instance `/widgets/x-1`
  /// @return several lines
  /// @throws IllegalArgumentException if no route takes such requests
  public String explain(String method, String path) {
    return explanations.explain(HttpMethod.of(method), path);
  }

  /// Tells what counts for a route, as [#explain(String, String)] does.
  ///
  /// @param route one of [#routes()]
  /// @return several lines
  /// @throws IllegalArgumentException if the application has no such route
  public String explain(RouteInfo route) {
    return explanations.explain(route);
  }

  /// Tells which routes come near a request, and why they do not answer it: those whose path has
  /// the same shape, whatever their method and host.
  ///
  /// @param method the request method, for instance `GET`
  /// @param path the path of a request, for instance `/widgets/x-1`; it begins with `/`
  /// @param host the host that the request names; `localhost` if nothing is given
  /// @return the route that answers first, if there is one; empty if there is no such path
  /// @throws IllegalArgumentException if the method or the path is malformed
  public List<RouteCandidate> candidates(String method, String path, Optional<String> host) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException(
          "The path '"
              + path
              + "' does not begin with '/'; a path is, for instance, /widgets/x-1.");
    }
    return new Candidates(pipeline, routes).of(HttpMethod.of(method), path, host);
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

  /// Starts to serve with the options of the configuration; see [#serverOptions].
  ///
  /// @return the running server; its socket is bound
  /// @throws LaunchException as [#start(ServerOptions)] does, or if the configuration has a value
  ///   that is not accepted
  public Server start() {
    return start(serverOptions(System.getenv(), List.of()));
  }

  /// Starts to serve: starts the lifespans of the application, in the order of their registration,
  /// then binds the socket. Returns after that; the server runs until it is stopped.
  ///
  /// A server that stops tells its streams of events to end, answers the requests in flight, waits
  /// for background tasks and events, both until its deadline, and then closes the lifespans in
  /// reverse order. Several servers may serve an application at the same time; its lifespans are
  /// started by the first and closed by the last of them. After that, the application may be
  /// started again.
  ///
  /// @param options where to listen, limits and time-outs
  /// @return the running server
  /// @throws LaunchException if there is no HTTP engine, a lifespan fails to start, or the address
  ///   cannot be bound; whatever had been started is closed then
  public Server start(ServerOptions options) {
    ProgramThread.offer(this);
    if (System.getProperty(Starter.PROPERTY) != null) {
      Starter.watch();
    }
    return System.getProperty(Development.PROPERTY) == null
        ? launch(options)
        : DevelopmentStart.start(options, this::launch, () -> openApi().toJson());
  }

  private Server launch(ServerOptions options) {
    if (configuration.isPresent()) {
      ProcessConfiguration.tellLogging(configuration.get());
    }
    var started = clock.runningIf(options.startupReport());
    started.reached("between building and serving");
    EarlyEngine.await();
    var engine = engine();
    started.reached("engine: its classes");
    var presence = ServerPresence.of(options);
    var open = openWith(presence);
    started.reached("lifespans and singletons");
    var stop = StopSignal.create();
    try {
      var site = new ServerSite(stop, options.trustedProxies());
      var served = new ServedApplication(this, site, options);
      var logs = AccessLogs.of(options, served, pipeline);
      var server = engine.start(started.watching(logs.around(served)), options);
      started.reached("engine: threads and socket");
      var serving = new AppServer(server, open, stop, options, started, presence, logs);
      presence.serving(serving, showsHealth ? checkup : Optional.empty());
      return serving;
    } catch (IOException unbound) {
      open.close();
      presence.close();
      throw new LaunchException(String.valueOf(unbound.getMessage()), unbound);
    } catch (RuntimeException | Error failure) {
      open.close();
      presence.close();
      throw failure;
    }
  }

  private OpenApp openWith(ServerPresence presence) {
    try {
      return open();
    } catch (RuntimeException | Error failure) {
      presence.close();
      throw failure;
    }
  }

  /// Starts the lifespans of the application without a server, for programs and tests that use its
  /// parts. While it is open already, this holds it open longer.
  ///
  /// An application answers requests also when it was never started; its lifespans have not run
  /// then.
  ///
  /// @return what ends it
  /// @throws LaunchException if a lifespan fails to start; those before it are closed then
  public OpenApp open() {
    return OpenApp.of(life);
  }

  /// Serves with the options of the configuration until the process is told to stop.
  ///
  /// @throws LaunchException as [#start()] does
  public void serve() {
    serve(serverOptions(System.getenv(), List.of()));
  }

  /// Serves until the process is told to stop (SIGTERM, Ctrl-C) or the thread is interrupted; then
  /// requests in flight are answered, up to the shutdown time-out of the options; told again, it
  /// stops at once. The address, the routes and the time it took to start are printed to the
  /// standard output.
  ///
  /// @param options where to listen, limits and time-outs
  /// @throws LaunchException as [#start(ServerOptions)] does
  public void serve(ServerOptions options) {
    var server = start(options);
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "lodestar-stop"));
    } catch (IllegalStateException stopping) {
      // The process was told to stop while it started.
      server.close();
      return;
    }
    if (System.getProperty(Development.PROPERTY) == null) {
      StartMessage.print(server, routes); // the developer loop tells of the port that counts
    }
    try {
      server.awaitStop();
    } catch (InterruptedException interrupted) {
      server.close();
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Server server) {
    Impatience.hurry(server);
    server.close();
  }

  private static Engine engine() {
    var engine = EarlyEngine.find();
    if (engine.isEmpty()) {
      throw new LaunchException(
          "There is no HTTP engine on the class path. Add the dependency"
              + " dev.lodestar:lodestar-server, or dev.lodestar:lodestar, which contains it.");
    }
    return engine.get();
  }

  /// Builds an application. Not thread-safe.
  public static final class Builder extends Routes<Builder> {
    private final StartClock clock;
    private final Plugins plugins = new Plugins();
    private final List<RegisteredLifespan> lifespans = new ArrayList<>();
    private final List<AppCommand> commands = new ArrayList<>();
    private final List<Consumer<State>> initialState = new ArrayList<>();
    private final List<Function<ListenerMethods, List<Subscription>>> listeners = new ArrayList<>();
    private int maxPendingEvents = Events.MAX_PENDING;
    private final List<ErrorObserver> observers = new ArrayList<>();
    private Slots slots = Slots.standard();
    private Json json = Json.standard();
    private Optional<CursorKeys> cursorKeys = Optional.empty();
    private Optional<Boolean> debug = Optional.empty();
    private Optional<OpenApi> openApi = Optional.empty();
    private Optional<HealthPlan> health = Optional.empty();
    private Optional<Configuration> configuration = Optional.empty();
    private final List<Settings<?>> settings = new ArrayList<>();

    Builder(StartClock clock) {
      this.clock = clock;
    }

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

    /// Signs the [cursors][dev.lodestar.pagination.CursorRequest] of pages with keys of the
    /// application. Without them, each application that is built makes a random key: cursors are
    /// refused after a restart, and by other instances of the application.
    ///
    /// ```java
    /// Lodestar.app().cursorKeys(System.getenv("CURSOR_KEY"))   // openssl rand -base64 32
    /// ```
    ///
    /// @param keys secrets of at least 16 bytes in UTF-8, made at random. The first signs; the
    ///   others are older ones, whose cursors are still accepted
    /// @return this
    /// @throws IllegalArgumentException if there is none, or one is too short
    public Builder cursorKeys(String... keys) {
      var bytes = new byte[keys.length][];
      for (var i = 0; i < keys.length; i++) {
        bytes[i] = requireNonNull(keys[i], "key").getBytes(StandardCharsets.UTF_8);
      }
      return cursorKeys(bytes);
    }

    /// Signs cursors with keys of the application, as [#cursorKeys(String...)] does.
    ///
    /// @param keys secrets of at least 16 bytes, the one that signs first
    /// @return this
    /// @throws IllegalArgumentException if there is none, or one is too short
    public Builder cursorKeys(byte[]... keys) {
      cursorKeys = Optional.of(CursorKeys.of(List.of(keys)));
      return this;
    }

    /// Takes the configuration from there: the [settings][#settings(String, Class)], and the
    /// options of the server. Keys that nothing reads are problems at start.
    ///
    /// Without this method, settings are read from [Configuration#load(String...)].
    ///
    /// @param configuration the configuration
    /// @return this
    public Builder configuration(Configuration configuration) {
      this.configuration = Optional.of(requireNonNull(configuration, "configuration"));
      return this;
    }

    /// Binds a table of the configuration to a type when the application is built, and provides the
    /// value as a dependency of handlers and providers. Everything that is wrong with it is a
    /// problem at start.
    ///
    /// ```java
    /// record ShopSettings(String title, @Default("20") int pageSize) {}
    ///
    /// Lodestar.app().settings("shop", ShopSettings.class)
    /// ```
    ///
    /// @param table the name of the table, as [Configuration#bind(String, Class)] takes it
    /// @param type the type of the value
    /// @return this
    public Builder settings(String table, Class<?> type) {
      settings.add(Settings.of(table, requireNonNull(type, "type")));
      return this;
    }

    /// Binds all of the configuration but the table `server`, as [#settings(String, Class)] binds a
    /// table.
    ///
    /// @param type the type of the value
    /// @return this
    public Builder settings(Class<?> type) {
      settings.add(Settings.of("", requireNonNull(type, "type")));
      return this;
    }

    /// Adds plugins, which are installed when the application is built, in the order in which they
    /// were added.
    ///
    /// @param plugins the plugins
    /// @return this
    public Builder plugin(Plugin... plugins) {
      for (var plugin : plugins) {
        this.plugins.add(requireNonNull(plugin, "plugin"), CallSite.ofCaller());
      }
      return this;
    }

    /// Adds commands: what the process does instead of serving when its first argument is the name
    /// of one. See [AppCommand].
    ///
    /// @param commands the commands
    /// @return this
    /// @throws IllegalArgumentException if a name is none, or was added before
    public Builder command(AppCommand... commands) {
      for (var command : commands) {
        CommandNames.check(command.name(), this.commands);
        this.commands.add(command);
      }
      return this;
    }

    /// Sets a first value of the application's state.
    ///
    /// @param <T> the type of the value
    /// @param key the key
    /// @param value the value; of several for one key the last counts
    /// @return this
    public <T> Builder state(Key<T> key, T value) {
      requireNonNull(key, "key");
      requireNonNull(value, "value");
      initialState.add(state -> state.put(key, value));
      return this;
    }

    /// Adds a lifespan: something that is acquired when the application starts and given back when
    /// it stops.
    ///
    /// @param lifespan acquires it
    /// @return this
    public Builder lifespan(Lifespan lifespan) {
      return lifespan(Described.className(lifespan.getClass()), lifespan);
    }

    /// Adds a lifespan with a name.
    ///
    /// @param name what messages call it
    /// @param lifespan acquires it
    /// @return this
    public Builder lifespan(String name, Lifespan lifespan) {
      lifespans.add(
          new RegisteredLifespan(
              requireNonNull(name, "name"),
              requireNonNull(lifespan, "lifespan"),
              CallSite.ofCaller()));
      return this;
    }

    /// Adds something to do when the application starts: a [lifespan][#lifespan(Lifespan)] without
    /// an end.
    ///
    /// @param hook does it
    /// @return this
    public Builder onStart(Lifespan.Hook hook) {
      requireNonNull(hook, "hook");
      return lifespan(
          "onStart",
          context -> {
            hook.run(context);
            return () -> {};
          });
    }

    /// Adds something to do when the application stops: a [lifespan][#lifespan(Lifespan)] without a
    /// beginning. It runs before the ends of lifespans that were added earlier, and only if the
    /// start had come as far as to it.
    ///
    /// @param hook does it
    /// @return this
    public Builder onStop(Lifespan.Hook hook) {
      requireNonNull(hook, "hook");
      return lifespan("onStop", context -> () -> hook.run(context));
    }

    /// Adds a function that listens to events, after the response of the request in which they were
    /// published; see [Phase#AFTER_RESPONSE].
    ///
    /// @param <E> the type of the events
    /// @param event the class of the events; subtypes are heard too
    /// @param listener hears them
    /// @return this
    public <E> Builder on(Class<E> event, Listener<? super E> listener) {
      return on(event, Phase.AFTER_RESPONSE, listener);
    }

    /// Adds a function that listens to events in a phase.
    ///
    /// @param <E> the type of the events
    /// @param event the class of the events; subtypes are heard too
    /// @param phase when they are heard
    /// @param listener hears them
    /// @return this
    public <E> Builder on(Class<E> event, Phase phase, Listener<? super E> listener) {
      var callSite = CallSite.ofCaller();
      var subscription =
          Subscription.of(
              requireNonNull(event, "event"),
              requireNonNull(phase, "phase"),
              requireNonNull(listener, "listener"),
              () -> "on(" + event.getSimpleName() + ") " + callSite.location().orElse(""));
      listeners.add(methods -> List.of(subscription));
      return this;
    }

    /// Adds listener methods, annotated with [dev.lodestar.event.Listens].
    ///
    /// @param listeners each one an object, or a class, of which one instance is made by its
    ///   constructor without parameters
    /// @return this
    public Builder listeners(Object... listeners) {
      for (var listener : listeners) {
        requireNonNull(listener, "listener");
        this.listeners.add(methods -> methods.read(listener));
      }
      return this;
    }

    /// Limits how many deliveries of events may wait or run at a time.
    ///
    /// @param limit at least 1; [Events#MAX_PENDING] by default. What is published beyond it is
    ///   refused with an [dev.lodestar.event.EventOverflowException]
    /// @return this
    /// @throws IllegalArgumentException if the limit is less than 1
    public Builder maxPendingEvents(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException(
            "The limit of pending events is " + limit + ", but it has to be at least 1.");
      }
      maxPendingEvents = limit;
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

    /// Says what the OpenAPI document says of the API as a whole, and how it is served. Without
    /// this, it is served at `/schema`, under the title "API".
    ///
    /// @param openApi what it says
    /// @return this
    public Builder openApi(OpenApi openApi) {
      this.openApi = Optional.of(openApi);
      return this;
    }

    /// Tells how the application is, at `/health` and below it. Of several calls the last counts.
    ///
    /// @param health where it is told, and to whom
    /// @return this
    public Builder health(Health health) {
      this.health =
          Optional.of(
              this.health
                  .orElse(HealthPlan.NOTHING)
                  .with(requireNonNull(health, "health"), CallSite.ofCaller()));
      return this;
    }

    /// Adds checks of what the application needs, beside those that were added before. They are
    /// told where [#health(Health)] says; [App#health()] runs them in any case.
    ///
    /// @param checks the checks, each with a name of its own
    /// @return this
    public Builder healthCheck(HealthCheck... checks) {
      var callSite = CallSite.ofCaller();
      for (var check : checks) {
        health =
            Optional.of(
                health.orElse(HealthPlan.NOTHING).with(requireNonNull(check, "check"), callSite));
      }
      return this;
    }

    /// Serves neither the OpenAPI document nor UIs for it. [App#openApi()] still returns it.
    ///
    /// @return this
    public Builder withoutOpenApi() {
      return openApi(openApi.orElseGet(OpenApi::standard).withoutServing());
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
    /// @throws StartupException if there are mistakes, in the configuration too; its message lists
    ///   them all, each with the handler, the place in the source, the rule and the fix
    public App build() {
      var problems = new ArrayList<StartupProblem>();
      plugins.install(this, problems);
      configure(problems);
      clock.reached("declarations and plugins");
      return new Blueprint(
              slots,
              json,
              configuration,
              new LifePlan(listeners, initialState, maxPendingEvents, lifespans),
              List.copyOf(observers),
              isDebug(),
              registrations(),
              settings(),
              cursorKeys,
              openApi,
              health,
              plugins.installed(),
              List.copyOf(commands))
          .build(List.of(), problems, clock);
    }

    /// Binds what was not bound by an earlier building.
    private void configure(List<StartupProblem> problems) {
      if (configuration.isEmpty() && settings.isEmpty()) {
        return;
      }
      var loaded = configuration.orElseGet(Configuration::load);
      configuration = Optional.of(loaded);
      for (var each : settings) {
        provide(each.provider(loaded));
      }
      settings.clear();
      problems.addAll(loaded.problems());
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
