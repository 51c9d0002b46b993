package dev.lodestar.configuration;

import dev.lodestar.configuration.Origin.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the text of a file, whatever somebody has put there.
final class FileText {
  /// How long a file of a configuration may be, and one that a variable or secret names.
  static final int MAX_FILE_SIZE = 1_000_000;

  private FileText() {}

  /// Reads a file. Symbolic links are followed, as container platforms mount configuration so.
  ///
  /// @param shown how messages call it
  /// @return the text; empty if there is a problem
  static Optional<String> read(Path file, String shown, Problems problems) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return unreadable(
            shown,
            Files.isDirectory(file) ? "It is a directory." : "It is no regular file.",
            problems);
      }
      byte[] bytes;
      try (var in = Files.newInputStream(file)) {
        bytes = in.readNBytes(MAX_FILE_SIZE + 1);
      }
      if (bytes.length > MAX_FILE_SIZE) {
        return unreadable(shown, "It is longer than " + MAX_FILE_SIZE + " bytes.", problems);
      }
      return decoded(bytes, shown, problems);
    } catch (NoSuchFileException missing) {
      return unreadable(shown, "There is no such file.", problems);
    } catch (AccessDeniedException denied) {
      return unreadable(shown, "This user must not read it.", problems);
    } catch (IOException | SecurityException failure) {
      return unreadable(shown, "It cannot be read: " + failure + ".", problems);
    }
  }

  private static Optional<String> decoded(byte[] bytes, String shown, Problems problems) {
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length);
    var result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    out.flip();
    if (result.isUnderflow()) {
      return Optional.of(out.toString());
    }
    var before = out.toString();
    var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    var column = before.length() - before.lastIndexOf('\n');
    problems.problem(
        "configuration-file",
        shown,
        new Origin(Source.FILE, shown + ":" + line + ":" + column),
        "The file is not UTF-8: the byte at offset " + in.position() + " begins no character.",
        "Save the file as UTF-8; if it is no text at all, name another file.");
    problems.incomplete();
    return Optional.empty();
  }

  private static Optional<String> unreadable(String shown, String why, Problems problems) {
    problems.problem(
        "configuration-file",
        shown,
        "The file cannot be read. " + why,
        "Name a readable file in TOML, as .properties or as text, or do not name it.");
    problems.incomplete();
    return Optional.empty();
  }
}
