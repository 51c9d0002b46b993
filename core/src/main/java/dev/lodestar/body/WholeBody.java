package dev.lodestar.body;

import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import org.jspecify.annotations.Nullable;

/// What readers of whole bodies have in common: a body that is not there.
abstract class WholeBody implements BodyReader {
  private final TypeUse use;
  private final ContentTypes types;

  WholeBody(TypeUse use, ContentTypes types) {
    this.use = use;
    this.types = types;
  }

  @Override
  public final ContentTypes types() {
    return types;
  }

  TypeUse use() {
    return use;
  }

  /// The value of a request without content.
  final @Nullable Object absent(InputErrors errors) {
    if (use.required()) {
      errors.required(InputSource.BODY, "");
    }
    return use.absentValue();
  }

  /// Wraps a value as the type wants it.
  final Object wrap(Object value) {
    return use.model() instanceof OptionalModel optional ? optional.of(value) : value;
  }

  @Override
  public abstract @Nullable Object read(Request request, InputErrors errors);
}
