package dev.lodestar.merge;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.constraint.MatchingBudget;
import dev.lodestar.constraint.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One use of a part: what was found wrong, and what was changed in place.
final class Merging {
  private final List<DecodeProblem> problems = new ArrayList<>();
  private final Journal journal = new Journal();
  private final MatchingBudget budget = new MatchingBudget();

  /// What regular expressions may do for the whole change.
  MatchingBudget budget() {
    return budget;
  }

  Journal journal() {
    return journal;
  }

  /// How many problems there are so far.
  int count() {
    return problems.size();
  }

  void note(DecodeProblem problem) {
    problems.add(problem);
  }

  void refused(RuntimeException refusal, String pointer) {
    note(DecodeProblem.of(Violation.refusal(refusal).inside(pointer)));
  }

  void violations(List<Violation> violations, String pointer) {
    for (var violation : violations) {
      note(DecodeProblem.of(violation.inside(pointer)));
    }
  }

  /// Lets an outcome come about. If something is wrong, what was changed in place is put back.
  Decoded<Object> complete(Outcome outcome) {
    if (!problems.isEmpty()) {
      return Decoded.Invalid.of(problems);
    }
    Object value;
    try {
      value = outcome.get();
    } catch (Throwable failure) {
      putBack(failure);
      throw failure;
    }
    if (value == null || !problems.isEmpty()) {
      putBack(null);
      return Decoded.Invalid.of(problems);
    }
    return new Decoded.Valid<>(value);
  }

  private void putBack(@Nullable Throwable reason) {
    try {
      journal.undo();
    } catch (RuntimeException failure) {
      if (reason == null) {
        throw failure;
      }
      reason.addSuppressed(failure);
    }
  }
}
