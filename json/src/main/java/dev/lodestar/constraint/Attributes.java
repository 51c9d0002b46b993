package dev.lodestar.constraint;

import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of annotations, whether or not their type is visible to this module.
final class Attributes {
  private Attributes() {}

  /// The value of an attribute; null if there is no such attribute.
  static @Nullable Object find(Annotation annotation, String name) {
    try {
      return read(annotation, annotation.annotationType().getDeclaredMethod(name));
    } catch (NoSuchMethodException none) {
      return null;
    }
  }

  static Object read(Annotation annotation, Method attribute) {
    try {
      // The annotations of the virtual machine are proxies, and their handler may always be asked.
      return annotation instanceof Proxy
          ? Proxy.getInvocationHandler(annotation).invoke(annotation, attribute, null)
          : attribute.invoke(annotation);
    } catch (IllegalAccessException | InvocationTargetException failure) {
      throw new IllegalStateException("Cannot read " + attribute + ".", failure);
    } catch (Throwable failure) {
      throw failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("Cannot read " + attribute + ".", failure);
    }
  }

  static Class<?>[] classes(Annotation annotation, String name) {
    return find(annotation, name) instanceof Class<?>[] classes ? classes : new Class<?>[0];
  }

  static boolean isConstraint(Annotation annotation) {
    return annotation.annotationType().isAnnotationPresent(Constraint.class);
  }

  /// The constraint that an annotation is, or those inside of a container such as `@Pattern.List`.
  static List<Annotation> constraints(Annotation annotation) {
    if (isConstraint(annotation)) {
      return List.of(annotation);
    }
    return find(annotation, "value") instanceof Annotation[] inside
            && inside.length > 0
            && isConstraint(inside[0])
        ? List.of(inside)
        : List.of();
  }

  /// Returns an annotation that differs in some attributes.
  static Annotation with(Annotation annotation, Map<String, Object> changes) {
    var type = annotation.annotationType();
    var values = new TreeMap<String, Object>();
    for (var attribute : type.getDeclaredMethods()) {
      values.put(attribute.getName(), read(annotation, attribute));
    }
    values.putAll(changes);
    return (Annotation)
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Changed(type, values));
  }

  /// Answers the methods of an annotation that was changed.
  private record Changed(Class<? extends Annotation> type, Map<String, Object> values)
      implements InvocationHandler {

    @Override
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
      return switch (method.getName()) {
        case "annotationType" -> type;
        case "toString" -> "@" + type.getName() + values;
        case "hashCode" -> values.keySet().hashCode();
        case "equals" -> arguments != null && isEqual(arguments[0]);
        default -> {
          var value = values.get(method.getName());
          if (value == null) {
            throw new IllegalStateException("There is no attribute " + method.getName() + ".");
          }
          yield value;
        }
      };
    }

    private boolean isEqual(@Nullable Object other) {
      if (!type.isInstance(other)) {
        return false;
      }
      for (var entry : values.entrySet()) {
        var value = find((Annotation) type.cast(other), entry.getKey());
        if (!Arrays.deepEquals(new Object[] {entry.getValue()}, new @Nullable Object[] {value})) {
          return false;
        }
      }
      return true;
    }
  }
}
