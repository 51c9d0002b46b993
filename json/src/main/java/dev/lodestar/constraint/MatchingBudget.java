package dev.lodestar.constraint;

/// The work that regular expressions may do for one document, or for one value that is checked
/// alone.
///
/// Matching some expressions takes time that grows exponentially, or with a high power of the
/// length of the text, if an attacker chooses the text. Work is counted in steps, one each time
/// that a character is looked at. Allowed are the steps of [ConstraintSettings#withMatchingSteps]
/// and 32 more for every character of every text that was matched, so that long documents are not
/// refused for their length. A text for which nothing is left violates its constraint.
///
/// Used by one thread for one document.
public final class MatchingBudget {
  private static final int STEPS_PER_CHARACTER = 32;

  private long earned;
  private long used;

  /// Makes a budget of which nothing is used.
  public MatchingBudget() {}

  /// Tells whether a regular expression ran.
  ///
  /// @return false if the budget is as good as a new one
  public boolean isUsed() {
    return earned != 0 || used != 0;
  }

  /// How many steps are left for a text, which earns some itself.
  long begin(int length, int base) {
    earned += (long) length * STEPS_PER_CHARACTER;
    return base + earned - used;
  }

  /// How many steps were taken.
  long used() {
    return used;
  }

  void use(long steps) {
    used += steps;
  }
}
