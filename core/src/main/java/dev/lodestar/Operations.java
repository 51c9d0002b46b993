package dev.lodestar;

import dev.lodestar.bind.FreePathParameters;
import dev.lodestar.json.Json;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.Place;
import dev.lodestar.operation.Refusal;
import dev.lodestar.pipeline.RouteTarget;
import dev.lodestar.route.Slots;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/// What the routes of an application take and answer, told by what runs when their requests come.
/// Nothing is found out before somebody asks. Thread-safe.
final class Operations {
  private final List<PlannedRoute> routes;
  private final List<RouteTarget> targets;
  private final Slots slots;
  private final Json json;

  /// Keeps what can tell.
  ///
  /// @param targets what each of the routes leads to
  /// @param slots what the paths of the routes were declared with
  /// @param json describes what nobody has codecs of its own for
  Operations(List<PlannedRoute> routes, List<RouteTarget> targets, Slots slots, Json json) {
    this.routes = List.copyOf(routes);
    this.targets = List.copyOf(targets);
    this.slots = slots;
    this.json = json;
  }

  /// What describes what nobody has codecs of its own for.
  Json json() {
    return json;
  }

  /// A route and what it takes and answers.
  record Operation(PlannedRoute route, OperationPlan plan) {}

  /// Tells of all routes, in the order of their registration.
  List<Operation> all() {
    var all = new ArrayList<Operation>(routes.size());
    for (var i = 0; i < targets.size(); i++) {
      if (routes.get(i).isWebSocket()) {
        continue; // no document of OpenAPI can tell of them
      }
      all.add(new Operation(routes.get(i), planOf(routes.get(i), targets.get(i))));
    }
    return List.copyOf(all);
  }

  private OperationPlan planOf(PlannedRoute route, RouteTarget target) {
    var operation =
        new OperationCollector(
            route.method(), route.template().toString(), json, Operations::isShown);
    if (route.action() instanceof PlannedRoute.MethodAction method) {
      describe(method, operation);
    }
    target.describe(operation);
    FreePathParameters.describe(route.template(), slots, json, operation);
    if (!route.metadata().security().isEmpty()) {
      operation.refuse(Refusal.UNAUTHENTICATED);
    }
    return operation.plan();
  }

  private static boolean isShown(Declaration declaration) {
    return switch (declaration) {
      case Declaration.OfParameter(var parameter) ->
          parameter.isReceiver() || isShown(parameter.annotations());
      case Declaration.OfField(var _, var field) -> isShown(field.use().annotations());
      case Declaration.OfPath _, Declaration.OfFramework _ -> true;
    };
  }

  private static boolean isShown(List<Annotation> annotations) {
    for (var annotation : annotations) {
      if (annotation instanceof InSchema said) {
        return said.value();
      }
    }
    return true;
  }

  private static void describe(PlannedRoute.MethodAction method, OperationCollector operation) {
    var handler = method.handler();
    if (handler.returnType().equals(handler.method().getGenericReturnType())) {
      operation.result(handler.annotatedReturnType());
    }
    if (handler.returnsNullable()) {
      operation.nullable();
    }
    operation.place(Place.Kind.HANDLER, handler.method());
    operation.thrown(handler.method());
    operation.place(Place.Kind.CONTROLLER, handler.receiverClass());
  }
}
