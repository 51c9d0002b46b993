package dev.lodestar.bind;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.TypeUse;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The declared type of a parameter in terms of the type model.
final class Declared {
  private Declared() {}

  /// Describes the type of a parameter.
  ///
  /// @throws ModelException if the type, its default or a type inside it is not supported
  static TypeUse use(HandlerParameter parameter, Models models) {
    return isVariable(parameter)
        ? models.use(parameter.type())
        : models.use(parameter.annotatedType(), parameter.annotations(), label(parameter));
  }

  /// What problems of the type call the parameter.
  static String label(HandlerParameter parameter) {
    return parameter.name().orElse("parameter " + (parameter.index() + 1));
  }

  /// A type variable of a generic controller: only the resolved type says what it stands for.
  static boolean isVariable(HandlerParameter parameter) {
    var written = parameter.parameter().getParameterizedType();
    return written instanceof TypeVariable<?> || !written.equals(parameter.type());
  }

  /// The type argument of a parameter that takes several values; `Object` if it has none.
  static Type itemType(HandlerParameter parameter) {
    var argument = GenericTypes.argumentOf(parameter.type());
    return argument == null ? Object.class : argument;
  }

  /// The shape of a parameter that is made of simple values.
  ///
  /// @throws ModelException if it would be one, but its default or annotations are wrong
  static Optional<ValueShape> shape(HandlerParameter parameter, Models models) {
    return mayBeSimple(parameter.rawType(), models) && !PatchShape.isOne(parameter)
        ? ValueShape.of(use(parameter, models))
        : Optional.empty();
  }

  /// Tells, without describing the type, whether it can be made of simple values at all.
  static boolean mayBeSimple(Class<?> type, Models models) {
    return isCollection(type)
        || type == Optional.class
        || type == OptionalInt.class
        || type == OptionalLong.class
        || type == OptionalDouble.class
        || models.converters().find(type).isPresent();
  }

  /// Whether values of the type have elements.
  static boolean isCollection(Class<?> type) {
    return type.isArray() || type == Iterable.class || Collection.class.isAssignableFrom(type);
  }
}
