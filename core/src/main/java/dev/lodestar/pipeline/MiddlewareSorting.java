package dev.lodestar.pipeline;

import dev.lodestar.layer.Middleware;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts the middleware of a route into an order that satisfies every [MiddlewareOrder], and is
/// otherwise the declared one.
public final class MiddlewareSorting {
  private final List<Middleware> sorted = new ArrayList<>();
  private final List<Middleware> circle = new ArrayList<>();

  private MiddlewareSorting() {}

  /// Sorts middleware.
  ///
  /// @param declared the middleware as declared, outermost first
  /// @return the result
  public static MiddlewareSorting of(List<Middleware> declared) {
    var sorting = new MiddlewareSorting();
    var left = new ArrayList<>(declared);
    while (!left.isEmpty()) {
      var next = firstThatMay(left);
      if (next.isEmpty()) {
        sorting.circle.addAll(left);
        return sorting;
      }
      sorting.sorted.add(next.get());
      left.remove(next.get());
    }
    return sorting;
  }

  /// The first one that none of the others has to precede.
  private static Optional<Middleware> firstThatMay(List<Middleware> left) {
    for (var candidate : left) {
      var free = true;
      for (var other : left) {
        free &= other == candidate || !other.order().precedes(candidate, candidate.order(), other);
      }
      if (free) {
        return Optional.of(candidate);
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

  /// Returns the middleware whose constraints contradict each other.
  ///
  /// @return empty if all constraints can be satisfied
  public List<Middleware> circle() {
    return List.copyOf(circle);
  }
}
