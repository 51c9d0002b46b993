package dev.lodestar.merge;

import dev.lodestar.model.TypeModel.OptionalModel;
import org.jspecify.annotations.Nullable;

/// What a document gave of a value that it changes: no value of the type itself.
public sealed interface Part permits PartialObject, PartialMap {

  /// Whether a value is such a part, or an `Optional` of one.
  static boolean isOne(@Nullable Object value) {
    return OptionalModel.content(value) instanceof Part || value instanceof Part;
  }
}
