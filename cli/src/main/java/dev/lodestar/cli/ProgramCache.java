package dev.lodestar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps compiled programs in a folder, one file for each source file and environment.
///
/// The folder is `run` in `LODESTAR_CACHE`, else in `lodestar` in `XDG_CACHE_HOME`, else in
/// `~/.cache/lodestar`; nobody else may write to it. Any failure only means that nothing is kept.
final class ProgramCache {
  private static final String SUFFIX = ".program";
  static final String JAR = ".jar";
  static final String UNFINISHED = ".new";
  private static final int MOST_PROGRAMS = 100;
  private static final Duration KEPT_UNUSED = Duration.ofDays(30);
  private static final Duration DAY = Duration.ofDays(1);

  private final @Nullable Path folder;

  ProgramCache(Map<String, String> environment, String home) {
    this.folder = folder(environment, home);
  }

  private static @Nullable Path folder(Map<String, String> environment, String home) {
    try {
      var own = environment.getOrDefault("LODESTAR_CACHE", "");
      if (!own.isBlank()) {
        return Path.of(own).toAbsolutePath().resolve("run");
      }
      // The specification of XDG_CACHE_HOME says that a relative path is to be ignored.
      var shared = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
      var base = shared.isAbsolute() ? shared : Path.of(home, ".cache");
      return base.isAbsolute() ? base.resolve("lodestar").resolve("run") : null;
    } catch (InvalidPathException invalid) {
      return null;
    }
  }

  /// Finds a program whose sources have not changed.
  ///
  /// @param identity what it was compiled with
  Optional<CompiledProgram> find(String identity) {
    if (folder == null) {
      return Optional.empty();
    }
    var file = fileOf(folder, identity);
    try {
      var program = ProgramFormat.read(identity, Files.readAllBytes(file));
      if (program == null || !program.inputs().unchanged()) {
        return Optional.empty();
      }
      markAsUsed(file);
      return Optional.of(program);
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /// Keeps a program. It is written beside its place and moved there at once, so that others only
  /// ever see a complete one.
  void keep(String identity, CompiledProgram program) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(folder, ownerOnly());
      var unfinished = Files.createTempFile(folder, "program", UNFINISHED);
      try {
        Files.write(unfinished, ProgramFormat.write(identity, program));
        Files.move(
            unfinished,
            fileOf(folder, identity),
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
      prune(folder);
    } catch (IOException | UnsupportedOperationException unwritable) {
      // works without
    }
  }

  /// Makes the folder.
  ///
  /// @throws IOException if there is none, or it cannot be made
  Path open() throws IOException {
    if (folder == null) {
      throw new IOException("no folder is known");
    }
    return Files.createDirectories(folder, ownerOnly());
  }

  private static FileAttribute<?>[] ownerOnly() {
    return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /// A hash that is fast to load; the identity stands in the file, so two that collide only
  /// displace each other.
  private static Path fileOf(Path folder, String identity) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < identity.length(); i++) {
      hash = (hash ^ identity.charAt(i)) * 0x100000001b3L;
    }
    return folder.resolve(Long.toHexString(hash) + SUFFIX);
  }

  private static void markAsUsed(Path file) throws IOException {
    var now = Instant.now();
    if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(DAY))) {
      Files.setLastModifiedTime(file, FileTime.from(now));
    }
  }

  /// Deletes what was not used for long, and the oldest if there are too many.
  static void prune(Path folder) throws IOException {
    record Kept(Path file, Instant used) {}
    var kept = new ArrayList<Kept>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        var name = file.getFileName().toString();
        if (name.endsWith(SUFFIX) || name.endsWith(JAR) || name.endsWith(UNFINISHED)) {
          kept.add(new Kept(file, usedAt(file)));
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::used).reversed());
    var oldest = Instant.now().minus(KEPT_UNUSED);
    for (var i = 0; i < kept.size(); i++) {
      if (i >= MOST_PROGRAMS || kept.get(i).used().isBefore(oldest)) {
        Files.deleteIfExists(kept.get(i).file());
      }
    }
  }

  /// A file that another process has just deleted counts as old.
  private static Instant usedAt(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException deleted) {
      return Instant.EPOCH;
    }
  }
}
