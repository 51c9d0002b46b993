package dev.lodestar.result;

import dev.lodestar.codec.Codec;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.http.StreamBody;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.ModelException;
import dev.lodestar.reach.Reach;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/// Finds the writer of a type. Thread-safe.
final class EntityWriters {
  private static final EntityWriter BYTES = new EntityWriter.OfBytes();
  private static final EntityWriter BUFFER = new EntityWriter.OfBuffer();
  private static final EntityWriter STREAM = new EntityWriter.OfStream();
  private static final EntityWriter INPUT = new EntityWriter.OfInput();

  private final Json json;
  private final List<MediaFormat> formats;
  private final EntityWriter text;
  private volatile @Nullable MessagePack messagePack;
  private volatile @Nullable Json compact;
  private final ClassValue<EntityWriter> byClass =
      new ClassValue<>() {
        @Override
        protected EntityWriter computeValue(Class<?> type) {
          return create(type);
        }
      };

  EntityWriters(Json json, List<MediaFormat> formats) {
    this.json = json;
    this.formats = formats;
    this.text = new EntityWriter.OfText(json);
  }

  /// The writer of a declared type.
  ///
  /// @throws ModelException if values of the type cannot be written
  EntityWriter forType(Type type) {
    return type instanceof Class<?> plain ? byClass.get(plain) : create(type);
  }

  /// The writer of a value whose declared type says nothing.
  EntityWriter forValue(Object value) {
    return switch (value) {
      case String string -> text;
      case byte[] bytes -> BYTES;
      case StreamBody stream -> STREAM;
      case ByteBuffer buffer -> BUFFER;
      case InputStream input -> INPUT;
      case Iterator<?> items -> byClass.get(Iterator.class);
      case BaseStream<?, ?> items -> byClass.get(Iterator.class);
      default -> byClass.get(Object.class);
    };
  }

  /// Tells whether the declared type leaves open what its values are.
  static boolean isOpen(Type type) {
    if (type instanceof WildcardType wildcard) {
      return isOpen(wildcard.getUpperBounds()[0]);
    }
    return type instanceof TypeVariable<?> variable
        ? isOpen(variable.getBounds()[0])
        : type == Object.class;
  }

  private EntityWriter create(Type type) {
    if (type == String.class) {
      return text;
    }
    if (type == byte[].class) {
      return BYTES;
    }
    var raw = classOf(type);
    if (StreamBody.class.isAssignableFrom(raw)) {
      return STREAM;
    }
    if (InputStream.class.isAssignableFrom(raw)) {
      return INPUT;
    }
    if (ByteBuffer.class.isAssignableFrom(raw)) {
      return BUFFER;
    }
    return ItemsWriter.isSequence(raw)
        ? items(ItemsWriter.itemTypeOf(type))
        : new ValueWriter(json, codecOf(json, type), messagePackOf(type), customsOf(type), raw);
  }

  private EntityWriter items(Type item) {
    return new ItemsWriter(
        json, codecOf(json, item), () -> codecOf(compact(), item), ItemsWriter.kindOf(item));
  }

  private static JsonCodec<Object> codecOf(Json json, Type type) {
    @SuppressWarnings("unchecked") // only ever given values of its type
    var codec = (JsonCodec<Object>) json.codec(type);
    return codec;
  }

  /// The same codecs without line breaks.
  private Json compact() {
    var known = compact;
    if (known == null) {
      known = json.toBuilder().pretty(false).build();
      compact = known;
    }
    return known;
  }

  private Supplier<Codec<Object>> messagePackOf(Type type) {
    return () -> {
      @SuppressWarnings("unchecked") // only ever given values of its type
      var codec = (Codec<Object>) messagePack().codec(type);
      return codec;
    };
  }

  private MessagePack messagePack() {
    var known = messagePack;
    if (known == null) {
      synchronized (this) {
        known = messagePack;
        if (known == null) {
          known = MessagePack.of(json);
          messagePack = known;
        }
      }
    }
    return known;
  }

  private List<ValueWriter.Custom> customsOf(Type type) {
    if (formats.isEmpty()) {
      return List.of();
    }
    var customs = new ArrayList<ValueWriter.Custom>(formats.size());
    var shaped = json.models().projections().keySet();
    var reach = shaped.isEmpty() ? null : reachOf(type);
    for (var format : formats) {
      var writer = format.writerOf(type);
      if (writer.isPresent() && mayWrite(format, type, reach, shaped)) {
        customs.add(new ValueWriter.Custom(Charsets.named(format.mediaType()), writer.get()));
      }
    }
    return List.copyOf(customs);
  }

  /// What values contain where nothing is left out: formats of the application know of no DTO.
  private Reach reachOf(Type type) {
    return Reach.of(type, json.models().withProjections(Map.of()));
  }

  /// Whether a format of the application shows nothing that a DTO hides. It is not offered for
  /// values that may be anything.
  ///
  /// @param shaped the classes that DTOs are for
  /// @throws UnwritableException if it surely would
  private static boolean mayWrite(
      MediaFormat format, Type type, @Nullable Reach reach, Set<Class<?>> shaped) {
    if (reach == null) {
      return true;
    }
    for (var model : shaped) {
      if (reach.contains(model)) {
        throw new UnwritableException(format.mediaType(), type, model);
      }
    }
    return !reach.isOpen();
  }

  /// The class that all values of a type are instances of.
  private static Class<?> classOf(Type type) {
    return MethodType.methodType(GenericTypes.erase(type)).wrap().returnType();
  }
}
