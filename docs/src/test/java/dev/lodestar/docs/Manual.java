package dev.lodestar.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The pages that are kept honest.
final class Manual {
  /// Where the repository is.
  static final Path REPOSITORY =
      Path.of(System.getProperty("lodestar.repository", "..")).normalize();

  private Manual() {}

  /// The paths of the pages below the repository.
  static List<String> pages() {
    try (var files = Files.list(REPOSITORY.resolve("docs"))) {
      var pages =
          files
              .map(file -> "docs/" + file.getFileName())
              .filter(page -> page.endsWith(".md"))
              .sorted()
              .toList();
      return Stream.concat(Stream.of("README.md"), pages.stream()).toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String read(String path) {
    try {
      return Files.readString(REPOSITORY.resolve(path));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The paths of the other source files in the folder of one.
  static List<String> siblings(String path) {
    var file = Path.of(path);
    try (var files = Files.list(REPOSITORY.resolve(file).getParent())) {
      return files
          .map(other -> file.resolveSibling(other.getFileName()).toString())
          .filter(other -> other.endsWith(".java") && !other.equals(path))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// The cells of all table rows of a page that start with a word in code style, without the
  /// headings.
  static List<List<String>> rows(String page) {
    return read(page)
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> List.of(line.substring(1).split("(?<!\\\\)\\|")))
        .map(cells -> cells.stream().map(String::strip).toList())
        .toList();
  }
}
