package dev.lodestar.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The texts of a packaged application: scripts, unit, image and description. They are resources,
/// in which words between two `@` stand for what differs.
final class Templates {
  /// What the heap may have of the memory of a container; the rest is for code, threads and
  /// buffers.
  private static final String RAM_PERCENTAGE = "60.0";

  private final Path home;
  private final Map<String, String> words;

  Templates(Path home, String name, String mainClass, List<String> jars) {
    this.home = home;
    this.words =
        Map.of(
            "@NAME@", name,
            "@MAIN_CLASS@", mainClass,
            "@CLASS_PATH@", classPath(jars),
            "@RAM_PERCENTAGE@", RAM_PERCENTAGE);
  }

  private static String classPath(List<String> jars) {
    var text = new StringBuilder();
    for (var jar : jars) {
      text.append(text.isEmpty() ? "" : "\nclass_path=$class_path:").append("$lib/").append(jar);
    }
    return text.toString();
  }

  void writeScripts(String name) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    script("start.sh", home.resolve("bin").resolve(name));
    script("train.sh", home.resolve("bin/train"));
  }

  void writeDocuments(String name) throws IOException {
    write("README.md", home.resolve("README.md"));
    write("Dockerfile", home.resolve("Dockerfile"));
    write("unit.service", home.resolve(name + ".service"));
  }

  private void script(String template, Path file) throws IOException {
    write(template, file);
    if (!file.toFile().setExecutable(true, false)) {
      throw new IOException("the file system has no executable files");
    }
  }

  private void write(String template, Path file) throws IOException {
    var text = read(template);
    for (var word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    Files.writeString(file, text);
  }

  private static String read(String template) throws IOException {
    try (InputStream in = Templates.class.getResourceAsStream(template)) {
      if (in == null) {
        throw new IOException("the template " + template + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
