package dev.lodestar.input;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// The texts of this package, in the languages that it speaks: those of the JSON engine.
final class StandardTexts {
  private StandardTexts() {}

  // Each language is read at its first use, by the class loading of its holder.

  private static final class English {
    static final Properties TEXTS = load("");
  }

  private static final class German {
    static final Properties TEXTS = load("_de");
  }

  private static final class Spanish {
    static final Properties TEXTS = load("_es");
  }

  private static final class French {
    static final Properties TEXTS = load("_fr");
  }

  /// Finds a text in a language, or in English.
  static String find(String key, String language) {
    var texts =
        switch (language) {
          case "de" -> German.TEXTS;
          case "es" -> Spanish.TEXTS;
          case "fr" -> French.TEXTS;
          default -> English.TEXTS;
        };
    return texts.getProperty(key, key);
  }

  private static Properties load(String suffix) {
    var name = "messages" + suffix + ".properties";
    try (var in = StandardTexts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The file " + name + " is missing in this module.");
      }
      var texts = new Properties();
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return texts;
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read " + name + ".", failed);
    }
  }
}
