package dev.lodestar.merge;

import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.merge.PartPlan.Field;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of an object that were read, or added.
public final class PartialObject implements Partial<Object>, Part {
  private static final Object ABSENT = ObjectModel.ABSENT;

  private final PartPlan plan;

  /// One for each field that documents show, or for each field of the plan.
  private final @Nullable Object[] values;

  /// The instance, where one could be made when the document was read.
  private final @Nullable Object whole;

  private PartialObject(PartPlan plan, @Nullable Object[] values, @Nullable Object whole) {
    this.plan = plan;
    this.values = values;
    this.whole = whole;
  }

  /// Keeps what was read of an object.
  ///
  /// @param values one for each field that is shown, [ObjectModel#ABSENT] for absent ones; belongs
  ///   to the result afterwards
  public static PartialObject of(PartPlan plan, @Nullable Object[] values) {
    return new PartialObject(plan, values, null);
  }

  private static PartialObject empty(PartPlan plan) {
    var values = new @Nullable Object[plan.size()];
    Arrays.fill(values, ABSENT);
    return new PartialObject(plan, values, null);
  }

  /// What describes the object.
  public PartPlan plan() {
    return plan;
  }

  /// The same part with the instance that it makes.
  public PartialObject with(Object instance) {
    return new PartialObject(plan, values, instance);
  }

  @Override
  public ObjectModel model() {
    return plan.model();
  }

  @Nullable Object value(Field field) {
    return field.index() < values.length ? values[field.index()] : ABSENT;
  }

  @Override
  public List<String> present() {
    var present = new ArrayList<String>();
    for (var field : plan.fields()) {
      if (value(field) != ABSENT) {
        present.add(field.javaName());
      }
    }
    return List.copyOf(present);
  }

  @Override
  public boolean isEmpty() {
    for (var value : values) {
      if (value != ABSENT) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isPresent(String path) {
    return find(path) != ABSENT;
  }

  @Override
  public @Nullable Object get(String path) {
    var value = find(path);
    if (value == ABSENT) {
      throw new NoSuchElementException("The field " + path + " is absent.");
    }
    if (value instanceof PartialObject part && part.whole != null) {
      return part.whole;
    }
    return OptionalModel.content(value) instanceof PartialObject part && part.whole != null
        ? Optional.of(part.whole)
        : value;
  }

  private @Nullable Object find(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return value(plan.field(path));
    }
    var field = plan.field(path.substring(0, dot));
    var rest = path.substring(dot + 1);
    var inside = insideOf(field, path);
    var part = part(value(field));
    if (part == null) {
      inside.field(firstOf(rest));
      return ABSENT;
    }
    return part.find(rest);
  }

  private static String firstOf(String path) {
    int dot = path.indexOf('.');
    return dot < 0 ? path : path.substring(0, dot);
  }

  private static @Nullable PartialObject part(@Nullable Object value) {
    if (value instanceof PartialObject part) {
      return part;
    }
    return OptionalModel.content(value) instanceof PartialObject part ? part : null;
  }

  /// The plan of the object in a field, through which a path leads.
  private static PartPlan insideOf(Field field, String path) {
    var merge = merge(field);
    if (merge instanceof Merge.OfOptional optional) {
      merge = optional.content();
    }
    if (merge instanceof Merge.OfObject object) {
      return object.plan();
    }
    throw new IllegalArgumentException(
        "The path "
            + path
            + " leads into the field "
            + field.model().use().path()
            + ", which is no object of which documents give a part. Use the whole field "
            + field.javaName()
            + ".");
  }

  @Override
  public PartialObject with(String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      var field = plan.field(path);
      if (!field.model().writable()) {
        throw new IllegalArgumentException(
            "The field " + path + " has no setter: it cannot be given a value.");
      }
      return with(field, Fit.fitted(path, field.model().use(), value));
    }
    var field = plan.field(path.substring(0, dot));
    var inside = insideOf(field, path);
    var old = value(field);
    var part = part(old);
    if (part == null && old != ABSENT && content(field, old) != null) {
      throw new IllegalArgumentException(
          "The field "
              + field.javaName()
              + " was added as a whole: the path "
              + path
              + " leads into an object of the application. Change that object itself.");
    }
    var begun = part == null ? empty(inside) : part;
    var changed = begun.with(path.substring(dot + 1), value);
    boolean optional = field.model().use().model() instanceof OptionalModel;
    return with(field, optional ? Optional.of(changed) : changed);
  }

  private PartialObject with(Field field, @Nullable Object value) {
    int length = Math.max(values.length, field.index() + 1);
    var copy = Arrays.copyOf(values, length);
    Arrays.fill(copy, values.length, length, ABSENT);
    copy[field.index()] = value;
    return new PartialObject(plan, copy, null);
  }

  private static @Nullable Object content(Field field, @Nullable Object value) {
    return field.model().use().model() instanceof OptionalModel
        ? OptionalModel.content(value)
        : value;
  }

  @Override
  public List<String> changed(Object existing) {
    var changed = new ArrayList<String>();
    for (var field : plan.fields()) {
      var value = value(field);
      if (value != ABSENT) {
        boolean differs =
            !field.model().readable() || merge(field).differs(value, field.model().get(existing));
        if (differs) {
          changed.add(field.javaName());
        }
      }
    }
    return List.copyOf(changed);
  }

  static Merge merge(Field field) {
    return field.given() == null ? Merge.REPLACE : field.given().merge();
  }

  @Override
  public Decoded<Object> create() {
    if (plan.shown().executable().isEmpty()) {
      throw new IllegalStateException(
          "Instances of "
              + plan.shown().typeName()
              + " cannot be made: it has no constructor that is known.");
    }
    var missing = new ArrayList<String>();
    collectMissing("", missing);
    if (!missing.isEmpty()) {
      throw new IllegalStateException(explain(missing));
    }
    var merging = new Merging();
    return merging.complete(created("", merging));
  }

  /// Collects what the constructors need, and neither the document nor the application gave.
  private void collectMissing(String prefix, List<String> missing) {
    for (var field : plan.fields()) {
      var value = value(field);
      var path = prefix + field.javaName();
      if (value == ABSENT && isMissing(field)) {
        missing.add(path);
      }
      var part = value == ABSENT ? null : part(value);
      if (part != null && part.whole == null) {
        part.collectMissing(path + ".", missing);
      }
    }
  }

  static boolean isMissing(Field field) {
    return field.given() == null && field.model().isArgument() && field.model().use().required();
  }

  private String explain(List<String> missing) {
    var additions = new ArrayList<String>();
    for (var path : missing) {
      additions.add("with(\"" + path + "\", value)");
    }
    boolean one = missing.size() == 1;
    return (one ? "The field " : "The fields ")
        + String.join(", ", missing)
        + " of "
        + plan.shown().typeName()
        + (one ? " is" : " are")
        + " required and absent, and documents cannot give "
        + (one ? "it. Add it: " : "them. Add them: ")
        + String.join(", ", additions)
        + ".";
  }

  static @Nullable Object absent(Field field) {
    return field.given() == null ? ABSENT : field.model().use().absentValue();
  }

  /// Makes an instance of the fields that were read, none of which is required and absent. An
  /// exception of the constructor is passed on.
  ///
  /// @return null if documents cannot give all that is needed
  public @Nullable Object instance() {
    var complete = new @Nullable Object[plan.fields().size()];
    for (var field : plan.fields()) {
      var value = value(field);
      complete[field.place()] = value == ABSENT ? absent(field) : get(field.javaName());
      if (isMissing(field) || Part.isOne(complete[field.place()])) {
        return null;
      }
    }
    return plan.model().create(complete);
  }

  /// Makes an instance.
  Outcome created(String pointer, Merging merging) {
    return whole == null ? new Instances(this, merging).created(pointer) : Outcome.now(whole);
  }

  @Override
  public Decoded<Object> applyTo(Object existing) {
    var merging = new Merging();
    return merging.complete(merged(existing, "", merging));
  }

  /// Changes an instance.
  Outcome merged(Object existing, String pointer, Merging merging) {
    return isEmpty()
        ? Outcome.now(existing)
        : new Instances(this, merging).merged(existing, pointer);
  }

  @Override
  public String toString() {
    // Values may be secrets.
    return "Partial " + plan.shown().typeName() + present();
  }
}
