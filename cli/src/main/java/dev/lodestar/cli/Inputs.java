package dev.lodestar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a compilation has seen of the file system.
///
/// @param sources the source files that were compiled, with their contents
/// @param folders the folders in which source files were looked for, with the names of those that
///   are there: one file more may change what a name means
record Inputs(Map<Path, byte[]> sources, Map<Path, List<String>> folders) {

  boolean unchanged() {
    for (var source : sources.entrySet()) {
      if (!isUnchanged(source.getKey(), source.getValue())) {
        return false;
      }
    }
    for (var folder : folders.entrySet()) {
      if (!SourceFolder.sourceNames(folder.getKey()).equals(folder.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUnchanged(Path file, byte[] content) {
    try {
      return Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException unreadable) {
      return false;
    }
  }
}
