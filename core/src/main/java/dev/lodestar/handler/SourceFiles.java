package dev.lodestar.handler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The sources of a program that was launched from source (`java App.java`), where the class files
/// carry no parameter names. Each file is read at most once, and only when something is asked for.
final class SourceFiles {

  private static final String LAUNCHED_FILE = "jdk.launcher.sourcefile";

  private final @Nullable Path launched;
  private final Map<Path, Map<String, List<SourceMethod>>> files = new HashMap<>();

  private SourceFiles(@Nullable Path launched) {
    this.launched = launched;
  }

  /// The sources of this process; of none if it was not launched from source.
  static SourceFiles ofThisProcess() {
    String file = System.getProperty(LAUNCHED_FILE);
    return new SourceFiles(file == null ? null : Path.of(file).toAbsolutePath());
  }

  boolean present() {
    return launched != null;
  }

  /// Lists the methods of a class in the order of the source; none if its source is not at hand.
  ///
  /// @param sourceFile the name of the source file as the class file tells it
  synchronized List<SourceMethod> methodsOf(Class<?> type, String sourceFile) {
    Path file = find(type, sourceFile);
    if (file == null) {
      return List.of();
    }
    return files.computeIfAbsent(file, SourceFiles::read).getOrDefault(pathOf(type), List.of());
  }

  /// The launcher accepts a tree of source files in folders named like the packages: the root of
  /// the tree is the launched file's folder or one above.
  private @Nullable Path find(Class<?> type, String sourceFile) {
    if (launched == null || !Files.isRegularFile(launched)) {
      return null;
    }
    String packageFolder = type.getPackageName().replace('.', '/');
    if (packageFolder.isEmpty() && launched.endsWith(sourceFile)) {
      return launched;
    }
    Path relative = Path.of(packageFolder, sourceFile);
    for (Path root = launched.getParent(); root != null; root = root.getParent()) {
      Path candidate = root.resolve(relative);
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /// The simple names from the outermost class inwards, joined by dots: the key of a class.
  private static String pathOf(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return outer == null ? type.getSimpleName() : pathOf(outer) + "." + type.getSimpleName();
  }

  /// A run-time image may lack the compiler, and a file may have changed since it was launched:
  /// then nothing is known, and the caller says what else to do.
  private static Map<String, List<SourceMethod>> read(Path file) {
    try {
      return SourceParser.parse(file);
    } catch (IOException | LinkageError | RuntimeException unreadable) {
      return Map.of();
    }
  }
}
