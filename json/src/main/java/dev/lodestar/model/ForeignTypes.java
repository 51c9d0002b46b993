package dev.lodestar.model;

import java.lang.reflect.Type;

/// Types whose values another library reads and writes, so that their fields need no description.
///
/// Where such a type stands inside of one that is described, its values are exchanged as trees: of
/// `Map`, `List`, `String`, `Boolean`, numbers and null. Implementations must be thread-safe.
public interface ForeignTypes {

  /// Tells whether a class is one of these types. Not asked for classes with a converter or
  /// mapping, nor for `Object`, `byte[]`, optionals, arrays and the collections and maps that
  /// [Models] knows.
  ///
  /// @param type a class
  /// @return true if the other library takes care of it
  boolean contains(Class<?> type);

  /// Turns a value into a tree.
  ///
  /// @param value a value of one of these types
  /// @return the tree
  Object toTree(Object value);

  /// Turns a tree into a value.
  ///
  /// @param tree the tree, not null
  /// @param type the type of the value with its generics
  /// @return the value
  /// @throws IllegalArgumentException if the tree stands for no value of the type; its message is
  ///   told to the client
  Object fromTree(Object tree, Type type);
}
