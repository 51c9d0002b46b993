package dev.lodestar.debug;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the source lines of calls, where the sources lie where a developer's machine has them.
/// Used for one failure, by one thread.
final class SourceExcerpts {
  static final int MOST_EXCERPTS = 40;
  static final int LINES_AROUND = 7;
  static final int LONGEST_LINE = 200;
  static final int LARGEST_FILE = 1_000_000;

  /// From `target/classes` or `build/classes/java/main` up to the folder of the module.
  private static final int MOST_LEVELS = 4;

  private static final List<String> SOURCE_FOLDERS = List.of("src/main/java", "src/test/java");

  private final @Nullable ClassLoader loader;
  private final Path workingFolder;
  private final @Nullable String launchedFile;
  private final Map<Path, List<String>> files = new HashMap<>();
  private int count;

  /// @param loader the loader that probably knows the classes of the application
  /// @param launchedFile the file of a program that was launched from source, by `java App.java` or
  ///   by `lodestar run App.java`
  SourceExcerpts(@Nullable ClassLoader loader, Path workingFolder, @Nullable String launchedFile) {
    this.loader = loader;
    this.workingFolder = workingFolder;
    this.launchedFile = launchedFile;
  }

  static SourceExcerpts ofThisProcess() {
    return new SourceExcerpts(
        Thread.currentThread().getContextClassLoader(),
        Path.of("").toAbsolutePath(),
        System.getProperty(
            "jdk.launcher.sourcefile", System.getProperty("lodestar.run.sourcefile")));
  }

  /// The lines around a call; nothing if the source is not at hand, or enough are shown already.
  Optional<Excerpt> of(StackTraceElement frame) {
    if (count == MOST_EXCERPTS || frame.getLineNumber() <= 0 || isOfJdk(frame)) {
      return Optional.empty();
    }
    try {
      var relative = relativePath(frame);
      var file = relative == null ? null : find(frame, relative);
      return file == null ? Optional.empty() : excerpt(file, frame.getLineNumber());
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isOfJdk(StackTraceElement frame) {
    var module = frame.getModuleName();
    return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
  }

  /// Frames can be made up, so what they say must not lead out of the source folders.
  private static @Nullable String relativePath(StackTraceElement frame) {
    var file = frame.getFileName();
    var name = frame.getClassName();
    if (file == null || !isPlain(file) || !file.endsWith(".java") || !isPlain(name)) {
      return null;
    }
    var packageEnd = name.lastIndexOf('.');
    return packageEnd < 0 ? file : name.substring(0, packageEnd).replace('.', '/') + "/" + file;
  }

  private static boolean isPlain(String name) {
    return !name.startsWith(".")
        && !name.contains("..")
        && name.indexOf('/') < 0
        && name.indexOf('\\') < 0
        && name.indexOf(':') < 0;
  }

  private @Nullable Path find(StackTraceElement frame, String relative) {
    for (var root : roots(frame, relative)) {
      var file = root.resolve(relative);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private List<Path> roots(StackTraceElement frame, String relative) {
    var roots = new ArrayList<Path>();
    if (launchedFile != null) {
      addLaunched(Path.of(launchedFile).toAbsolutePath(), relative, roots);
    }
    var folder = classesOf(frame);
    for (var i = 0; folder != null && i < MOST_LEVELS; i++) {
      folder = folder.getParent();
      addSourceFolders(folder, roots);
    }
    addSourceFolders(workingFolder, roots);
    return roots;
  }

  /// The root of a launched tree of sources is the launched file's folder or one above it, by at
  /// most as many levels as packages are deep.
  private static void addLaunched(Path launched, String relative, List<Path> roots) {
    var root = launched.getParent();
    for (var i = 0; root != null && i < Path.of(relative).getNameCount(); i++) {
      roots.add(root);
      root = root.getParent();
    }
  }

  private static void addSourceFolders(@Nullable Path module, List<Path> roots) {
    if (module != null) {
      for (var folder : SOURCE_FOLDERS) {
        roots.add(module.resolve(folder));
      }
    }
  }

  /// The folder that the class was loaded from; null if it was not loaded from a folder.
  private @Nullable Path classesOf(StackTraceElement frame) {
    try {
      var type = Class.forName(frame.getClassName(), false, loader);
      var source = type.getProtectionDomain().getCodeSource();
      if (source == null || source.getLocation() == null) {
        return null;
      }
      var location = source.getLocation().toURI();
      var folder = "file".equals(location.getScheme()) ? Path.of(location) : null;
      return folder != null && Files.isDirectory(folder) ? folder : null;
    } catch (ClassNotFoundException | LinkageError | URISyntaxException unknown) {
      return null;
    }
  }

  private Optional<Excerpt> excerpt(Path file, int line) {
    var lines = files.computeIfAbsent(file, SourceExcerpts::read);
    if (line > lines.size()) {
      return Optional.empty();
    }
    count++;
    var first = Math.max(1, line - LINES_AROUND);
    var shown = new ArrayList<String>();
    for (var text : lines.subList(first - 1, Math.min(lines.size(), line + LINES_AROUND))) {
      shown.add(Texts.cut(text, LONGEST_LINE));
    }
    return Optional.of(new Excerpt(file.toString(), first, shown, line));
  }

  private static List<String> read(Path file) {
    try {
      return Files.size(file) > LARGEST_FILE
          ? List.of()
          : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
