package dev.lodestar.dto;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.Violation;
import dev.lodestar.jsonpatch.Trees;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Turns a document before and after operations into a document that is to be merged, as far as
/// that can express it: not that a field is to get its default, nor that a map is to be replaced.
/// Those are values to add afterwards. Serves one patch.
final class TreeDifference {
  private final Reading reading;
  private final List<Added> added = new ArrayList<>();
  private final List<DecodeProblem> problems = new ArrayList<>();

  /// Reads the value of a field.
  @FunctionalInterface
  interface Reading {
    Decoded<?> decode(TypeUse use, @Nullable Object tree);
  }

  /// A value to add.
  ///
  /// @param path a path of Java names
  record Added(String path, @Nullable Object value) {}

  TreeDifference(Reading reading) {
    this.reading = reading;
  }

  /// The values to add to what was merged.
  List<Added> added() {
    return added;
  }

  /// The document to merge.
  ///
  /// @param shape what the documents have
  Map<String, @Nullable Object> between(
      ObjectModel shape, Map<?, ?> before, @Nullable Object after) {
    if (after instanceof Map<?, ?> members) {
      return between(shape, before, members, "", "");
    }
    problems.add(
        new DecodeProblem(
            "", "type", "an object", "something else", "The result must be an object."));
    return Map.of();
  }

  private Map<String, @Nullable Object> between(
      ObjectModel shape, Map<?, ?> before, Map<?, ?> after, String place, String pointer) {
    var difference = new LinkedHashMap<String, @Nullable Object>();
    for (var field : shape.fields()) {
      if (field.decoded()) {
        var path = place.isEmpty() ? field.javaName() : place + "." + field.javaName();
        field(field, before, after, path, pointer + Violation.step(field.name()), difference);
      }
    }
    for (var member : after.keySet()) {
      if (member instanceof String name && !knows(shape, name)) {
        difference.put(name, after.get(name)); // for the reader, which ignores or refuses it
      }
    }
    return difference;
  }

  private static boolean knows(ObjectModel shape, String name) {
    for (var field : shape.fields()) {
      if (field.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private void field(
      FieldModel field,
      Map<?, ?> before,
      Map<?, ?> after,
      String path,
      String pointer,
      Map<String, @Nullable Object> difference) {
    var name = field.name();
    var old = before.get(name);
    var value = after.get(name);
    if (!after.containsKey(name)) {
      if (before.containsKey(name)) {
        removed(field.use(), path, pointer);
      }
    } else if (OptionalModel.inside(field.use().model()) instanceof ObjectModel object
        && value instanceof Map<?, ?> members) {
      var existing = old instanceof Map<?, ?> map ? map : Map.of();
      var inside = between(object, existing, members, path, pointer);
      if (!inside.isEmpty() || !(old instanceof Map<?, ?>)) {
        difference.put(name, inside);
      }
    } else if (!before.containsKey(name) || !Trees.equal(old, value)) {
      changed(field, value, path, pointer, difference);
    }
  }

  private void removed(TypeUse use, String path, String pointer) {
    if (use.required()) {
      problems.add(
          new DecodeProblem(pointer, "required", "a value", "nothing", "The field is required."));
    } else {
      added.add(new Added(path, use.absentValue()));
    }
  }

  private void changed(
      FieldModel field,
      @Nullable Object value,
      String path,
      String pointer,
      Map<String, @Nullable Object> difference) {
    var content = OptionalModel.inside(field.use().model());
    if (value == null || !(content instanceof MapModel || content instanceof AnyModel)) {
      difference.put(field.name(), value);
      return;
    }
    switch (reading.decode(field.use(), value)) {
      case Decoded.Valid<?>(var read) -> added.add(new Added(path, read));
      case Decoded.Invalid<?>(var found, var omitted) -> {
        for (var problem : found) {
          problems.add(problem.inside(pointer));
        }
      }
      case Decoded.Malformed<?> broken ->
          problems.add(new DecodeProblem(pointer, "invalid", "", "", broken.message()));
    }
  }

  /// What was read of the document to merge, or everything that is wrong with the result.
  <V> Decoded<V> withProblemsOf(Decoded<V> read) {
    if (problems.isEmpty()) {
      return read;
    }
    var all = new ArrayList<>(problems);
    if (read instanceof Decoded.Invalid<V>(var more, var omitted)) {
      all.addAll(more);
    }
    return Decoded.Invalid.of(all);
  }
}
