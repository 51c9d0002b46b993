package dev.lodestar.bind;

import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Models;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.reach.Reach;
import java.util.Optional;

/// Finds out whether a parameter cannot be read because of what a DTO leaves of its type.
final class DtoGaps {
  private DtoGaps() {}

  /// The object whose constructor needs what a DTO leaves out; nothing if that is not the problem.
  static Optional<ObjectModel> lacking(
      HandlerParameter parameter, Models models, ModelProblem problem) {
    if (models.projections().isEmpty()) {
      return Optional.empty();
    }
    for (var object : Reach.of(parameter.type(), models).objects()) {
      if (object.obstacle().filter(problem::equals).isPresent()
          && !object.obstacle().equals(object.origin().obstacle())) {
        return Optional.of(object);
      }
    }
    return Optional.empty();
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
