package dev.lodestar.convert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The simple types that are neither numbers nor times. A parser answers null for a text it
/// refuses.
final class OtherTexts {
  private static final int MAX_URI_LENGTH = 8192;
  private static final int MAX_LOCALE_LENGTH = 255;

  private OtherTexts() {}

  static @Nullable Character character(String text) {
    return text.length() == 1 && !Character.isSurrogate(text.charAt(0)) ? text.charAt(0) : null;
  }

  static String formatCharacter(Character value) {
    if (Character.isSurrogate(value)) {
      throw new IllegalArgumentException("Half of a surrogate pair has no text.");
    }
    return value.toString();
  }

  static @Nullable URI uri(String text) {
    try {
      return text.length() > MAX_URI_LENGTH ? null : new URI(text);
    } catch (URISyntaxException refused) {
      return null;
    }
  }

  static @Nullable Locale locale(String text) {
    if (text.isEmpty() || text.length() > MAX_LOCALE_LENGTH) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(text).build();
    } catch (IllformedLocaleException refused) {
      return null;
    }
  }

  static String formatLocale(Locale value) {
    var tag = value.toLanguageTag();
    if (!value.equals(locale(tag))) {
      throw new IllegalArgumentException(
          "The locale "
              + value
              + " has no BCP 47 language tag that reads back as the same locale.");
    }
    return tag;
  }

  static @Nullable Currency currency(String text) {
    if (text.length() != 3) {
      return null;
    }
    for (int i = 0; i < 3; i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return null;
      }
    }
    try {
      return Currency.getInstance(text);
    } catch (IllegalArgumentException refused) {
      return null;
    }
  }
}
