package dev.lodestar.operation;

import java.lang.reflect.AnnotatedElement;

/// Where annotations may tell what else a route answers.
///
/// @param kind what stands there
/// @param element what carries the annotations
public record Place(Kind kind, AnnotatedElement element) {

  /// What stands at a place.
  public enum Kind {
    /// The class of a middleware.
    MIDDLEWARE,
    /// The class of a guard.
    GUARD,
    /// The class of a hook before or after the handler.
    HOOK,
    /// The method or constructor of a provider that the route needs for each request.
    PROVIDER,
    /// The class of the handler.
    CONTROLLER,
    /// The method of the handler.
    HANDLER,
    /// The class of an exception that a handler, guard or provider declares to throw.
    EXCEPTION
  }
}
