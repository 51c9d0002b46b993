package dev.lodestar.debug;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What the application runs on.
public final class Platform {
  private Platform() {}

  static String describe() {
    return "Lodestar "
        + version()
        + ", Java "
        + Runtime.version()
        + " ("
        + System.getProperty("java.vm.name")
        + "), "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }

  /// The version of Lodestar, as the build wrote it.
  public static String version() {
    try (var text = Platform.class.getResourceAsStream("version.txt")) {
      return text == null
          ? "of an unknown version"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      return "of an unknown version";
    }
  }
}
