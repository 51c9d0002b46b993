package dev.lodestar.decode;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.codec.Partial;
import dev.lodestar.constraint.Violation;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.suggest.Suggestions;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of an object that were read.
final class PartialObject implements Partial<Object> {
  private static final Object ABSENT = ObjectModel.ABSENT;

  private final ReadPlan plan;
  private final ObjectModel model;

  /// One for each field of the model.
  private final @Nullable Object[] values;

  private PartialObject(ReadPlan plan, @Nullable Object[] values) {
    this.plan = plan;
    this.model = plan.model().origin();
    this.values = values;
  }

  /// @param read one value for each field of the plan; belongs to the result afterwards
  static PartialObject of(ReadPlan plan, @Nullable Object[] read) {
    var all = plan.model().origin().fields();
    var shown = plan.model().fields();
    boolean computes = !shown.isEmpty() && shown.getLast().computation().isPresent();
    if (shown.size() == all.size() && !computes) {
      return new PartialObject(plan, read);
    }
    var values = new @Nullable Object[all.size()];
    // A projection keeps the order of the fields.
    int next = 0;
    for (int i = 0; i < values.length; i++) {
      boolean isShown =
          next < read.length && shown.get(next).javaName().equals(all.get(i).javaName());
      values[i] = isShown ? read[next++] : ABSENT;
    }
    return new PartialObject(plan, values);
  }

  @Override
  public ObjectModel model() {
    return model;
  }

  @Override
  public List<String> present() {
    var present = new ArrayList<String>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != ABSENT) {
        present.add(model.fields().get(i).javaName());
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
    return found(path) != ABSENT;
  }

  @Override
  public @Nullable Object get(String path) {
    var value = found(path);
    if (value == ABSENT) {
      throw new NoSuchElementException("The field " + path + " is absent.");
    }
    return value;
  }

  private @Nullable Object found(String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return values[index(path)];
    }
    var part = part(values[index(path.substring(0, dot))]);
    return part == null ? ABSENT : part.found(path.substring(dot + 1));
  }

  private static @Nullable PartialObject part(@Nullable Object value) {
    var content = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    return content instanceof PartialObject part ? part : null;
  }

  @Override
  public List<String> changed(Object existing) {
    var changed = new ArrayList<String>();
    for (int i = 0; i < values.length; i++) {
      var field = model.fields().get(i);
      if (values[i] != ABSENT && (!field.readable() || differs(values[i], field.get(existing)))) {
        changed.add(field.javaName());
      }
    }
    return List.copyOf(changed);
  }

  private static boolean differs(@Nullable Object value, @Nullable Object old) {
    var part = part(value);
    var before = old instanceof Optional<?> optional ? optional.orElse(null) : old;
    return (part == null || before == null)
        ? !Objects.deepEquals(value, old)
        : !part.changed(before).isEmpty();
  }

  @Override
  public Partial<Object> with(String path, @Nullable Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      return with(index(path), path, value);
    }
    int outer = index(path.substring(0, dot));
    var part = part(values[outer]);
    if (part == null) {
      throw new IllegalArgumentException("There is no part of an object at " + path + ".");
    }
    var inner = part.with(path.substring(dot + 1), value);
    var copy = values.clone();
    copy[outer] = values[outer] instanceof Optional<?> ? Optional.of(inner) : inner;
    return new PartialObject(plan, copy);
  }

  private Partial<Object> with(int i, String field, @Nullable Object value) {
    var use = model.fields().get(i).use();
    if (value == null ? !use.nullable() : !fits(value, use.model().rawClass())) {
      throw new IllegalArgumentException(
          "The field "
              + field
              + " cannot be "
              + (value == null ? "null" : "a " + value.getClass().getName())
              + "; expected a "
              + use.type().getTypeName()
              + ".");
    }
    var copy = values.clone();
    copy[i] = value;
    return new PartialObject(plan, copy);
  }

  private static boolean fits(Object value, Class<?> type) {
    return MethodType.methodType(type).wrap().returnType().isInstance(value);
  }

  private int index(String field) {
    var names = new ArrayList<String>();
    for (int i = 0; i < values.length; i++) {
      var name = model.fields().get(i).javaName();
      if (name.equals(field)) {
        return i;
      }
      names.add(name);
    }
    var guess = Suggestions.closest(field, names);
    throw new IllegalArgumentException(
        "There is no field \""
            + field
            + "\" in "
            + model.typeName()
            + ". "
            + guess.map(name -> "Did you mean \"" + name + "\"? ").orElse("")
            + "Its fields are "
            + String.join(", ", names)
            + ".");
  }

  @Override
  public Decoded<Object> create() {
    var problems = new ArrayList<DecodeProblem>();
    return decoded(create("", problems), problems);
  }

  @Override
  public Decoded<Object> applyTo(Object existing) {
    var problems = new ArrayList<DecodeProblem>();
    return decoded(applyTo(existing, "", problems), problems);
  }

  private static Decoded<Object> decoded(@Nullable Object made, List<DecodeProblem> problems) {
    return made == null || !problems.isEmpty()
        ? Decoded.Invalid.of(problems)
        : new Decoded.Valid<>(made);
  }

  private @Nullable Object create(String pointer, List<DecodeProblem> problems) {
    int before = problems.size();
    var complete = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      var field = model.fields().get(i);
      if (values[i] != ABSENT) {
        complete[i] = resolved(i, null, pointer, problems);
      } else if (slot(field) != null) {
        complete[i] = field.use().absentValue();
        if (field.use().required()) {
          problems.add(missing(pointer, i));
        }
      } else {
        complete[i] = ABSENT;
        mustNotBeNeeded(field);
      }
    }
    return problems.size() == before ? made(complete, pointer, problems) : null;
  }

  private static void mustNotBeNeeded(FieldModel field) {
    if (field.isArgument() && field.use().required()) {
      throw new IllegalStateException(
          "The field "
              + field.use().path()
              + " is required and absent, and documents cannot give it. Add it: with(\""
              + field.javaName()
              + "\", value).");
    }
  }

  private DecodeProblem missing(String pointer, int index) {
    var field = model.fields().get(index);
    var shown = shown(field);
    var slot = slot(field);
    var expected = slot == null ? "a value" : slot.decoder().expected();
    return new DecodeProblem(
        pointer + Violation.step(shown == null ? field.name() : shown.name()),
        "required",
        expected,
        "nothing",
        "The field is required: expected " + expected + ".");
  }

  /// Makes an instance of all values and checks it as a whole.
  private @Nullable Object made(
      @Nullable Object[] complete, String pointer, List<DecodeProblem> problems) {
    Object instance;
    try {
      instance = model.create(complete);
    } catch (RuntimeException refused) {
      problems.add(DecodeProblem.of(Violation.refusal(refused).inside(pointer)));
      return null;
    }
    check(instance, pointer, problems);
    return instance;
  }

  private void check(Object instance, String pointer, List<DecodeProblem> problems) {
    for (var violation : plan.constraints().check(instance)) {
      problems.add(DecodeProblem.of(violation.inside(pointer)));
    }
  }

  private @Nullable Object applyTo(Object existing, String pointer, List<DecodeProblem> problems) {
    int before = problems.size();
    var merged = new @Nullable Object[values.length];
    for (int i = 0; i < values.length; i++) {
      merged[i] = values[i] == ABSENT ? ABSENT : resolved(i, existing, pointer, problems);
    }
    if (problems.size() != before) {
      return null;
    }
    try {
      var result = model.merge(existing, merged);
      check(result, pointer, problems);
      return result;
    } catch (RuntimeException refused) {
      problems.add(DecodeProblem.of(Violation.refusal(refused).inside(pointer)));
      return null;
    }
  }

  /// A value that is present; one that is partial itself is completed.
  ///
  /// @param parent the instance that is changed; null if there is none
  private @Nullable Object resolved(
      int index, @Nullable Object parent, String pointer, List<DecodeProblem> problems) {
    var value = values[index];
    var field = model.fields().get(index);
    var content =
        field.use().model() instanceof OptionalModel ? OptionalModel.content(value) : value;
    if (!(content instanceof PartialObject part)) {
      return value;
    }
    var shown = shown(field);
    var inside = pointer + Violation.step(shown == null ? field.name() : shown.name());
    var old = parent == null || !field.readable() ? null : field.get(parent);
    if (field.use().model() instanceof OptionalModel) {
      old = OptionalModel.content(old);
    }
    var whole = old == null ? part.create(inside, problems) : part.applyTo(old, inside, problems);
    if (whole != null && field.use().model() instanceof OptionalModel optional) {
      whole = optional.of(whole);
    }
    var slot = slot(field);
    if (whole != null && slot != null) {
      for (var violation : slot.constraints().check(whole)) {
        problems.add(DecodeProblem.of(violation.inside(inside)));
      }
    }
    return whole;
  }

  /// The field as the projection shows it; null if it does not.
  private @Nullable FieldModel shown(FieldModel field) {
    for (var shown : plan.model().fields()) {
      if (shown.javaName().equals(field.javaName()) && shown.computation().isEmpty()) {
        return shown;
      }
    }
    return null;
  }

  /// What reads the field; null if documents cannot give it.
  private @Nullable Slot slot(FieldModel field) {
    var shown = shown(field);
    return shown == null ? null : plan.fields().get(plan.model().fields().indexOf(shown)).slot();
  }

  @Override
  public String toString() {
    // Values may be secrets.
    return "Partial " + model.typeName() + present();
  }
}
