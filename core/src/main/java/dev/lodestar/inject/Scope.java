package dev.lodestar.inject;

/// How long the value of a provider lives, and who shares it.
public enum Scope {
  /// One value for each request that needs it, made before the handler is called and ended with the
  /// request. The default.
  REQUEST("request-scoped"),

  /// One value for the application, made when it starts or, if it is never started as in a test,
  /// when first needed; ended when the application stops.
  ///
  /// The value is one for each set of dependencies: where a router overrides something that a
  /// singleton depends on, the handlers below that router share another one.
  SINGLETON("singleton"),

  /// A new value for each parameter that takes it, ended with the request.
  TRANSIENT("transient");

  private final String adjective;

  Scope(String adjective) {
    this.adjective = adjective;
  }

  /// Returns the scope as an adjective.
  @Override
  public String toString() {
    return adjective;
  }
}
