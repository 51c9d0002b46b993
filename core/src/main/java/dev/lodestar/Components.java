package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.MiddlewareOrder;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.pipeline.MiddlewareSorting;
import dev.lodestar.pipeline.StandIn;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.setting.Component;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Origin;
import dev.lodestar.setting.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The guards and middleware of an application, one object for each class. Those that take
/// dependencies are made with the singletons, so until then something stands for them.
final class Components {
  private final Function<Class<?>, Controllers.Receiver> maker;
  private final Map<Class<?>, Controllers.Receiver> made = new HashMap<>();
  private final Map<Class<?>, Middleware> late = new HashMap<>();
  private final List<StartupProblem> problems;

  /// The classes that were refused because they are made for each request.
  private final Set<Class<?>> ofRequest = new HashSet<>();

  /// The orders that were asked for: one answer of each middleware counts for all routes.
  private final IdentityHashMap<Middleware, MiddlewareOrder> orders = new IdentityHashMap<>();

  /// Creates them.
  ///
  /// @param maker makes the object of a class, or says how it will be made
  /// @param problems receives every mistake, those of the maker included
  Components(Function<Class<?>, Controllers.Receiver> maker, List<StartupProblem> problems) {
    this.maker = maker;
    this.problems = problems;
  }

  /// The guards of a route, outermost layer first.
  List<Guard> guards(LayerSettings settings) {
    var guards = new ArrayList<Guard>();
    for (var guard : settings.get(LayerSettings.GUARDS)) {
      switch (guard.value()) {
        case Component.Given<Guard>(var object) -> guards.add(object);
        case Component.Made<Guard>(var type) -> {
          var source = shared(type, "a guard", guard.origin());
          if (source instanceof SingletonSource.Instance(var object, var _)) {
            guards.add((Guard) object);
          } else if (source != null) {
            guards.add(new LateGuard(type, source));
          }
        }
      }
    }
    return guards;
  }

  /// The middleware of a route, outermost first, without what is left out.
  List<Middleware> middleware(LayerSettings settings) {
    var without = settings.get(LayerSettings.WITHOUT_MIDDLEWARE).keySet();
    var left = new ArrayList<MiddlewareSorting.Constrained>();
    var origins = new IdentityHashMap<MiddlewareSorting.Constrained, Origin>();
    for (var sourced : settings.get(LayerSettings.MIDDLEWARE)) {
      var constrained = constrained(sourced);
      if (constrained.isPresent() && !isAny(without, constrained.get().type())) {
        left.add(constrained.get());
        origins.put(constrained.get(), sourced.origin());
      }
    }
    var sorting = MiddlewareSorting.of(left);
    if (!sorting.circle().isEmpty()) {
      var first = sorting.circle().getFirst();
      var origin = requireNonNull(origins.get(first));
      problems.add(orderProblem(first.type(), circle(sorting.circle()), origin));
    }
    return sorting.sorted();
  }

  private static boolean isAny(Iterable<Class<?>> types, Class<?> type) {
    for (var one : types) {
      if (one.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }

  /// Nothing after a problem.
  private Optional<MiddlewareSorting.Constrained> constrained(
      Sourced<Component<Middleware>> middleware) {
    return switch (middleware.value()) {
      case Component.Given<Middleware>(var object) ->
          Optional.of(constrained(object, object.getClass(), middleware.origin()));
      case Component.Made<Middleware>(var type) -> made(type, middleware.origin());
    };
  }

  private Optional<MiddlewareSorting.Constrained> made(
      Class<? extends Middleware> type, Origin origin) {
    var source = shared(type, "middleware", origin);
    if (source instanceof SingletonSource.Instance(var object, var _)) {
      return Optional.of(constrained((Middleware) object, type, origin));
    }
    return source == null
        ? Optional.empty()
        : Optional.of(constrained(late(type, source, origin), type, origin));
  }

  private Middleware late(Class<? extends Middleware> type, SingletonSource source, Origin origin) {
    var known = late.get(type);
    if (known == null) {
      known = new LateMiddleware(type, source);
      late.put(type, known);
      if (saysOrder(type)) {
        problems.add(lateOrder(type, origin));
      }
    }
    return known;
  }

  private static boolean saysOrder(Class<? extends Middleware> type) {
    try {
      return type.getMethod("order").getDeclaringClass() != Middleware.class;
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static StartupProblem lateOrder(Class<?> type, Origin origin) {
    return placed(
        new StartupProblem(
            "middleware-order",
            Instances.nameOf(type),
            "It takes dependencies, so there is no object of it yet when its order() would be asked.",
            "Take no dependencies in its constructor, register an object of it, or leave out order()"
                + " and declare it where it has to stand."),
        "middleware",
        origin);
  }

  private MiddlewareSorting.Constrained constrained(
      Middleware middleware, Class<?> type, Origin origin) {
    var order = orders.get(middleware);
    if (order == null) {
      order = askedOrder(middleware, type, origin);
      orders.put(middleware, order);
    }
    return new MiddlewareSorting.Constrained(middleware, type, order);
  }

  private MiddlewareOrder askedOrder(Middleware middleware, Class<?> type, Origin origin) {
    try {
      return requireNonNull(middleware.order(), "order() returned null.");
    } catch (RuntimeException failure) {
      problems.add(orderProblem(type, "Its method order() failed with " + failure, origin));
      return MiddlewareOrder.asDeclared();
    }
  }

  private static String circle(List<MiddlewareSorting.Constrained> circle) {
    var text = new StringBuilder("It cannot be put into an order: ");
    for (var i = 0; i < circle.size(); i++) {
      text.append(i == 0 ? "" : i == circle.size() - 1 ? ", and " : ", ");
      text.append(Instances.nameOf(circle.get(i).type()));
      text.append(i == 0 ? " has to stand outside of " : " outside of ");
      text.append(Instances.nameOf(circle.get((i + 1) % circle.size()).type()));
    }
    return text.toString();
  }

  private static StartupProblem orderProblem(Class<?> type, String what, Origin origin) {
    return placed(
        new StartupProblem(
            "middleware-order",
            Instances.nameOf(type),
            Sentences.ended(what),
            "Change what order() says, of this middleware or another one."),
        "middleware",
        origin);
  }

  /// What makes the object of a class; its problems are told with the layer that names the class.
  private Controllers.Receiver receiver(Class<?> type, String role, Origin origin) {
    var known = made.get(type);
    if (known == null) {
      var before = problems.size();
      known = maker.apply(type);
      for (var i = before; i < problems.size(); i++) {
        if (problems.get(i).location().isEmpty()) {
          problems.set(i, placed(problems.get(i), role, origin));
        }
      }
      made.put(type, known);
    }
    return known;
  }

  /// What gives the one object of a guard or middleware; null after a problem.
  private @Nullable SingletonSource shared(Class<?> type, String role, Origin origin) {
    var receiver = receiver(type, role, origin);
    if (receiver.ofRequest() != null && ofRequest.add(type)) {
      problems.add(ofRequest(type, role, origin));
    }
    return receiver.shared();
  }

  private static StartupProblem ofRequest(Class<?> type, String role, Origin origin) {
    return placed(
        new StartupProblem(
            "component-scope",
            Instances.nameOf(type),
            "It is @RequestScoped, but there is one object of "
                + role
                + " for all requests, which is there before any of them.",
            "Leave @RequestScoped out, and take what belongs to a request from the request that"
                + " the method is given."),
        role,
        origin);
  }

  /// What gives the one object of another class; nothing after a problem.
  Optional<Supplier<Object>> object(Class<?> type, String role, Origin origin) {
    return Optional.ofNullable(receiver(type, role, origin).shared())
        .map(source -> () -> get(source));
  }

  private static StartupProblem placed(StartupProblem problem, String role, Origin origin) {
    var subject = problem.subject() + ", " + role + " of " + origin.layer();
    return new StartupProblem(
        problem.code(), subject, origin.location().get(), problem.what(), problem.fix());
  }

  private static Object get(SingletonSource source) {
    try {
      return requireNonNull(source.get());
    } catch (Throwable failure) {
      throw Unwrapped.of(failure);
    }
  }

  private record LateGuard(Class<?> type, SingletonSource source) implements Guard, StandIn {
    @Override
    public void check(Request request, RouteMetadata route) throws Exception {
      ((Guard) get(source)).check(request, route);
    }
  }

  private record LateMiddleware(Class<?> type, SingletonSource source)
      implements Middleware, StandIn {
    @Override
    public Response<?> handle(Request request, Next next) throws Exception {
      return ((Middleware) get(source)).handle(request, next);
    }
  }
}
