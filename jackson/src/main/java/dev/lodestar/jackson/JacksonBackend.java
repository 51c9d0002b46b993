package dev.lodestar.jackson;

import dev.lodestar.json.DocumentCodec;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonBackend;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/// Lets a Jackson 3 mapper write and read some types, or all, in place of Lodestar's own codecs.
///
/// ```java
/// var mapper = JsonMapper.builder().propertyNamingStrategy(SNAKE_CASE).build();
/// var json = Json.builder().backend(JacksonBackend.forTypes(mapper, Order.class)).build();
/// Lodestar.app().json(json);
/// ```
///
/// What clients see stays the same: a document that is no JSON is malformed, with offset, line and
/// column; one that the mapper refuses is invalid, with one problem, its JSON pointer and a message
/// that names no class. The constraints of the types are checked on the value that the mapper made.
/// A field that is missing or null is what the mapper makes of it.
///
/// The limits for documents are those of the mapper's factory, but for their size.
///
/// Instances are immutable and, as mappers are, safe for use by many threads.
public final class JacksonBackend implements JsonBackend {
  private final ObjectMapper mapper;
  private final Predicate<Class<?>> types;

  private JacksonBackend(ObjectMapper mapper, Predicate<Class<?>> types) {
    this.mapper = mapper;
    this.types = types;
  }

  /// Takes some types, also as elements of collections, arrays, optionals and maps.
  ///
  /// @param mapper writes and reads them
  /// @param types exact classes; their subclasses are not meant
  /// @return the backend
  public static JacksonBackend forTypes(ObjectMapper mapper, Class<?>... types) {
    return new JacksonBackend(mapper, Set.of(types)::contains);
  }

  /// Takes every type that is not one of the platform's, and its collections, arrays, optionals and
  /// maps. Values declared as `Object`, problem documents among them, and what consists of the
  /// platform's types alone, are still written and read by Lodestar.
  ///
  /// @param mapper writes and reads them
  /// @return the backend
  public static JacksonBackend forAllTypes(ObjectMapper mapper) {
    return new JacksonBackend(mapper, JacksonBackend::isNoPlatformType);
  }

  static boolean isNoPlatformType(Class<?> type) {
    return !type.isPrimitive() && !type.getName().startsWith("java.");
  }

  @Override
  public boolean contains(Class<?> type) {
    return types.test(type);
  }

  @Override
  public Optional<DocumentCodec> codec(Type type, Json json) {
    return takes(type)
        ? Optional.of(new JacksonCodec(mapper, type, Validation.of(mapper, type, json)))
        : Optional.empty();
  }

  /// A container is taken if what is inside is; of maps the values decide.
  private boolean takes(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.isArray() ? takes(plain.getComponentType()) : types.test(plain);
    }
    if (type instanceof GenericArrayType array) {
      return takes(array.getGenericComponentType());
    }
    if (!(type instanceof ParameterizedType generic)) {
      return false;
    }
    var raw = (Class<?>) generic.getRawType();
    var arguments = generic.getActualTypeArguments();
    boolean container =
        Iterable.class == raw
            || raw == Optional.class
            || Collection.class.isAssignableFrom(raw)
            || Map.class.isAssignableFrom(raw);
    return types.test(raw) || (container && takes(arguments[arguments.length - 1]));
  }

  @Override
  public Object toTree(Object value) {
    return mapper.convertValue(value, Object.class);
  }

  @Override
  public Object fromTree(Object tree, Type type) {
    try {
      return mapper.convertValue(tree, mapper.constructType(type));
    } catch (JacksonException refused) {
      var problem = Refusals.problem(refused);
      throw new IllegalArgumentException(
          problem.pointer().isEmpty()
              ? problem.message()
              : problem.message() + " (at " + problem.pointer() + ")");
    }
  }
}
