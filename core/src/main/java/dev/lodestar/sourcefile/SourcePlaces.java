package dev.lodestar.sourcefile;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where sources lie: those of a program that was launched from source, of a build that compiled to
/// a folder below its module, and of a library. Immutable.
public final class SourcePlaces {
  /// From `target/classes` or `build/classes/java/main` up to the folder of the module.
  private static final int MOST_LEVELS = 4;

  private static final List<String> SOURCE_FOLDERS = List.of("src/main/java", "src/test/java");

  /// The source folders of the modules that `lodestar dev` compiles, which puts the classes
  /// elsewhere; separated as the entries of a class path.
  private static final String COMPILED_FROM = "lodestar.dev.sources";

  private final @Nullable Path launched;
  private final List<Path> roots;

  /// Looks for sources of a program.
  ///
  /// @param launched the file that was launched by `java App.java` or `lodestar run App.java`; null
  ///   for another program
  public SourcePlaces(@Nullable Path launched) {
    this(launched, List.of());
  }

  private SourcePlaces(@Nullable Path launched, List<Path> roots) {
    this.launched = launched == null ? null : launched.toAbsolutePath();
    this.roots = roots;
  }

  /// The places of the program that runs here.
  public static SourcePlaces ofThisProcess() {
    var file =
        System.getProperty(
            "jdk.launcher.sourcefile", System.getProperty("lodestar.run.sourcefile", ""));
    return new SourcePlaces(file.isEmpty() ? null : Path.of(file), roots());
  }

  private static List<Path> roots() {
    var roots = System.getProperty(COMPILED_FROM, "");
    return roots.isEmpty()
        ? List.of()
        : Stream.of(roots.split(File.pathSeparator, -1)).map(Path::of).toList();
  }

  /// Where the source of a class may be, most likely place first.
  ///
  /// @param location what the class was loaded from, see [#locationOf]
  /// @param relative the path of the source below a source folder
  public List<Path> files(@Nullable Path location, String relative) {
    var files = new ArrayList<Path>();
    if (launched != null) {
      addLaunched(launched, relative, files);
    }
    roots.forEach(root -> files.add(root.resolve(relative)));
    if (location != null && Files.isDirectory(location)) {
      var folder = location.getParent();
      for (var i = 0; folder != null && i < MOST_LEVELS; i++) {
        files.addAll(inModule(folder, relative));
        folder = folder.getParent();
      }
    }
    return files;
  }

  /// Where a source may be in the module of a build.
  public static List<Path> inModule(Path module, String relative) {
    return SOURCE_FOLDERS.stream().map(each -> module.resolve(each).resolve(relative)).toList();
  }

  /// The root of a launched tree of sources is the launched file's folder or one above it, by at
  /// most as many levels as packages are deep.
  private static void addLaunched(Path launched, String relative, List<Path> files) {
    var root = launched.getParent();
    for (var i = 0; root != null && i < Path.of(relative).getNameCount(); i++) {
      files.add(root.resolve(relative));
      root = root.getParent();
    }
  }

  /// Where the sources of a library may be: beside its jar, as in a Maven repository, or in a
  /// folder beside that of the jar, as in the cache of Gradle.
  ///
  /// @param location what a class was loaded from
  public static List<Path> archives(@Nullable Path location) {
    if (location == null || !location.toString().endsWith(".jar")) {
      return List.of();
    }
    var fileName = location.getFileName().toString();
    var name = fileName.substring(0, fileName.length() - ".jar".length()) + "-sources.jar";
    var archives = new ArrayList<Path>();
    archives.add(location.resolveSibling(name));
    var version = location.getParent() == null ? null : location.getParent().getParent();
    if (version != null && version.toString().replace('\\', '/').contains("/files-2.1/")) {
      try (var folders = Files.list(version)) {
        folders.sorted().forEach(folder -> archives.add(folder.resolve(name)));
      } catch (IOException unreadable) {
        // The place beside the jar is left.
        return archives;
      }
    }
    return archives;
  }

  /// The folder or jar that a class was loaded from; null if that is not known.
  public static @Nullable Path locationOf(Class<?> type) {
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
