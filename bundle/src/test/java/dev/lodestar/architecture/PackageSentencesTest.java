package dev.lodestar.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every package says in its package-info.java what it is for.
class PackageSentencesTest {

  @Test
  void every_package_of_every_module_has_a_sentence_of_purpose() throws IOException {
    assertThat(packagesWithoutSentence(House.repository())).isEmpty();
  }

  @Test
  void a_package_without_a_package_info_is_named(@TempDir Path repository) throws IOException {
    var folder = Files.createDirectories(repository.resolve("core/src/main/java/some/room"));
    Files.writeString(folder.resolve("Thing.java"), "package some.room;\n\nclass Thing {}\n");

    assertThat(packagesWithoutSentence(repository)).containsExactly("core/src/main/java/some/room");
  }

  @Test
  void a_package_info_without_a_sentence_is_named(@TempDir Path repository) throws IOException {
    var folder = Files.createDirectories(repository.resolve("core/src/main/java/some/room"));
    Files.writeString(folder.resolve("package-info.java"), "/// Things\npackage some.room;\n");

    assertThat(packagesWithoutSentence(repository)).containsExactly("core/src/main/java/some/room");
  }

  private static List<String> packagesWithoutSentence(Path repository) throws IOException {
    var missing = new TreeSet<String>();
    try (var modules = Files.newDirectoryStream(repository)) {
      for (var module : modules) {
        var sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
          continue;
        }
        for (var folder : packageFolders(sources)) {
          if (!hasSentence(folder.resolve("package-info.java"))) {
            missing.add(repository.relativize(folder).toString().replace('\\', '/'));
          }
        }
      }
    }
    return List.copyOf(missing);
  }

  private static List<Path> packageFolders(Path sources) throws IOException {
    try (var files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .filter(folder -> !folder.equals(sources))
          .distinct()
          .toList();
    }
  }

  private static boolean hasSentence(Path packageInfo) throws IOException {
    if (!Files.exists(packageInfo)) {
      return false;
    }
    var documentation = new StringBuilder();
    for (var line : Files.readAllLines(packageInfo)) {
      if (line.startsWith("///")) {
        documentation.append(line.substring(3)).append('\n');
      }
    }
    var text = documentation.toString();
    return text.contains(". ") || text.contains(".\n");
  }
}
