package dev.lodestar.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A directory with files, and everything else that a configuration is loaded from.
final class Place {
  private final Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();
  private List<String> arguments = List.of();

  Place(Path directory) {
    this.directory = directory;
  }

  Place file(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
    return this;
  }

  Place variable(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Place property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  Place arguments(String... arguments) {
    this.arguments = List.of(arguments);
    return this;
  }

  Configuration.Builder builder() {
    return Configuration.builder()
        .directory(directory)
        .environment(environment)
        .properties(properties)
        .arguments(arguments);
  }

  Configuration load() {
    return builder().load();
  }
}
