package dev.lodestar.dev.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A project that somebody else compiles, such as an IDE: its class folders are watched. A process
/// gets a copy of them, so that nothing changes below it while it finishes its requests.
public final class ClassFolders implements Build {
  private final Project.Reader reader;
  private final Optional<String> wanted;
  private final List<Path> settings;
  private volatile @Nullable Project project;

  /// Creates a build.
  ///
  /// @param reader tells the modules
  /// @param mainClass the class that is started, if it is named
  /// @param settings files that count for the application, whether they are there or not
  public ClassFolders(Project.Reader reader, Optional<String> mainClass, List<Path> settings) {
    this.reader = reader;
    this.wanted = mainClass;
    this.settings = List.copyOf(settings);
  }

  @Override
  public Outcome build(List<Path> changed) {
    try {
      var known = project;
      if (known == null || changed.stream().anyMatch(known.buildFiles()::contains)) {
        known = reader.read();
        project = known;
      }
      var outputs = new ArrayList<Map<String, byte[]>>();
      for (var module : known.modules()) {
        outputs.add(files(module.output()));
      }
      var found = wanted.map(List::of).orElseGet(() -> MainClasses.find(outputs));
      return found.size() == 1
          ? new Outcome.Built(List.copyOf(outputs), found.getFirst(), 0)
          : new Outcome.Refused(
              found.isEmpty()
                  ? "No class has a main method; compile the project first."
                  : "Several classes have a main method; name one with --class.",
              String.join("\n", found));
    } catch (Project.UnreadableException unreadable) {
      return new Outcome.Refused(String.valueOf(unreadable.getMessage()), unreadable.text());
    } catch (IOException | UncheckedIOException failure) {
      return new Outcome.Refused("The classes cannot be read.", failure.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Refused("It was broken off.", "");
    }
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    var files = new HashMap<String, byte[]>();
    if (!Files.isDirectory(root)) {
      return files;
    }
    try (var found = Files.walk(root)) {
      for (var file : found.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  @Override
  public Watched watched() {
    var files = new ArrayList<>(settings);
    var known = project;
    if (known == null) {
      return new Watched(List.of(), files);
    }
    files.addAll(known.buildFiles());
    return new Watched(
        known.modules().stream().map(module -> Tree.of(module.output())).toList(), files);
  }

  @Override
  public List<Path> classPath() {
    var known = project;
    return known == null
        ? List.of()
        : known.modules().stream()
            .flatMap(module -> module.runtimeLibraries().stream())
            .distinct()
            .toList();
  }

  @Override
  public List<Path> sourceRoots() {
    var known = project;
    return known == null
        ? List.of()
        : known.modules().stream().flatMap(module -> module.sources().stream()).toList();
  }
}
