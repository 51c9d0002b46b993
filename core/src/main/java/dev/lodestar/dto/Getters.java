package dev.lodestar.dto;

import dev.lodestar.handler.MethodReferences;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds out which field a [Getter] names.
final class Getters {
  private Getters() {}

  /// The method that a getter refers to; nothing after a problem.
  static Optional<Method> methodOf(Getter<?, ?> getter, Consumer<StartupProblem> problems) {
    var found = new ArrayList<StartupProblem>(1);
    var resolved = MethodReferences.resolve(getter, found);
    for (var problem : found) {
      problems.accept(
          problem.code().equals("method-reference-not-found") ? problem : noReference(problem));
    }
    return resolved.map(reference -> reference.method());
  }

  private static StartupProblem noReference(StartupProblem problem) {
    return new StartupProblem(
        "dto-reference",
        problem.subject(),
        problem.location(),
        "A field is named by a reference to what reads it, but this is "
            + switch (problem.code()) {
              case "method-reference-lambda" ->
                  "a lambda expression, of which nobody can tell which field it reads.";
              case "method-reference-constructor" -> "a reference to a constructor.";
              default -> "an object of a class that implements Getter.";
            },
        "Write a reference such as Widget::sku, or the name of the field as a text.");
  }

  /// The field of an object that a method reads; nothing if it reads none. A reference may name the
  /// method where it is declared first, so an interface's method is the getter that implements it.
  static Optional<FieldModel> fieldOf(Method method, ObjectModel model) {
    if (method.getParameterCount() == 0
        && method.getDeclaringClass().isAssignableFrom(model.rawClass())) {
      for (var field : model.fields()) {
        if (field.getter().orElse(null) instanceof Method getter
            && getter.getName().equals(method.getName())) {
          return Optional.of(field);
        }
      }
    }
    return Optional.empty();
  }
}
