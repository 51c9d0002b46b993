package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.reach.Reach;
import java.util.HashSet;
import java.util.Set;

/// Finds out whether a parameter cannot be read because of what a DTO leaves of its type.
final class DtoGaps {
  private DtoGaps() {}

  /// Whether the problem is that a constructor needs what a DTO leaves out.
  static boolean isLacking(HandlerParameter parameter, Models models, ModelProblem problem) {
    if (models.projections().isEmpty()) {
      return false;
    }
    for (var object : Reach.of(parameter.type(), models).objects()) {
      if (object.obstacle().filter(problem::equals).isPresent()
          && !object.obstacle().equals(object.origin().obstacle())) {
        return true;
      }
    }
    return false;
  }

  /// Whether a handler could add what the constructor lacks to a `Draft` of the parameter's class:
  /// it is that of the class itself, or of objects that its fields hold, which paths can name.
  static boolean isDraftable(HandlerParameter parameter, Models models, ModelProblem problem) {
    if (PatchShape.isOne(parameter)) {
      return false;
    }
    var seen = new HashSet<ObjectModel>();
    return Reach.of(parameter.type(), models).objects().stream()
        .filter(object -> object.rawClass() == parameter.rawType())
        .anyMatch(object -> isInside(object, problem, seen));
  }

  private static boolean isInside(ObjectModel object, ModelProblem problem, Set<ObjectModel> seen) {
    if (object.obstacle().filter(problem::equals).isPresent()) {
      return true;
    }
    for (var field : object.fields()) {
      if (OptionalModel.inside(field.use().model()) instanceof ObjectModel inside
          && seen.add(inside)
          && isInside(inside, problem, seen)) {
        return true;
      }
    }
    return false;
  }

  /// Whether what a DTO leaves of the type is the change of an object, and no object. What takes
  /// changes is another type.
  static boolean isPartial(HandlerParameter parameter, Models models) {
    return !PatchShape.isOne(parameter)
        && OptionalModel.inside(Declared.use(parameter, models).model())
            instanceof ObjectModel object
        && object.isPartial();
  }
}
