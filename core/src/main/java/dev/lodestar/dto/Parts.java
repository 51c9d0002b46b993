package dev.lodestar.dto;

import dev.lodestar.codec.Partial;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Objects inside of what was sent that are merged, and so are there in part only.
final class Parts {
  private Parts() {}

  /// The part that a value is, or that an `Optional` holds; null if it is whole.
  static @Nullable Partial<?> of(@Nullable Object value) {
    var content = value instanceof Optional<?> ? OptionalModel.content(value) : value;
    return content instanceof Partial<?> part ? part : null;
  }
}
