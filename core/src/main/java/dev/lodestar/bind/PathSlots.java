package dev.lodestar.bind;

import dev.lodestar.convert.Converter;
import dev.lodestar.json.Json;
import dev.lodestar.model.TypeUse;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Segment;
import dev.lodestar.route.SegmentList;
import dev.lodestar.route.Slots;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of one path template and the converters that they get: by default the slot's, and
/// where a handler parameter takes the value, one that gives the parameter's type.
final class PathSlots {
  private final List<Segment.Parameter> parameters;
  private final List<Slots.Slot<?>> slots = new ArrayList<>();
  private final List<Converter<?>> converters = new ArrayList<>();
  private final Map<Integer, ValueShape> takers = new HashMap<>();

  PathSlots(PathTemplate template, Slots known) {
    parameters = template.parameters();
    for (var parameter : parameters) {
      var slot = known.of(parameter);
      slots.add(slot);
      converters.add(slot.converter());
    }
  }

  int indexOf(String name) {
    for (var i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  boolean isGreedy(int index) {
    return parameters.get(index).greedy();
  }

  List<String> names() {
    return parameters.stream().map(Segment.Parameter::name).toList();
  }

  /// The names of those that somebody takes.
  Set<String> takenNames() {
    var taken = new HashSet<String>();
    for (var index : takers.keySet()) {
      taken.add(parameters.get(index).name());
    }
    return taken;
  }

  List<Converter<?>> converters() {
    return List.copyOf(converters);
  }

  /// The type in which another parameter takes the value at a place, if it is another one.
  Optional<Class<?>> takenAs(int index, ValueShape shape) {
    var earlier = takers.putIfAbsent(index, shape);
    return earlier == null
            || (earlier.takesSeveral() == shape.takesSeveral()
                && boxed(earlier.elementType()) == boxed(shape.elementType()))
        ? Optional.empty()
        : Optional.of(earlier.use().model().rawClass());
  }

  /// Makes the value at a place come in the type of a handler parameter.
  ///
  /// @return the slot, if it cannot give that type; else nothing
  Optional<Slots.Slot<?>> claim(int index, ValueShape shape) {
    var slot = slots.get(index);
    if (shape.takesSeveral()) {
      converters.set(index, SegmentList.CONVERTER);
      return Optional.empty();
    }
    if (parameters.get(index).slot().isEmpty() || slot.type() == String.class) {
      converters.set(index, shape.converter());
      return Optional.empty();
    }
    if (boxed(slot.type()) == boxed(shape.elementType())) {
      return Optional.empty();
    }
    if (shape.elementType() == String.class || widens(slot.type(), shape.elementType())) {
      converters.set(index, new SlotAndTypeConverter<>(slot.converter(), shape.converter()));
      return Optional.empty();
    }
    return Optional.of(slot);
  }

  /// The slot at a place, if it takes less than the type of the handler parameter does; else null.
  Slots.@Nullable Slot<?> narrower(int index, ValueShape shape) {
    var slot = slots.get(index);
    return shape.takesSeveral()
            || parameters.get(index).slot().isEmpty()
            || slot.type() == String.class
            || boxed(slot.type()) == boxed(shape.elementType())
        ? null
        : slot;
  }

  /// The type of the values of a slot, as the codecs describe it.
  static TypeUse use(Slots.Slot<?> slot, Json json) {
    return typed(slot, json);
  }

  private static <V> TypeUse typed(Slots.Slot<V> slot, Json json) {
    var models = json.models();
    return models.converters().uses(slot.type(), slot.converter())
        ? models.use(slot.type())
        : models.withConverter(slot.type(), slot.converter()).use(slot.type());
  }

  private static boolean widens(Class<?> from, Class<?> to) {
    return rank(from) > 0 && rank(to) > rank(from);
  }

  private static int rank(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> 1;
      case "long", "Long" -> 2;
      case "BigInteger" -> 3;
      case "BigDecimal" -> 4;
      default -> 0;
    };
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }
}
