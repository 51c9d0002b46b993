package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.Constraints;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Takes a body as a text: as it is, or the text that it is in JSON.
final class TextBody extends WholeBody {
  private final Json set;
  private final Codec<@Nullable Object> json;
  private final Constraints constraints;

  /// @param set what the codec is of
  TextBody(Json set, Codec<@Nullable Object> json, TypeUse use, ContentTypes types) {
    super(use, types);
    this.set = set;
    this.json = json;
    this.constraints = Constraints.of(use, set.constraints());
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types().plan(use().required(), this::shape, declaration));
  }

  private Shape shape(BodyFormat format) {
    return format == BodyFormat.JSON ? Shape.typed(set, use()) : Shape.text(use());
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty() && (isOptional() || request.contentType().isEmpty())) {
      return absent(errors);
    }
    if (types().formatOf(request) == BodyFormat.JSON) {
      return request.body().isEmpty() ? absent(errors) : decoded(request, errors);
    }
    var charset = types().charsetOf(request);
    try {
      var text = wrap(request.body().text(charset));
      for (var violation : constraints.check(text)) {
        errors.violation(InputSource.BODY, violation.pointer(), violation);
      }
      return text;
    } catch (HttpException refused) {
      errors.malformed(InputSource.BODY, refused);
      return null;
    }
  }

  private boolean isOptional() {
    return use().nullable() || use().model() instanceof OptionalModel;
  }

  private @Nullable Object decoded(Request request, InputErrors errors) {
    var decoded = json.decode(request.body().array());
    if (decoded instanceof Decoded.Valid<?>(var value)) {
      return value;
    }
    errors.document(decoded, use().model(), "");
    return null;
  }
}
