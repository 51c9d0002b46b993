package dev.lodestar.cli;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Folders with source files.
final class SourceFolder {
  private SourceFolder() {}

  /// The folder of a file; the current one is the empty path, as the compiler prints it.
  static Path of(Path file) {
    var folder = file.getParent();
    return folder == null ? Path.of("") : folder;
  }

  /// The folder from which the packages of a source file start; empty if the file is not in a
  /// folder named like its package.
  static Optional<Path> rootOf(Path file, String packageName) {
    if (packageName.isEmpty()) {
      return Optional.of(of(file));
    }
    var packageFolder = Path.of(packageName.replace('.', '/'));
    var absoluteFolder = of(file.toAbsolutePath().normalize());
    if (!absoluteFolder.endsWith(packageFolder)) {
      return Optional.empty();
    }
    var depth = packageFolder.getNameCount();
    var typed = of(file).normalize();
    var isWithin = typed.getNameCount() > depth && typed.endsWith(packageFolder);
    var root = isWithin ? typed : absoluteFolder;
    for (var i = 0; i < depth; i++) {
      root = of(root);
    }
    return Optional.of(root);
  }

  /// The names of the source files in a folder, sorted; none if it cannot be listed.
  static List<String> sourceNames(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var names = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        if (name.endsWith(SourceFile.SUFFIX)) {
          names.add(name);
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      return List.of();
    }
    names.sort(null);
    return List.copyOf(names);
  }
}
