package dev.lodestar.result;

import dev.lodestar.engine.ResponseBody;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.operation.Shape;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.BaseStream;

/// Writes sequences item by item while they are produced: `Iterator`, `Stream`, `Iterable`.
///
/// @param json what the codecs are of
/// @param codec writes an item as JSON
/// @param lines finds what writes an item as JSON on one line, made when a client first asks for it
/// @param kind what is known of the items
record ItemsWriter(Json json, JsonCodec<Object> codec, Supplier<JsonCodec<Object>> lines, Kind kind)
    implements EntityWriter {
  /// What is known of the items.
  enum Kind {
    VALUES,
    TEXTS,
    BYTES
  }

  private static final List<MediaType> OFFERS =
      List.of(
          MediaType.JSON,
          MediaType.NDJSON,
          MediaType.parse("application/ndjson"),
          MediaType.parse("application/jsonl"));

  /// Tells whether values of a declared type are sequences of which the length is not known.
  static boolean isSequence(Class<?> raw) {
    return Iterator.class.isAssignableFrom(raw)
        || BaseStream.class.isAssignableFrom(raw)
        || raw == Iterable.class;
  }

  /// The type of the items of a sequence type: its own argument, or that of the supertype that
  /// makes it one.
  static Type itemTypeOf(Type sequence) {
    var own = GenericTypes.argumentOf(sequence);
    if (own != null) {
      return own;
    }
    var raw = GenericTypes.erase(sequence);
    for (var known : List.of(Iterator.class, BaseStream.class, Iterable.class)) {
      if (known.isAssignableFrom(raw)) {
        var item = GenericTypes.argumentOf(GenericTypes.seenAs(sequence, known));
        return item == null ? Object.class : item;
      }
    }
    return Object.class;
  }

  static Kind kindOf(Type item) {
    if (item == String.class) {
      return Kind.TEXTS;
    }
    return item == byte[].class ? Kind.BYTES : Kind.VALUES;
  }

  @Override
  public Shape shape(MediaType mediaType) {
    return switch (layoutOf(mediaType)) {
      case ItemLayout.Plain _ -> kind == Kind.BYTES ? Shape.binary() : Shape.text();
      default -> Shape.items(Shape.typed(json, codec.use()));
    };
  }

  @Override
  public boolean takes(Object entity) {
    return isSequence(entity.getClass()) || entity instanceof Iterable<?>;
  }

  @Override
  public MediaType mediaType() {
    return kind == Kind.BYTES ? MediaType.OCTET_STREAM : MediaType.JSON;
  }

  @Override
  public List<MediaType> offers() {
    return kind == Kind.BYTES ? List.of(MediaType.OCTET_STREAM) : OFFERS;
  }

  @Override
  public boolean isDescribed() {
    return kind != Kind.BYTES;
  }

  @Override
  public boolean heeds(MediaType preferred) {
    return kind != Kind.BYTES;
  }

  @Override
  public Optional<MediaType> sentAs(MediaType mediaType) {
    return switch (kind) {
      case BYTES -> Optional.of(mediaType);
      case TEXTS -> Optional.of(Charsets.named(mediaType));
      case VALUES ->
          mediaType.isJson() || mediaType.isNdjson() ? Optional.of(mediaType) : Optional.empty();
    };
  }

  @Override
  public ResponseBody write(Object entity, MediaType mediaType) {
    return new ResponseBody.Stream(
        new ItemStream(itemsOf(entity), sourceOf(entity), layoutOf(mediaType)));
  }

  private ItemLayout layoutOf(MediaType mediaType) {
    if (kind == Kind.BYTES) {
      return new ItemLayout.Plain(StandardCharsets.UTF_8);
    }
    if (mediaType.isNdjson()) {
      return new ItemLayout.Lines(lines.get());
    }
    return kind == Kind.TEXTS && !mediaType.isJson()
        ? new ItemLayout.Plain(mediaType.charset())
        : new ItemLayout.Array(codec);
  }

  private static Iterator<?> itemsOf(Object entity) {
    if (entity instanceof Iterator<?> iterator) {
      return iterator;
    }
    return entity instanceof BaseStream<?, ?> stream
        ? stream.iterator()
        : ((Iterable<?>) entity).iterator();
  }

  private static AutoCloseable sourceOf(Object entity) {
    return entity instanceof AutoCloseable closeable ? closeable : () -> {};
  }
}
