package dev.lodestar.result;

import dev.lodestar.codec.Codec;
import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.http.ContentMemory;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.operation.Shape;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Writes typed values: as JSON and MessagePack by the codecs of their declared type, and in the
/// formats of the application.
final class ValueWriter implements EntityWriter {
  private static final int SMALLEST = 128;
  private static final int LARGEST = 65_536;

  private final Json set;
  private final JsonCodec<Object> json;
  private final Supplier<Codec<Object>> messagePack;
  private final List<Custom> customs;
  private final Class<?> type;
  private final List<MediaType> offers;

  /// About how large recent entities were, so that most buffers are allocated once. Written by many
  /// threads without care: it is only a guess.
  private int usualSize = SMALLEST;

  /// A format of the application, for the type.
  record Custom(MediaType mediaType, MediaFormat.Writer writer) {}

  /// Creates a writer.
  ///
  /// @param set what the codecs are of
  /// @param messagePack finds the codec, which is made when a client first asks for it
  /// @param type the class that all values are instances of
  ValueWriter(
      Json set,
      JsonCodec<Object> json,
      Supplier<Codec<Object>> messagePack,
      List<Custom> customs,
      Class<?> type) {
    this.set = set;
    this.json = json;
    this.messagePack = messagePack;
    this.customs = customs;
    this.type = type;
    var offers = new ArrayList<>(List.of(MediaType.JSON, MediaType.MESSAGE_PACK));
    for (var custom : customs) {
      offers.removeIf(custom.mediaType()::sameTypeAs);
      offers.add(custom.mediaType());
    }
    this.offers = List.copyOf(offers);
  }

  @Override
  public Shape shape(MediaType mediaType) {
    return customOf(mediaType) == null ? Shape.typed(set, json.use()) : Shape.foreign(json.use());
  }

  @Override
  public boolean takes(Object entity) {
    return type.isInstance(entity);
  }

  @Override
  public MediaType mediaType() {
    return MediaType.JSON;
  }

  @Override
  public List<MediaType> offers() {
    return offers;
  }

  @Override
  public boolean heeds(MediaType preferred) {
    return true;
  }

  @Override
  public Optional<MediaType> sentAs(MediaType mediaType) {
    var custom = customOf(mediaType);
    if (custom != null) {
      return Optional.of(
          mediaType.equals(custom.mediaType()) || mediaType.parameter("charset").isPresent()
              ? mediaType
              : custom.mediaType());
    }
    return mediaType.isJson() || mediaType.isMessagePack()
        ? Optional.of(mediaType)
        : Optional.empty();
  }

  @Override
  public ResponseBody write(Object entity, MediaType mediaType) {
    var custom = customs.isEmpty() ? null : customOf(mediaType);
    if (custom != null) {
      return custom(entity, custom);
    }
    if (mediaType != MediaType.JSON && mediaType.isMessagePack()) {
      return ResponseBody.of(messagePack.get().encode(entity));
    }
    return json(entity, new DocumentBuffer(usualSize));
  }

  @Override
  public ResponseBody write(Request request, Object entity, MediaType mediaType) {
    if (usualSize < ContentMemory.SMALLEST || mediaType != MediaType.JSON) {
      return write(entity, mediaType);
    }
    var memory = request.contentMemory();
    if (memory.isEmpty()) {
      return write(entity, mediaType);
    }
    var body = json(entity, DocumentBuffer.over(memory.get().take(usualSize)));
    request.contentLiesIn(body.array());
    return body;
  }

  private ResponseBody.Bytes json(Object entity, DocumentBuffer buffer) {
    json.encode(entity, buffer);
    remember(buffer.length());
    return new ResponseBody.Bytes(buffer.array(), 0, buffer.length());
  }

  private @Nullable Custom customOf(MediaType mediaType) {
    for (var custom : customs) {
      if (custom.mediaType().sameTypeAs(mediaType)) {
        return custom;
      }
    }
    return null;
  }

  private void remember(int size) {
    if (size > usualSize || size < usualSize / 4) {
      usualSize = Math.clamp(size + (size >> 3), SMALLEST, LARGEST);
    }
  }

  private static ResponseBody custom(Object entity, Custom custom) {
    var out = new ByteArrayOutputStream();
    try {
      custom.writer().write(entity, out);
    } catch (Exception failure) {
      throw Unwrapped.of(failure);
    }
    return ResponseBody.of(out.toByteArray());
  }
}
