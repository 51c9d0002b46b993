package dev.lodestar.constraint;

import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.AnyModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import jakarta.validation.ValidationException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Jakarta Validation constraints at one place, compiled to checks.
///
/// All built-in constraints of Jakarta Validation 3.1 are known: `@AssertFalse`, `@AssertTrue`,
/// `@DecimalMax`, `@DecimalMin`, `@Digits`, `@Email`, `@Future`, `@FutureOrPresent`, `@Max`,
/// `@Min`, `@Negative`, `@NegativeOrZero`, `@NotBlank`, `@NotEmpty`, `@NotNull`, `@Null`, `@Past`,
/// `@PastOrPresent`, `@Pattern`, `@Positive`, `@PositiveOrZero` and `@Size`, each of them
/// repeatable; constraints composed of others, with `@ReportAsSingleViolation` and
/// `@OverridesAttribute`; and constraints with `ConstraintValidator` classes of one's own.
///
/// - As the specification says, null passes every constraint but `@NotNull`, `@NotEmpty` and
///   `@NotBlank`, and `@Pattern` must match the whole text.
/// - Numeric constraints work on all integer and decimal types, `float` and `double` included;
///   `@DecimalMin`, `@DecimalMax` and `@Digits` also on texts that hold a number.
/// - A constraint on an `Optional` looks at the value inside and passes when there is none;
///   `@NotNull` on it always passes. With `payload = Unwrapping.Unwrap.class` it sees null where
///   there is none, with `Unwrapping.Skip` it sees the `Optional` itself.
/// - Times are compared with the clock of the [ConstraintSettings].
/// - An empty text is not an e-mail address.
/// - The regular expressions of `@Pattern` and `@Email` run last, and only if every other
///   constraint of the same place is kept: `@Size(max = 50) @Pattern(...)` never matches a longer
///   text. Their work is limited by a [MatchingBudget]; a text that takes more violates the
///   constraint. So does one so long that matching it overflows the stack.
/// - A validator is made and initialized once for each place where its constraint stands, at start,
///   and must be safe for use by many threads. The one whose type is closest to the declared type
///   is chosen; several that are equally close are refused at start.
/// - Only the group `Default` is checked. Constraints of other groups are ignored, and what would
///   select them, `@ConvertGroup` and `@GroupSequence`, is refused at start.
/// - A message may use `{attribute}` of its annotation and `{key}` of the message files. Where both
///   have the name, the attribute is meant. Expressions (`${...}`) are refused when the application
///   starts, but for the choice `${inclusive == true ? 'a' : 'b'}` between two texts; the value
///   that was refused is never part of a message.
///
/// `@Valid` is not needed: a field's constraints are always checked when the field is read.
///
/// Instances are immutable and safe for use by many threads, if the validators of the application
/// are.
public final class Constraints {
  private static final Check.All NO_CHECKS = new Check.All(List.of());
  private static final Constraints NONE =
      new Constraints(NO_CHECKS, null, Bounds.WIDEST, List.of());

  private final Check.All checks;
  private final @Nullable Inner inner;
  private final Bounds bounds;
  private final List<Annotation> effective;

  /// Applies constraints to what is inside of a container.
  private interface Inner {
    void check(Object container, @Nullable MatchingBudget budget, List<Violation> violations);
  }

  private Constraints(
      Check.All checks, @Nullable Inner inner, Bounds bounds, List<Annotation> effective) {
    this.checks = checks;
    this.inner = inner;
    this.bounds = bounds;
    this.effective = effective;
  }

  /// Compiles the constraints of a value and, for collections, maps and optional values, of
  /// everything inside, with [ConstraintSettings#standard()]. It does not look into the fields of
  /// objects.
  ///
  /// @param use the type where it is used
  /// @return the checks
  /// @throws ModelException if a constraint does not fit its type; it lists every problem
  public static Constraints of(TypeUse use) {
    return of(use, ConstraintSettings.standard());
  }

  /// Compiles the constraints of a value and, for collections, maps and optional values, of
  /// everything inside. It does not look into the fields of objects.
  ///
  /// @param use the type where it is used
  /// @param settings language, clock, messages and validators
  /// @return the checks
  /// @throws ModelException if a constraint does not fit its type; it lists every problem
  public static Constraints of(TypeUse use, ConstraintSettings settings) {
    var problems = new ArrayList<ModelProblem>();
    var result = deep(use, settings, problems);
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return result;
  }

  /// Compiles the constraints of the value alone with [ConstraintSettings#standard()].
  ///
  /// @param use the type where it is used
  /// @param problems takes what is wrong with the constraints
  /// @return the checks, see [#shallow(TypeUse, ConstraintSettings, List)]
  public static Constraints shallow(TypeUse use, List<ModelProblem> problems) {
    return shallow(use, ConstraintSettings.standard(), problems);
  }

  /// Compiles the constraints of the value alone, without what is inside of it. For readers that
  /// check each element while they read it, and refuse null where the use does not allow it:
  /// `@NotNull` is not checked again there. A [TypeUse#defaultValue()] that is not valid is a
  /// problem.
  ///
  /// @param use the type where it is used
  /// @param settings language, clock, messages and validators
  /// @param problems takes what is wrong with the constraints
  /// @return the checks
  public static Constraints shallow(
      TypeUse use, ConstraintSettings settings, List<ModelProblem> problems) {
    if (use.annotations().isEmpty()) {
      return NONE;
    }
    var model = use.model();
    boolean anyNull = model instanceof AnyModel || model instanceof MappedModel;
    var result = compiled(use, settings, problems, !use.nullable() && !anyNull);
    if (!result.isEmpty() && use.defaultValue().isPresent()) {
      for (var violation : result.check(use.defaultValue().get())) {
        problems.add(
            new ModelProblem(
                use.path(),
                "The default violates the constraint @"
                    + violation.code()
                    + ": "
                    + violation.message()
                    + ".",
                "Change the default or the constraint."));
      }
    }
    return result;
  }

  /// Compiles the constraints on an object as a whole with [ConstraintSettings#standard()].
  ///
  /// @param model the type of the object
  /// @param problems takes what is wrong with the constraints
  /// @return the checks
  public static ObjectConstraints ofType(ObjectModel model, List<ModelProblem> problems) {
    return ofType(model, ConstraintSettings.standard(), problems);
  }

  /// Compiles the constraints on an object as a whole: those on its class and on its rules. It does
  /// not look at the constraints of fields.
  ///
  /// @param model the type of the object
  /// @param settings language, clock, messages and validators
  /// @param problems takes what is wrong with the constraints
  /// @return the checks
  public static ObjectConstraints ofType(
      ObjectModel model, ConstraintSettings settings, List<ModelProblem> problems) {
    return ObjectConstraints.of(model, settings, problems);
  }

  /// Lists the constraints of a value itself that are in effect without compiling them, for
  /// descriptions of the type such as a schema: those of the group `Default`, and for a composed
  /// one those that it is composed of, with overridden attributes. Of an optional value these are
  /// the ones that look inside. What does not fit the type is listed all the same, and a composed
  /// constraint that is wrong in itself is left out.
  ///
  /// @param use the type where it is used
  /// @return an immutable list in the order of the annotations
  public static List<Annotation> effective(TypeUse use) {
    return Compiler.effective(use);
  }

  /// What a client is told who breaks a constraint.
  ///
  /// @param constraint the annotation
  /// @param settings language and messages
  /// @return the message in the default locale of the settings
  public static String message(Annotation constraint, ConstraintSettings settings) {
    return Template.of(constraint, settings.messages()).text();
  }

  private static Constraints compiled(
      TypeUse use, ConstraintSettings settings, List<ModelProblem> problems, boolean neverNull) {
    var compiler = new Compiler(use, use.model(), settings, problems, neverNull);
    var checks = compiler.compile(use.annotations());
    var effective = compiler.effective();
    return checks.checks().isEmpty() && effective.isEmpty()
        ? NONE
        : new Constraints(checks, null, compiler.bounds(), effective);
  }

  private static Constraints deep(
      TypeUse use, ConstraintSettings settings, List<ModelProblem> problems) {
    var shallow = use.annotations().isEmpty() ? NONE : compiled(use, settings, problems, false);
    var inner = inside(use.model(), settings, problems);
    return inner == null
        ? shallow
        : new Constraints(shallow.checks, inner, Bounds.UNKNOWN, shallow.effective);
  }

  private static @Nullable Inner inside(
      TypeModel model, ConstraintSettings settings, List<ModelProblem> problems) {
    if (model instanceof OptionalModel optional) {
      return insideOptional(deep(optional.value(), settings, problems));
    }
    if (model instanceof ListModel list) {
      return insideList(deep(list.element(), settings, problems));
    }
    return model instanceof MapModel map
        ? insideMap(deep(map.key(), settings, problems), deep(map.value(), settings, problems))
        : null;
  }

  /// Whether there is nothing to check.
  ///
  /// @return true if [#check] never finds anything
  public boolean isEmpty() {
    return checks.checks().isEmpty() && inner == null;
  }

  /// Bounds that tell most valid values without a call of [#check].
  ///
  /// @return the bounds, which may say that they are not sufficient
  public Bounds bounds() {
    return bounds;
  }

  /// The constraints of the value itself that are in effect: those of the group `Default`, and for
  /// a composed one those that it is composed of, with overridden attributes. For descriptions of
  /// the type such as a schema.
  ///
  /// @return an immutable list in the order of the annotations
  public List<Annotation> effective() {
    return effective;
  }

  /// Checks a value with a [MatchingBudget] of its own.
  ///
  /// @param value a value of the type; null where the place allows it
  /// @return every violation; empty if the value is valid, see [#check(Object, MatchingBudget)]
  /// @throws ValidationException if a validator of the application failed
  public List<Violation> check(@Nullable Object value) {
    return check(value, null);
  }

  /// Checks a value that is a part of a document.
  ///
  /// @param value a value of the type; null where the place allows it
  /// @param budget what regular expressions may do for the document; null for a budget of its own
  /// @return every violation, in the order of the annotations; empty if the value is valid. One of
  ///   a regular expression is only found if there is no other. It takes no memory for a valid
  ///   value of a type that is not a container, unless there is a validator or regular expression
  /// @throws ValidationException if a validator of the application failed: the value is neither
  ///   valid nor invalid then. It is the only exception
  public List<Violation> check(@Nullable Object value, @Nullable MatchingBudget budget) {
    // All elements of a container share one budget.
    var shared = budget == null && inner != null ? new MatchingBudget() : budget;
    var violations = checks.violations(value, shared);
    if (inner != null && value != null) {
      var within = new ArrayList<Violation>();
      inner.check(value, shared, within);
      violations = Check.joined(violations, within);
    }
    return violations;
  }

  private static @Nullable Inner insideOptional(Constraints value) {
    return value.isEmpty()
        ? null
        : (container, budget, violations) -> {
          // The other optional types hold primitives, whose type takes no annotations.
          if (container instanceof Optional<?> optional && optional.isPresent()) {
            violations.addAll(value.check(optional.get(), budget));
          }
        };
  }

  private static @Nullable Inner insideList(Constraints element) {
    return element.isEmpty()
        ? null
        : (container, budget, violations) -> {
          if (container instanceof Iterable<?> elements) {
            int index = 0;
            for (var each : elements) {
              add(element.check(each, budget), Integer.toString(index++), violations);
            }
          } else {
            int length = Array.getLength(container);
            for (int i = 0; i < length; i++) {
              add(element.check(Array.get(container, i), budget), Integer.toString(i), violations);
            }
          }
        };
  }

  private static @Nullable Inner insideMap(Constraints key, Constraints value) {
    return key.isEmpty() && value.isEmpty()
        ? null
        : (container, budget, violations) -> {
          for (var entry : ((Map<?, ?>) container).entrySet()) {
            var step = String.valueOf(entry.getKey());
            add(key.check(entry.getKey(), budget), step, violations);
            add(value.check(entry.getValue(), budget), step, violations);
          }
        };
  }

  private static void add(List<Violation> found, String step, List<Violation> violations) {
    if (!found.isEmpty()) {
      var prefix = Violation.step(step);
      for (var violation : found) {
        violations.add(violation.inside(prefix));
      }
    }
  }
}
