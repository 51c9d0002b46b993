package dev.lodestar.schema;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ObjectModel;
import java.util.Optional;

/// Says in prose what types, fields and constants are, where [dev.lodestar.model.Doc] does not: doc
/// comments, for instance. What `@Doc` says always wins.
///
/// Texts are CommonMark. An implementation is asked when schemas are made, as often as a type
/// occurs.
public interface TypeDescriptions {

  /// Describes a class, record, enum or sealed type.
  ///
  /// @param type the type
  /// @return one or more sentences; empty if there is nothing to say
  default Optional<String> type(Class<?> type) {
    return Optional.empty();
  }

  /// Describes a field of an object.
  ///
  /// @param owner the object
  /// @param field one of its fields, computed ones included
  /// @return one or more sentences; empty if there is nothing to say
  default Optional<String> field(ObjectModel owner, FieldModel field) {
    return Optional.empty();
  }

  /// Describes a constant of an enum.
  ///
  /// @param constant the constant
  /// @return one or more sentences; empty if there is nothing to say
  default Optional<String> constant(Enum<?> constant) {
    return Optional.empty();
  }

  /// Describes nothing.
  ///
  /// @return an instance that always answers empty
  static TypeDescriptions none() {
    return new TypeDescriptions() {};
  }
}
