package dev.lodestar.constraint;

import jakarta.validation.OverridesAttribute;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The constraints that a constraint is composed of: those on its annotation type, with the
/// attributes that it overrides.
final class Composition {
  private final Annotation composed;
  private final List<Annotation> parts = new ArrayList<>();
  private final List<Map<String, Object>> changes = new ArrayList<>();

  private Composition(Annotation composed) {
    this.composed = composed;
  }

  /// Lists the parts in the order of their declaration.
  ///
  /// @throws Unfit if an attribute overrides something that is not there
  static List<Annotation> parts(Annotation composed) {
    var composition = new Composition(composed);
    for (var annotation : composed.annotationType().getDeclaredAnnotations()) {
      composition.parts.addAll(Attributes.constraints(annotation));
    }
    return composition.parts.isEmpty() ? List.of() : composition.overridden();
  }

  private List<Annotation> overridden() {
    for (int i = 0; i < parts.size(); i++) {
      changes.add(new HashMap<>());
    }
    for (var attribute : composed.annotationType().getDeclaredMethods()) {
      for (var override : attribute.getAnnotationsByType(OverridesAttribute.class)) {
        override(attribute, override);
      }
    }
    var result = new ArrayList<Annotation>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      var changed = changes.get(i);
      result.add(changed.isEmpty() ? parts.get(i) : Attributes.with(parts.get(i), changed));
    }
    return result;
  }

  private void override(Method attribute, OverridesAttribute override) {
    var name = override.name().isEmpty() ? attribute.getName() : override.name();
    changes
        .get(target(attribute, override))
        .put(checked(attribute, override.constraint(), name), Attributes.read(composed, attribute));
  }

  private String checked(Method attribute, Class<? extends Annotation> constraint, String name) {
    for (var method : constraint.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getReturnType() == attribute.getReturnType()) {
        return name;
      }
    }
    throw new Unfit(
        label(attribute)
            + " overrides the attribute "
            + name
            + " of @"
            + constraint.getSimpleName()
            + ", which has none of this name and type.",
        "Correct the name in @OverridesAttribute, or the type of the attribute.");
  }

  private int target(Method attribute, OverridesAttribute override) {
    var indexes = new ArrayList<Integer>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).annotationType() == override.constraint()) {
        indexes.add(i);
      }
    }
    int wanted = override.constraintIndex();
    if (wanted < 0 && indexes.size() == 1) {
      return indexes.getFirst();
    }
    if (wanted >= 0 && wanted < indexes.size()) {
      return indexes.get(wanted);
    }
    throw new Unfit(
        label(attribute)
            + " overrides an attribute of @"
            + override.constraint().getSimpleName()
            + (wanted < 0 ? "" : " number " + wanted)
            + ", but the constraint is composed of "
            + indexes.size()
            + " such constraints.",
        indexes.size() > 1 && wanted < 0
            ? "Say which one with constraintIndex, from 0."
            : "Put that constraint on the annotation, or remove @OverridesAttribute.");
  }

  private String label(Method attribute) {
    return "The attribute "
        + attribute.getName()
        + " of @"
        + composed.annotationType().getSimpleName();
  }
}
