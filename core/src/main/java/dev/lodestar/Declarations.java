package dev.lodestar;

import dev.lodestar.bind.Arguments;
import dev.lodestar.bind.RoutePlan;
import dev.lodestar.bind.RouteShape;
import dev.lodestar.convert.Converter;
import dev.lodestar.graph.ProviderEntries;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.handler.MethodReferences;
import dev.lodestar.handler.ResolvedReference;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.Provides;
import dev.lodestar.pipeline.Routing;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteProblem;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import dev.lodestar.socket.SocketJson;
import dev.lodestar.websocket.WebSocketHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what was registered into planned routes, in the order of registration.
final class Declarations {
  /// The method that every function has.
  private static final ResolvedReference FUNCTION =
      new ResolvedReference(
          RequestHandler.class.getMethods()[0], RequestHandler.class, Optional.empty());

  private final Codecs codecs;
  private final Slots slots;
  private final List<StartupProblem> problems;
  private final HandlerMethods handlerMethods = new HandlerMethods();
  private final Controllers controllers;
  private final HandlerDeclarations handlers;
  private final List<PlannedRoute> routes = new ArrayList<>();
  private final List<PlannedRoute> mounts = new ArrayList<>();
  private final ProviderEntries entries;
  private final Map<Sourced<Provider<?>>, ProviderEntry> known = new HashMap<>();

  /// The routers that are being read, so that one mounted inside itself is noticed.
  private final Set<Router> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /// The providers that win over all others.
  private final List<ProviderEntry> overrides;

  private final Surroundings application;
  private final Components components;

  Declarations(
      Codecs codecs,
      Slots slots,
      LayerSettings application,
      List<Provider<?>> overrides,
      List<StartupProblem> problems) {
    this.codecs = codecs;
    this.slots = slots;
    this.problems = problems;
    this.entries = new ProviderEntries(handlerMethods, problems::add);
    var winning = new ArrayList<ProviderEntry>();
    for (var provider : overrides) {
      winning.add(entries.of(provider, Optional::empty));
    }
    this.overrides = winning;
    this.controllers = new Controllers(problems, entries);
    this.handlers = new HandlerDeclarations(codecs, slots, problems);
    this.application = Surroundings.of(application);
    this.components = new Components(this::component, problems);
  }

  /// A guard or middleware of a class, which sees the providers of the application.
  private Controllers.Receiver component(Class<?> type) {
    return controllers.create(
        type, providersOf(application).with(overrides), codecs.of(application.merged()).planner());
  }

  /// What is mounted, after [#read]: two routes for each mount.
  List<PlannedRoute> mounts() {
    return List.copyOf(mounts);
  }

  List<PlannedRoute> read(List<Registration> registrations) {
    read(registrations, application);
    if (codecs.knowDtos()) {
      codecs.dtoUses().finish();
    }
    return routes;
  }

  /// Guards and middleware of all layers.
  Components components() {
    return components;
  }

  /// Makes all providers callable that were planned. To be called when nothing is planned any more.
  void generateProviders() {
    entries.generate();
  }

  /// The providers of the layers, outermost first. One call of provide(…) is one provider, wherever
  /// its router is mounted.
  private ProviderLayers providersOf(Surroundings surroundings) {
    var providers = ProviderLayers.none();
    for (var layer : surroundings.layers()) {
      providers = providers.with(entriesOf(layer));
    }
    return providers;
  }

  private List<ProviderEntry> entriesOf(LayerSettings layer) {
    var inner = new ArrayList<ProviderEntry>();
    for (var provider : layer.get(LayerSettings.PROVIDERS)) {
      inner.add(
          known.computeIfAbsent(
              provider, _ -> entries.of(provider.value(), provider.origin().location())));
    }
    return inner;
  }

  private void read(List<Registration> registrations, Surroundings surroundings) {
    for (var registration : registrations) {
      registration.read(this, surroundings);
    }
  }

  void readRouter(Router router, CallSite callSite, Surroundings surroundings) {
    if (!open.add(router)) {
      problems.add(
          callSite.locate(
              new StartupProblem(
                  "router-cycle",
                  "Router.at(\"" + router.path() + "\")",
                  "Here the router is mounted inside itself, directly or through other routers.",
                  "Remove this mount, or build a second router with the same routes.")));
      return;
    }
    read(
        router.registrations(),
        surroundings
            .with(router.path(), router.settings())
            .onlyFor(router.hosts())
            .named(router.name()));
    open.remove(router);
  }

  /// What has no place of its own in the source is reported where the controller is registered.
  void readController(
      Class<?> type, @Nullable Object given, CallSite callSite, Surroundings surroundings) {
    var before = problems.size();
    readController(type, given, surroundings);
    for (var i = before; i < problems.size(); i++) {
      if (problems.get(i).location().isEmpty()) {
        problems.set(i, callSite.locate(problems.get(i)));
      }
    }
  }

  private void readController(Class<?> type, @Nullable Object given, Surroundings surroundings) {
    var methods = handlerMethods.of(type, Mapping::isOn);
    if (methods.isEmpty()) {
      problems.add(
          new StartupProblem(
              "controller-without-handlers",
              Instances.nameOf(type),
              "It was registered as a controller, but none of its methods is a handler.",
              "Annotate its handlers with @Get, @Post or another of that kind, or register something"
                  + " else: routes(…) takes controller classes, controller objects and routers."));
      return;
    }
    var path = type.getAnnotation(Path.class);
    var base = surroundings.with(path == null ? "" : path.value(), settingsOf(type));
    var needsInstance = false;
    for (var method : methods) {
      needsInstance |= !method.isStatic();
    }
    var own = handlerMethods.of(type, method -> method.isAnnotationPresent(Provides.class));
    for (var method : own) {
      needsInstance |= !method.isStatic();
    }
    var outer = providersOf(base);
    var around = outer.with(overrides);
    var receiver = Controllers.Receiver.NONE;
    if (needsInstance) {
      receiver =
          given == null
              ? controllers.create(type, around, codecs.of(base.merged()).planner())
              : Controllers.Receiver.of(given);
    }
    var providers = outer.with(ownProviders(own, receiver));
    for (var method : methods) {
      handlers.read(
          method,
          method.isStatic() ? Controllers.Receiver.NONE : receiver,
          base,
          settings -> providers.with(entriesOf(settings)).with(overrides),
          routes);
    }
  }

  /// The methods of a controller that provide something for its handlers.
  private List<ProviderEntry> ownProviders(
      List<HandlerMethod> methods, Controllers.Receiver receiver) {
    var own = new ArrayList<ProviderEntry>();
    for (var method : methods) {
      if (!method.isStatic() && receiver.ofRequest() != null) {
        problems.add(
            method.problem(
                "provider-receiver",
                "It is annotated with @Provides, but the object that it is called on is made for"
                    + " each request, of what is provided.",
                "Make it static."));
      } else {
        own.add(entries.of(method, receiver::get));
      }
    }
    return own;
  }

  private LayerSettings settingsOf(Class<?> type) {
    var layer = new AnnotatedLayer(Instances.nameOf(type), () -> Optional.empty());
    LayerAnnotations.read(List.of(type.getAnnotations()), layer, problems);
    LayerAnnotations.checkDropped(handlerMethods.droppedAnnotations(type), type, layer, problems);
    ConfigureHook.call(type, layer, problems);
    return layer.settings();
  }

  void readReference(Registration.OfReference registration, Surroundings surroundings) {
    var found = new ArrayList<StartupProblem>(1);
    var resolved = MethodReferences.resolve(registration.reference(), found);
    if (resolved.isEmpty()) {
      for (var problem : found) {
        problems.add(registration.callSite().locate(problem));
      }
      return;
    }
    var handler = handlerMethods.of(resolved.get());
    if (Mapping.of(handler).isEmpty()) {
      problems.add(
          handler.problem(
              "handler-without-mapping",
              "The method was registered with route(…), but no annotation says which requests it"
                  + " answers.",
              "Annotate it with @Get, @Post or another of that kind."));
      return;
    }
    var own = surroundings.with("", settingsOf(handler.receiverClass()));
    var providers = providersOf(own);
    var receiver = Controllers.Receiver.NONE;
    if (!handler.isStatic()) {
      var bound = resolved.get().boundReceiver();
      receiver =
          bound.isPresent()
              ? Controllers.Receiver.of(bound.get())
              : controllers.shared(
                  handler.receiverClass(),
                  providers.with(overrides),
                  codecs.of(own.merged()).planner());
    }
    handlers.read(
        handler,
        receiver,
        own,
        settings -> providers.with(entriesOf(settings)).with(overrides),
        routes);
  }

  void readFunction(Registration.OfFunction function, Surroundings surroundings) {
    var path = PathTemplate.join(surroundings.path(), function.path());
    template(path, function.method() + " " + path, function.callSite())
        .map(template ->
            planned(
                function.method(),
                template,
                new PlannedRoute.FunctionAction(
                    function.handler(),
                    parametersOf(function, template, surroundings),
                    function.callSite()),
                surroundings,
                Optional.empty()))
        .ifPresent(routes::add);
  }

  void readSocketFunction(Registration.OfSocketFunction function, Surroundings surroundings) {
    var path = PathTemplate.join(surroundings.path(), function.path());
    var subject = Routing.WEB_SOCKET + " " + path;
    var template = template(path, subject, function.callSite());
    if (template.isEmpty()) {
      return;
    }
    var settings = surroundings.merged();
    var parameters =
        functionParameters(
            new ResolvedReference(
                WebSocketHandler.class.getMethods()[0], WebSocketHandler.class, Optional.empty()),
            shapeOf(HttpMethod.GET, template.get(), settings, true),
            surroundings);
    if (parameters.isPresent()) {
      var action =
          new PlannedRoute.SocketAction(function.handler(), parameters.get(), function.callSite());
      routes.add(
          planned(
              HttpMethod.GET,
              template.get(),
              action,
              surroundings,
              Optional.of(codecs.of(settings).socket())));
    }
  }

  /// What the layers ask of every request; nothing if they ask for nothing.
  private Optional<Arguments> parametersOf(
      Registration.OfFunction function, PathTemplate template, Surroundings surroundings) {
    var settings = surroundings.merged();
    return settings.get(LayerSettings.PARAMETERS).isEmpty()
        ? Optional.empty()
        : functionParameters(
            FUNCTION, shapeOf(function.method(), template, settings, false), surroundings);
  }

  private static RouteShape shapeOf(
      HttpMethod method, PathTemplate template, LayerSettings settings, boolean webSocket) {
    var names = new HashSet<String>();
    for (var parameter : template.parameters()) {
      names.add(parameter.name());
    }
    return new RouteShape(
        method,
        template,
        names,
        List.of(),
        settings.get(LayerSettings.PAGE_SIZE).chosen(),
        settings.get(LayerSettings.PAGE_NAMES).chosen(),
        webSocket);
  }

  /// What a function and the layers around it take.
  ///
  /// @param function the method that functions of its kind have
  private Optional<Arguments> functionParameters(
      ResolvedReference function, RouteShape shape, Surroundings surroundings) {
    var settings = surroundings.merged();
    return codecs
        .of(settings)
        .planner()
        .plan(
            handlerMethods.of(function),
            shape,
            providersOf(surroundings).with(overrides),
            null,
            settings.get(LayerSettings.PARAMETERS).keySet(),
            problems::add)
        .map(RoutePlan::arguments);
  }

  /// A mount takes the path itself and everything below it.
  void readMount(Registration.OfMount mount, Surroundings surroundings) {
    var path = PathTemplate.join(surroundings.path(), mount.path());
    var subject = "mount(\"" + path + "\")";
    var root = template(path, subject, mount.callSite());
    if (root.isEmpty()) {
      return;
    }
    if (takesTheRest(root.get())) {
      problems.add(
          mount
              .callSite()
              .locate(
                  new StartupProblem(
                      "path-parameter-greedy",
                      subject,
                      "A mount takes everything below its path, but this path takes the rest itself.",
                      "Leave the last parameter out.")));
      return;
    }
    var action = new PlannedRoute.MountAction(mount.mounted(), root.get(), mount.callSite());
    mounts.add(planned(Routing.ANY_METHOD, root.get(), action, surroundings, Optional.empty()));
    template(PathTemplate.join(path, "/{mountedPath:path}"), subject, mount.callSite())
        .map(template ->
            planned(Routing.ANY_METHOD, template, action, surroundings, Optional.empty()))
        .ifPresent(mounts::add);
  }

  private static boolean takesTheRest(PathTemplate template) {
    var parameters = template.parameters();
    return !parameters.isEmpty() && parameters.getLast().greedy();
  }

  private Optional<PathTemplate> template(String path, String subject, CallSite callSite) {
    var found = new ArrayList<RouteProblem>();
    var template = PathTemplate.parse(path, slots, found::add);
    for (var problem : found) {
      problems.add(callSite.locate(problem.about(subject)));
    }
    return template;
  }

  private PlannedRoute planned(
      HttpMethod method,
      PathTemplate template,
      PlannedRoute.Action action,
      Surroundings surroundings,
      Optional<SocketJson> socket) {
    var settings = surroundings.merged();
    var codecSet = codecs.of(settings);
    if (codecs.knowDtos()) {
      codecs
          .dtoUses()
          .addOpen(surroundings.layers(), codecSet.unshaped().models(), action::location);
    }
    var results = codecSet.results();
    var defaults =
        ResultDefaults.undeclared(settings.get(LayerSettings.PRODUCES).chosen().orElse(List.of()));
    return new PlannedRoute(
        method,
        template,
        convertersOf(template),
        Optional.empty(),
        socket.isPresent()
            ? results.writerOf(Response.class, defaults)
            : HandlerDeclarations.hooked(
                settings,
                results.writerOf(Response.class, defaults),
                Response.class,
                results,
                defaults),
        action,
        new PlannedRoute.Layers(
            surroundings.layers(), settings, List.of(), surroundings.hosts(), results),
        socket);
  }

  private List<Converter<?>> convertersOf(PathTemplate template) {
    var converters = new ArrayList<Converter<?>>();
    for (var parameter : template.parameters()) {
      converters.add(slots.of(parameter).converter());
    }
    return converters;
  }
}
