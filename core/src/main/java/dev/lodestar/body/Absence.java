package dev.lodestar.body;

import dev.lodestar.http.InputSource;
import dev.lodestar.input.InputErrors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands for a body that is not there, where the type of the parameter is no type of the
/// model.
public enum Absence {
  /// Nothing: it must be there.
  REFUSED,
  /// Null.
  NULL,
  /// The empty `Optional`.
  EMPTY;

  /// The value of a body that is not there; null also after it was refused.
  @Nullable Object value(InputErrors errors) {
    if (this == REFUSED) {
      errors.required(InputSource.BODY, "");
    }
    return this == EMPTY ? Optional.empty() : null;
  }

  /// Wraps a body that is there.
  Object wrap(Object value) {
    return this == EMPTY ? Optional.of(value) : value;
  }
}
