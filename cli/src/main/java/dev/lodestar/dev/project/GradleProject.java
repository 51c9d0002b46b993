package dev.lodestar.dev.project;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/// A Gradle project, with its subprojects. Gradle tells everything itself, by an initialization
/// script that changes nothing in the project; it is asked again when one of its files changes.
public final class GradleProject implements Project.Reader {
  private static final String SCRIPT = "init.gradle";
  private static final String MARK = "lodestar-dev\t";
  private static final List<String> FILES =
      List.of(
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "gradle.properties",
          "gradle/libs.versions.toml");

  private final Path root;
  private final Consumer<String> says;

  /// Creates a reader.
  ///
  /// @param root the folder with the build file
  /// @param says told that Gradle is asked, which takes seconds
  public GradleProject(Path root, Consumer<String> says) {
    this.root = root.toAbsolutePath().normalize();
    this.says = says;
  }

  /// Tells whether a folder is one.
  ///
  /// @param folder the folder
  /// @return whether it has a build file of Gradle
  public static boolean isOne(Path folder) {
    return FILES.subList(0, 4).stream().anyMatch(name -> Files.isRegularFile(folder.resolve(name)));
  }

  /// Finds the build that a folder belongs to.
  ///
  /// @param folder a folder with a build file
  /// @return the nearest folder at or above it with the settings of a build; the folder itself if
  ///   there is none
  public static Path rootOf(Path folder) {
    for (var at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("settings.gradle"))
          || Files.isRegularFile(at.resolve("settings.gradle.kts"))) {
        return at;
      }
    }
    return folder;
  }

  @Override
  public Project read() throws Project.UnreadableException, InterruptedException {
    var gradle =
        Tool.find(root, "gradlew", "gradle")
            .orElseThrow(() ->
                new Project.UnreadableException(
                    "There is a build file of Gradle, but neither 'gradlew' in the project nor"
                        + " 'gradle' on the PATH: install Gradle, or name classes with --class and"
                        + " --class-path.",
                    ""));
    says.accept("Asking Gradle for the class path; this happens when a build file has changed ...");
    try {
      var script = Files.createTempFile("lodestar-dev", ".gradle");
      try (InputStream content = GradleProject.class.getResourceAsStream(SCRIPT)) {
        Files.copy(Objects.requireNonNull(content), script, StandardCopyOption.REPLACE_EXISTING);
        var outcome =
            Tool.run(
                root,
                List.of(gradle, "-q", "--init-script", script.toString(), "lodestarDevModel"));
        if (outcome.exitCode() != 0) {
          throw new Project.UnreadableException(
              "Gradle does not say what the class path is (exit code "
                  + outcome.exitCode()
                  + "). Repair what it complains about.",
              outcome.end());
        }
        return project(outcome.text());
      } finally {
        Files.deleteIfExists(script);
      }
    } catch (IOException failure) {
      throw new Project.UnreadableException(
          "'" + gradle + "' cannot be run.", String.valueOf(failure.getMessage()));
    }
  }

  /// What the script has printed of one project.
  private static final class Said {
    private Path folder = Path.of("");
    private final Map<String, List<Path>> paths = new LinkedHashMap<>();

    List<Path> of(String kind) {
      return paths.getOrDefault(kind, List.of());
    }
  }

  private Project project(String text) throws Project.UnreadableException {
    var said = new LinkedHashMap<String, Said>();
    for (var line : text.lines().filter(each -> each.startsWith(MARK)).toList()) {
      var words = line.substring(MARK.length()).split("\t", 3);
      if (words.length == 3) {
        var one = said.computeIfAbsent(words[0], name -> new Said());
        var path = Path.of(words[2]).toAbsolutePath().normalize();
        if (words[1].equals("folder")) {
          one.folder = path;
        } else {
          one.paths.computeIfAbsent(words[1], kind -> new ArrayList<>()).add(path);
        }
      }
    }
    if (said.isEmpty()) {
      throw new Project.UnreadableException(
          "Gradle knows no Java project in '" + root + "': add the plugin 'java'.", text);
    }
    var files = new ArrayList<Path>();
    FILES.forEach(name -> files.add(root.resolve(name)));
    said.values()
        .forEach(one -> FILES.subList(0, 2).forEach(name -> files.add(one.folder.resolve(name))));
    return new Project(modules(said), files.stream().distinct().toList());
  }

  private static List<Module> modules(Map<String, Said> said) {
    var left = new LinkedHashMap<>(said);
    var done = new ArrayList<Map.Entry<String, Said>>();
    var modules = new ArrayList<Module>();
    while (!left.isEmpty()) {
      var next =
          left.entrySet().stream()
              .filter(each ->
                  left.values().stream()
                      .noneMatch(other -> other != each.getValue() && uses(each.getValue(), other)))
              .findFirst()
              .orElse(left.entrySet().iterator().next());
      left.remove(next.getKey());
      modules.add(module(next.getKey(), next.getValue(), done));
      done.add(next);
    }
    return modules;
  }

  private static boolean uses(Said one, Said other) {
    return java.util.stream.Stream.of("compile", "runtime")
        .flatMap(kind -> one.of(kind).stream())
        .anyMatch(entry -> isOf(entry, other));
  }

  private static boolean isOf(Path entry, Said other) {
    return entry.startsWith(other.folder.resolve("build"));
  }

  private static Module module(String name, Said said, List<Map.Entry<String, Said>> before) {
    var uses = new ArrayList<Integer>();
    for (var i = 0; i < before.size(); i++) {
      if (uses(said, before.get(i).getValue())) {
        uses.add(i);
      }
    }
    return new Module(
        name,
        said.folder,
        said.of("source"),
        said.of("resource"),
        said.of("output").isEmpty()
            ? said.folder.resolve("build/classes/java/main")
            : said.of("output").getFirst(),
        uses,
        others(said.of("compile"), before),
        others(said.of("runtime"), before));
  }

  private static List<Path> others(List<Path> entries, List<Map.Entry<String, Said>> modules) {
    return entries.stream()
        .filter(entry -> modules.stream().noneMatch(each -> isOf(entry, each.getValue())))
        .toList();
  }
}
