package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the annotations of a field that say how it appears outside of Java.
final class FieldAnnotations {
  private FieldAnnotations() {}

  /// The name that an annotation gives; null if none does.
  static @Nullable String name(List<Annotation> annotations, Modeler modeler) {
    var name = FieldMember.find(annotations, Name.class);
    if (name != null && !name.value().isEmpty()) {
      return name.value();
    }
    for (var annotation : annotations) {
      var given = modeler.isJackson(annotation) ? JacksonAnnotations.fieldName(annotation) : null;
      if (given != null) {
        return given;
      }
    }
    return null;
  }

  /// @param start what is known of the field, which annotations may change
  static FieldTraits traits(
      FieldTraits start, List<Annotation> annotations, Place place, Modeler modeler) {
    var traits = start;
    for (var annotation : annotations) {
      if (modeler.isJackson(annotation)) {
        traits = JacksonAnnotations.field(traits, annotation, place, modeler);
      }
    }
    int marks = 0;
    for (var annotation : annotations) {
      var type = annotation.annotationType();
      if (type == Name.class) {
        var name = (Name) annotation;
        var aliases = name.aliases().length == 0 ? traits.aliases() : List.of(name.aliases());
        traits = traits.renamed(name.value().isEmpty() ? traits.name() : name.value());
        traits = traits.aliased(aliases);
      } else if (type == Omit.class) {
        traits = traits.omitted(((Omit) annotation).value());
      } else if (type == ReadOnly.class) {
        traits = traits.marked(Mark.READ_ONLY);
        marks++;
      } else if (type == WriteOnly.class) {
        traits = traits.marked(Mark.WRITE_ONLY);
        marks++;
      } else if (type == Private.class) {
        traits = traits.marked(Mark.PRIVATE);
        marks++;
      }
    }
    if (marks > 1) {
      modeler.problem(
          place,
          "The field has more than one of @ReadOnly, @WriteOnly and @Private.",
          "Keep one; @Private is neither read nor written.");
    }
    return traits;
  }
}
