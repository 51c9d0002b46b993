package dev.lodestar.result;

import dev.lodestar.http.StreamBody;
import dev.lodestar.json.Json;
import dev.lodestar.json.JsonCodec;
import dev.lodestar.model.ModelException;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/// Finds the writer of a type. Thread-safe.
final class EntityWriters {
  private static final EntityWriter BYTES = new EntityWriter.OfBytes();
  private static final EntityWriter STREAM = new EntityWriter.OfStream();

  private final Json json;
  private final EntityWriter text;
  private final ClassValue<EntityWriter> byClass =
      new ClassValue<>() {
        @Override
        protected EntityWriter computeValue(Class<?> type) {
          return create(type);
        }
      };

  EntityWriters(Json json) {
    this.json = json;
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
    var raw = rawClass(type);
    if (StreamBody.class.isAssignableFrom(raw)) {
      return STREAM;
    }
    @SuppressWarnings("unchecked") // only ever given values of its type
    var codec = (JsonCodec<Object>) json.codec(type);
    return new EntityWriter.OfJson(codec, raw);
  }

  /// The class that all values of a type are instances of.
  private static Class<?> rawClass(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    return type instanceof Class<?> plain
        ? (Class<?>) MethodType.methodType(plain).wrap().returnType()
        : Object.class;
  }
}
