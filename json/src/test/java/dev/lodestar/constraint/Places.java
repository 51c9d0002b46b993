package dev.lodestar.constraint;

import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import java.util.List;

/// The components of records as places for constraints.
final class Places {
  private Places() {}

  static ObjectModel model(Class<?> type) {
    return (ObjectModel) Models.standard().model(type);
  }

  static TypeUse use(Class<?> type, String component) {
    for (var field : model(type).fields()) {
      if (field.javaName().equals(component)) {
        return field.use();
      }
    }
    throw new IllegalArgumentException("There is no component " + component + ".");
  }

  static Constraints of(Class<?> type, String component) {
    return Constraints.of(use(type, component));
  }

  static Constraints of(Class<?> type, String component, ConstraintSettings settings) {
    return Constraints.of(use(type, component), settings);
  }

  /// What is wrong with the constraints of a component.
  static List<ModelProblem> problems(Class<?> type, String component) {
    return problems(type, component, ConstraintSettings.standard());
  }

  static List<ModelProblem> problems(Class<?> type, String component, ConstraintSettings settings) {
    try {
      Constraints.of(use(type, component), settings);
      return List.of();
    } catch (ModelException refused) {
      return refused.problems();
    }
  }

  static ObjectConstraints ofType(Class<?> type) {
    var problems = new ArrayList<ModelProblem>();
    var constraints = Constraints.ofType(model(type), problems);
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return constraints;
  }
}
