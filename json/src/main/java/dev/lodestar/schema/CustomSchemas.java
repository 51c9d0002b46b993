package dev.lodestar.schema;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The schemas that somebody gave for classes.
final class CustomSchemas {
  private static final String METHOD = "schema";

  private final Map<Class<?>, Schema> given;
  private final List<Function<Class<?>, Optional<Schema>>> functions;
  private final Map<Class<?>, Optional<Schema>> found = new HashMap<>();

  CustomSchemas(Map<Class<?>, Schema> given, List<Function<Class<?>, Optional<Schema>>> functions) {
    this.given = given;
    this.functions = functions;
  }

  Optional<Schema> of(Class<?> type) {
    var known = found.get(type);
    if (known == null) {
      known = find(type);
      found.put(type, known);
    }
    return known;
  }

  private Optional<Schema> find(Class<?> type) {
    var own = given.get(type);
    if (own != null) {
      return Optional.of(own);
    }
    for (var function : functions) {
      var schema = function.apply(type);
      if (schema.isPresent()) {
        return schema;
      }
    }
    // Classes of the platform know nothing of schemas.
    return type.getClassLoader() == null ? Optional.empty() : brought(type);
  }

  /// The schema that a class brings along.
  private static Optional<Schema> brought(Class<?> type) {
    for (var method : type.getDeclaredMethods()) {
      if (method.getParameterCount() == 0
          && method.getReturnType() == Schema.class
          && Modifier.isStatic(method.getModifiers())
          && method.getName().equals(METHOD)) {
        return Optional.of(call(method));
      }
    }
    return Optional.empty();
  }

  private static Schema call(Method method) {
    try {
      method.setAccessible(true);
      return (Schema) method.invoke(null);
    } catch (ReflectiveOperationException | RuntimeException failed) {
      throw new IllegalStateException(
          "The schema of "
              + method.getDeclaringClass().getName()
              + " is not to be had. Its static method schema() must return one, and the package"
              + " must be open to the module dev.lodestar.json.",
          failed);
    }
  }
}
