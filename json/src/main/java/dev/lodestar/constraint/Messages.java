package dev.lodestar.constraint;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where messages come from, first to last: the source of the application, its files
/// `ValidationMessages` (found by the class loader of the annotation, then by the context class
/// loader), the standard messages; then all of these again in the default locale.
final class Messages {
  private final Locale defaultLocale;
  private final @Nullable MessageSource source;
  private final MessageFiles files;

  Messages(Locale defaultLocale, @Nullable MessageSource source) {
    this.defaultLocale = defaultLocale;
    this.source = source;
    this.files = new MessageFiles(defaultLocale, Thread.currentThread().getContextClassLoader());
  }

  Locale defaultLocale() {
    return defaultLocale;
  }

  /// The locale itself, or the default one where nobody speaks its language.
  Locale effective(Locale locale, @Nullable ClassLoader loader) {
    return speaks(locale, loader) ? locale : defaultLocale;
  }

  boolean speaks(Locale locale, @Nullable ClassLoader loader) {
    return locale.getLanguage().equals(defaultLocale.getLanguage())
        || StandardMessages.speaks(locale)
        || (source != null && source.speaks(locale))
        || files.speaks(locale, loader);
  }

  /// Finds a message; null if there is none in any place.
  ///
  /// @param standardKey the key of the standard message that is taken if there is no other
  @Nullable String find(
      String key, String standardKey, Locale locale, @Nullable ClassLoader loader) {
    var found = findIn(key, standardKey, locale, loader);
    return found != null || locale.equals(defaultLocale)
        ? found
        : findIn(key, standardKey, defaultLocale, loader);
  }

  private @Nullable String findIn(
      String key, String standardKey, Locale locale, @Nullable ClassLoader loader) {
    var found = own(key, locale, loader);
    return found != null ? found : StandardMessages.find(standardKey, locale);
  }

  /// Finds a message of the application; null if it has none.
  @Nullable String own(String key, Locale locale) {
    return own(key, locale, null);
  }

  private @Nullable String own(String key, Locale locale, @Nullable ClassLoader loader) {
    Optional<String> own = source == null ? Optional.empty() : source.find(key, locale);
    return own.isPresent() ? own.get() : files.find(key, locale, loader);
  }
}
