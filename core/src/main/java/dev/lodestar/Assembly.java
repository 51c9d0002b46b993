package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.bind.ContextTypes;
import dev.lodestar.checkup.Checkup;
import dev.lodestar.convert.Converter;
import dev.lodestar.debug.DebugRenderer;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.Invoker;
import dev.lodestar.handler.Invokers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.pipeline.Endpoint;
import dev.lodestar.pipeline.EndpointAssembly;
import dev.lodestar.pipeline.FunctionEndpoint;
import dev.lodestar.pipeline.MethodEndpoint;
import dev.lodestar.pipeline.Reporting;
import dev.lodestar.pipeline.RouteTarget;
import dev.lodestar.pipeline.Routing;
import dev.lodestar.pipeline.SocketEndpoint;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.Results;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteProblem;
import dev.lodestar.route.RouteTable;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.startup.StartClock;
import dev.lodestar.websocket.WebSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The building of one application: declarations are read, planned, made callable and put into the
/// route table; every mistake on the way is collected. Used once, by one thread.
final class Assembly {
  private final Blueprint blueprint;
  private final Slots slots;
  private final Json json;
  private final Codecs codecs;
  private final LayerSettings application;
  private final Declarations declarations;
  private final AppLife life;
  private final List<StartupProblem> problems;
  private final StartClock clock;
  private final Singletons singletons = new Singletons();

  /// Begins the building.
  ///
  /// @param blueprint what the application has said
  /// @param overrides providers that win over all others
  /// @param problems those that are known already, to be reported with all others
  /// @param clock is told what has been done
  Assembly(
      Blueprint blueprint,
      List<Provider<?>> overrides,
      List<StartupProblem> problems,
      StartClock clock) {
    this.blueprint = blueprint;
    slots = blueprint.slots();
    json = blueprint.json();
    application = blueprint.settings();
    life = blueprint.life().create(problems);
    var context = new ContextTypes(new LifeArguments(life));
    codecs = new Codecs(json, slots, context, singletons, blueprint.cursorKeys(), problems);
    declarations = new Declarations(codecs, slots, application, overrides, problems);
    this.problems = problems;
    this.clock = clock;
  }

  /// Builds the application.
  ///
  /// @param overriding builds another one of the same declarations
  App build(Function<List<Provider<?>>, App> overriding) {
    var health = blueprint.health();
    var openApi = blueprint.openApi();
    var checkup = health.isEmpty() ? Optional.<Checkup>empty() : Optional.of(checkup(health.get()));
    var routes = declarations.read(withHealth(blueprint.registrations(), checkup));
    checkNames(routes);
    clock.reached("analysis");
    var results = codecs.of(application).results();
    var renderer =
        blueprint.debug()
            ? Optional.of(new DebugRenderer(results))
            : Optional.<DebugRenderer>empty();
    var assembly =
        new EndpointAssembly(
            results, new Reporting(blueprint.observers(), renderer, life.background()));
    var routing = new Routing.Builder();
    var endpoints = endpointsOf(routes);
    clock.reached("generated code");
    var targets = new ArrayList<RouteTarget>(routes.size());
    for (var i = 0; i < routes.size(); i++) {
      var target = assembly.around(partsOf(routes.get(i)), endpoints.get(i));
      addRoute(routes.get(i), target, routing);
      targets.add(target);
    }
    addMounts(assembly, routing);
    var operations = new Operations(routes, targets, slots, json);
    var schema = new SchemaRoutes(openApi, operations, results, blueprint.debug());
    addSchema(schema, results, assembly, routing.routes().everywhere());
    SchemaRoutes.check(openApi, routes, declarations.mounts(), problems);
    var middleware = declarations.components().middleware(application);
    declarations.generateProviders();
    if (!problems.isEmpty()) {
      problems.sort(new SourceOrder());
      throw new StartupException(problems);
    }
    var pipeline = assembly.pipeline(routing.build(), application, middleware);
    clock.reached("routes and pipeline");
    return new App(
        pipeline,
        List.copyOf(routes),
        operations,
        declarations.mounts(),
        blueprint.configuration(),
        wholeLife(),
        checkup,
        health.isPresent() && health.get().routes().isPresent(),
        blueprint.plugins(),
        blueprint.commands(),
        schema,
        overriding,
        clock);
  }

  private Checkup checkup(HealthPlan plan) {
    return plan.checkup(life::isWhole, declarations.components(), problems);
  }

  private List<Registration> withHealth(
      List<Registration> registrations, Optional<Checkup> checkup) {
    if (checkup.isEmpty()) {
      return registrations;
    }
    var all = new ArrayList<>(registrations);
    all.addAll(blueprint.health().orElseThrow().registrations(checkup.get()));
    return all;
  }

  /// The routes of the document, inside of what the layer of the application says.
  private void addSchema(
      SchemaRoutes schema,
      Results results,
      EndpointAssembly assembly,
      RouteTable.Builder<RouteTarget> table) {
    var openApi = blueprint.openApi();
    var path = SchemaRoutes.path(openApi);
    if (path.isEmpty()) {
      return;
    }
    var guards = declarations.components().guards(application);
    if (openApi.isPresent()) {
      guards = new ArrayList<>(guards);
      guards.addAll(openApi.get().guards());
    }
    var middleware = declarations.components().middleware(application);
    for (var text : List.of(path.get(), path.get() + "/{" + SchemaRoutes.BELOW + ":path}")) {
      var template = PathTemplate.parse(text, slots, RouteProblem.UNHEARD).orElseThrow();
      var converters = new ArrayList<Converter<?>>(1);
      for (var parameter : template.parameters()) {
        converters.add(slots.of(parameter).converter());
      }
      var parts =
          new EndpointAssembly.RouteParts(
              SchemaRoutes.metadata(text, application),
              List.of(application),
              application,
              guards,
              middleware,
              template.parameters(),
              converters,
              false,
              Optional.empty(),
              true,
              results,
              List::of);
      table.add(
          HttpMethod.GET,
          template,
          converters,
          assembly.around(parts, schema),
          schema,
          RouteProblem.UNHEARD);
    }
  }

  /// Mounted applications are there before everything else, and singletons are made last.
  private AppLife wholeLife() {
    return life.startingWith(mountedLives()).endingWith(singletons);
  }

  /// A mounted application is open while this one is.
  private List<RegisteredLifespan> mountedLives() {
    var lives = new ArrayList<RegisteredLifespan>();
    var known = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
    for (var mount : declarations.mounts()) {
      var action = (PlannedRoute.MountAction) mount.action();
      if (action.mounted() instanceof App application && known.add(application)) {
        lives.add(
            new RegisteredLifespan(
                "application mounted on " + mount.template(),
                context -> application.open(),
                action.callSite()));
      }
    }
    return lives;
  }

  private void addRoute(PlannedRoute route, RouteTarget target, Routing.Builder routing) {
    add(
        route.isWebSocket() ? routing.sockets() : routing.routes(),
        route,
        target,
        problem -> problems.add(problemOf(route, problem.code(), problem.what(), problem.fix())));
  }

  private void addMounts(EndpointAssembly assembly, Routing.Builder routing) {
    var met = Collections.<PlannedRoute.Action>newSetFromMap(new IdentityHashMap<>());
    for (var mount : declarations.mounts()) {
      var target = assembly.around(partsOf(mount), assembly.mount(mountOf(mount)));
      var action = (PlannedRoute.MountAction) mount.action();
      var isFirst = met.add(action);
      add(
          routing.mounts(),
          mount,
          target,
          problem -> {
            // the route for everything below collides as well, but that is one mistake
            if (isFirst) {
              problems.add(mountedTwice(mount, action.path(), problem.other()));
            }
          });
    }
  }

  private static void add(
      Routing.Tables tables,
      PlannedRoute route,
      RouteTarget target,
      Consumer<RouteProblem> collisions) {
    if (route.layers().hosts().isEmpty()) {
      add(tables.everywhere(), route, target, collisions);
    }
    for (var host : route.layers().hosts()) {
      add(tables.host(host), route, target, collisions);
    }
  }

  private static void add(
      RouteTable.Builder<RouteTarget> table,
      PlannedRoute route,
      RouteTarget target,
      Consumer<RouteProblem> collisions) {
    table.add(route.method(), route.template(), route.converters(), target, route, collisions);
  }

  private static StartupProblem mountedTwice(PlannedRoute mount, PathTemplate path, String other) {
    return problemOf(
        mount,
        "route-conflict",
        "Something is mounted on \"" + path + "\" already: " + other + ".",
        "Mount it on another path. Of mounts on \"/a\" and \"/a/b\", the longer path wins.");
  }

  private static EndpointAssembly.Mount mountOf(PlannedRoute route) {
    var action = (PlannedRoute.MountAction) route.action();
    return action.mounted() instanceof App application
        ? new EndpointAssembly.Mount.OfApplication(
            application, action.segments(), application::answersOptions)
        : new EndpointAssembly.Mount.OfFunction(
            ((RequestHandler) action.mounted())::handle, route.writer(), action.segments());
  }

  private EndpointAssembly.RouteParts partsOf(PlannedRoute route) {
    var layers = route.layers();
    return new EndpointAssembly.RouteParts(
        route.metadata(),
        layers.each(),
        layers.merged(),
        declarations.components().guards(layers.merged()),
        declarations.components().middleware(layers.merged()),
        route.template().parameters(),
        route.converters(),
        layers.merged().get(LayerSettings.STREAM_BODY).chosen().orElse(readsWhileArriving(route)),
        acceptPatch(route),
        route.isWebSocket() || !(route.action() instanceof PlannedRoute.MethodAction),
        layers.results(),
        () -> Explanations.lines(route));
  }

  private static boolean readsWhileArriving(PlannedRoute route) {
    return route.action() instanceof PlannedRoute.MethodAction action
        && action.arguments().streamBody();
  }

  private static Optional<String> acceptPatch(PlannedRoute route) {
    return route.method() == HttpMethod.PATCH
            && route.action() instanceof PlannedRoute.MethodAction action
        ? action.arguments().acceptPatch()
        : Optional.empty();
  }

  private List<Endpoint> endpointsOf(List<PlannedRoute> routes) {
    var methods = new ArrayList<HandlerMethod>();
    for (var route : routes) {
      if (route.action() instanceof PlannedRoute.MethodAction action) {
        methods.add(action.handler());
      }
    }
    var invokers = Invokers.generate(methods, problems).iterator();
    var endpoints = new ArrayList<Endpoint>(routes.size());
    for (var route : routes) {
      endpoints.add(
          route.action() instanceof PlannedRoute.MethodAction action
              ? methodEndpoint(route, action, invokers.next())
              : functionEndpoint(route));
    }
    return endpoints;
  }

  private static Endpoint methodEndpoint(
      PlannedRoute route, PlannedRoute.MethodAction action, Invoker invoker) {
    return route.isWebSocket()
        ? new SocketEndpoint(invoker, action.receiver(), action.arguments(), socketLayers(route))
        : new MethodEndpoint(invoker, action.receiver(), action.arguments(), route.writer());
  }

  private static Endpoint socketEndpoint(PlannedRoute route, PlannedRoute.SocketAction action) {
    var function = action.handler();
    return new SocketEndpoint(
        (receiver, arguments) -> {
          function.handle((WebSocket) requireNonNull(arguments[0]));
          return null;
        },
        null,
        action.parameters(),
        socketLayers(route));
  }

  private static SocketEndpoint.Layered socketLayers(PlannedRoute route) {
    var settings = route.layers().merged();
    return new SocketEndpoint.Layered(
        settings.get(LayerSettings.WEB_SOCKET).chosen(),
        settings.get(LayerSettings.BLOCKING).chosen().orElse(false),
        route.socket().orElseThrow(),
        settings.get(LayerSettings.AFTER_REQUEST).chosen(),
        route.writer());
  }

  private static Endpoint functionEndpoint(PlannedRoute route) {
    return route.action() instanceof PlannedRoute.FunctionAction action
        ? functionEndpoint(route, action)
        : socketEndpoint(route, (PlannedRoute.SocketAction) route.action());
  }

  /// A function whose layers declare parameters is called as a method would be.
  private static Endpoint functionEndpoint(PlannedRoute route, PlannedRoute.FunctionAction action) {
    var function = action.handler();
    return action.parameters().isEmpty()
        ? new FunctionEndpoint(function::handle, route.writer())
        : new MethodEndpoint(
            (receiver, arguments) -> function.handle((Request) requireNonNull(arguments[0])),
            null,
            action.parameters().get(),
            route.writer());
  }

  /// Names are for finding one path, so two handlers cannot share one.
  private void checkNames(List<PlannedRoute> routes) {
    Map<String, PlannedRoute> named = new LinkedHashMap<>();
    for (var route : routes) {
      if (route.name().isPresent()) {
        var earlier = named.putIfAbsent(route.name().get(), route);
        if (earlier != null && !earlier.action().display().equals(route.action().display())) {
          problems.add(
              problemOf(
                  route,
                  "route-name",
                  "The route name \""
                      + route.name().get()
                      + "\" belongs to "
                      + earlier
                      + " already.",
                  "Choose another name; names are unique in an application."));
        }
      }
    }
  }

  /// A function has no name, so its route stands for it.
  static String subjectOf(PlannedRoute route) {
    return switch (route.action()) {
      case PlannedRoute.MethodAction method -> method.display();
      case PlannedRoute.FunctionAction _, PlannedRoute.SocketAction _ ->
          route.verb() + " " + route.template();
      case PlannedRoute.MountAction mount -> mount.display();
    };
  }

  static StartupProblem problemOf(PlannedRoute route, String code, String what, String fix) {
    var problem = new StartupProblem(code, subjectOf(route), what, fix);
    var location = route.action().location();
    return location.isPresent() ? problem.at(location.get()) : problem;
  }
}
