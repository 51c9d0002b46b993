package dev.lodestar.pipeline;

import dev.lodestar.layer.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the middleware of a route into an order that satisfies every [MiddlewareOrder], and is
/// otherwise the declared one.
public final class MiddlewareSorting {
  private final List<Middleware> sorted = new ArrayList<>();
  private final List<Class<?>> circle = new ArrayList<>();

  private MiddlewareSorting() {}

  /// One middleware of a route.
  ///
  /// @param type its class, which the order of others may name
  public record Declared(Middleware middleware, Class<?> type) {
    private boolean precedes(Declared other) {
      return middleware.order().precedes(type, other.type, other.middleware.order());
    }
  }

  /// Sorts middleware.
  ///
  /// @param declared the middleware as declared, outermost first
  /// @return the result
  public static MiddlewareSorting of(List<Declared> declared) {
    var sorting = new MiddlewareSorting();
    var left = new ArrayList<>(declared);
    while (!left.isEmpty()) {
      var next = firstThatMay(left);
      if (next.isEmpty()) {
        for (var one : left) {
          sorting.circle.add(one.type());
        }
        return sorting;
      }
      sorting.sorted.add(left.remove(next.get().intValue()).middleware());
    }
    return sorting;
  }

  /// The place of the first one that none of the others has to precede.
  private static Optional<Integer> firstThatMay(List<Declared> left) {
    for (var i = 0; i < left.size(); i++) {
      var free = true;
      for (var j = 0; j < left.size(); j++) {
        free &= j == i || !left.get(j).precedes(left.get(i));
      }
      if (free) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /// Returns the middleware, outermost first.
  ///
  /// @return the order; incomplete if there is a [circle][#circle()]
  public List<Middleware> sorted() {
    return List.copyOf(sorted);
  }

  /// Returns the classes of the middleware whose constraints contradict each other.
  ///
  /// @return empty if all constraints can be satisfied
  public List<Class<?>> circle() {
    return List.copyOf(circle);
  }
}
