package dev.lodestar.constraint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The application's files `ValidationMessages.properties`, `ValidationMessages_de.properties`,
/// `ValidationMessages_de_CH.properties` and so on, in UTF-8.
///
/// Clients choose locales, so what is kept is bounded: a file only counts if its locale is a
/// language of ISO 639-1, one of those that the Java platform knows, or the default one. As it
/// takes the platform long to tell which it knows, a hundred files are looked for without asking.
final class MessageFiles {
  private static final String BASE_NAME = "ValidationMessages";
  private static final int UNASKED = 100;

  private final Locale defaultLocale;
  private final @Nullable ClassLoader context;

  /// What is known of the files of a class loader, by the ends of their names.
  private final Map<ClassLoader, Map<String, Map<String, String>>> files =
      new ConcurrentHashMap<>();

  private static final class Languages {
    static final Set<String> SUFFIXES = suffixes();

    private static Set<String> suffixes() {
      var suffixes = new HashSet<String>();
      for (var language : Locale.getISOLanguages()) {
        suffixes.add("_" + language);
      }
      return Set.copyOf(suffixes);
    }
  }

  private static final class Platform {
    static final Set<String> SUFFIXES = suffixes();

    private static Set<String> suffixes() {
      var suffixes = new HashSet<String>();
      for (var locale : Locale.getAvailableLocales()) {
        suffixes.addAll(candidates(locale));
      }
      return Set.copyOf(suffixes);
    }
  }

  MessageFiles(Locale defaultLocale, @Nullable ClassLoader context) {
    this.defaultLocale = defaultLocale;
    this.context = context;
  }

  boolean speaks(Locale locale, @Nullable ClassLoader loader) {
    for (var suffix : candidates(locale)) {
      if (!file(loader, suffix).isEmpty() || !file(context, suffix).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Finds a message in the file that is closest to the locale; null if there is none.
  @Nullable String find(String key, Locale locale, @Nullable ClassLoader loader) {
    for (var suffix : candidates(locale)) {
      var found = find(key, suffix, loader);
      if (found != null) {
        return found;
      }
    }
    return find(key, "", loader);
  }

  private @Nullable String find(String key, String suffix, @Nullable ClassLoader loader) {
    var found = file(loader, suffix).get(key);
    return found != null || loader == context ? found : file(context, suffix).get(key);
  }

  /// The ends of file names for a locale, the closest first, without the empty one.
  private static List<String> candidates(Locale locale) {
    if (locale.getLanguage().isEmpty()) {
      return List.of();
    }
    var language = "_" + locale.getLanguage();
    var script = locale.getScript().isEmpty() ? "" : "_" + locale.getScript();
    var country = locale.getCountry().isEmpty() ? "" : "_" + locale.getCountry();
    var suffixes = new ArrayList<String>(4);
    for (var suffix : List.of(script + country, script, country, "")) {
      if (!suffixes.contains(language + suffix)) {
        suffixes.add(language + suffix);
      }
    }
    return suffixes;
  }

  private Map<String, String> file(@Nullable ClassLoader loader, String suffix) {
    if (loader == null) {
      return Map.of();
    }
    var ofLoader = filesOf(loader);
    var known = ofLoader.get(suffix);
    if (known == null) {
      if (ofLoader.size() >= UNASKED && !isKnown(suffix)) {
        return Map.of();
      }
      known = load(loader, BASE_NAME + suffix + ".properties");
      if (!known.isEmpty() && !isKnown(suffix)) {
        known = Map.of();
      }
      ofLoader.put(suffix, known);
    }
    return known;
  }

  private Map<String, Map<String, String>> filesOf(ClassLoader loader) {
    var known = files.get(loader);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      var other = files.putIfAbsent(loader, known);
      return other == null ? known : other;
    }
    return known;
  }

  private boolean isKnown(String suffix) {
    return suffix.isEmpty()
        || candidates(defaultLocale).contains(suffix)
        || Languages.SUFFIXES.contains(suffix)
        || Platform.SUFFIXES.contains(suffix);
  }

  /// Reads all files of the name; the first one that has a key wins, as on the class path.
  private static Map<String, String> load(ClassLoader loader, String name) {
    var all = new HashMap<String, String>();
    try {
      for (var found = loader.getResources(name); found.hasMoreElements(); ) {
        try (var in = found.nextElement().openStream()) {
          StandardMessages.read(in).forEach(all::putIfAbsent);
        }
      }
    } catch (IOException | IllegalArgumentException unreadable) {
      // Telling a client about a problem must not fail. What the default locale misses is found at
      // start.
      return Map.copyOf(all);
    }
    return Map.copyOf(all);
  }
}
