package dev.lodestar.cli;

import dev.lodestar.suggest.Suggestions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/// The source file of a program.
///
/// @param path the path as it was typed, which is how the compiler prints it
record SourceFile(Path path) {
  static final String SUFFIX = ".java";

  /// Checks that it is a source file that can be read.
  ///
  /// @throws RunFailure if it is not; the message says what it is instead
  static SourceFile of(String typed) throws RunFailure {
    Path path;
    try {
      path = Path.of(typed);
    } catch (InvalidPathException invalid) {
      throw new RunFailure(quoted(typed) + " is not a path: " + invalid.getReason() + ".");
    }
    if (isFolder(path)) {
      throw new RunFailure(
          quoted(typed)
              + " is a folder without a build of Maven or Gradle; give the path of one Java source file"
              + inFolder(path));
    }
    if (!typed.endsWith(SUFFIX)) {
      throw new RunFailure(
          quoted(typed) + " is not a Java source file: its name does not end in '.java'.");
    }
    if (!Files.isReadable(path)) {
      throw unreadable(typed, new AccessDeniedException(typed));
    }
    return new SourceFile(path);
  }

  private static boolean isFolder(Path path) throws RunFailure {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
    } catch (IOException failure) {
      throw unreadable(path.toString(), failure);
    }
  }

  /// Says why a file cannot be read.
  static RunFailure unreadable(String typed, IOException failure) {
    if (failure instanceof NoSuchFileException) {
      var closest = closest(Path.of(typed));
      return new RunFailure(
          "There is no file "
              + quoted(typed)
              + "."
              + (closest.isEmpty() ? "" : " Did you mean " + quoted(closest.get()) + "?"));
    }
    if (failure instanceof AccessDeniedException) {
      return new RunFailure(
          "The file " + quoted(typed) + " cannot be read: you have no permission to read it.");
    }
    var reason = failure instanceof FileSystemException specific ? specific.getReason() : null;
    return new RunFailure(
        "The file "
            + quoted(typed)
            + " cannot be read: "
            + (reason == null ? failure.getMessage() : reason)
            + ".");
  }

  private static String inFolder(Path folder) {
    var files = namesIn(folder);
    return files.isEmpty()
        ? "."
        : ", such as " + quoted(folder.resolve(files.getFirst()) + "") + ".";
  }

  private static Optional<String> closest(Path missing) {
    var name = missing.getFileName();
    if (name == null) {
      return Optional.empty();
    }
    return Suggestions.closest(name.toString(), namesIn(SourceFolder.of(missing)))
        .map(found -> missing.resolveSibling(found).toString());
  }

  private static List<String> namesIn(Path folder) {
    return SourceFolder.sourceNames(folder);
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }
}
