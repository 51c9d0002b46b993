package dev.lodestar.constraint;

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
    var counted = new Counted(text, allowed);
    try {
      return pattern.matcher(counted).matches() ? List.of() : noMatch;
    } catch (TooMuchWork stopped) {
      return tooMuchWork;
    } catch (StackOverflowError tooLong) {
      // Repeated groups are matched recursively: a client must not end a request by a long text.
      return noMatch;
    } finally {
      budget.use(allowed - Math.max(0, counted.left));
    }
  }

  private static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuchWork() {
      super(null, null, false, false);
    }
  }

  /// A text that counts how often one of its characters is looked at.
  private static final class Counted implements CharSequence {
    private final String text;
    private long left;

    Counted(String text, long left) {
      this.text = text;
      this.left = left;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooMuchWork();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
