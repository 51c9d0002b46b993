package dev.lodestar.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// The jars of compiled projects, in the folder of compiled programs.
final class ProjectJars {
  private static final int CHARACTERS_OF_HASH = 16;

  private final ProgramCache cache;

  ProjectJars(Map<String, String> environment, String home) {
    this.cache = new ProgramCache(environment, home);
  }

  /// Keeps files as a jar, unless there is one that holds the same.
  ///
  /// @param name what its name begins with
  Path keep(String name, SortedMap<String, byte[]> files) throws IOException {
    var folder = cache.open();
    var jar = folder.resolve(name + "-" + hash(files) + ProgramCache.JAR);
    if (Files.exists(jar)) {
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
      return jar;
    }
    var unfinished = Files.createTempFile(folder, "project", ProgramCache.UNFINISHED);
    try {
      try (var out = Files.newOutputStream(unfinished)) {
        write(out, files);
      }
      Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    ProgramCache.prune(folder);
    return jar;
  }

  private static void write(OutputStream out, SortedMap<String, byte[]> files) throws IOException {
    try (var jar = new JarOutputStream(out)) {
      for (var file : files.entrySet()) {
        jar.putNextEntry(new ZipEntry(file.getKey()));
        jar.write(file.getValue());
        jar.closeEntry();
      }
    }
  }

  private static String hash(SortedMap<String, byte[]> files) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files.entrySet()) {
        digest.update(
            (file.getKey() + "\n" + file.getValue().length + "\n")
                .getBytes(StandardCharsets.UTF_8));
        digest.update(file.getValue());
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, CHARACTERS_OF_HASH);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256.", impossible);
    }
  }
}
