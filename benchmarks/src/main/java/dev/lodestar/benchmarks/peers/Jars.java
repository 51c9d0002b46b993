package dev.lodestar.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Folders of jars.
final class Jars {
  private static final String END = ".jar";

  private Jars() {}

  /// The version in the name of the first jar that starts so; `?` if there is none.
  static String version(Path folder, String prefix) {
    for (var name : names(folder)) {
      var start = prefix.length();
      if (name.startsWith(prefix)
          && name.endsWith(END)
          && Character.digit(name.charAt(start), 10) >= 0) {
        return name.substring(start, name.length() - END.length());
      }
    }
    return "?";
  }

  /// The names of the files of a folder, in alphabetical order; none if there is no folder.
  static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
