package dev.lodestar.bind;

import dev.lodestar.http.InputSource;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.ParameterPlan;
import java.util.List;

/// Tells what is read for one parameter of a handler, or for a part of it.
///
/// @param taker the parameter
/// @param declaration where the part is declared
/// @param surely whether it is read for every request: not if it belongs to a group that may be
///   absent
record Telling(OperationCollector operation, Taker taker, Declaration declaration, boolean surely) {

  static Telling of(OperationCollector operation, Taker taker) {
    return new Telling(operation, taker, taker.declaration(), true);
  }

  /// Goes on with a field of an object.
  Telling of(FieldModel field, boolean required) {
    return new Telling(
        operation, taker, new Declaration.OfField(taker.parameter(), field), surely && required);
  }

  /// Goes on with what the framework declares itself.
  Telling of(String description) {
    return new Telling(operation, taker, new Declaration.OfFramework(description), surely);
  }

  /// Goes on with what may be absent.
  Telling maybe() {
    return new Telling(operation, taker, declaration, false);
  }

  /// Tells of a value that is made of texts.
  void texts(
      InputSource in,
      String name,
      List<String> aliases,
      TypeUse use,
      boolean repeated,
      boolean secret) {
    var parameter =
        new ParameterPlan(
            in,
            name,
            aliases,
            use,
            List.of(),
            taker.json(),
            surely && use.required(),
            repeated,
            false,
            secret,
            declaration);
    if (in == InputSource.FORM) {
      operation.field(parameter);
    } else {
      operation.parameter(parameter);
    }
  }

  /// Tells of a file of a form, or several.
  void files(String name, TypeUse use, boolean required, boolean repeated) {
    operation.field(
        new ParameterPlan(
            InputSource.FORM,
            name,
            List.of(),
            use,
            List.of(),
            taker.json(),
            surely && required,
            repeated,
            true,
            false,
            declaration));
  }
}
