package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.graph.SingletonSource;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.Next;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.pipeline.MiddlewareSorting;
import dev.lodestar.setting.Component;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The guards and middleware of an application, one object for each class. Those that take
/// dependencies are made with the singletons, so until then something stands for them.
final class Components {
  private final Function<Class<?>, Controllers.Receiver> maker;
  private final Map<Class<?>, Controllers.Receiver> made = new HashMap<>();

  /// Creates them.
  ///
  /// @param maker makes the object of a class, or says how it will be made
  Components(Function<Class<?>, Controllers.Receiver> maker) {
    this.maker = maker;
  }

  /// The guards of a route, outermost layer first.
  List<Guard> guards(LayerSettings settings) {
    var guards = new ArrayList<Guard>();
    for (var guard : settings.get(LayerSettings.GUARDS)) {
      switch (guard.value()) {
        case Component.Given<Guard>(var object) -> guards.add(object);
        case Component.Made<Guard>(var type) -> {
          var source = receiver(type).shared();
          if (source instanceof SingletonSource.Instance(var object, var _)) {
            guards.add((Guard) object);
          } else if (source != null) {
            guards.add(new LateGuard(source));
          }
        }
      }
    }
    return guards;
  }

  /// The middleware of a route as declared, outermost layer first, without what is left out.
  List<MiddlewareSorting.Declared> middleware(LayerSettings settings) {
    var without = settings.get(LayerSettings.WITHOUT_MIDDLEWARE).keySet();
    var left = new ArrayList<MiddlewareSorting.Declared>();
    for (var middleware : settings.get(LayerSettings.MIDDLEWARE)) {
      for (var declared : declared(middleware)) {
        var excluded = false;
        for (var type : without) {
          excluded |= type.isAssignableFrom(declared.type());
        }
        if (!excluded) {
          left.add(declared);
        }
      }
    }
    return left;
  }

  /// Nothing after a problem.
  private List<MiddlewareSorting.Declared> declared(Sourced<Component<Middleware>> middleware) {
    return switch (middleware.value()) {
      case Component.Given<Middleware>(var object) ->
          List.of(new MiddlewareSorting.Declared(object, object.getClass()));
      case Component.Made<Middleware>(var type) -> made(type);
    };
  }

  private List<MiddlewareSorting.Declared> made(Class<? extends Middleware> type) {
    var source = receiver(type).shared();
    if (source instanceof SingletonSource.Instance(var object, var _)) {
      return List.of(new MiddlewareSorting.Declared((Middleware) object, type));
    }
    return source == null
        ? List.of()
        : List.of(new MiddlewareSorting.Declared(new LateMiddleware(source), type));
  }

  private Controllers.Receiver receiver(Class<?> type) {
    var known = made.get(type);
    if (known == null) {
      known = maker.apply(type);
      made.put(type, known);
    }
    return known;
  }

  private static Object get(SingletonSource source) throws Exception {
    try {
      return requireNonNull(source.get());
    } catch (Exception | Error failure) {
      throw failure;
    } catch (Throwable other) {
      throw new IllegalStateException(other);
    }
  }

  private record LateGuard(SingletonSource source) implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) throws Exception {
      ((Guard) get(source)).check(request, route);
    }
  }

  private record LateMiddleware(SingletonSource source) implements Middleware {
    @Override
    public Response<?> handle(Request request, Next next) throws Exception {
      return ((Middleware) get(source)).handle(request, next);
    }
  }
}
