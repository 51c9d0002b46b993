package dev.lodestar.body;

import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Takes a body as an array of bytes, whatever they mean.
final class RawBody extends WholeBody {
  private final Constraints constraints;

  RawBody(ConstraintSettings settings, TypeUse use, ContentTypes types) {
    super(use, types);
    this.constraints = Constraints.of(use, settings);
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types().plan(false, _ -> Shape.binary(use()), declaration));
  }

  /// No bytes are bytes, unless the type has a word for nothing.
  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty()) {
      if (use().nullable() || use().model() instanceof OptionalModel) {
        return use().absentValue();
      }
    } else {
      types().formatOf(request);
    }
    var bytes = wrap(request.body().bytes());
    for (var violation : constraints.check(bytes)) {
      errors.violation(InputSource.BODY, violation.pointer(), violation);
    }
    return bytes;
  }
}
