package dev.lodestar.result;

import dev.lodestar.codec.DocumentBuffer;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.StreamBody;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import java.nio.charset.StandardCharsets;

/// Writes the entities of one type.
sealed interface EntityWriter {

  /// The media type where the handler says nothing.
  MediaType mediaType();

  ResponseBody write(Object entity, MediaType mediaType);

  /// Tells whether an entity is of the type that this writes.
  boolean takes(Object entity);

  /// A `String`: sent as it is, but as a JSON string where the media type is JSON.
  record OfText(Json json) implements EntityWriter {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof String;
    }

    @Override
    public MediaType mediaType() {
      return MediaType.TEXT;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      var text = (String) entity;
      if (mediaType == MediaType.TEXT) {
        return ResponseBody.of(text.getBytes(StandardCharsets.UTF_8));
      }
      return mediaType.isJson()
          ? ResponseBody.of(json.codec(String.class).encode(text))
          : ResponseBody.of(text.getBytes(mediaType.charset()));
    }
  }

  /// A `byte[]`, sent as it is.
  record OfBytes() implements EntityWriter {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof byte[];
    }

    @Override
    public MediaType mediaType() {
      return MediaType.OCTET_STREAM;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      return ResponseBody.of((byte[]) entity);
    }
  }

  /// Content that is written while it is sent.
  record OfStream() implements EntityWriter {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof StreamBody;
    }

    @Override
    public MediaType mediaType() {
      return MediaType.OCTET_STREAM;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      return new ResponseBody.Stream((StreamBody) entity);
    }
  }

  /// Anything else, as JSON by the codec of its declared type.
  final class OfJson implements EntityWriter {
    private static final int SMALLEST = 128;
    private static final int LARGEST = 65_536;

    private final JsonCodec<Object> codec;
    private final Class<?> type;

    /// About how large recent entities were, so that most buffers are allocated once. Written by
    /// many threads without care: it is only a guess.
    private int usualSize = SMALLEST;

    OfJson(JsonCodec<Object> codec, Class<?> type) {
      this.codec = codec;
      this.type = type;
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
    public ResponseBody write(Object entity, MediaType mediaType) {
      var buffer = new DocumentBuffer(usualSize);
      codec.encode(entity, buffer);
      remember(buffer.length());
      return new ResponseBody.Bytes(buffer.array(), 0, buffer.length());
    }

    private void remember(int size) {
      if (size > usualSize || size < usualSize / 4) {
        usualSize = Math.clamp(size + (size >> 3), SMALLEST, LARGEST);
      }
    }
  }
}
