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
  private Fit() {}

  /// Refuses a value that is not.
  static void examine(String path, TypeUse use, @Nullable Object value) {
    if (!fits(use, value)) {
      var found = value == null ? "null" : "a " + value.getClass().getName();
      boolean inside = value != null && isInstance(use.model(), value);
      throw new IllegalArgumentException(
          "The field "
              + path
              + " cannot be "
              + found
              + (inside ? " with what is inside" : "")
              + "; expected a "
              + use.type().getTypeName()
              + ".");
    }
  }

  private static boolean fits(TypeUse use, @Nullable Object value) {
    if (value == null) {
      return use.nullable();
    }
    return isInstance(use.model(), value) && isFilled(use.model(), value);
  }

  private static boolean isInstance(TypeModel model, Object value) {
    var type = model.rawClass();
    return MethodType.methodType(type).wrap().returnType().isInstance(value);
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
