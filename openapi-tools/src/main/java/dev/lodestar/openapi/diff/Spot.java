package dev.lodestar.openapi.diff;

import dev.lodestar.openapi.diff.ApiChange.Weight;
import java.util.List;

/// Where changes are found, and who collects them.
///
/// @param where the operation or component
/// @param place where in there
/// @param direction who sends what is there
record Spot(List<ApiChange> changes, String where, String place, Direction direction) {

  Spot at(String newPlace) {
    return new Spot(changes, where, newPlace, direction);
  }

  Spot in(Direction newDirection) {
    return new Spot(changes, where, place, newDirection);
  }

  /// A field or element of what is here.
  Spot inside(String step) {
    if (place.isEmpty()) {
      return at("field " + step);
    }
    return at(place.contains("field ") ? place + "/" + step : place + ", field " + step);
  }

  void breaking(String message) {
    changes.add(new ApiChange(Weight.BREAKING, where, place, message));
  }

  void compatible(String message) {
    changes.add(new ApiChange(Weight.COMPATIBLE, where, place, message));
  }

  void prose(String message) {
    changes.add(new ApiChange(Weight.PROSE, where, place, message));
  }

  void narrower(String message) {
    changes.add(new ApiChange(direction.narrower, where, place, message));
  }

  void wider(String message) {
    changes.add(new ApiChange(direction.wider, where, place, message));
  }
}
