package dev.lodestar.constraint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One compiled constraint. Everything that a violation says is known at start-up, so that a broken
/// constraint costs as little as a kept one.
///
/// @param matchesExpression whether a regular expression runs, which may take long for a long text
record Check(Test test, List<Violation> violation, boolean matchesExpression) {

  interface Test {
    boolean passes(@Nullable Object value);
  }

  Check(Test test, String code, String message, boolean matchesExpression) {
    this(test, List.of(new Violation("", code, message)), matchesExpression);
  }
}
