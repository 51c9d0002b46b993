package dev.lodestar.constraint;

import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
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
/// repeatable.
///
/// - As the specification says, null passes every constraint but `@NotNull`, `@NotEmpty` and
///   `@NotBlank`, and `@Pattern` must match the whole text.
/// - Numeric constraints work on all integer and decimal types, `float` and `double` included;
///   `@DecimalMin`, `@DecimalMax` and `@Digits` also on texts that hold a number.
/// - A constraint on an `Optional` looks at the value inside and passes when there is none;
///   `@NotNull` on it always passes.
/// - Times are compared with the system clock.
/// - An empty text is not an e-mail address.
/// - The regular expressions of `@Pattern` and `@Email` run last, and only if every other
///   constraint of the same place is kept: `@Size(max = 50) @Pattern(...)` never matches a longer
///   text. A text so long that matching it overflows the stack is taken as one that does not match.
/// - Only the group `Default` is checked.
/// - A message may use `{attribute}` of its annotation and the keys of the standard messages, which
///   are in English. Expressions (`${...}`) are refused when the application starts.
/// - Constraints with validators of one's own, and constraints composed of others, are refused when
///   the application starts.
///
/// `@Valid` is not needed: a field's constraints are always checked when the field is read.
///
/// Instances are immutable and safe for use by many threads.
public final class Constraints {
  private static final Constraints NONE = new Constraints(List.of(), null);

  private final List<Check> checks;
  private final @Nullable Inner inner;

  /// Applies constraints to what is inside of a container.
  private interface Inner {
    void check(Object container, List<Violation> violations);
  }

  private Constraints(List<Check> checks, @Nullable Inner inner) {
    this.checks = checks;
    this.inner = inner;
  }

  /// Compiles the constraints of a value and, for collections, maps and optional values, of
  /// everything inside. It does not look into the fields of objects.
  ///
  /// @param use the type where it is used
  /// @return the checks
  /// @throws ModelException if a constraint does not fit its type; it lists every problem
  public static Constraints of(TypeUse use) {
    var problems = new ArrayList<ModelProblem>();
    var result = deep(use, problems);
    if (!problems.isEmpty()) {
      throw new ModelException(problems);
    }
    return result;
  }

  /// Compiles the constraints of the value alone, without what is inside of it. For readers that
  /// check each element while they read it.
  ///
  /// @param use the type where it is used
  /// @param problems takes what is wrong with the constraints
  /// @return the checks
  public static Constraints shallow(TypeUse use, List<ModelProblem> problems) {
    var checks = new Compiler(use, problems).compile();
    return checks.isEmpty() ? NONE : new Constraints(checks, null);
  }

  private static Constraints deep(TypeUse use, List<ModelProblem> problems) {
    var checks = new Compiler(use, problems).compile();
    var inner = inside(use.model(), problems);
    return checks.isEmpty() && inner == null ? NONE : new Constraints(checks, inner);
  }

  private static @Nullable Inner inside(TypeModel model, List<ModelProblem> problems) {
    if (model instanceof OptionalModel optional) {
      return insideOptional(deep(optional.value(), problems));
    }
    if (model instanceof ListModel list) {
      return insideList(deep(list.element(), problems));
    }
    return model instanceof MapModel map
        ? insideMap(deep(map.key(), problems), deep(map.value(), problems))
        : null;
  }

  /// Whether there is nothing to check.
  ///
  /// @return true if [#check] never finds anything
  public boolean isEmpty() {
    return checks.isEmpty() && inner == null;
  }

  /// Checks a value.
  ///
  /// @param value a value of the type; null where the place allows it
  /// @return every violation, in the order of the annotations; empty if the value is valid. One of
  ///   a regular expression is only found if there is no other. It never throws, and takes no
  ///   memory for a valid value of a type that is not a container
  public List<Violation> check(@Nullable Object value) {
    List<Violation> violations = List.of();
    boolean refused = false;
    for (int i = 0; i < checks.size(); i++) {
      var check = checks.get(i);
      if (check.matchesExpression() && refused) {
        break;
      }
      if (!check.test().passes(value)) {
        refused |= !check.matchesExpression();
        violations = joined(violations, check.violation());
      }
    }
    if (inner != null && value != null) {
      var within = new ArrayList<Violation>();
      inner.check(value, within);
      violations = joined(violations, within);
    }
    return violations;
  }

  private static List<Violation> joined(List<Violation> first, List<Violation> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    var all = new ArrayList<Violation>(first);
    all.addAll(second);
    return all;
  }

  private static @Nullable Inner insideOptional(Constraints value) {
    return value.isEmpty()
        ? null
        : (container, violations) -> {
          // The other optional types hold primitives, whose type takes no annotations.
          if (container instanceof Optional<?> optional && optional.isPresent()) {
            violations.addAll(value.check(optional.get()));
          }
        };
  }

  private static @Nullable Inner insideList(Constraints element) {
    return element.isEmpty()
        ? null
        : (container, violations) -> {
          if (container instanceof Iterable<?> elements) {
            int index = 0;
            for (var each : elements) {
              add(element.check(each), Integer.toString(index++), violations);
            }
          } else {
            int length = Array.getLength(container);
            for (int i = 0; i < length; i++) {
              add(element.check(Array.get(container, i)), Integer.toString(i), violations);
            }
          }
        };
  }

  private static @Nullable Inner insideMap(Constraints key, Constraints value) {
    return key.isEmpty() && value.isEmpty()
        ? null
        : (container, violations) -> {
          for (var entry : ((Map<?, ?>) container).entrySet()) {
            var step = String.valueOf(entry.getKey()).replace("~", "~0").replace("/", "~1");
            add(key.check(entry.getKey()), step, violations);
            add(value.check(entry.getValue()), step, violations);
          }
        };
  }

  private static void add(List<Violation> found, String step, List<Violation> violations) {
    for (var violation : found) {
      violations.add(
          new Violation("/" + step + violation.pointer(), violation.code(), violation.message()));
    }
  }
}
