package dev.lodestar.schemacheck;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Whether a regular expression finds something in a text.
public enum PatternMatch {
  /// It does.
  FOUND,
  /// It does not.
  NOT_FOUND,
  /// Java does not understand it, or it takes too much work.
  UNKNOWN;

  private static final long MOST_STEPS = 1_000_000;

  /// Looks for something, with bounded work.
  public static PatternMatch find(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(new Bounded(text)).find() ? FOUND : NOT_FOUND;
    } catch (PatternSyntaxException | TooMuchWork | StackOverflowError unknown) {
      return UNKNOWN;
    }
  }

  private static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private TooMuchWork() {
      super(null, null, false, false);
    }
  }

  /// A text whose characters may be looked at so many times.
  private static final class Bounded implements CharSequence {
    private final String text;
    private long steps = MOST_STEPS;

    Bounded(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (--steps < 0) {
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
