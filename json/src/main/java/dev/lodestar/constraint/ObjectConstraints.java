package dev.lodestar.constraint;

import dev.lodestar.model.FieldModel;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.ObjectModel;
import jakarta.validation.ValidationException;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The constraints on an object as a whole: those on its class, superclasses and interfaces, and
/// those on its [ObjectModel#rules()].
///
/// They are checked on an instance all of whose fields are valid. A rule method that throws refuses
/// the object like a constructor that throws: a violation with the code `invalid`, see
/// [Violation#refusal].
///
/// Instances are immutable and safe for use by many threads.
public final class ObjectConstraints {
  private static final ObjectConstraints NONE =
      new ObjectConstraints(new Check.All(List.of()), List.of());

  private final Check.All checks;
  private final List<Rule> rules;

  private record Rule(FieldModel method, Check.All checks) {}

  private ObjectConstraints(Check.All checks, List<Rule> rules) {
    this.checks = checks;
    this.rules = rules;
  }

  static ObjectConstraints of(
      ObjectModel model, ConstraintSettings settings, List<ModelProblem> problems) {
    var annotations = new ArrayList<Annotation>();
    collect(model.rawClass(), annotations);
    if (annotations.isEmpty() && model.rules().isEmpty()) {
      return NONE;
    }
    var checks = new Compiler(model, model, settings, problems, true).compile(annotations);
    var rules = new ArrayList<Rule>();
    for (var method : model.rules()) {
      var use = method.use();
      var compiler = new Compiler(use, use.model(), settings, problems, false);
      var rule = compiler.compile(use.annotations());
      if (!rule.checks().isEmpty()) {
        rules.add(new Rule(method, rule));
      }
    }
    return new ObjectConstraints(checks, List.copyOf(rules));
  }

  private static void collect(Class<?> type, List<Annotation> annotations) {
    for (var annotation : type.getDeclaredAnnotations()) {
      if (!annotations.contains(annotation)) {
        annotations.add(annotation);
      }
    }
    for (var implemented : type.getInterfaces()) {
      collect(implemented, annotations);
    }
    var parent = type.getSuperclass();
    if (parent != null && parent != Object.class && parent != Record.class) {
      collect(parent, annotations);
    }
  }

  /// Whether there is nothing to check.
  ///
  /// @return true if [#check] never finds anything
  public boolean isEmpty() {
    return checks.checks().isEmpty() && rules.isEmpty();
  }

  /// Checks an object.
  ///
  /// @param instance an instance of the class
  /// @return every violation, those of rules first; empty if the object is valid
  /// @throws ValidationException if a validator of the application failed
  public List<Violation> check(Object instance) {
    return check(instance, null);
  }

  /// Checks an object that is a part of a document.
  ///
  /// @param instance an instance of the class
  /// @param budget what regular expressions may do for the document; null for a budget of its own
  /// @return every violation, those of rules first; empty if the object is valid
  /// @throws ValidationException if a validator of the application failed
  public List<Violation> check(Object instance, @Nullable MatchingBudget budget) {
    List<Violation> violations = List.of();
    for (int i = 0; i < rules.size(); i++) {
      violations = Check.joined(violations, rule(rules.get(i), instance, budget));
    }
    return Check.joined(violations, checks.violations(instance, budget));
  }

  // An accessor throws what the method throws, checked or not.
  private static List<Violation> rule(Rule rule, Object instance, @Nullable MatchingBudget budget) {
    Object value;
    try {
      value = rule.method().get(instance);
    } catch (Exception refusal) {
      return List.of(Violation.refusal(refusal));
    }
    return rule.checks().violations(value, budget);
  }
}
