package dev.lodestar.merge;

import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether values that the application adds are of the type of their field, as far as into
/// containers.
final class Fit {
  /// The numbers of Java that an assignment widens, each to all after it (JLS 5.1.2).
  private static final List<Class<?>> WIDENED =
      List.of(Byte.class, Short.class, Integer.class, Long.class, Float.class, Double.class);

  private Fit() {}

  /// The value as the field has it. A number is widened, since `with(Widget::id, 7)` compiles also
  /// where the id is a `long`. Refuses what is not of the type.
  static @Nullable Object fitted(String path, TypeUse use, @Nullable Object given) {
    var value = given instanceof Number number ? widened(use.model(), number) : given;
    if (!fits(use, value)) {
      var found = value == null ? "null" : "a " + value.getClass().getName();
      boolean inside = value != null && isInstance(use.model(), value);
      throw new IllegalArgumentException(
          "The field "
              + path
              + " cannot be "
              + found
              + (inside ? " with what is inside" : "")
              + "; its type is "
              + use.type().getTypeName()
              + ".");
    }
    return value;
  }

  private static Number widened(TypeModel model, Number value) {
    int to = WIDENED.indexOf(boxed(model));
    int from = WIDENED.indexOf(value.getClass());
    if (from < 0 || to <= from) {
      return value;
    }
    return switch (to) {
      case 1 -> value.shortValue();
      case 2 -> value.intValue();
      case 3 -> value.longValue();
      case 4 -> value.floatValue();
      default -> value.doubleValue();
    };
  }

  private static boolean fits(TypeUse use, @Nullable Object value) {
    if (value == null) {
      return use.nullable();
    }
    return isInstance(use.model(), value) && isFilled(use.model(), value);
  }

  private static boolean isInstance(TypeModel model, Object value) {
    return boxed(model).isInstance(value);
  }

  private static Class<?> boxed(TypeModel model) {
    return MethodType.methodType(model.rawClass()).wrap().returnType();
  }

  private static boolean isFilled(TypeModel model, Object value) {
    return switch (model) {
      case OptionalModel optional -> {
        var content = OptionalModel.content(value);
        yield content == null || fits(optional.value(), content);
      }
      case ListModel list -> {
        for (var element : elements(value)) {
          if (!fits(list.element(), element)) {
            yield false;
          }
        }
        yield true;
      }
      case MapModel map -> {
        for (var entry : ((Map<?, ?>) value).entrySet()) {
          if (!fits(map.key(), entry.getKey()) || !fits(map.value(), entry.getValue())) {
            yield false;
          }
        }
        yield true;
      }
      default -> true;
    };
  }

  private static Iterable<?> elements(Object container) {
    // The elements of an array of primitive values fit by its class.
    return switch (container) {
      case Iterable<?> elements -> elements;
      case Object[] array -> Arrays.asList(array);
      default -> List.of();
    };
  }
}
