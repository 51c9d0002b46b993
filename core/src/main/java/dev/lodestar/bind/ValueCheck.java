package dev.lodestar.bind;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.http.InputSource;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeUse;
import java.util.Optional;

/// Checks the constraints of one parameter. Immutable and thread-safe.
final class ValueCheck {
  private final InputSource source;
  private final String name;
  private final Constraints constraints;

  /// Compiles the constraints of a parameter.
  ///
  /// @throws dev.lodestar.model.ModelException if a constraint does not fit the type
  ValueCheck(InputSource source, String name, TypeUse use, ConstraintSettings settings) {
    this.source = source;
    this.name = name;
    this.constraints = Constraints.of(use, settings);
  }

  /// Adds an error for each constraint that the value violates.
  void check(Object value, InputErrors errors) {
    if (constraints.isEmpty()) {
      return;
    }
    for (var violation : constraints.check(value)) {
      errors.violation(source, Places.of(name, violation.pointer()), violation);
    }
  }

  /// The message of the first constraint that the value violates.
  Optional<String> firstViolation(Object value) {
    var violations = constraints.check(value);
    return violations.isEmpty() ? Optional.empty() : Optional.of(violations.getFirst().message());
  }
}
