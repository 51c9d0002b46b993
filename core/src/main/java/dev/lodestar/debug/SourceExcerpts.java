package dev.lodestar.debug;

import dev.lodestar.sourcefile.SourcePlaces;
import java.io.IOException;
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

  private final @Nullable ClassLoader loader;
  private final Path workingFolder;
  private final SourcePlaces places;
  private final Map<Path, List<String>> files = new HashMap<>();
  private int count;

  /// @param loader the loader that probably knows the classes of the application
  /// @param workingFolder the module where the sources may lie otherwise
  /// @param places where the sources of classes lie
  SourceExcerpts(@Nullable ClassLoader loader, Path workingFolder, SourcePlaces places) {
    this.loader = loader;
    this.workingFolder = workingFolder;
    this.places = places;
  }

  static SourceExcerpts ofThisProcess() {
    return new SourceExcerpts(
        Thread.currentThread().getContextClassLoader(),
        Path.of("").toAbsolutePath(),
        SourcePlaces.ofThisProcess());
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
    var files = new ArrayList<>(places.files(locationOf(frame), relative));
    files.addAll(SourcePlaces.inModule(workingFolder, relative));
    for (var file : files) {
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  private @Nullable Path locationOf(StackTraceElement frame) {
    try {
      return SourcePlaces.locationOf(Class.forName(frame.getClassName(), false, loader));
    } catch (ClassNotFoundException | LinkageError unknown) {
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
