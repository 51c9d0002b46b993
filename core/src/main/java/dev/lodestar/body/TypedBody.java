package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Decodes a body from JSON or MessagePack.
final class TypedBody extends WholeBody {
  private final Json set;
  private final Codec<@Nullable Object> json;
  private final LateMessagePack.LateCodec messagePack;

  /// @param set what the codecs are of
  TypedBody(
      Json set,
      Codec<@Nullable Object> json,
      LateMessagePack.LateCodec messagePack,
      TypeUse use,
      ContentTypes types) {
    super(use, types);
    this.set = set;
    this.json = json;
    this.messagePack = messagePack;
  }

  /// A codec that is ready to decode: what it cannot decode is found at the start.
  static Codec<@Nullable Object> decoding(Json json, TypeUse use) {
    @SuppressWarnings("unchecked") // what it decodes goes to the parameter of that type
    var codec = (Codec<@Nullable Object>) (Codec<?>) json.codec(use).prepareDecoding();
    return codec;
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types().plan(use().required(), _ -> Shape.typed(set, use()), declaration));
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty()) {
      return absent(errors);
    }
    var codec = types().formatOf(request) == BodyFormat.JSON ? json : messagePack.get();
    var decoded = codec.decode(request.body().array());
    if (decoded instanceof Decoded.Valid<?>(var value)) {
      return value;
    }
    errors.document(decoded, use().model(), "");
    return null;
  }
}
