package dev.lodestar.bind;

import dev.lodestar.body.BodyKind;
import dev.lodestar.body.BodyReader;
import dev.lodestar.body.BodyReaders;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.MediaType;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.TypeModel.BinaryModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeModel.SimpleModel;
import dev.lodestar.model.TypeUse;
import java.io.InputStream;
import java.lang.reflect.AnnotatedParameterizedType;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Decides by the type of a parameter how a body is read.
///
/// @param consumed the media types that the handler is restricted to
record BodyPlanner(Models models, BodyReaders readers, List<MediaType> consumed) {

  /// What the parameter takes the body as.
  ///
  /// @throws ModelException if the type is not supported
  BodyKind kind(HandlerParameter parameter) {
    var raw = parameter.rawType();
    if (raw == InputStream.class || raw == ByteBuffer.class) {
      return BodyKind.RAW;
    }
    if (PatchShape.isOne(parameter)) {
      return PatchShape.of(parameter, models).kind().body();
    }
    return isItems(raw) ? BodyKind.ITEMS : kind(Declared.use(parameter, models));
  }

  private static BodyKind kind(TypeUse use) {
    var model = OptionalModel.inside(use.model());
    if (model instanceof BinaryModel) {
      return BodyKind.RAW;
    }
    return model instanceof SimpleModel simple && simple.isPlainText()
        ? BodyKind.TEXT
        : BodyKind.TYPED;
  }

  private static boolean isItems(Class<?> type) {
    return type == Iterator.class || type == Stream.class;
  }

  /// Plans how the parameter is read.
  ///
  /// @throws ModelException if the type is not supported, or a constraint does not fit
  BodyReader reader(HandlerParameter parameter) {
    var raw = parameter.rawType();
    if (raw == InputStream.class) {
      return readers.stream(consumed);
    }
    if (raw == ByteBuffer.class) {
      return readers.buffer(consumed);
    }
    if (PatchShape.isOne(parameter)) {
      return patch(PatchShape.of(parameter, models));
    }
    if (isItems(raw)) {
      return readers.items(item(parameter), raw == Stream.class, consumed);
    }
    var use = Declared.use(parameter, models);
    return switch (kind(use)) {
      case RAW -> readers.bytes(use, consumed);
      case TEXT -> readers.text(use, consumed);
      default -> readers.typed(use, consumed);
    };
  }

  private BodyReader patch(PatchShape shape) {
    return switch (shape.kind()) {
      case MERGE_PATCH -> readers.mergePatch(shape.content(), shape.absence(), consumed);
      case JSON_PATCH -> readers.jsonPatch(shape.content(), shape.absence(), consumed);
      case CHANGES -> readers.changes(shape.content(), shape.absence(), consumed);
      case DRAFT -> readers.draft(shape.content(), shape.absence(), consumed);
    };
  }

  /// The type of the items that the parameter takes.
  private TypeUse item(HandlerParameter parameter) {
    var label = Declared.label(parameter) + "[]";
    return !Declared.isVariable(parameter)
            && parameter.annotatedType() instanceof AnnotatedParameterizedType written
        ? models.use(written.getAnnotatedActualTypeArguments()[0], List.of(), label)
        : models.use(Declared.itemType(parameter));
  }
}
