package dev.lodestar.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/// The jars and folders of a class path, in its order: wildcards and what manifests add included.
public final class LibraryPath {
  private LibraryPath() {}

  /// Resolves a class path.
  ///
  /// @param classPath as the options of Java take it; entries that do not exist count as in Java,
  ///   that is, not at all
  /// @return absolute paths of jars and folders, each once
  /// @throws PackagingException if an entry is no path, or a jar cannot be read
  public static List<Path> of(String classPath) throws PackagingException {
    var found = new LinkedHashSet<Path>();
    for (var entry : entries(classPath)) {
      try {
        if (entry.equals("*") || entry.endsWith(File.separator + "*")) {
          addAll(Path.of(entry.substring(0, entry.length() - 1)), found);
        } else {
          add(Path.of(entry), found);
        }
      } catch (InvalidPathException invalid) {
        throw new PackagingException("'" + entry + "' of the class path is not a path.");
      } catch (IOException unreadable) {
        throw new PackagingException(
            "'" + entry + "' of the class path cannot be read: " + unreadable.getMessage() + ".");
      }
    }
    return List.copyOf(found);
  }

  /// Whether one of jars and folders has a class.
  public static boolean hasClass(Iterable<Path> entries, String className) throws IOException {
    for (var entry : entries) {
      if (contains(entry, className.replace('.', '/') + ".class")) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(Path entry, String name) throws IOException {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(name));
    }
    try (var jar = new JarFile(entry.toFile())) {
      return jar.getEntry(name) != null;
    }
  }

  private static List<String> entries(String classPath) {
    var entries = new ArrayList<String>();
    var separated = new StringTokenizer(classPath, File.pathSeparator);
    while (separated.hasMoreTokens()) {
      entries.add(separated.nextToken());
    }
    return entries;
  }

  private static void addAll(Path folder, Set<Path> found) throws IOException {
    try (var jars = Files.list(folder.toAbsolutePath())) {
      for (var jar : jars.filter(LibraryPath::isJar).sorted().toList()) {
        add(jar, found);
      }
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar") || file.toString().endsWith(".JAR");
  }

  private static void add(Path entry, Set<Path> found) throws IOException {
    var path = entry.toAbsolutePath().normalize();
    if (!Files.exists(path) || !found.add(path) || Files.isDirectory(path)) {
      return;
    }
    try (var jar = new JarFile(path.toFile())) {
      var manifest = jar.getManifest();
      var more =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (more != null) {
        var names = new StringTokenizer(more);
        while (names.hasMoreTokens()) {
          add(path.resolveSibling(names.nextToken()), found);
        }
      }
    }
  }
}
