package dev.lodestar.project;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/// The versions that new projects name, as the build of Lodestar has written them down: those that
/// it is built and tested with itself.
final class Versions {
  private Versions() {}

  static Map<String, String> all() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("The resource versions.properties is missing.");
      }
      var properties = new Properties();
      properties.load(new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      var versions = new HashMap<String, String>();
      properties
          .stringPropertyNames()
          .forEach(name -> versions.put(name, properties.getProperty(name)));
      return Map.copyOf(versions);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
