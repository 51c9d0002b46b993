package dev.lodestar.constraint;

import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One compiled constraint.
interface Check {

  /// Checks a value.
  ///
  /// @param budget what regular expressions may use; null for a budget of the value's own
  /// @return the violations, usually none
  List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget);

  /// Whether a regular expression runs, which may take long for a long text.
  default boolean isExpression() {
    return false;
  }

  /// A condition on a value.
  interface Test {
    boolean passes(@Nullable Object value);
  }

  /// A condition of which everything that a violation says is known at start-up, so that a broken
  /// constraint costs as little as a kept one.
  record Simple(Test test, List<Violation> violation) implements Check {
    @Override
    public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
      return test.passes(value) ? List.of() : violation;
    }
  }

  /// Several checks of one value. Those with regular expressions run last, and only if all others
  /// are kept.
  record All(List<Check> checks) implements Check {

    static All of(List<Check> checks) {
      var ordered = new ArrayList<Check>(checks.size());
      for (var check : checks) {
        if (!check.isExpression()) {
          ordered.add(check);
        }
      }
      for (var check : checks) {
        if (check.isExpression()) {
          ordered.add(check);
        }
      }
      return new All(List.copyOf(ordered));
    }

    @Override
    public boolean isExpression() {
      return !checks.isEmpty() && checks.getLast().isExpression();
    }

    @Override
    public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
      List<Violation> violations = List.of();
      boolean refused = false;
      for (int i = 0; i < checks.size(); i++) {
        var check = checks.get(i);
        if (refused && check.isExpression()) {
          break;
        }
        var found = check.violations(value, budget);
        if (!found.isEmpty()) {
          refused |= !check.isExpression();
          violations = joined(violations, found);
        }
      }
      return violations;
    }
  }

  /// A composed constraint that is reported as one.
  record Single(All parts, List<Violation> violation) implements Check {
    @Override
    public boolean isExpression() {
      return parts.isExpression();
    }

    @Override
    public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
      var checks = parts.checks();
      for (int i = 0; i < checks.size(); i++) {
        if (!checks.get(i).violations(value, budget).isEmpty()) {
          return violation;
        }
      }
      return List.of();
    }
  }

  /// A check of what is inside of an optional value.
  ///
  /// @param checksNone whether the check sees null where there is nothing inside
  record Inside(Check check, boolean checksNone) implements Check {
    @Override
    public boolean isExpression() {
      return check.isExpression();
    }

    @Override
    public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
      var content = OptionalModel.content(value);
      return content == null && !checksNone ? List.of() : check.violations(content, budget);
    }
  }

  /// A check of the text of a secret.
  record OfSecret(Check check) implements Check {
    @Override
    public boolean isExpression() {
      return check.isExpression();
    }

    @Override
    public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget budget) {
      return check.violations(value instanceof Secret secret ? secret.text() : null, budget);
    }
  }

  static List<Violation> joined(List<Violation> first, List<Violation> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    var all = new ArrayList<Violation>(first);
    all.addAll(second);
    return all;
  }
}
