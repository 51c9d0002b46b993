package dev.lodestar.layer;

import java.util.LinkedHashSet;
import java.util.Set;

/// Where a middleware stands among the others of a route. Constraints only matter where both
/// middlewares are there; what they leave open stays as declared. Immutable and thread-safe.
///
/// ```java
/// public MiddlewareOrder order() {
///   return MiddlewareOrder.asDeclared().outsideOf(Compression.class);
/// }
/// ```
public final class MiddlewareOrder {
  private static final MiddlewareOrder AS_DECLARED = new MiddlewareOrder(0, Set.of(), Set.of());

  private final int rank;
  private final Set<Class<?>> outsideOf;
  private final Set<Class<?>> insideOf;

  private MiddlewareOrder(int rank, Set<Class<?>> outsideOf, Set<Class<?>> insideOf) {
    this.rank = rank;
    this.outsideOf = outsideOf;
    this.insideOf = insideOf;
  }

  /// Returns the order without constraints.
  ///
  /// @return the order
  public static MiddlewareOrder asDeclared() {
    return AS_DECLARED;
  }

  /// Returns this order with the middleware outside of all that do not say the same.
  ///
  /// @return the new order
  public MiddlewareOrder outermost() {
    return new MiddlewareOrder(-1, outsideOf, insideOf);
  }

  /// Returns this order with the middleware inside of all that do not say the same.
  ///
  /// @return the new order
  public MiddlewareOrder innermost() {
    return new MiddlewareOrder(1, outsideOf, insideOf);
  }

  /// Returns this order with the middleware outside of those of a class or its subclasses: it sees
  /// requests before them and responses after them.
  ///
  /// @param type the class of the others
  /// @return the new order
  public MiddlewareOrder outsideOf(Class<?> type) {
    return new MiddlewareOrder(rank, with(outsideOf, type), insideOf);
  }

  /// Returns this order with the middleware inside of those of a class or its subclasses.
  ///
  /// @param type the class of the others
  /// @return the new order
  public MiddlewareOrder insideOf(Class<?> type) {
    return new MiddlewareOrder(rank, outsideOf, with(insideOf, type));
  }

  private static Set<Class<?>> with(Set<Class<?>> types, Class<?> type) {
    var extended = new LinkedHashSet<>(types);
    extended.add(type);
    return Set.copyOf(extended);
  }

  /// Tells whether a middleware with this order has to stand outside of another one.
  ///
  /// @param self the class of the middleware with this order
  /// @param other the class of the other one
  /// @param otherOrder the order of the other one
  /// @return whether it has to
  public boolean precedes(Class<?> self, Class<?> other, MiddlewareOrder otherOrder) {
    return rank < otherOrder.rank
        || contains(outsideOf, other)
        || contains(otherOrder.insideOf, self);
  }

  private static boolean contains(Set<Class<?>> types, Class<?> middleware) {
    for (var type : types) {
      if (type.isAssignableFrom(middleware)) {
        return true;
      }
    }
    return false;
  }
}
