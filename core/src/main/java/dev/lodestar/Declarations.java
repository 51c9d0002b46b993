package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.convert.Converter;
import dev.lodestar.graph.ProviderEntries;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.handler.MethodReferences;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.result.Results;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteProblem;
import dev.lodestar.route.Slots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what was registered into planned routes, in the order of registration.
final class Declarations {
  private final Results results;
  private final Slots slots;
  private final List<StartupProblem> problems;
  private final HandlerMethods handlerMethods = new HandlerMethods();
  private final Controllers controllers;
  private final HandlerDeclarations handlers;
  private final List<PlannedRoute> routes = new ArrayList<>();
  private final ProviderEntries entries;
  private final Map<ProviderRegistration, ProviderEntry> known = new HashMap<>();

  /// The providers around what is being read.
  private ProviderLayers layers = ProviderLayers.none();

  /// The routers that are being read, so that one mounted inside itself is noticed.
  private final Set<Router> open = Collections.newSetFromMap(new IdentityHashMap<>());

  Declarations(
      ArgumentPlanner planner, Results results, Slots slots, List<StartupProblem> problems) {
    this.results = results;
    this.slots = slots;
    this.problems = problems;
    this.entries = new ProviderEntries(handlerMethods, problems::add);
    this.controllers = new Controllers(problems, entries, planner);
    this.handlers = new HandlerDeclarations(planner, results, slots, problems);
  }

  List<PlannedRoute> read(List<ProviderRegistration> providers, List<Registration> registrations) {
    layers = layers.with(entriesOf(providers));
    read(registrations, "");
    entries.generate();
    return routes;
  }

  /// One call of provide(…) is one provider, wherever its router is mounted.
  private List<ProviderEntry> entriesOf(List<ProviderRegistration> providers) {
    var layer = new ArrayList<ProviderEntry>(providers.size());
    for (var provider : providers) {
      var entry = known.get(provider);
      if (entry == null) {
        entry = entries.of(provider.provider(), provider.callSite().location());
        known.put(provider, entry);
      }
      layer.add(entry);
    }
    return layer;
  }

  private void read(List<Registration> registrations, String prefix) {
    for (var registration : registrations) {
      registration.read(this, prefix);
    }
  }

  void readRouter(Router router, String prefix) {
    if (!open.add(router)) {
      problems.add(
          new StartupProblem(
              "router-cycle",
              "Router.at(\"" + router.path() + "\")",
              "The router is mounted inside itself, directly or through other routers.",
              "Mount it somewhere else, or build a second router with the same routes."));
      return;
    }
    var outer = layers;
    layers = outer.with(entriesOf(router.providers()));
    read(router.registrations(), PathTemplate.join(prefix, router.path()));
    layers = outer;
    open.remove(router);
  }

  void readController(Class<?> type, @Nullable Object given, String prefix) {
    var methods = handlerMethods.of(type, Mapping::isOn);
    if (methods.isEmpty()) {
      problems.add(
          new StartupProblem(
              "controller-without-handlers",
              controllers.nameOf(type),
              "It was registered as a controller, but none of its methods is a handler.",
              "Annotate its handlers with @Get, @Post or another of that kind, or register something"
                  + " else: routes(…) takes controller classes, controller objects and routers."));
      return;
    }
    var path = type.getAnnotation(Path.class);
    var base = path == null ? prefix : PathTemplate.join(prefix, path.value());
    var needsInstance = false;
    for (var method : methods) {
      needsInstance |= !method.isStatic();
    }
    var receiver = Controllers.Receiver.NONE;
    if (needsInstance) {
      receiver = given == null ? controllers.create(type, layers) : Controllers.Receiver.of(given);
    }
    for (var method : methods) {
      handlers.read(
          method, method.isStatic() ? Controllers.Receiver.NONE : receiver, base, layers, routes);
    }
  }

  void readReference(Registration.OfReference registration, String prefix) {
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
    var receiver = Controllers.Receiver.NONE;
    if (!handler.isStatic()) {
      var bound = resolved.get().boundReceiver();
      receiver =
          bound.isPresent()
              ? Controllers.Receiver.of(bound.get())
              : controllers.shared(handler.receiverClass(), layers);
    }
    handlers.read(handler, receiver, prefix, layers, routes);
  }

  void readFunction(Registration.OfFunction function, String prefix) {
    var action = new PlannedRoute.FunctionAction(function.handler(), function.callSite());
    var path = PathTemplate.join(prefix, function.path());
    var found = new ArrayList<RouteProblem>();
    var template = PathTemplate.parse(path, slots, found::add);
    for (var problem : found) {
      problems.add(function.callSite().locate(problem.about(function.method() + " " + path)));
    }
    if (template.isEmpty()) {
      return;
    }
    var writer =
        results.writerOf(
            Response.class, new ResultDefaults(Optional.empty(), Optional.empty(), HttpMethod.GET));
    routes.add(
        new PlannedRoute(
            function.method(),
            template.get(),
            convertersOf(template.get()),
            Optional.empty(),
            writer,
            action));
  }

  private List<Converter<?>> convertersOf(PathTemplate template) {
    var converters = new ArrayList<Converter<?>>();
    for (var parameter : template.parameters()) {
      converters.add(slots.of(parameter).converter());
    }
    return converters;
  }
}
