package dev.lodestar.body;

import dev.lodestar.codec.Decoded;
import dev.lodestar.dto.JsonPatchReader;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Refusal;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Reads the operations of a JSON patch.
///
/// @param reader knows what is patched
/// @param told what clients send
record OperationsBody(
    JsonPatchReader<Object> reader, Shape told, Absence absence, ContentTypes types)
    implements BodyReader {

  /// What the document itself is: its pointers lead to operations, which are no fields of a type.
  private static final AnyModel DOCUMENT = new AnyModel(Object.class);

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types.plan(absence == Absence.REFUSED, _ -> told, declaration));
    operation.refuse(Refusal.CONFLICT);
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty()) {
      return absence.value(errors);
    }
    types.formatOf(request);
    return readContent(request, errors);
  }

  /// Reads a body that is there.
  @Nullable Object readContent(Request request, InputErrors errors) {
    var read = reader.read(request.body().array(), request);
    if (read instanceof Decoded.Valid<?>(var patch) && patch != null) {
      return absence.wrap(patch);
    }
    errors.document(read, DOCUMENT, "");
    return null;
  }
}
