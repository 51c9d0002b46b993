package dev.lodestar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Where what was made goes: into a file that is touched only if it changes, so that nobody who
/// watches it is woken for nothing, or to the standard output.
///
/// @param file the file, if there is one
/// @param check whether the file is only compared
record Output(Optional<Path> file, boolean check) {

  static Output to(SchemaCommand.Target target) throws RunFailure {
    if (target.file().isEmpty()) {
      return new Output(Optional.empty(), false);
    }
    try {
      return new Output(Optional.of(Path.of(target.file().get())), target.check());
    } catch (InvalidPathException invalid) {
      throw new RunFailure(
          "'" + target.file().get() + "' is not a path: " + invalid.getReason() + ".");
    }
  }

  /// Writes or compares the content.
  ///
  /// @return the exit code
  int put(byte[] content) throws RunFailure {
    if (file.isEmpty()) {
      System.out.write(content, 0, content.length);
      System.out.flush();
      return ExitCode.DONE;
    }
    return put(file.get(), content);
  }

  private int put(Path path, byte[] content) throws RunFailure {
    if (!check) {
      var _ = replace(path, content);
      return ExitCode.DONE;
    }
    if (isThere(path, content)) {
      return ExitCode.DONE;
    }
    System.err.println(
        "The file '" + path + "' is not what it would be now; run the command without --check.");
    return ExitCode.FAILED;
  }

  /// Writes the content into a file, if it is not what stands there.
  ///
  /// @return whether it was written
  static boolean replace(Path path, byte[] content) throws RunFailure {
    if (isThere(path, content)) {
      return false;
    }
    try {
      Files.write(path, content);
      return true;
    } catch (NoSuchFileException missing) {
      throw new RunFailure(
          "The file '" + path + "' cannot be written: there is no such folder; make it first.");
    } catch (IOException failure) {
      throw new RunFailure("The file '" + path + "' cannot be written: " + failure + ".");
    }
  }

  private static boolean isThere(Path path, byte[] content) throws RunFailure {
    try {
      return Arrays.equals(Files.readAllBytes(path), content);
    } catch (NoSuchFileException missing) {
      return false;
    } catch (IOException failure) {
      throw new RunFailure("The file '" + path + "' cannot be read: " + failure + ".");
    }
  }
}
