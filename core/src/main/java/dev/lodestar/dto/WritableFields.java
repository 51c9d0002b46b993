package dev.lodestar.dto;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which places of a document clients may change, by its type.
final class WritableFields {
  private WritableFields() {}

  /// Says why nothing can be changed at a place; null if it can be.
  ///
  /// @param steps names and indexes from the outside to the inside
  static @Nullable String refusal(TypeModel shape, List<String> steps) {
    var type = shape;
    for (var step : steps) {
      switch (type) {
        case ObjectModel object -> {
          var field = find(object, step);
          if (field == null) {
            return "is no field that can be changed";
          }
          if (!field.decoded()) {
            return "can only be read";
          }
          type = field.use().model();
        }
        case ListModel list -> type = list.element().model();
        case MapModel map -> type = map.value().model();
        default -> {
          return null;
        }
      }
      type = bare(type);
    }
    return null;
  }

  private static TypeModel bare(TypeModel type) {
    return switch (type) {
      case OptionalModel optional -> bare(optional.value().model());
      case MappedModel mapped -> bare(mapped.target().model());
      default -> type;
    };
  }

  private static @Nullable FieldModel find(ObjectModel object, String name) {
    for (var field : object.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
