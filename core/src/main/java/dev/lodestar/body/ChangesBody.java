package dev.lodestar.body;

import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Reads changes of either kind: the content type says which.
record ChangesBody(PartialBody merged, OperationsBody operations, ContentTypes types)
    implements BodyReader {

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types.plan(operations.absence() == Absence.REFUSED, this::shape, declaration));
    operation.refuse(Refusal.CONFLICT);
  }

  private Shape shape(BodyFormat format) {
    return format == BodyFormat.JSON_PATCH ? operations.told() : merged.told();
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty()) {
      return operations.absence().value(errors);
    }
    var format = types.formatOf(request);
    return format == BodyFormat.JSON_PATCH
        ? operations.readContent(request, errors)
        : merged.read(request, format, errors);
  }
}
