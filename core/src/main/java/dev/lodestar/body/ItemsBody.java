package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationCollector;
import dev.lodestar.operation.Shape;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Gives the items of NDJSON or of a JSON array while they arrive.
final class ItemsBody implements BodyReader {
  private final Json set;
  private final TypeUse item;
  private final Codec<@Nullable Object> codec;
  private final ConstraintSettings settings;
  private final boolean asStream;
  private final ContentTypes types;

  /// @param set what reads the items
  /// @param item what each is decoded to
  ItemsBody(Json set, TypeUse item, boolean asStream, ContentTypes types) {
    this.set = set;
    this.item = item;
    this.codec = TypedBody.decoding(set, item);
    this.settings = set.constraints();
    this.asStream = asStream;
    this.types = types;
  }

  @Override
  public ContentTypes types() {
    return types;
  }

  @Override
  public void describe(OperationCollector operation, Declaration declaration) {
    var items = Shape.items(Shape.typed(set, item));
    operation.body(types.plan(true, _ -> items, declaration));
  }

  @Override
  public @Nullable Object read(Request request, InputErrors errors) {
    if (request.contentType().isEmpty() && request.body().isEmpty()) {
      errors.required(InputSource.BODY, "");
      return null;
    }
    var format = types.formatOf(request);
    var in = request.body().stream();
    request.closeAtEnd(in);
    var input = new ItemInput(in, codec.limits().documentSize());
    var source = format == BodyFormat.NDJSON ? new LineItems(input) : new ArrayItems(input);
    var items = new BodyItems(request, source, codec, settings);
    request.closeAtEnd(items::close);
    return asStream
        ? StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
            .onClose(items::close)
        : items;
  }

  @Override
  public boolean streams() {
    return true;
  }
}
