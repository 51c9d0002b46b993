package dev.lodestar;

import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.MiddlewareOrder;
import dev.lodestar.pipeline.MiddlewareSorting;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.Component;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Origin;
import dev.lodestar.setting.Sourced;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The guards and the middleware of routes as objects, in the order in which a request meets them.
/// Used by one thread.
final class LayerComponents {
  private final Controllers instances;
  private final List<StartupProblem> problems;

  /// The orders that were asked for: one answer of each middleware counts for all routes.
  private final IdentityHashMap<Middleware, MiddlewareOrder> orders = new IdentityHashMap<>();

  LayerComponents(Controllers instances, List<StartupProblem> problems) {
    this.instances = instances;
    this.problems = problems;
  }

  List<Guard> guardsOf(LayerSettings settings) {
    var guards = new ArrayList<Guard>();
    for (var guard : settings.get(LayerSettings.GUARDS)) {
      object(Guard.class, "a guard", guard).ifPresent(guards::add);
    }
    return guards;
  }

  List<Middleware> middlewareOf(LayerSettings settings) {
    var without = settings.get(LayerSettings.WITHOUT_MIDDLEWARE).keySet();
    var left = new ArrayList<MiddlewareSorting.Constrained>();
    var origins = new IdentityHashMap<Middleware, Origin>();
    for (var sourced : settings.get(LayerSettings.MIDDLEWARE)) {
      var object = object(Middleware.class, "middleware", sourced);
      if (object.isPresent() && !isAny(without, object.get())) {
        var order = orderOf(object.get(), sourced.origin());
        left.add(new MiddlewareSorting.Constrained(object.get(), order));
        origins.put(object.get(), sourced.origin());
      }
    }
    var sorting = MiddlewareSorting.of(left);
    if (!sorting.circle().isEmpty()) {
      var first = sorting.circle().getFirst();
      var origin = Objects.requireNonNull(origins.get(first));
      problems.add(problemOf(first, circle(sorting.circle()), origin));
    }
    return sorting.sorted();
  }

  private static boolean isAny(Iterable<Class<?>> types, Object object) {
    for (var type : types) {
      if (type.isInstance(object)) {
        return true;
      }
    }
    return false;
  }

  private MiddlewareOrder orderOf(Middleware middleware, Origin origin) {
    var known = orders.get(middleware);
    if (known != null) {
      return known;
    }
    var order = MiddlewareOrder.asDeclared();
    try {
      order = Objects.requireNonNull(middleware.order(), "order() returned null.");
    } catch (RuntimeException failure) {
      problems.add(problemOf(middleware, "Its method order() failed with " + failure, origin));
    }
    orders.put(middleware, order);
    return order;
  }

  private static String circle(List<Middleware> circle) {
    var text = new StringBuilder("It cannot be put into an order: ");
    for (var i = 0; i < circle.size(); i++) {
      text.append(i == 0 ? "" : i == circle.size() - 1 ? ", and " : ", ");
      text.append(nameOf(circle.get(i)));
      text.append(i == 0 ? " has to stand outside of " : " outside of ");
      text.append(nameOf(circle.get((i + 1) % circle.size())));
    }
    return text.toString();
  }

  private static StartupProblem problemOf(Middleware middleware, String what, Origin origin) {
    return placed(
        new StartupProblem(
            "middleware-order",
            nameOf(middleware),
            Sentences.ended(what),
            "Change what order() says, of this middleware or another one."),
        "middleware",
        origin);
  }

  private static String nameOf(Middleware middleware) {
    return new Component.Given<>(middleware).toString();
  }

  private <T> Optional<T> object(Class<T> kind, String role, Sourced<Component<T>> component) {
    if (component.value() instanceof Component.Given<T>(var object)) {
      return Optional.of(object);
    }
    var known = problems.size();
    var type = ((Component.Made<T>) component.value()).type();
    var instance = instances.sharedInstance(type).map(kind::cast);
    for (var i = known; i < problems.size(); i++) {
      problems.set(i, placed(problems.get(i), role, component.origin()));
    }
    return instance;
  }

  /// A problem that names no place happened where the layer named the class.
  private static StartupProblem placed(StartupProblem problem, String role, Origin origin) {
    var subject = problem.subject() + ", " + role + " of " + origin.layer();
    return new StartupProblem(
        problem.code(), subject, origin.location().get(), problem.what(), problem.fix());
  }
}
