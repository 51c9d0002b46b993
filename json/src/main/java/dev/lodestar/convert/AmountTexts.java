package dev.lodestar.convert;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// Durations and periods as text. A parser answers null for a text it refuses.
final class AmountTexts {
  /// The longest texts the two types print have 35 characters.
  private static final int MAX_LENGTH = 64;

  private AmountTexts() {}

  static @Nullable Duration duration(String text) {
    try {
      return text.length() > MAX_LENGTH ? null : Duration.parse(text);
    } catch (DateTimeParseException refused) {
      return null;
    }
  }

  static @Nullable Period period(String text) {
    try {
      return text.length() > MAX_LENGTH ? null : Period.parse(text);
    } catch (DateTimeParseException refused) {
      return null;
    }
  }
}
