package dev.lodestar.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// The class path that programs are compiled against and run with: the one of this process.
///
/// @param text its entries, as the options of Java take it
record ClassPath(String text) {

  static ClassPath ofThisProcess() {
    return new ClassPath(System.getProperty("java.class.path", ""));
  }

  /// Names the entries with their sizes and times of change, also those that the manifest of a jar
  /// adds, and the files in folders: what is compiled depends on them.
  String identity() {
    var identity = new StringBuilder();
    var seen = new HashSet<Path>();
    var from = 0;
    while (from <= text.length()) {
      var separator = text.indexOf(File.pathSeparatorChar, from);
      var end = separator < 0 ? text.length() : separator;
      add(text.substring(from, end), Path.of(""), seen, identity);
      from = end + 1;
    }
    return identity.toString();
  }

  private static void add(String entry, Path folder, Set<Path> seen, StringBuilder identity) {
    try {
      var path = folder.resolve(entry).toAbsolutePath().normalize();
      if (seen.add(path)) {
        add(path, seen, identity);
      }
    } catch (InvalidPathException notAFile) {
      identity.append(entry).append('\n');
    }
  }

  private static void add(Path path, Set<Path> seen, StringBuilder identity) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      append(path, attributes, identity);
      if (attributes.isDirectory()) {
        addFiles(path, identity);
      } else {
        addManifest(path, seen, identity);
      }
    } catch (IOException missing) {
      identity.append(path).append(" -\n");
    }
  }

  private static void append(Path path, BasicFileAttributes attributes, StringBuilder identity) {
    identity.append(path).append(' ').append(attributes.size()).append(' ');
    identity.append(attributes.lastModifiedTime().toMillis()).append('\n');
  }

  private static void addManifest(Path jar, Set<Path> seen, StringBuilder identity)
      throws IOException {
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
          add(more.substring(start, end), SourceFolder.of(jar), seen, identity);
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
