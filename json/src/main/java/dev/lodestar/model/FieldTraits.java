package dev.lodestar.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the annotations of a field say about its appearance outside of Java.
///
/// @param name the name outside; null if nothing is said
/// @param aliases further names when reading
/// @param omission when the field is left out; null if nothing is said
record FieldTraits(
    @Nullable String name, List<String> aliases, Mark mark, @Nullable Omission omission) {

  static final FieldTraits NONE = new FieldTraits(null, List.of(), Mark.NONE, null);

  FieldTraits renamed(String newName) {
    return new FieldTraits(newName, aliases, mark, omission);
  }

  FieldTraits aliased(List<String> newAliases) {
    return new FieldTraits(name, newAliases, mark, omission);
  }

  FieldTraits marked(Mark newMark) {
    return new FieldTraits(name, aliases, newMark, omission);
  }

  FieldTraits omitted(@Nullable Omission newOmission) {
    return new FieldTraits(name, aliases, mark, newOmission);
  }
}
