package dev.lodestar.result;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.StreamBody;
import dev.lodestar.json.Json;
import dev.lodestar.operation.Shape;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Writes the entities of one type.
interface EntityWriter {

  /// The media type where nobody says anything.
  MediaType mediaType();

  ResponseBody write(Object entity, MediaType mediaType);

  /// As [#write(Object, MediaType)], into memory that the engine lends to a request where that
  /// pays.
  default ResponseBody write(Request request, Object entity, MediaType mediaType) {
    return write(entity, mediaType);
  }

  /// What the content is, sent as a media type.
  Shape shape(MediaType mediaType);

  /// Tells whether an entity is of the type that this writes.
  boolean takes(Object entity);

  /// What clients can choose from where nobody says anything, the preferred one first.
  default List<MediaType> offers() {
    return List.of(mediaType());
  }

  /// Tells whether [#offers()] say what the content is, so that a client may refuse it. For bytes
  /// of which nothing is known they do not; and a text is sent to everybody: `curl --json` and many
  /// libraries always ask for JSON.
  default boolean isDescribed() {
    return true;
  }

  /// The media type as it is sent if entities are written as one; nothing if they cannot be.
  default Optional<MediaType> sentAs(MediaType mediaType) {
    return Optional.of(mediaType);
  }

  /// Tells whether a layer's wish for a media type, which may be meant for other types, counts.
  default boolean heeds(MediaType preferred) {
    return false;
  }

  /// A `String`: sent as it is, but as a JSON string where the media type is JSON.
  record OfText(Json json) implements EntityWriter {
    @Override
    public Shape shape(MediaType mediaType) {
      return mediaType.isJson() ? Shape.typed(json, json.codec(String.class).use()) : Shape.text();
    }

    @Override
    public boolean takes(Object entity) {
      return entity instanceof String;
    }

    @Override
    public MediaType mediaType() {
      return MediaType.TEXT;
    }

    @Override
    public boolean isDescribed() {
      return false;
    }

    @Override
    public boolean heeds(MediaType preferred) {
      return preferred.type().equals("text");
    }

    @Override
    public Optional<MediaType> sentAs(MediaType mediaType) {
      return Optional.of(Charsets.named(mediaType));
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      var text = (String) entity;
      if (mediaType == MediaType.TEXT || mediaType == MediaType.HTML) {
        return ResponseBody.of(text.getBytes(StandardCharsets.UTF_8));
      }
      return mediaType.isJson()
          ? ResponseBody.of(json.codec(String.class).encode(text))
          : ResponseBody.of(text.getBytes(mediaType.charset()));
    }
  }

  /// What is content already, of which nothing is known.
  interface OfContent extends EntityWriter {
    @Override
    default Shape shape(MediaType mediaType) {
      return Shape.binary();
    }

    @Override
    default MediaType mediaType() {
      return MediaType.OCTET_STREAM;
    }

    @Override
    default boolean isDescribed() {
      return false;
    }
  }

  /// A `byte[]`, sent as it is.
  record OfBytes() implements OfContent {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof byte[];
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      return ResponseBody.of((byte[]) entity);
    }
  }

  /// A `ByteBuffer`: what remains in it, sent as it is.
  record OfBuffer() implements OfContent {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof ByteBuffer;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      var buffer = ((ByteBuffer) entity).duplicate();
      if (buffer.hasArray()) {
        return new ResponseBody.Bytes(
            buffer.array(), buffer.arrayOffset() + buffer.position(), buffer.remaining());
      }
      var content = new byte[buffer.remaining()];
      buffer.get(content);
      return ResponseBody.of(content);
    }
  }

  /// Content that is written while it is sent.
  record OfStream() implements OfContent {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof StreamBody;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      return new ResponseBody.Stream((StreamBody) entity);
    }
  }

  /// Content that is read while it is sent.
  record OfInput() implements OfContent {
    @Override
    public boolean takes(Object entity) {
      return entity instanceof InputStream;
    }

    @Override
    public ResponseBody write(Object entity, MediaType mediaType) {
      return new ResponseBody.Stream(new InputCopy((InputStream) entity));
    }
  }
}
