package dev.lodestar.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Classes that were generated when the application was packaged. Each class loader has an index of
/// their names, so that nobody looks in vain for a class that is not there.
final class BakedClasses {
  /// The resource that lists their names, one in each line.
  static final String INDEX = "META-INF/lodestar/generated-classes";

  private final Map<ClassLoader, Set<String>> names = new ConcurrentHashMap<>();

  /// Whether the loader of a class has any.
  boolean existBeside(Class<?> host) {
    return !names(host).isEmpty();
  }

  /// Whether the loader of a class has one of this name.
  boolean contain(Class<?> host, String name) {
    return names(host).contains(name);
  }

  private Set<String> names(Class<?> host) {
    var loader = host.getClassLoader();
    return loader == null ? Set.of() : names.computeIfAbsent(loader, BakedClasses::read);
  }

  private static Set<String> read(ClassLoader loader) {
    var names = new HashSet<String>();
    try {
      var indexes = loader.getResources(INDEX);
      while (indexes.hasMoreElements()) {
        try (var lines =
            new BufferedReader(
                new InputStreamReader(
                    indexes.nextElement().openStream(), StandardCharsets.UTF_8))) {
          lines.lines().forEach(names::add);
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      // Without them the classes are generated.
      return Set.of();
    }
    return Set.copyOf(names);
  }

  /// Collects classes while they are generated, and writes them into a folder.
  static final class Collector {
    private final Map<String, byte[]> classes = new TreeMap<>();

    synchronized void add(String name, byte[] bytes) {
      classes.put(name, bytes);
    }

    /// Writes the classes and adds their names to the index of the folder.
    synchronized List<String> writeInto(Path folder) throws IOException {
      var all = new TreeMap<String, byte @Nullable []>(classes);
      var index = folder.resolve(INDEX);
      if (Files.exists(index)) {
        for (var line : Files.readAllLines(index)) {
          all.putIfAbsent(line, null);
        }
      }
      for (var entry : classes.entrySet()) {
        var file = folder.resolve(entry.getKey().replace('.', '/') + ".class");
        Files.createDirectories(file.getParent());
        Files.write(file, entry.getValue());
      }
      Files.createDirectories(index.getParent());
      Files.write(index, all.keySet());
      return new ArrayList<>(classes.keySet());
    }
  }
}
