package dev.lodestar.merge;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.constraint.Violation;
import dev.lodestar.merge.PartPlan.Field;
import dev.lodestar.model.ObjectModel;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Makes an instance of a part, or changes one by it.
final class Instances {
  private static final Object ABSENT = ObjectModel.ABSENT;

  private final PartialObject part;
  private final PartPlan plan;
  private final Merging merging;

  Instances(PartialObject part, Merging merging) {
    this.part = part;
    this.plan = part.plan();
    this.merging = merging;
  }

  /// Makes an instance.
  Outcome created(String pointer) {
    if (plan.shown().executable().isEmpty()) {
      noteImpossible(pointer);
      return Outcome.now(null);
    }
    int before = merging.count();
    var complete = new @Nullable Object[plan.fields().size()];
    for (var field : plan.fields()) {
      var value = part.value(field);
      if (value != ABSENT) {
        complete[field.place()] = resolved(field, null, pointer).get();
      } else {
        complete[field.place()] = PartialObject.absent(field);
        noteMissing(field, pointer);
      }
    }
    return Outcome.now(merging.count() == before ? made(complete, pointer) : null);
  }

  private void noteMissing(Field field, String pointer) {
    var given = field.given();
    if (given != null && field.model().use().required()) {
      merging.note(
          new DecodeProblem(
              pointer + Violation.step(field.name()),
              "required",
              given.expected(),
              "nothing",
              "The field is required: expected " + given.expected() + "."));
    } else if (PartialObject.isMissing(field)) {
      noteImpossible(pointer);
    }
  }

  private void noteImpossible(String pointer) {
    merging.note(
        DecodeProblem.of(
            Violation.of(
                pointer,
                "invalid",
                "There is nothing here to change, and a document cannot give all that is"
                    + " needed.")));
  }

  /// Makes an instance of all values and checks it as a whole.
  private @Nullable Object made(@Nullable Object[] complete, String pointer) {
    Object instance;
    try {
      instance = plan.model().create(complete);
    } catch (RuntimeException refused) {
      merging.refused(refused, pointer);
      return null;
    }
    merging.violations(plan.constraints().check(instance, merging.budget()), pointer);
    return instance;
  }

  /// Changes an instance.
  Outcome merged(Object existing, String pointer) {
    int before = merging.count();
    var merged = new @Nullable Object[plan.fields().size()];
    var later = new @Nullable Outcome[merged.length];
    boolean waits = plan.changesInPlace();
    for (var field : plan.fields()) {
      var value = part.value(field);
      if (value == ABSENT || !isPart(field, value)) {
        merged[field.place()] = value;
        continue;
      }
      var outcome = resolved(field, existing, pointer);
      if (outcome.isLater()) {
        later[field.place()] = outcome;
        waits = true;
      } else {
        merged[field.place()] = outcome.get();
      }
    }
    if (merging.count() != before) {
      return Outcome.now(null);
    }
    return waits
        ? Outcome.later(() -> applied(existing, merged, later, pointer))
        : Outcome.now(applied(existing, merged, later, pointer));
  }

  private static boolean isPart(Field field, @Nullable Object value) {
    return PartialObject.merge(field) != Merge.REPLACE && Part.isOne(value);
  }

  /// A value that is present; one that is a part itself is completed.
  ///
  /// @param parent the instance that is changed; null if there is none
  private Outcome resolved(Field field, @Nullable Object parent, String pointer) {
    var value = part.value(field);
    var given = field.given();
    if (given == null || !isPart(field, value)) {
      return Outcome.now(value);
    }
    var inside = pointer + Violation.step(field.name());
    var old = parent == null || !field.model().readable() ? null : field.model().get(parent);
    var outcome = given.merge().merge(value, old, inside, merging);
    return Merge.checked(outcome, given.constraints(), inside, merging);
  }

  /// @param merged the values of all fields; absent ones keep their value
  /// @param later what the values of some become
  private @Nullable Object applied(
      Object existing, @Nullable Object[] merged, @Nullable Outcome[] later, String pointer) {
    int before = merging.count();
    for (int i = 0; i < merged.length; i++) {
      var outcome = later[i];
      if (outcome != null) {
        merged[i] = outcome.get();
      }
    }
    if (merging.count() != before) {
      return null;
    }
    var result =
        plan.changesInPlace()
            ? changedInPlace(existing, merged, pointer)
            : madeAnew(existing, merged, pointer);
    if (result != null) {
      merging.violations(plan.constraints().check(result, merging.budget()), pointer);
    }
    return result;
  }

  private @Nullable Object changedInPlace(
      Object existing, @Nullable Object[] merged, String pointer) {
    var changing = new ArrayList<Field>();
    for (var field : plan.fields()) {
      // An object that was changed in place is there already.
      boolean isThere =
          Part.isOne(part.value(field))
              && field.model().readable()
              && merged[field.place()] == field.model().get(existing);
      if (merged[field.place()] != ABSENT && !isThere) {
        changing.add(field);
      }
    }
    merging.journal().remember(changing, existing);
    try {
      for (var field : changing) {
        field.model().set(existing, merged[field.place()]);
      }
      return existing;
    } catch (RuntimeException refused) {
      merging.refused(refused, pointer);
      return null;
    }
  }

  private @Nullable Object madeAnew(Object existing, @Nullable Object[] merged, String pointer) {
    // What is kept is read first: a getter that fails is no mistake of the document.
    for (var field : plan.fields()) {
      var model = field.model();
      boolean copied = model.isArgument() || (model.writable() && model.readable());
      if (merged[field.place()] == ABSENT && copied) {
        merged[field.place()] = field.model().get(existing);
      }
    }
    try {
      return plan.model().merge(existing, merged);
    } catch (RuntimeException refused) {
      merging.refused(refused, pointer);
      return null;
    }
  }
}
