package dev.lodestar.pipeline;

import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.MiddlewareOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Puts the middleware of a route into an order that satisfies every [MiddlewareOrder], and is
/// otherwise the declared one.
public final class MiddlewareSorting {
  private final List<Middleware> sorted = new ArrayList<>();
  private final List<Constrained> circle = new ArrayList<>();

  private MiddlewareSorting() {}

  /// A middleware and where it has to stand.
  ///
  /// @param middleware the middleware
  /// @param type its class, which the order of others may name
  /// @param order its constraints
  public record Constrained(Middleware middleware, Class<?> type, MiddlewareOrder order) {
    private boolean precedes(Constrained other) {
      return order.precedes(type, other.type, other.order);
    }
  }

  /// Sorts middleware.
  ///
  /// @param declared the middleware as declared, outermost first
  /// @return the result
  public static MiddlewareSorting of(List<Constrained> declared) {
    var sorting = new MiddlewareSorting();
    var left = new ArrayList<>(declared);
    while (!left.isEmpty()) {
      var next = firstThatMay(left);
      if (next.isEmpty()) {
        sorting.addCircle(left);
        return sorting;
      }
      sorting.sorted.add(next.get().middleware());
      left.remove(next.get());
    }
    return sorting;
  }

  /// The first one that none of the others has to precede.
  private static Optional<Constrained> firstThatMay(List<Constrained> left) {
    for (var candidate : left) {
      if (before(candidate, left).isEmpty()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// The first one that has to precede another one.
  private static Optional<Constrained> before(Constrained inner, List<Constrained> left) {
    for (var outer : left) {
      if (outer != inner && outer.precedes(inner)) {
        return Optional.of(outer);
      }
    }
    return Optional.empty();
  }

  /// Each of those that are left has another one that has to precede it: going from one to the next
  /// leads back to one that was met before.
  private void addCircle(List<Constrained> left) {
    var met = new ArrayList<Constrained>();
    var current = left.getFirst();
    while (!met.contains(current)) {
      met.addFirst(current);
      current = before(current, left).orElseThrow();
    }
    var members = new ArrayList<>(met.subList(0, met.indexOf(current) + 1));
    var first = left.stream().filter(members::contains).findFirst().orElseThrow();
    Collections.rotate(members, -members.indexOf(first));
    circle.addAll(members);
  }

  /// Returns the middleware, outermost first.
  ///
  /// @return the order; incomplete if there is a [circle][#circle()]
  public List<Middleware> sorted() {
    return List.copyOf(sorted);
  }

  /// Returns middleware whose constraints contradict each other.
  ///
  /// @return each has to stand outside of the next, and the last one outside of the first; empty if
  ///   all constraints can be satisfied
  public List<Constrained> circle() {
    return List.copyOf(circle);
  }
}
