package dev.lodestar.constraint;

import java.util.Locale;

/// The text of a violation in any language.
interface Message {

  /// The text in the default locale.
  String text();

  String text(Locale locale);

  /// A text that is the same in all languages.
  record Fixed(String text) implements Message {
    @Override
    public String text(Locale locale) {
      return text;
    }
  }
}
