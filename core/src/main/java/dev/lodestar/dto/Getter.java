package dev.lodestar.dto;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A field named by a reference to what reads it: `Widget::sku` for a component of a record,
/// `Widget::getSku` for a property. The compiler checks the name, and refactoring renames it.
///
/// Nobody implements this interface. It is [Serializable] because the serialized form of a method
/// reference is the only place where Java says which method it refers to; nothing is ever written
/// anywhere. A lambda expression names no field.
///
/// @param <T> the type that has the field
/// @param <V> the type of the field's value
@FunctionalInterface
public interface Getter<T, V extends @Nullable Object> extends Serializable {

  /// Reads the field.
  ///
  /// @param instance what has the field
  /// @return the value
  V get(T instance);
}
