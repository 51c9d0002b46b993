package dev.lodestar.merge;

import dev.lodestar.constraint.Constraints;
import dev.lodestar.constraint.Violation;
import dev.lodestar.convert.Converter;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How what a document gave changes the value that is there, for one type.
public sealed interface Merge {
  /// What was sent takes the place of the value.
  Merge REPLACE = new Replace();

  /// What the value becomes.
  ///
  /// @param sent what was read or added
  /// @param old what is there; null if nothing is
  /// @param pointer where the value is in the document
  Outcome merge(@Nullable Object sent, @Nullable Object old, String pointer, Merging merging);

  /// Whether the value would become another one.
  boolean differs(@Nullable Object sent, @Nullable Object old);

  /// Simple values, lists, variants of sealed types.
  record Replace() implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      return Outcome.now(sent);
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      return !Equality.equal(sent, old);
    }
  }

  /// An object is changed, or made if there is none.
  ///
  /// @param plan may be incomplete at first: an object may contain itself
  record OfObject(PartPlan plan) implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      if (!(sent instanceof PartialObject part)) {
        return Outcome.now(sent);
      }
      return old == null ? part.created(pointer, merging) : part.merged(old, pointer, merging);
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      return (sent instanceof PartialObject part && old != null)
          ? !part.changed(old).isEmpty()
          : !Equality.equal(sent, old);
    }
  }

  /// What is inside of an optional value is merged.
  ///
  /// @param constraints those on what is inside
  record OfOptional(OptionalModel model, Merge content, Constraints constraints) implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      var part = OptionalModel.content(sent);
      if (!(part instanceof Part)) {
        return Outcome.now(sent);
      }
      var merged = content.merge(part, OptionalModel.content(old), pointer, merging);
      return checked(merged, constraints, pointer, merging).then(model::of);
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      return content.differs(OptionalModel.content(sent), OptionalModel.content(old));
    }
  }

  /// A map is merged key by key. The one that is there stays as it is.
  ///
  /// @param constraints those on a value
  record OfMap(MapModel model, Merge value, Constraints constraints) implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      if (!(sent instanceof PartialMap changes)) {
        return Outcome.now(sent);
      }
      var entries = new LinkedHashMap<Object, @Nullable Object>();
      if (old instanceof Map<?, ?> before) {
        entries.putAll(before);
      }
      var outcomes = new LinkedHashMap<Object, Outcome>();
      boolean later = false;
      for (var change : changes.entrySet()) {
        var key = change.getKey();
        if (change.getValue() == null) {
          entries.remove(key);
          continue;
        }
        var inside = pointer + Violation.step(text(key));
        var outcome = value.merge(change.getValue(), entries.get(key), inside, merging);
        if (Part.isOne(change.getValue())) {
          outcome = checked(outcome, constraints, inside, merging);
        }
        outcomes.put(key, outcome);
        later |= outcome.isLater();
      }
      return later
          ? Outcome.later(() -> made(entries, outcomes, pointer, merging))
          : Outcome.now(made(entries, outcomes, pointer, merging));
    }

    private String text(Object key) {
      @SuppressWarnings("unchecked") // the converter belongs to the class of the keys
      var converter = (Converter<Object>) model.keyConverter();
      return converter.format(key);
    }

    private @Nullable Object made(
        LinkedHashMap<Object, @Nullable Object> entries,
        Map<Object, Outcome> outcomes,
        String pointer,
        Merging merging) {
      boolean complete = true;
      for (var outcome : outcomes.entrySet()) {
        var made = outcome.getValue().get();
        complete &= made != null;
        entries.put(outcome.getKey(), made);
      }
      try {
        return complete ? model.create(entries) : null;
      } catch (RuntimeException refused) {
        // Keys of the application may fail to be compared.
        merging.refused(refused, pointer);
        return null;
      }
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      if (!(sent instanceof PartialMap changes)) {
        return !Equality.equal(sent, old);
      }
      if (!(old instanceof Map<?, ?> before)) {
        return true;
      }
      for (var change : changes.entrySet()) {
        boolean differs =
            change.getValue() == null
                ? before.containsKey(change.getKey())
                : value.differs(change.getValue(), before.get(change.getKey()));
        if (differs) {
          return true;
        }
      }
      return false;
    }
  }

  /// Values whose type nobody knows are merged as trees.
  record OfTree() implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      return Outcome.now(sent instanceof PartialMap changes ? Trees.merged(changes, old) : sent);
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      var merged = sent instanceof PartialMap changes ? Trees.merged(changes, old) : sent;
      return !Equality.equal(merged, old);
    }
  }

  /// What stands for a value is merged, and becomes the value again.
  ///
  /// @param constraints those on what stands for it
  record OfMapped(MappedModel model, Merge target, Constraints constraints) implements Merge {
    @Override
    public Outcome merge(
        @Nullable Object sent, @Nullable Object old, String pointer, Merging merging) {
      if (!(sent instanceof Part)) {
        return Outcome.now(sent);
      }
      var merged = target.merge(sent, standIn(old), pointer, merging);
      return checked(merged, constraints, pointer, merging)
          .then(standIn -> {
            try {
              return Objects.requireNonNull(model.fromTarget().apply(standIn));
            } catch (RuntimeException refused) {
              merging.refused(refused, pointer);
              return null;
            }
          });
    }

    private @Nullable Object standIn(@Nullable Object value) {
      return value == null ? null : model.toTarget().apply(value);
    }

    @Override
    public boolean differs(@Nullable Object sent, @Nullable Object old) {
      return sent instanceof Part ? target.differs(sent, standIn(old)) : !Equality.equal(sent, old);
    }
  }

  /// Checks the constraints at the place of a value that was merged.
  static Outcome checked(
      Outcome outcome, Constraints constraints, String pointer, Merging merging) {
    if (constraints.isEmpty()) {
      return outcome;
    }
    return outcome.then(value -> {
      merging.violations(constraints.check(value, merging.budget()), pointer);
      return value;
    });
  }
}
