package dev.lodestar.constraint;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The messages of this module, in the languages that it knows.
final class StandardMessages {
  static final MessageSource SOURCE =
      new MessageSource() {
        @Override
        public Optional<String> find(String key, Locale locale) {
          return Optional.ofNullable(StandardMessages.find(key, locale));
        }

        @Override
        public boolean speaks(Locale locale) {
          return StandardMessages.speaks(locale);
        }
      };

  private StandardMessages() {}

  // Each language is read at its first use, by the class loading of its holder.

  private static final class English {
    static final Map<String, String> MESSAGES = load("");
  }

  private static final class German {
    static final Map<String, String> MESSAGES = load("_de");
  }

  private static final class Spanish {
    static final Map<String, String> MESSAGES = load("_es");
  }

  private static final class French {
    static final Map<String, String> MESSAGES = load("_fr");
  }

  static boolean speaks(Locale locale) {
    return switch (locale.getLanguage()) {
      case "en", "de", "es", "fr" -> true;
      default -> false;
    };
  }

  /// Finds a message in the language of the locale, or in English; null if there is none.
  static @Nullable String find(String key, Locale locale) {
    return messages(locale.getLanguage()).get(key);
  }

  static Set<String> keys(Locale locale) {
    return messages(locale.getLanguage()).keySet();
  }

  private static Map<String, String> messages(String language) {
    return switch (language) {
      case "de" -> German.MESSAGES;
      case "es" -> Spanish.MESSAGES;
      case "fr" -> French.MESSAGES;
      default -> English.MESSAGES;
    };
  }

  private static Map<String, String> load(String suffix) {
    var name = "messages" + suffix + ".properties";
    try (var in = StandardMessages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The file " + name + " is missing in this module.");
      }
      return read(in);
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read " + name + ".", failed);
    }
  }

  /// Reads a file of messages in UTF-8.
  static Map<String, String> read(InputStream in) throws IOException {
    var properties = new Properties();
    properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    var messages = new HashMap<String, String>();
    for (var key : properties.stringPropertyNames()) {
      messages.put(key, properties.getProperty(key));
    }
    return Map.copyOf(messages);
  }
}
