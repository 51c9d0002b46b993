package dev.lodestar.operation;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.FieldModel;

/// Where something that a route takes is declared, for what people have written about it there.
public sealed interface Declaration {

  /// A parameter.
  static Declaration of(HandlerParameter parameter) {
    return new OfParameter(parameter);
  }

  /// A parameter of a handler, or of a provider or constructor that it needs.
  record OfParameter(HandlerParameter parameter) implements Declaration {}

  /// A field of an object that such a parameter takes.
  ///
  /// @param parameter the parameter
  /// @param field the field; it may be one of an object inside of the parameter's
  record OfField(HandlerParameter parameter, FieldModel field) implements Declaration {}

  /// The path template alone: no parameter takes it.
  record OfPath() implements Declaration {}

  /// The framework.
  ///
  /// @param description what it is for
  record OfFramework(String description) implements Declaration {}
}
