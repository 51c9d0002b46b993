package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A field that a projection adds to an object.
///
/// @param value computes it
record Added(
    String name,
    ResolvedType type,
    List<Annotation> annotations,
    Function<Object, @Nullable Object> value) {

  /// What a field that is added to an object takes over from the type of the object.
  ///
  /// @param models what describes the type of the field
  /// @param naming how its name is written
  /// @param omission when it is left out; null if nothing is said
  record Defaults(Models models, NamingStrategy naming, @Nullable Omission omission) {

    /// @param newNaming null if nothing else is said than before
    Defaults with(Models newModels, @Nullable NamingStrategy newNaming) {
      return new Defaults(newModels, newNaming == null ? naming : newNaming, omission);
    }
  }

  /// Describes the field with its name as it was given.
  ///
  /// @param use its type
  FieldModel field(TypeUse use, Defaults defaults) {
    var omit = FieldMember.find(use.annotations(), Omit.class);
    var omission = omit == null ? defaults.omission() : omit.value();
    var traits = FieldTraits.NONE.marked(Mark.READ_ONLY).omitted(omission);
    var written = defaults.naming().apply(name);
    return new FieldModel(name, written, traits, use, Accessors.computed(value));
  }
}
