package dev.lodestar.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The class path that programs are compiled against and run with: the one of this process.
///
/// @param text its entries, as the options of Java take it
record ClassPath(String text) {

  static ClassPath ofThisProcess() {
    return new ClassPath(System.getProperty("java.class.path", ""));
  }

  /// The entries as absolute paths.
  List<Path> entries() {
    return Stream.of(text.split(File.pathSeparator, -1))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath().normalize())
        .toList();
  }

  /// Names the entries with their sizes and times of change, the jars that the manifest of an entry
  /// adds, and the files in folders: what is compiled depends on them. The manifests of added jars
  /// are not read, because opening all jars would cost every start what the runner saves.
  String identity() {
    var identity = new StringBuilder();
    var from = 0;
    while (from <= text.length()) {
      var separator = text.indexOf(File.pathSeparatorChar, from);
      var end = separator < 0 ? text.length() : separator;
      addEntry(text.substring(from, end), identity);
      from = end + 1;
    }
    return identity.toString();
  }

  private static void addEntry(String entry, StringBuilder identity) {
    var path = add(entry, Path.of(""), identity);
    try {
      if (path != null && Files.isDirectory(path)) {
        addFiles(path, identity);
      } else if (path != null) {
        addManifest(path, identity);
      }
    } catch (IOException noJar) {
      identity.append(" ?\n");
    }
  }

  private static @Nullable Path add(String entry, Path folder, StringBuilder identity) {
    try {
      var path = folder.resolve(entry).toAbsolutePath().normalize();
      append(path, Files.readAttributes(path, BasicFileAttributes.class), identity);
      return path;
    } catch (IOException | InvalidPathException missing) {
      identity.append(entry).append(" -\n");
      return null;
    }
  }

  private static void append(Path path, BasicFileAttributes attributes, StringBuilder identity) {
    identity.append(path).append(' ').append(attributes.size()).append(' ');
    identity.append(attributes.lastModifiedTime().toMillis()).append('\n');
  }

  private static void addManifest(Path jar, StringBuilder identity) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest();
      var more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more == null) {
        return;
      }
      for (var start = 0; start < more.length(); ) {
        var space = more.indexOf(' ', start);
        var end = space < 0 ? more.length() : space;
        if (end > start) {
          add(more.substring(start, end), SourceFolder.of(jar), identity);
        }
        start = end + 1;
      }
    }
  }

  /// The order in which a file system lists a folder is stable as long as nothing in it changes.
  private static void addFiles(Path folder, StringBuilder identity) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            append(file, attributes, identity);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
