package dev.lodestar.decode;

import static java.util.Objects.requireNonNull;

import dev.lodestar.constraint.ObjectConstraints;
import dev.lodestar.format.FieldNames;
import dev.lodestar.format.Input;
import dev.lodestar.merge.PartPlan;
import dev.lodestar.merge.PartialObject;
import dev.lodestar.model.ObjectModel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is needed to read an object: its decoder interprets it, or is generated from it.
///
/// @param names the names of the fields, and after them the tag if there is one, or the names that
///   only other variants of a union have
/// @param fields one for each field of the model
/// @param constraints what is checked once the instance is there
/// @param strict whether unknown names are problems
/// @param lastWins whether the last of several values of a field is taken
/// @param absent what [#part] gets for an object without fields, to be copied; null for whole
///   objects
/// @param part what is needed to keep a [PartialObject] instead of an instance; null for whole
///   objects
/// @param untagged whether the names after those of the fields are no tag
public record ReadPlan(
    ObjectModel model,
    FieldNames names,
    List<Field> fields,
    ObjectConstraints constraints,
    boolean strict,
    boolean lastWins,
    @Nullable PartPlan part,
    @Nullable Object @Nullable [] absent,
    boolean untagged) {
  private static final String FOREIGN = "This field belongs to another variant.";

  /// A field.
  ///
  /// @param slot null if the field is not read
  /// @param hidden whether documents are treated as if there was no such field; otherwise the value
  ///   of a field that is not read is skipped
  public record Field(String name, @Nullable Slot slot, boolean hidden) {}

  /// How the field with an index is read. Where the plan and the index are constants, so is the
  /// slot: the just-in-time compiler trusts the fields of records and unmodifiable lists.
  public @Nullable Slot slot(int index) {
    return fields.get(index).slot;
  }

  /// Whether the result is a [PartialObject] instead of an instance.
  public boolean inPart() {
    return part != null;
  }

  /// Skips the value of a name that the object does not have.
  public void skipUnknown(Input in) {
    if (strict) {
      in.unknown();
    } else {
      in.skip();
    }
  }

  /// Skips the value of a field that is not read.
  void skipField(Input in, Field field) {
    if (field.hidden) {
      skipUnknown(in);
    } else {
      in.skip();
    }
  }

  /// Skips the tag, which was read before, or a field that only another variant has.
  ///
  /// @param refuse whether it must not occur here
  /// @return whether it must not occur again
  public boolean skipTag(Input in, boolean refuse) {
    if (untagged) {
      in.note(in.valueStart(), "", "unknown", FOREIGN);
      in.skip();
    } else if (refuse) {
      in.duplicate();
    } else {
      in.skip();
    }
    return !lastWins;
  }

  /// One [ObjectModel#ABSENT] for each field.
  static @Nullable Object[] allAbsent(int fields) {
    var values = new @Nullable Object[fields];
    Arrays.fill(values, ObjectModel.ABSENT);
    return values;
  }

  /// Keeps what was read of an object.
  ///
  /// @param values one for each field; [ObjectModel#ABSENT] for absent ones
  public Object part(@Nullable Object[] values) {
    return PartialObject.of(requireNonNull(part), values);
  }

  /// Makes the instance and checks it as a whole.
  ///
  /// @param where where the object starts
  /// @param values one for each field
  @Nullable Object create(Input in, int where, @Nullable Object[] values) {
    Object instance;
    try {
      instance = model.create(values);
    } catch (RuntimeException refused) {
      in.refused(where, refused);
      return null;
    }
    check(in, where, instance);
    return instance;
  }

  /// Checks an instance as a whole.
  public void check(Input in, int where, Object instance) {
    in.violations(where, "", constraints.check(instance, in.budget()));
  }

  /// Whether there is something to check once the instance is there.
  public boolean hasChecks() {
    return !constraints.isEmpty();
  }

  /// As [#absent(Input, int, int)], for a `byte`, `short` or `int`.
  public int absentInt(Input in, int where, int index) {
    return absent(in, where, index) instanceof Number number ? number.intValue() : 0;
  }

  /// As [#absent(Input, int, int)], for a `long`.
  public long absentLong(Input in, int where, int index) {
    return absent(in, where, index) instanceof Number number ? number.longValue() : 0;
  }

  /// As [#absent(Input, int, int)], for a `double`.
  public double absentDouble(Input in, int where, int index) {
    return absent(in, where, index) instanceof Number number ? number.doubleValue() : 0;
  }

  /// As [#absent(Input, int, int)], for a `float`.
  public float absentFloat(Input in, int where, int index) {
    return absent(in, where, index) instanceof Number number ? number.floatValue() : 0;
  }

  /// As [#absent(Input, int, int)], for a `boolean`.
  public boolean absentBoolean(Input in, int where, int index) {
    return absent(in, where, index) instanceof Boolean value && value;
  }

  /// As [#absent(Input, int, int)], for a text.
  public @Nullable String absentText(Input in, int where, int index) {
    return (String) absent(in, where, index);
  }

  /// The value of a parameter of the constructor that takes no field of the model.
  public @Nullable Object hiddenArgument(int index) {
    return model.arguments().get(index).field().use().absentValue();
  }

  /// Whether a field that the document does not have has a value all the same.
  public boolean hasAbsentValue(int index) {
    return model.fields().get(index).use().absentValue() != null;
  }

  /// Notes which fields the document does not have.
  ///
  /// @param first the index of the first of 32 fields
  /// @param left a bit for each of them that was not read and has no value then
  public void missing(Input in, int where, int first, int left) {
    for (int rest = left; rest != 0; rest &= rest - 1) {
      var field = fields.get(first + Integer.numberOfTrailingZeros(rest));
      requireNonNull(field.slot).absent(in, where, field.name);
    }
  }

  /// The value of a field that the document does not have.
  public @Nullable Object absent(Input in, int where, int index) {
    var field = fields.get(index);
    if (part != null) {
      if (field.slot != null && !model.isPartial()) {
        // Only to note what is missing.
        field.slot.absent(in, where, field.name);
      }
      return ObjectModel.ABSENT;
    }
    return field.slot == null
        ? model.fields().get(index).use().absentValue()
        : field.slot.absent(in, where, field.name);
  }
}
