package dev.lodestar.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// Captures a type with generics, which a class literal cannot express.
///
/// ```java
/// JsonCodec<List<Order>> orders = json.codec(new JsonType<List<Order>>() {});
/// ```
///
/// @param <T> the captured type; not a type variable
public abstract class JsonType<T extends @Nullable Object> {
  private final AnnotatedType annotatedType;

  /// Captures the type argument of the subclass.
  ///
  /// @throws IllegalStateException if the subclass gives no type argument
  protected JsonType() {
    if (!(getClass().getAnnotatedSuperclass() instanceof AnnotatedParameterizedType parameterized)
        || ((ParameterizedType) parameterized.getType()).getRawType() != JsonType.class) {
      throw new IllegalStateException(
          "A JsonType is made as a direct subclass: new JsonType<List<String>>() {}.");
    }
    this.annotatedType = parameterized.getAnnotatedActualTypeArguments()[0];
  }

  /// The captured type.
  ///
  /// @return a class or a type with generics
  public Type type() {
    return annotatedType.getType();
  }

  /// The captured type with the annotations inside of it.
  ///
  /// @return the type as it was written
  public AnnotatedType annotatedType() {
    return annotatedType;
  }
}
