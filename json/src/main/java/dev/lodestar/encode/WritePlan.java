package dev.lodestar.encode;

import static java.util.Objects.requireNonNull;

import dev.lodestar.format.Output;
import dev.lodestar.format.Word;
import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All that is needed to write an object: its encoder interprets it, or is generated from it.
///
/// @param fields what is written, in this order
/// @param tag what tells the variant of a union; null for other objects
public record WritePlan(ObjectModel model, List<Field> fields, @Nullable Tag tag) {

  /// A field.
  ///
  /// @param optional whether the value is an `Optional`, left out if it is empty
  /// @param omitNull whether the field is left out if the value is null
  /// @param omitEmpty whether the field is also left out if the value is empty
  /// @param encoder writes the value, for an `Optional` what is inside
  /// @param computation what computes the value; null where it is read
  public record Field(
      FieldModel model,
      Word name,
      boolean optional,
      boolean omitNull,
      boolean omitEmpty,
      Encoder encoder,
      @Nullable Function<Object, @Nullable Object> computation) {

    /// Computes the value for an instance of the object.
    public @Nullable Object computed(Object instance) {
      return requireNonNull(computation).apply(instance);
    }

    /// Whether the value is a text, number or boolean that the output takes as it is.
    public boolean isPlain() {
      return !optional
          && !omitEmpty
          && (encoder instanceof SimpleEncoders.TextEncoder
              || encoder instanceof SimpleEncoders.IntegerEncoder
              || encoder instanceof SimpleEncoders.DoubleEncoder
              || encoder instanceof SimpleEncoders.FloatEncoder
              || encoder instanceof SimpleEncoders.BooleanEncoder);
    }
  }

  /// The first field of a variant.
  public record Tag(Word name, Word variant) {
    /// Writes it.
    void write(Output out) {
      out.name(name);
      out.word(variant);
    }
  }

  /// The field with an index. Where the plan and the index are constants, so is all that is in the
  /// field: the just-in-time compiler trusts the fields of records and unmodifiable lists.
  public Field field(int index) {
    return fields.get(index);
  }

  /// The name of a field, see [#field].
  public Word name(int index) {
    return fields.get(index).name;
  }

  /// Writes the tag, which is there.
  public void writeTag(Output out) {
    requireNonNull(tag).write(out);
  }

  /// The most fields that an object has.
  public int size() {
    return fields.size() + (tag == null ? 0 : 1);
  }

  /// Writes a field. The parameters have the order in which generated code comes to know them.
  public static void writeField(@Nullable Object value, Field field, Output out) {
    out.name(field.name);
    if (value == null) {
      out.nothing();
    } else {
      field.encoder.write(out, value);
    }
  }

  /// Writes a field, unless its value is null.
  public static void writePresent(@Nullable Object value, Field field, Output out) {
    if (value != null) {
      out.name(field.name);
      field.encoder.write(out, value);
    }
  }

  /// The value; null if it is an empty text, collection, map or array.
  public static @Nullable Object filled(@Nullable Object value) {
    boolean empty =
        (value instanceof CharSequence text && text.isEmpty())
            || (value instanceof Collection<?> collection && collection.isEmpty())
            || (value instanceof Map<?, ?> map && map.isEmpty())
            || (value != null && value.getClass().isArray() && Array.getLength(value) == 0);
    return empty ? null : value;
  }
}
