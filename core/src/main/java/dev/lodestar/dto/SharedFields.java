package dev.lodestar.dto;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.UnionModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares what clients may send of a type with what they may see of it, and finds what is not
/// both. Serves one type.
final class SharedFields {
  private final List<String> hidden = new ArrayList<>();

  /// The models around the one that is looked at: a type may contain itself.
  private final Set<TypeModel> around = Collections.newSetFromMap(new IdentityHashMap<>());

  /// The paths of the fields that a client may not see, or that cannot be made again of what it
  /// sees. Fields that it may see and not send are none of these.
  ///
  /// @param read what clients may send
  /// @param written what clients may see
  List<String> hidden(ObjectModel read, TypeModel written) {
    collect(read, written, "");
    return List.copyOf(hidden);
  }

  /// Whether anything is left of an object.
  private boolean collect(ObjectModel read, TypeModel written, String place) {
    var left = false;
    around.add(read);
    for (var field : read.fields()) {
      var path = place.isEmpty() ? field.javaName() : place + "." + field.javaName();
      var seen = written instanceof ObjectModel object ? find(object, field) : null;
      if (!isSeen(field) || seen == null || !isSeen(seen)) {
        hidden.add(path);
      } else {
        left |= inside(contentOf(field), contentOf(seen), path);
      }
    }
    around.remove(read);
    return left;
  }

  /// A computed field is another one in each direction.
  private static boolean isSeen(FieldModel field) {
    return field.encoded() && field.computation().isEmpty();
  }

  private static @Nullable FieldModel find(ObjectModel model, FieldModel field) {
    for (var each : model.fields()) {
      if (each.javaName().equals(field.javaName())) {
        return each;
      }
    }
    return null;
  }

  private static TypeModel contentOf(FieldModel field) {
    return OptionalModel.inside(field.use().model());
  }

  /// Whether anything is left of what a field holds.
  private boolean inside(TypeModel read, TypeModel written, String path) {
    if (read instanceof ObjectModel object && !around.contains(object)) {
      var before = hidden.size();
      if (collect(object, written, path)) {
        return true;
      }
      hidden.subList(before, hidden.size()).clear();
    } else if (isWhole(read, written)) {
      return true;
    }
    hidden.add(path);
    return false;
  }

  /// Whether a value can be made again of what a client sees of it.
  private boolean isWhole(TypeModel read, TypeModel written) {
    return switch (read) {
      case ObjectModel object -> written instanceof ObjectModel other && isWhole(object, other);
      case ListModel list ->
          written instanceof ListModel other
              && isWhole(list.element().model(), other.element().model());
      case MapModel map ->
          written instanceof MapModel other && isWhole(map.value().model(), other.value().model());
      case OptionalModel optional ->
          written instanceof OptionalModel other
              && isWhole(optional.value().model(), other.value().model());
      case MappedModel mapped ->
          written instanceof MappedModel other
              && isWhole(mapped.target().model(), other.target().model());
      case UnionModel union -> written instanceof UnionModel other && isWhole(union, other);
      default -> true;
    };
  }

  private boolean isWhole(UnionModel read, UnionModel written) {
    if (!around.add(read)) {
      return true;
    }
    try {
      var variants = written.variants();
      if (variants.size() != read.variants().size()) {
        return false;
      }
      for (var i = 0; i < variants.size(); i++) {
        if (!isWhole(read.variants().get(i).model(), variants.get(i).model())) {
          return false;
        }
      }
      return true;
    } finally {
      around.remove(read);
    }
  }

  private boolean isWhole(ObjectModel read, ObjectModel written) {
    if (!around.add(read)) {
      return true;
    }
    try {
      return fieldsAreWhole(read, written);
    } finally {
      around.remove(read);
    }
  }

  private boolean fieldsAreWhole(ObjectModel read, ObjectModel written) {
    for (var field : read.origin().fields()) {
      var sent = find(read, field);
      var seen = find(written, field);
      var isDerived = !field.writable();
      if (isDerived) {
        if (sent != null && (seen == null || !isSeen(seen))) {
          return false;
        }
      } else if (sent == null
          || !sent.decoded()
          || !isSeen(sent)
          || seen == null
          || !isSeen(seen)
          || !isWhole(contentOf(sent), contentOf(seen))) {
        return false;
      }
    }
    return true;
  }
}
