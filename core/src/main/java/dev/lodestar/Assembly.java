package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.Invokers;
import dev.lodestar.json.Json;
import dev.lodestar.pipeline.Endpoint;
import dev.lodestar.pipeline.FunctionEndpoint;
import dev.lodestar.pipeline.MethodEndpoint;
import dev.lodestar.pipeline.Pipeline;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.Results;
import dev.lodestar.route.RouteTable;
import dev.lodestar.route.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The building of one application: declarations are read, planned, made callable and put into the
/// route table; every mistake on the way is collected. Used once, by one thread.
final class Assembly {
  private final Results results;
  private final Declarations declarations;
  private final List<StartupProblem> problems = new ArrayList<>();
  private final Singletons singletons = new Singletons();

  Assembly(Slots slots, Json json) {
    this.results = new Results(json);
    var planner = new ArgumentPlanner(slots, json, ParameterAnnotations::read, singletons);
    this.declarations = new Declarations(planner, results, slots, problems);
  }

  App build(List<ProviderRegistration> providers, List<Registration> registrations) {
    var routes = declarations.read(providers, registrations);
    checkNames(routes);
    var table = RouteTable.<Endpoint>builder();
    var endpoints = endpointsOf(routes);
    for (var i = 0; i < routes.size(); i++) {
      var route = routes.get(i);
      table.add(
          route.method(),
          route.template(),
          route.converters(),
          endpoints.get(i),
          route,
          problem -> problems.add(problemOf(route, problem.code(), problem.what(), problem.fix())));
    }
    if (!problems.isEmpty()) {
      problems.sort(new SourceOrder());
      throw new StartupException(problems);
    }
    return new App(new Pipeline(table.build(), results), List.copyOf(routes), singletons);
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
              ? new MethodEndpoint(
                  invokers.next(), action.receiver(), action.arguments(), route.writer())
              : functionEndpoint(route, (PlannedRoute.FunctionAction) route.action()));
    }
    return endpoints;
  }

  private static Endpoint functionEndpoint(PlannedRoute route, PlannedRoute.FunctionAction action) {
    return new FunctionEndpoint(
        action.handler()::handle,
        route.template().parameters(),
        route.converters(),
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

  private static StartupProblem problemOf(
      PlannedRoute route, String code, String what, String fix) {
    var problem = new StartupProblem(code, route.action().display(), what, fix);
    var location = route.action().location();
    return location.isPresent() ? problem.at(location.get()) : problem;
  }
}
