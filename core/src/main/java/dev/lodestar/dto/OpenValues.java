package dev.lodestar.dto;

import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Leaves out of documents what is declared as `Object` and holds something else than a document
/// can: nobody knows before which of its fields clients may not see, and it could not be made again
/// of what they see.
final class OpenValues {
  private OpenValues() {}

  /// Whether there may be such values in a type.
  static boolean mayBeIn(TypeModel type) {
    return mayBeIn(type, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean mayBeIn(TypeModel type, Set<TypeModel> seen) {
    if (!seen.add(type)) {
      return false;
    }
    return switch (type) {
      case AnyModel any -> true;
      case OptionalModel optional -> mayBeIn(optional.value().model(), seen);
      case ListModel list -> mayBeIn(list.element().model(), seen);
      case MapModel map -> mayBeIn(map.value().model(), seen);
      case MappedModel mapped -> mayBeIn(mapped.target().model(), seen);
      case UnionModel union ->
          union.variants().stream().anyMatch(variant -> mayBeIn(variant.model(), seen));
      case ObjectModel object ->
          object.fields().stream().anyMatch(field -> mayBeIn(field.use().model(), seen));
      default -> false;
    };
  }

  /// The document of an instance without the innermost fields that have such values.
  static Map<Object, @Nullable Object> without(
      ObjectModel shape, Object instance, Map<?, ?> document) {
    var kept = new LinkedHashMap<Object, @Nullable Object>(document);
    for (var field : shape.fields()) {
      if (!kept.containsKey(field.name()) || !field.readable()) {
        continue;
      }
      var model = field.use().model();
      var value = field.get(instance);
      if (model instanceof OptionalModel optional) {
        model = optional.value().model();
        value = OptionalModel.content(value);
      }
      if (value != null
          && model instanceof ObjectModel object
          && kept.get(field.name()) instanceof Map<?, ?> members) {
        kept.put(field.name(), without(object, value, members));
      } else if (!isKnown(model, value)) {
        kept.remove(field.name());
      }
    }
    return kept;
  }

  private static boolean isKnown(TypeModel type, @Nullable Object value) {
    if (value == null) {
      return true;
    }
    return switch (type) {
      case AnyModel any -> isTree(value);
      case OptionalModel optional ->
          isKnown(optional.value().model(), OptionalModel.content(value));
      case ListModel list -> areKnown(list.element().model(), elements(value));
      case MapModel map -> areKnown(map.value().model(), ((Map<?, ?>) value).values());
      case MappedModel mapped -> isKnown(mapped.target().model(), mapped.toTarget().apply(value));
      case UnionModel union -> {
        for (var variant : union.variants()) {
          if (variant.model().rawClass().isInstance(value) && !isKnown(variant.model(), value)) {
            yield false;
          }
        }
        yield true;
      }
      case ObjectModel object -> {
        for (var field : object.fields()) {
          if (field.encoded() && !isKnown(field.use().model(), field.get(value))) {
            yield false;
          }
        }
        yield true;
      }
      default -> true;
    };
  }

  private static boolean areKnown(TypeModel type, Collection<?> values) {
    for (var value : values) {
      if (!isKnown(type, value)) {
        return false;
      }
    }
    return true;
  }

  private static Collection<?> elements(Object container) {
    // An array of primitive values has none of which nobody knows anything.
    return switch (container) {
      case Collection<?> elements -> elements;
      case Object[] array -> Arrays.asList(array);
      default -> Collections.emptyList();
    };
  }

  private static boolean isTree(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> true;
      case Boolean truth -> true;
      case Number number -> true;
      case Map<?, ?> members ->
          members.keySet().stream().allMatch(String.class::isInstance)
              && members.values().stream().allMatch(OpenValues::isTree);
      case Collection<?> elements -> elements.stream().allMatch(OpenValues::isTree);
      default -> false;
    };
  }
}
