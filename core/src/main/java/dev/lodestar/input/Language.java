package dev.lodestar.input;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.constraint.ConstraintSettings;
import dev.lodestar.constraint.Violation;
import dev.lodestar.http.Request;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The language in which a client is told what is wrong. Immutable.
///
/// @param locale the first that the client names and that there are messages in; otherwise the
///   default locale of the settings
/// @param settings where messages of the application come from
record Language(Locale locale, ConstraintSettings settings) {
  private static final String PREFIX = "dev.lodestar.input.";
  private static final String CODEC_PREFIX = "dev.lodestar.codec.";

  /// @param request names the languages that its client wants; null if there is none
  static Language of(@Nullable Request request, ConstraintSettings settings) {
    if (request != null) {
      for (var locale : request.locales()) {
        if (settings.speaks(locale)) {
          return new Language(locale, settings);
        }
      }
    }
    return new Language(settings.defaultLocale(), settings);
  }

  /// The value of `Content-Language`.
  String tag() {
    return locale.getLanguage().isEmpty() ? "en" : locale.getLanguage();
  }

  /// A text of this package; the application may have its own.
  ///
  /// @param values names in braces and what stands for them, in turn
  String text(String key, String... values) {
    var own = settings.message(PREFIX + key, locale);
    var text = own.isPresent() ? own.get() : StandardTexts.find(key, locale.getLanguage());
    return values.length == 0 ? text : filled(text, values);
  }

  /// Goes through the text once, so that braces of a value stay as they are.
  private static String filled(String text, String[] values) {
    var filled = new StringBuilder(text.length() + 32);
    for (var i = 0; i < text.length(); ) {
      var close = text.charAt(i) == '{' ? text.indexOf('}', i) : -1;
      var value = close < 0 ? null : valueOf(text.substring(i + 1, close), values);
      if (value == null) {
        filled.append(text.charAt(i++));
      } else {
        filled.append(value);
        i = close + 1;
      }
    }
    return filled.toString();
  }

  private static @Nullable String valueOf(String name, String[] values) {
    for (var i = 0; i < values.length; i += 2) {
      if (values[i].equals(name)) {
        return values[i + 1];
      }
    }
    return null;
  }

  String messageOf(Violation violation) {
    return violation.message(locale);
  }

  /// The message of a problem in a document.
  ///
  /// @param secret whether the value is not to be repeated
  String messageOf(DecodeProblem problem, boolean secret) {
    if (problem.violation().isPresent()) {
      return messageOf(problem.violation().get());
    }
    var own = settings.message(CODEC_PREFIX + problem.code() + ".message", locale);
    if (own.isPresent()) {
      return own.get();
    }
    return secret && !problem.found().isEmpty() && locale.getLanguage().equals("en")
        ? text("format.secret", "expected", problem.expected())
        : problem.message(locale);
  }
}
