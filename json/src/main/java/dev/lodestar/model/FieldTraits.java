package dev.lodestar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the annotations of a field say about its appearance outside of Java.
///
/// @param name the name outside; null if nothing is said
/// @param aliases further names when reading
/// @param omission when the field is left out; null if nothing is said
/// @param lazy whether the value is only loaded when somebody asks for it: the field is left out
///   unless a projection names it
/// @param key whether the value identifies the object, so that no change of the object changes it
record FieldTraits(
    @Nullable String name,
    List<String> aliases,
    Mark mark,
    @Nullable Omission omission,
    boolean lazy,
    boolean key) {

  static final FieldTraits NONE = new FieldTraits(null, List.of(), Mark.NONE, null, false, false);

  FieldTraits renamed(@Nullable String newName) {
    return new FieldTraits(newName, aliases, mark, omission, lazy, key);
  }

  FieldTraits aliased(List<String> newAliases) {
    return new FieldTraits(name, newAliases, mark, omission, lazy, key);
  }

  /// A mark that somebody chose says all about the directions of the field.
  FieldTraits marked(Mark newMark) {
    return new FieldTraits(name, aliases, newMark, omission, lazy, false);
  }

  FieldTraits omitted(@Nullable Omission newOmission) {
    return new FieldTraits(name, aliases, mark, newOmission, lazy, key);
  }

  FieldTraits lazy(boolean newLazy) {
    return new FieldTraits(name, aliases, mark, omission, newLazy, key);
  }

  FieldTraits key(boolean newKey) {
    return new FieldTraits(name, aliases, mark, omission, lazy, newKey);
  }
}
