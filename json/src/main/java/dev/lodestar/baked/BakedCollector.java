package dev.lodestar.baked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects classes while they are generated. Thread-safe.
public final class BakedCollector {
  /// The system property that has all generated classes of a process written into a folder: how an
  /// application is run once while it is packaged.
  public static final String PROPERTY = "lodestar.bake";

  private final Map<String, byte[]> classes = new TreeMap<>();
  private final @Nullable Path folder;

  private BakedCollector(@Nullable Path folder) {
    this.folder = folder;
  }

  /// One that keeps the classes until they are written.
  public static BakedCollector keeping() {
    return new BakedCollector(null);
  }

  /// One that writes each class at once; empty if nobody asked this process for it.
  public static Optional<BakedCollector> ofThisProcess() {
    var folder = System.getProperty(PROPERTY);
    return folder == null ? Optional.empty() : Optional.of(new BakedCollector(Path.of(folder)));
  }

  /// Takes a class.
  ///
  /// @throws UncheckedIOException if it is written at once, and cannot be
  public synchronized void add(String name, byte[] bytes) {
    classes.put(name, bytes);
    if (folder != null) {
      try {
        writeInto(folder);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      classes.clear();
    }
  }

  /// Writes the classes and adds their names to the index of the folder.
  ///
  /// @return the names
  public synchronized List<String> writeInto(Path target) throws IOException {
    var all = new TreeMap<String, byte @Nullable []>(classes);
    var index = target.resolve(BakedClasses.INDEX);
    if (Files.exists(index)) {
      for (var line : Files.readAllLines(index)) {
        all.putIfAbsent(line, null);
      }
    }
    for (var entry : classes.entrySet()) {
      var file = target.resolve(entry.getKey().replace('.', '/') + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, entry.getValue());
    }
    Files.createDirectories(index.getParent());
    Files.write(index, all.keySet());
    return new ArrayList<>(classes.keySet());
  }
}
