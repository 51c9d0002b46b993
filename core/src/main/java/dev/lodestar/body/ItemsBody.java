package dev.lodestar.body;

import dev.lodestar.codec.Codec;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.input.InputErrors;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Gives the items of NDJSON or of a JSON array while they arrive.
final class ItemsBody implements BodyReader {
  private final Codec<@Nullable Object> codec;
  private final ConstraintSettings settings;
  private final boolean asStream;
  private final ContentTypes types;

  ItemsBody(
      Codec<@Nullable Object> codec,
      ConstraintSettings settings,
      boolean asStream,
      ContentTypes types) {
    this.codec = codec;
    this.settings = settings;
    this.asStream = asStream;
    this.types = types;
  }

  @Override
  public ContentTypes types() {
    return types;
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
