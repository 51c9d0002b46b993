package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.JsonPatchReader;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.json.Json;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Makes readers of bodies with one set of codecs. Used while an application is built.
///
/// JSON is prepared then, so that mistakes are found; MessagePack when the first document of it
/// comes, since most applications never see one.
public final class BodyReaders {
  private final Json json;
  private final Json written;
  private final LateMessagePack messagePack;

  /// Makes readers.
  ///
  /// @param json reads JSON, and says how MessagePack is read
  /// @param written writes what clients see
  public BodyReaders(Json json, Json written) {
    this.json = json;
    this.written = written;
    this.messagePack = new LateMessagePack(json);
  }

  /// A reader of values that are decoded.
  ///
  /// @throws ModelException if values of the type cannot be read
  public BodyReader typed(TypeUse use, List<MediaType> consumed) {
    return new TypedBody(
        json,
        TypedBody.decoding(json, use),
        messagePack.codec(use),
        use,
        ContentTypes.of(BodyKind.TYPED, consumed));
  }

  /// A reader of texts.
  ///
  /// @param use a `String` or an `Optional` of it
  /// @throws ModelException if a constraint does not fit
  public BodyReader text(TypeUse use, List<MediaType> consumed) {
    return new TextBody(
        json, TypedBody.decoding(json, use), use, ContentTypes.of(BodyKind.TEXT, consumed));
  }

  /// A reader of arrays of bytes.
  ///
  /// @param use a `byte[]` or an `Optional` of it
  /// @throws ModelException if a constraint does not fit
  public BodyReader bytes(TypeUse use, List<MediaType> consumed) {
    return new RawBody(json.constraints(), use, ContentTypes.of(BodyKind.RAW, consumed));
  }

  /// A reader of a read-only [ByteBuffer].
  public BodyReader buffer(List<MediaType> consumed) {
    return new BufferBody(ContentTypes.of(BodyKind.RAW, consumed));
  }

  /// A reader of an [InputStream], which is closed when the request is over.
  public BodyReader stream(List<MediaType> consumed) {
    return new StreamedBody(ContentTypes.of(BodyKind.RAW, consumed));
  }

  /// A reader of an `Iterator` or `Stream` of values that are decoded one by one.
  ///
  /// @param item what each is decoded to
  /// @param asStream whether it is a `Stream`
  /// @throws ModelException if values of the type cannot be read
  public BodyReader items(TypeUse item, boolean asStream, List<MediaType> consumed) {
    return new ItemsBody(json, item, asStream, ContentTypes.of(BodyKind.ITEMS, consumed));
  }

  /// A reader of a [MergePatch].
  ///
  /// @param content the type of what is changed: an object
  /// @throws ModelException if values of the type cannot be read in part
  public BodyReader mergePatch(TypeUse content, Absence absence, List<MediaType> consumed) {
    return mergePatch(content, absence, ContentTypes.of(BodyKind.MERGE_PATCH, consumed));
  }

  private PartialBody mergePatch(TypeUse content, Absence absence, ContentTypes types) {
    var shape = Models.project(content, Projection.all().partial());
    var told = Shape.mergePatch(json, content);
    return partial(shape, MergePatch::of, told, absence, types);
  }

  /// A reader of a [JsonPatch].
  ///
  /// @param content the type of what is changed: an object
  /// @throws ModelException if the type has nothing that clients may both read and write
  public BodyReader jsonPatch(TypeUse content, Absence absence, List<MediaType> consumed) {
    return jsonPatch(content, absence, ContentTypes.of(BodyKind.JSON_PATCH, consumed));
  }

  private OperationsBody jsonPatch(TypeUse content, Absence absence, ContentTypes types) {
    var reader = JsonPatchReader.of(json, written, content);
    return new OperationsBody(reader, Shape.jsonPatch(json, content), absence, types);
  }

  /// A reader of [dev.lodestar.dto.Changes]: of both patches, by their content types.
  ///
  /// @param content the type of what is changed: an object
  /// @throws ModelException if values of the type cannot be patched
  public BodyReader changes(TypeUse content, Absence absence, List<MediaType> consumed) {
    var types = ContentTypes.of(BodyKind.CHANGES, consumed);
    return new ChangesBody(
        mergePatch(content, absence, types), jsonPatch(content, absence, types), types);
  }

  /// A reader of a [Draft].
  ///
  /// @param content the type of what is made: an object
  /// @throws ModelException if values of the type cannot be read in part
  public BodyReader draft(TypeUse content, Absence absence, List<MediaType> consumed) {
    var types = ContentTypes.of(BodyKind.TYPED, consumed);
    return partial(content, Draft::of, Shape.draft(json, content), absence, types);
  }

  private PartialBody partial(
      TypeUse shape, PartialBody.Maker maker, Shape told, Absence absence, ContentTypes types) {
    @SuppressWarnings("unchecked") // what it decodes goes to the parameter of that type
    var codec = (Codec<Object>) (Codec<?>) json.codec(shape).preparePartialDecoding();
    return new PartialBody(
        codec, messagePack.partialCodec(shape), json.constraints(), maker, told, absence, types);
  }

  private static Shape bytes(BodyFormat format) {
    return Shape.binary();
  }

  /// Gives all bytes without copying them.
  private record BufferBody(ContentTypes types) implements BodyReader {
    @Override
    public void describe(OperationCollector operation, Declaration declaration) {
      operation.body(types.plan(false, BodyReaders::bytes, declaration));
    }

    @Override
    public ByteBuffer read(Request request, InputErrors errors) {
      if (!request.body().isEmpty()) {
        types.formatOf(request);
      }
      return request.body().buffer();
    }
  }

  /// Gives the bytes as they arrive.
  private record StreamedBody(ContentTypes types) implements BodyReader {
    @Override
    public void describe(OperationCollector operation, Declaration declaration) {
      operation.body(types.plan(false, BodyReaders::bytes, declaration));
    }

    @Override
    public InputStream read(Request request, InputErrors errors) {
      if (!request.body().isEmpty()) {
        types.formatOf(request);
      }
      var stream = request.body().stream();
      request.closeAtEnd(stream);
      return stream;
    }

    @Override
    public boolean streams() {
      return true;
    }
  }
}
