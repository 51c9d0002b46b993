package dev.lodestar.baked;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Classes that were generated when the application was packaged. Each class loader has an index of
/// their names, so that nobody looks in vain for a class that is not there. The name ends with a
/// hash of all that the class depends on. Thread-safe.
public final class BakedClasses {
  /// The resource that lists their names, one in each line.
  public static final String INDEX = "META-INF/lodestar/generated-classes";

  private final Map<ClassLoader, Set<String>> names = new ConcurrentHashMap<>();

  /// Whether the loader of a class has any.
  public boolean existBeside(Class<?> host) {
    return !names(host).isEmpty();
  }

  /// Whether the loader of a class has one of this name.
  public boolean contain(Class<?> host, String name) {
    return names(host).contains(name);
  }

  /// Says in the log that a class has to be generated although the like of it was baked: the
  /// application was built again and not packaged, or uses settings that it did not use then.
  ///
  /// @param name with the hash that is wanted
  public void missed(Class<?> host, String name) {
    var kind = name.substring(0, name.lastIndexOf('$') + 1);
    for (var baked : names(host)) {
      if (baked.startsWith(kind)) {
        System.getLogger("dev.lodestar.packaging")
            .log(
                System.Logger.Level.WARNING,
                "generated_class_stale class={0} baked={1}: It is generated again. Package the"
                    + " application again to start faster.",
                name,
                baked);
        return;
      }
    }
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
          for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            names.add(line);
          }
        }
      }
    } catch (IOException | UncheckedIOException unreadable) {
      // Without them the classes are generated.
      return Set.of();
    }
    return Set.copyOf(names);
  }
}
