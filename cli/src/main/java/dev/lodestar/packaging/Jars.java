package dev.lodestar.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes jars whose bytes and times depend on their content alone.
final class Jars {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";

  /// Any time would do that archives can hold; the cache of classes looks at those of the jars.
  static final FileTime TIME = FileTime.from(Instant.parse("2000-01-01T00:00:00Z"));

  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  private Jars() {}

  /// Writes entries, sorted by name, with a manifest that says nothing if they have none.
  static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    var sorted = new TreeMap<>(entries);
    var manifest = sorted.remove(MANIFEST);
    try (var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      put(
          out,
          MANIFEST,
          manifest == null
              ? "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
              : manifest);
      for (var entry : sorted.entrySet()) {
        put(out, entry.getKey(), entry.getValue());
      }
    }
    Files.setLastModifiedTime(jar, TIME);
  }

  private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    out.putNextEntry(entry);
    out.write(content);
    out.closeEntry();
  }

  /// Reads the files below a folder, by their names with slashes.
  static SortedMap<String, byte[]> filesOf(Path folder) throws IOException {
    var files = new TreeMap<String, byte[]>();
    try (var found = Files.walk(folder)) {
      for (var file : found.filter(Files::isRegularFile).toList()) {
        var name = folder.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readAllBytes(file));
      }
    }
    return files;
  }

  /// Copies a jar as it is, but for its time and for the jars that its manifest adds: these are on
  /// the class path themselves.
  static void copyAlone(Path from, Path to) throws IOException {
    var alone = alone(from);
    if (alone.isEmpty()) {
      Files.copy(from, to);
      Files.setLastModifiedTime(to, TIME);
    } else {
      write(to, alone.get());
    }
  }

  private static Optional<Map<String, byte[]>> alone(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      if (manifest == null
          || manifest.getMainAttributes().remove(Attributes.Name.CLASS_PATH) == null) {
        return Optional.empty();
      }
      var entries = new TreeMap<String, byte[]>();
      for (var entry : file.stream().filter(entry -> !entry.isDirectory()).toList()) {
        try (var in = file.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
      var changed = new ByteArrayOutputStream();
      manifest.write(changed);
      entries.put(MANIFEST, changed.toByteArray());
      return Optional.of(entries);
    }
  }
}
