package dev.lodestar.messagepack;

import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.compile.Compiler;
import dev.lodestar.compile.Spares;
import dev.lodestar.format.MessagePackFormat;
import dev.lodestar.format.MessagePackInput;
import dev.lodestar.format.MessagePackOutput;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonType;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.Projection;
import dev.lodestar.model.TypeUse;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A set of MessagePack codecs with the settings of a set of JSON codecs, so that both formats have
/// the same names, rules and limits.
///
/// ```java
/// var json = Json.builder().naming(NamingStrategy.SNAKE_CASE).build();
/// var orders = MessagePack.of(json).codec(Order.class);
/// byte[] document = orders.encode(order);
/// Order copy = orders.decode(document).orThrow();
/// ```
///
/// How types appear: as in JSON (see [dev.lodestar.json.JsonCodec]), each value in its shortest
/// form, but for these:
///
/// | type | written as | read from |
/// |---|---|---|
/// | `float` | float 32 | any number |
/// | `double` | float 64 | any number |
/// | `BigInteger` | an integer, a text if it is longer than 64 bits | an integer or a text |
/// | `BigDecimal` | a text | a number or a text |
/// | `Instant` | a timestamp (extension -1) | a timestamp or a text |
/// | `OffsetDateTime` | a text | a timestamp or a text |
/// | `UUID` | a text | a text or 16 bytes |
/// | `byte[]` | bytes (bin) | bytes |
/// | keys of maps | texts | texts or integers |
/// | `RawJson` | the value that it describes | any value |
///
/// What is read as `Object` becomes what it would become from JSON, and `byte[]` for bytes, an
/// [java.time.Instant] for a timestamp. An extension of another type is refused wherever it is not
/// skipped, as are numbers that are not finite.
///
/// A codec is made when it is first asked for, and kept. Make one set per application and share it:
/// instances are immutable, apart from what they keep, and safe for use by many threads.
public final class MessagePack {
  /// The media type of documents, as registered. Clients may also say `application/x-msgpack` or
  /// `application/msgpack`.
  public static final String MEDIA_TYPE = "application/vnd.msgpack";

  private final Models models;
  private final DocumentLimits limits;
  private final Compiler compiler;
  private final Spares<MessagePackInput> inputs = new Spares<>();
  private final Spares<MessagePackOutput> outputs = new Spares<>();
  private final Map<Type, MessagePackCodec<?>> codecs = new ConcurrentHashMap<>();

  private MessagePack(Json settings) {
    this.models = settings.models();
    this.limits = settings.limits();
    this.compiler =
        new Compiler(
            new MessagePackFormat(),
            models,
            settings.constraints(),
            new Compiler.Options(
                settings.refusesUnknownFields(),
                settings.lastDuplicateWins(),
                settings.acceptsWholeDecimals(),
                settings.omitsNulls(),
                settings.sortsMapKeys()));
  }

  /// Returns a new set with the settings of [Json#standard()].
  ///
  /// @return a set that shares nothing with others
  public static MessagePack standard() {
    return of(Json.standard());
  }

  /// Returns a new set with the settings of a set of JSON codecs. Where these leave a type to
  /// another library, its trees are what is written and read.
  ///
  /// @param settings names, rules and limits; indentation does not apply
  /// @return a set that keeps its own codecs
  public static MessagePack of(Json settings) {
    return new MessagePack(settings);
  }

  /// Writes the classes that codecs of some types need into a folder, see [Json#bake(Path, List)].
  ///
  /// @param folder where to write to; what is there is kept
  /// @param types the types, and with them every type that they contain
  /// @return the names of the classes
  /// @throws IOException if a file cannot be written
  /// @throws ModelException if a type is not supported
  public List<String> bake(Path folder, List<? extends Type> types) throws IOException {
    return compiler.bake(folder, types);
  }

  /// The models that describe the types of this set.
  ///
  /// @return the models
  public Models models() {
    return models;
  }

  /// Returns the codec of a class.
  ///
  /// @param type the class; `Object` for any value
  /// @param <T> the type of the values
  /// @return the codec, always the same for the same class
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public <T> MessagePackCodec<T> codec(Class<T> type) {
    @SuppressWarnings("unchecked") // the codec is kept under the type it was made for
    var codec = (MessagePackCodec<T>) codec((Type) type);
    return codec;
  }

  /// Returns the codec of a type with generics.
  ///
  /// @param type the captured type
  /// @param <T> the type of the values
  /// @return a codec
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public <T extends @Nullable Object> MessagePackCodec<T> codec(JsonType<T> type) {
    @SuppressWarnings("unchecked") // the type was captured from T
    var codec =
        (MessagePackCodec<T>)
            codec(models.use(type.annotatedType(), List.of(), type.type().getTypeName()));
    return codec;
  }

  /// Returns a codec that reads and writes a selection of the fields of a type. The values are
  /// instances of the type itself.
  ///
  /// @param type the class
  /// @param projection which of its fields, and under which names
  /// @param <T> the type of the values
  /// @return a new codec
  /// @throws ModelException if the type is not supported, or the projection does not fit it; it
  ///   lists every problem
  public <T> MessagePackCodec<T> codec(Class<T> type, Projection projection) {
    @SuppressWarnings("unchecked") // a projection does not change the class
    var codec = (MessagePackCodec<T>) codec(Models.project(models.use(type), projection));
    return codec;
  }

  /// Returns the codec of a type, for instance the return type of a method.
  ///
  /// @param type a class or a type with generics
  /// @return the codec, always the same for equal types
  /// @throws ModelException if the type, or one that it contains, is not supported; it lists every
  ///   problem
  public MessagePackCodec<?> codec(Type type) {
    var codec = codecs.get(type);
    if (codec == null) {
      var made = codec(models.use(type));
      var earlier = codecs.putIfAbsent(type, made);
      codec = earlier == null ? made : earlier;
    }
    return codec;
  }

  /// Returns a codec for a type at the place where it is used, for instance a parameter of a
  /// method: the nullness and the constraints of the place apply to the document.
  ///
  /// @param use the type where it is used, described by [#models()]
  /// @return a new codec
  public MessagePackCodec<?> codec(TypeUse use) {
    return new MessagePackCodec<>(compiler.compile(use), limits, inputs, outputs);
  }
}
