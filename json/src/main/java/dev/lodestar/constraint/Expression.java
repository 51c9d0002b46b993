package dev.lodestar.constraint;

import dev.lodestar.matching.CountedText;
import dev.lodestar.matching.CountedText.TooMuchWork;
import jakarta.validation.constraints.Pattern.Flag;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Matches whole texts with a regular expression, and gives up when it takes too much work.
final class Expression implements Check {
  private final Pattern pattern;
  private final int steps;
  private final List<Violation> noMatch;
  private final List<Violation> tooMuchWork;

  Expression(Pattern pattern, int steps, Violation noMatch, Violation tooMuchWork) {
    this.pattern = pattern;
    this.steps = steps;
    this.noMatch = List.of(noMatch);
    this.tooMuchWork = List.of(tooMuchWork);
  }

  /// Compiles a regular expression.
  ///
  /// @throws Unfit if it is not one
  static Pattern compiled(String regexp, Flag[] flags) {
    int bits = 0;
    for (var flag : flags) {
      bits |= flag.getValue();
    }
    try {
      return Pattern.compile(regexp, bits);
    } catch (PatternSyntaxException wrong) {
      throw new Unfit(
          "The regular expression \"" + regexp + "\" is wrong: " + wrong.getDescription() + ".",
          "Correct it.");
    }
  }

  @Override
  public boolean isExpression() {
    return true;
  }

  @Override
  public List<Violation> violations(@Nullable Object value, @Nullable MatchingBudget given) {
    if (value == null) {
      return List.of();
    }
    var budget = given == null ? new MatchingBudget() : given;
    var text = value.toString();
    long allowed = budget.begin(text.length(), steps);
    var counted = new CountedText(text, allowed);
    try {
      return pattern.matcher(counted).matches() ? List.of() : noMatch;
    } catch (TooMuchWork stopped) {
      return tooMuchWork;
    } catch (StackOverflowError tooLong) {
      // Repeated groups are matched recursively: a client must not end a request by a long text.
      return noMatch;
    } finally {
      budget.use(allowed - counted.left());
    }
  }
}
