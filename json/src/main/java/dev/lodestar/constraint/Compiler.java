package dev.lodestar.constraint;

import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import jakarta.validation.Constraint;
import jakarta.validation.GroupSequence;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.groups.ConvertGroup;
import jakarta.validation.groups.Default;
import jakarta.validation.valueextraction.Unwrapping;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;

/// Compiles the annotations at one place.
final class Compiler {
  private final Object place;
  private final TypeModel model;
  private final ConstraintSettings settings;
  private final List<ModelProblem> problems;
  private final boolean neverNull;
  private final List<Annotation> effective = new ArrayList<>();
  private boolean builtInOnly = true;

  /// Whether a constraint on an optional value is one of its content.
  private enum Looks {
    INSIDE_IF_PRESENT,
    INSIDE,
    AT_OPTIONAL
  }

  /// @param place where the annotations are, as a text when something is wrong
  /// @param neverNull whether null was refused before
  Compiler(
      Object place,
      TypeModel model,
      ConstraintSettings settings,
      List<ModelProblem> problems,
      boolean neverNull) {
    this.place = place;
    this.model = model;
    this.settings = settings;
    this.problems = problems;
    this.neverNull = neverNull;
  }

  /// Returns the checks in the order of the annotations, those with regular expressions last.
  Check.All compile(List<Annotation> annotations) {
    var checks = new ArrayList<Check>();
    for (var annotation : annotations) {
      if (annotation instanceof ConvertGroup
          || annotation instanceof ConvertGroup.List
          || annotation instanceof GroupSequence) {
        refuseGroups(annotation);
      }
      for (var constraint : Attributes.constraints(annotation)) {
        if (inDefaultGroup(constraint)) {
          add(constraint, checks);
        }
      }
    }
    return Check.All.of(checks);
  }

  /// The constraints that are checked, without those that are composed of others.
  List<Annotation> effective() {
    return List.copyOf(effective);
  }

  /// The constraints on a value, for an optional one on what is inside, that would be checked.
  static List<Annotation> effective(TypeUse use) {
    if (use.annotations().isEmpty()) {
      return List.of();
    }
    var effective = new ArrayList<Annotation>();
    for (var annotation : use.annotations()) {
      for (var constraint : Attributes.constraints(annotation)) {
        if (inDefaultGroup(constraint) && !looksAtOptional(constraint, use.model())) {
          try {
            collect(constraint, List.of(), effective);
          } catch (Unfit wrong) {
            // Whoever compiles it says so.
          }
        }
      }
    }
    return List.copyOf(effective);
  }

  private static boolean looksAtOptional(Annotation constraint, TypeModel model) {
    return model instanceof OptionalModel
        && List.of(Attributes.classes(constraint, "payload")).contains(Unwrapping.Skip.class);
  }

  /// @param outer the composed constraints that this one is a part of
  private static void collect(
      Annotation constraint, List<Class<? extends Annotation>> outer, List<Annotation> effective) {
    var type = constraint.annotationType();
    if (BuiltIns.isBuiltIn(constraint)) {
      effective.add(constraint);
    } else if (!outer.contains(type)) {
      var inner = new ArrayList<>(outer);
      inner.add(type);
      for (var part : Composition.parts(constraint)) {
        collect(part, inner, effective);
      }
      var definition = type.getAnnotation(Constraint.class);
      if (definition != null && definition.validatedBy().length > 0) {
        effective.add(constraint);
      }
    }
  }

  /// What can be said of valid values without running the checks.
  Bounds bounds() {
    return builtInOnly && !(model instanceof OptionalModel)
        ? Bounds.of(effective, model.rawClass())
        : Bounds.UNKNOWN;
  }

  private void refuseGroups(Annotation annotation) {
    problems.add(
        new ModelProblem(
            place.toString(),
            "@" + annotation.annotationType().getSimpleName() + " selects groups of constraints.",
            "Remove it: only the group Default is checked. Check the others in your own code."));
  }

  private void add(Annotation constraint, List<Check> checks) {
    try {
      checks.addAll(checks(constraint, looks(constraint), List.of()));
    } catch (Unfit unfit) {
      problems.add(new ModelProblem(place.toString(), unfit.what(), unfit.fix()));
    }
  }

  private static boolean inDefaultGroup(Annotation constraint) {
    var groups = Attributes.classes(constraint, "groups");
    return groups.length == 0 || List.of(groups).contains(Default.class);
  }

  private Looks looks(Annotation constraint) {
    var payload = List.of(Attributes.classes(constraint, "payload"));
    if (!payload.contains(Unwrapping.Unwrap.class)) {
      return payload.contains(Unwrapping.Skip.class) ? Looks.AT_OPTIONAL : Looks.INSIDE_IF_PRESENT;
    }
    if (!(model instanceof OptionalModel)) {
      throw new Unfit(
          label(constraint) + " is to be unwrapped, but " + typeName() + " is no optional type.",
          "Remove Unwrapping.Unwrap from its payload.");
    }
    return Looks.INSIDE;
  }

  /// @param outer the composed constraints that this one is a part of
  private List<Check> checks(
      Annotation constraint, Looks looks, List<Class<? extends Annotation>> outer) {
    if (BuiltIns.isBuiltIn(constraint)) {
      return builtIn(constraint, looks);
    }
    var type = constraint.annotationType();
    if (outer.contains(type)) {
      throw new Unfit(
          label(constraint) + " is composed of itself.", "Remove it from its own annotations.");
    }
    var inner = new ArrayList<>(outer);
    inner.add(type);
    var parts = Composition.parts(constraint);
    var checks = new ArrayList<Check>();
    for (var part : parts) {
      checks.addAll(checks(part, looks, inner));
    }
    var definition = type.getAnnotation(Constraint.class);
    if (definition != null && definition.validatedBy().length > 0) {
      checks.add(custom(constraint, definition, looks));
    } else if (parts.isEmpty()) {
      throw new Unfit(
          label(constraint) + " names no validator and is composed of no constraints.",
          "Name one in @Constraint(validatedBy = …), or put constraints on the annotation.");
    }
    return type.isAnnotationPresent(ReportAsSingleViolation.class) && !checks.isEmpty()
        ? List.of(single(constraint, checks))
        : checks;
  }

  private Check single(Annotation constraint, List<Check> checks) {
    var message = Template.of(constraint, settings.messages());
    message.verify();
    var code = constraint.annotationType().getSimpleName();
    return new Check.Single(Check.All.of(checks), List.of(new Violation("", code, message)));
  }

  private List<Check> builtIn(Annotation constraint, Looks looks) {
    effective.add(constraint);
    if (!(model instanceof OptionalModel optional)) {
      var checks = BuiltIns.checks(constraint, model.rawClass(), settings);
      return constraint instanceof NotNull && neverNull ? List.of() : checks;
    }
    if (looks == Looks.AT_OPTIONAL) {
      return BuiltIns.checks(constraint, optional.rawClass(), settings);
    }
    var content = optional.value().model().rawClass();
    var checks = BuiltIns.checks(constraint, content, settings);
    return looks == Looks.INSIDE_IF_PRESENT && constraint instanceof NotNull
        ? List.of()
        : inside(checks, looks);
  }

  private static List<Check> inside(List<Check> checks, Looks looks) {
    var inside = new ArrayList<Check>(checks.size());
    for (var check : checks) {
      inside.add(new Check.Inside(check, looks == Looks.INSIDE));
    }
    return inside;
  }

  private Check custom(Annotation constraint, Constraint definition, Looks looks) {
    builtInOnly = false;
    effective.add(constraint);
    var validators = new Validators(constraint, definition, settings);
    if (!(model instanceof OptionalModel optional) || looks == Looks.AT_OPTIONAL) {
      return validators.check(model.rawClass(), model);
    }
    var content = optional.value().model();
    return looks == Looks.INSIDE || validators.know(content.rawClass())
        ? new Check.Inside(validators.check(content.rawClass(), content), looks == Looks.INSIDE)
        : validators.check(optional.rawClass(), model);
  }

  private static String label(Annotation constraint) {
    return "The constraint @" + constraint.annotationType().getSimpleName();
  }

  private String typeName() {
    return model.rawClass().getSimpleName();
  }
}
