package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.model.TypeModel;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import org.jspecify.annotations.Nullable;

/// Reads the fields that a body has, from JSON or MessagePack: for a patch or a draft.
final class PartialBody implements BodyReader {
  private final Codec<Object> json;
  private final LateMessagePack.LateCodec messagePack;
  private final ConstraintSettings settings;
  private final Maker maker;
  private final Shape told;
  private final Absence absence;
  private final ContentTypes types;

  /// Makes what the handler takes of the fields that were sent.
  @FunctionalInterface
  interface Maker {
    Object make(
        Partial<Object> fields, TypeModel shape, ConstraintSettings settings, Request request);
  }

  /// @param told what clients send
  PartialBody(
      Codec<Object> json,
      LateMessagePack.LateCodec messagePack,
      ConstraintSettings settings,
      Maker maker,
      Shape told,
      Absence absence,
      ContentTypes types) {
    this.json = json;
    this.messagePack = messagePack;
    this.settings = settings;
    this.maker = maker;
    this.told = told;
    this.absence = absence;
    this.types = types;
  }

  @Override
  public ContentTypes types() {
    return types;
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    operation.body(types.plan(absence == Absence.REFUSED, _ -> told, declaration));
  }

  /// What clients send.
  Shape told() {
    return told;
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.body().isEmpty()) {
      return absence.value(errors);
    }
    return read(request, types.formatOf(request), errors);
  }

  /// Reads a body that is there.
  ///
  /// @param format JSON of some kind, or MessagePack
  @Nullable Object read(Request request, BodyFormat format, InputErrors errors) {
    var decoded =
        format == BodyFormat.MESSAGE_PACK
            ? messagePack.get().decodePartial(request.body().array())
            : json.decodePartial(request.body().array());
    var shape = json.use().model();
    if (decoded instanceof Decoded.Valid<?>(var value)) {
      @SuppressWarnings("unchecked") // the codec reads parts only
      var fields = (Partial<Object>) value;
      return absence.wrap(maker.make(fields, shape, settings, request));
    }
    errors.document(decoded, shape, "");
    return null;
  }
}
