package dev.lodestar.merge;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// All that is needed to keep a part of an object, and to change instances by it. Made once for a
/// type as documents show it.
public final class PartPlan {
  private final ObjectModel shown;
  private final ObjectConstraints constraints;

  // Set once, before a document is read: an object may contain itself.
  private List<Field> fields = List.of();
  private List<Field> ordered = List.of();
  private Map<String, Field> byName = Map.of();

  /// A field of the class.
  ///
  /// @param index its place among the values of a part: first come the fields that documents show,
  ///   in their order, then the others
  /// @param place its place among the fields of the class; -1 if it is computed
  /// @param model the field with all that the class says of it
  /// @param name its name in documents
  /// @param given null if documents cannot give it
  /// @param backing where a setter keeps the value; null if nobody knows
  record Field(
      int index,
      int place,
      FieldModel model,
      String name,
      @Nullable Given given,
      @Nullable Backing backing) {
    String javaName() {
      return model.javaName();
    }
  }

  /// What is to be known of a field that documents can give.
  ///
  /// @param expected what its type accepts
  /// @param constraints those at its place
  public record Given(String expected, Constraints constraints, Merge merge) {}

  /// Begins a plan.
  ///
  /// @param shown the object as documents show it
  /// @param constraints those on the object as a whole
  public PartPlan(ObjectModel shown, ObjectConstraints constraints) {
    this.shown = shown;
    this.constraints = constraints;
  }

  /// Completes the plan.
  ///
  /// @param given one for each field that is shown; null for those that documents cannot give
  public void complete(List<? extends @Nullable Given> given) {
    var all = new ArrayList<Field>();
    var names = new HashMap<String, Field>();
    for (int i = 0; i < given.size(); i++) {
      var field = shown.fields().get(i);
      all.add(field(i, field, given.get(i)));
      names.put(field.javaName(), all.getLast());
    }
    for (var field : model().fields()) {
      if (!names.containsKey(field.javaName())) {
        all.add(field(all.size(), field, null));
        names.put(field.javaName(), all.getLast());
      }
    }
    var sorted = new ArrayList<>(all);
    sorted.removeIf(field -> field.place < 0);
    sorted.sort(Comparator.comparingInt(Field::place));
    fields = List.copyOf(all);
    ordered = List.copyOf(sorted);
    names.values().removeIf(field -> field.place < 0);
    byName = Map.copyOf(names);
  }

  private Field field(int index, FieldModel field, @Nullable Given given) {
    var all = model().fields();
    for (int place = 0; place < all.size(); place++) {
      if (all.get(place).javaName().equals(field.javaName())) {
        var model = all.get(place);
        return new Field(index, place, model, field.name(), given, Backing.of(model));
      }
    }
    return new Field(index, -1, field, field.name(), null, null);
  }

  /// The class with all of its fields.
  ObjectModel model() {
    return shown.origin();
  }

  /// The object as documents show it.
  public ObjectModel shown() {
    return shown;
  }

  /// The constraints on the object as a whole.
  public ObjectConstraints constraints() {
    return constraints;
  }

  /// How many values a part has at most.
  int size() {
    return fields.size();
  }

  /// The fields of the class in their order.
  List<Field> fields() {
    return ordered;
  }

  /// Whether instances are changed in place, and not made anew.
  boolean changesInPlace() {
    return shown.arguments().isEmpty();
  }

  Field field(String javaName) {
    var field = byName.get(javaName);
    if (field != null) {
      return field;
    }
    var names = ordered.stream().map(Field::javaName).toList();
    throw new IllegalArgumentException(
        "There is no field \""
            + javaName
            + "\" in "
            + shown.typeName()
            + ". "
            + Suggestions.closest(javaName, names)
                .map(name -> "Did you mean \"" + name + "\"? ")
                .orElse("")
            + "Its fields are "
            + String.join(", ", names)
            + ".");
  }
}
