package dev.lodestar.doccomment;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where sources lie: those of a program that was launched from source, of a build that compiled to
/// a folder below its module, and of a library.
final class SourcePlaces {
  /// From `target/classes` or `build/classes/java/main` up to the folder of the module.
  private static final int MOST_LEVELS = 4;

  private static final List<String> SOURCE_FOLDERS = List.of("src/main/java", "src/test/java");

  private final @Nullable Path launched;

  /// Looks for sources of a program.
  ///
  /// @param launched the file that was launched by `java App.java` or `lodestar run App.java`
  SourcePlaces(@Nullable Path launched) {
    this.launched = launched;
  }

  static SourcePlaces ofThisProcess() {
    var file =
        System.getProperty(
            "jdk.launcher.sourcefile", System.getProperty("lodestar.run.sourcefile", ""));
    return new SourcePlaces(file.isEmpty() ? null : Path.of(file).toAbsolutePath());
  }

  /// Where the source of a class may be.
  ///
  /// @param relative its path below a source folder
  List<Path> files(Class<?> type, String relative) {
    var files = new ArrayList<Path>();
    if (launched != null) {
      addLaunched(launched, relative, files);
    }
    var folder = locationOf(type);
    if (folder != null && Files.isDirectory(folder)) {
      var above = folder.getParent();
      for (var i = 0; above != null && i < MOST_LEVELS; i++) {
        for (var sources : SOURCE_FOLDERS) {
          files.add(above.resolve(sources).resolve(relative));
        }
        above = above.getParent();
      }
    }
    return files;
  }

  /// The root of a launched tree of sources is the launched file's folder or one above it, by at
  /// most as many levels as packages are deep.
  private static void addLaunched(Path launched, String relative, List<Path> files) {
    if (launched.endsWith(relative)) {
      files.add(launched);
    }
    var root = launched.getParent();
    for (var i = 0; root != null && i < Path.of(relative).getNameCount(); i++) {
      files.add(root.resolve(relative));
      root = root.getParent();
    }
  }

  /// Where the sources of a library may be: beside its jar, as in a Maven repository, or in a
  /// folder beside that of the jar, as in the cache of Gradle.
  List<Path> archives(Class<?> type) {
    var jar = locationOf(type);
    if (jar == null || !jar.toString().endsWith(".jar")) {
      return List.of();
    }
    var fileName = jar.getFileName().toString();
    var name = fileName.substring(0, fileName.length() - ".jar".length()) + "-sources.jar";
    var archives = new ArrayList<Path>();
    archives.add(jar.resolveSibling(name));
    var version = jar.getParent() == null ? null : jar.getParent().getParent();
    if (version != null && version.toString().replace('\\', '/').contains("/files-2.1/")) {
      try (var folders = Files.list(version)) {
        folders.sorted().forEach(folder -> archives.add(folder.resolve(name)));
      } catch (IOException unreadable) {
        // Then there are no further places.
      }
    }
    return archives;
  }

  /// The folder or jar that a class was loaded from; null if that is not known.
  static @Nullable Path locationOf(Class<?> type) {
    try {
      var source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.getLocation() == null) {
        return null;
      }
      var location = source.getLocation().toURI();
      return "file".equals(location.getScheme()) ? Path.of(location) : null;
    } catch (URISyntaxException | IllegalArgumentException unknown) {
      return null;
    }
  }
}
