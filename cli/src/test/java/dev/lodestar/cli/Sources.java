package dev.lodestar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Source files of a test, and their compilation.
final class Sources {
  private final Path folder;
  private final StringWriter messages = new StringWriter();

  Sources(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Optional<CompiledProgram> compile(Path file, boolean warnings) throws RunFailure {
    return ProgramCompiler.compile(
        new SourceFile(file),
        ClassPath.ofThisProcess().text(),
        warnings,
        new PrintWriter(messages, true));
  }

  CompiledProgram compile(Path file) throws RunFailure {
    return compile(file, false).orElseThrow(() -> new AssertionError(messages()));
  }

  String messages() {
    return messages.toString();
  }
}
