package dev.lodestar.dto;

import dev.lodestar.codec.Partial;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The fields that were sent, and who is told if nothing can be made of them. Immutable, if the
/// values are.
///
/// @param <T> the type that has the fields
record Sent<T>(Partial<T> fields, Audience audience) {

  String nameOf(Getter<T, ?> field) {
    return GetterFields.nameOf(field, fields.model());
  }

  boolean isPresent(Getter<T, ?> field) {
    return fields.isPresent(nameOf(field));
  }

  /// The value of a field that is present.
  ///
  /// @throws IllegalStateException if only a part of it is known
  @SuppressWarnings({"unchecked", "NullAway"}) // the getter reads what the field holds
  <V extends @Nullable Object> V value(Getter<T, V> field) {
    var name = nameOf(field);
    var value = fields.get(name);
    mustBeWhole(name, value);
    return (V) value;
  }

  private static void mustBeWhole(String name, @Nullable Object value) {
    if (Parts.of(value) != null) {
      throw new IllegalStateException(
          "Of the field "
              + name
              + " only a part was sent, so it has no value before it is merged. Ask for part(…), or"
              + " apply the patch first.");
    }
  }

  /// What was sent of an object inside that is merged; null if there is no such thing.
  <V> @Nullable Sent<V> part(Getter<T, ?> field) {
    var name = nameOf(field);
    if (!fields.isPresent(name)) {
      return null;
    }
    @SuppressWarnings("unchecked") // the part is one of the field's class
    var part = (Partial<V>) Parts.of(fields.get(name));
    return part == null ? null : new Sent<>(part, audience.inside(name));
  }

  <V extends @Nullable Object> void ifPresent(Getter<T, V> field, Consumer<? super V> action) {
    if (isPresent(field)) {
      action.accept(value(field));
    }
  }

  <V extends @Nullable Object> Sent<T> with(Getter<T, V> field, V value) {
    return with(nameOf(field), value);
  }

  Sent<T> with(String path, @Nullable Object value) {
    return new Sent<>(fields.with(path, value), audience);
  }
}
