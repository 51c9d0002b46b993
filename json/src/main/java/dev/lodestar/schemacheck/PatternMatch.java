package dev.lodestar.schemacheck;

import dev.lodestar.matching.CountedText;
import dev.lodestar.matching.CountedText.TooMuchWork;
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
      return Pattern.compile(pattern).matcher(new CountedText(text, MOST_STEPS)).find()
          ? FOUND
          : NOT_FOUND;
    } catch (PatternSyntaxException | TooMuchWork | StackOverflowError unknown) {
      return UNKNOWN;
    }
  }
}
