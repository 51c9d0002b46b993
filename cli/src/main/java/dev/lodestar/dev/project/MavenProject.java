package dev.lodestar.dev.project;

import dev.lodestar.dev.build.Module;
import dev.lodestar.dev.build.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A Maven project, with its modules. Folders are read from its files; class paths are asked of
/// Maven once, and kept below `target` until one of the files changes. Maven compiles nothing for
/// that, so it can be asked while the sources are wrong.
public final class MavenProject implements Project.Reader {
  private static final String RUNTIME = "target/lodestar-dev-runtime.txt";
  private static final String COMPILE = "target/lodestar-dev-compile.txt";
  private static final int MOST_MODULES = 500;

  private final Path root;
  private final Consumer<String> says;

  /// Creates a reader.
  ///
  /// @param root the folder with the `pom.xml` that is built
  /// @param says told that Maven is asked, which takes seconds
  public MavenProject(Path root, Consumer<String> says) {
    this.root = root.toAbsolutePath().normalize();
    this.says = says;
  }

  /// Finds the project that a folder is a module of, so that the modules that it uses are compiled,
  /// too.
  ///
  /// @param folder a folder with a `pom.xml`
  /// @return the folder itself, if it is no module of another
  public static Path rootOf(Path folder) {
    var root = folder.toAbsolutePath().normalize();
    for (var at = root.getParent(); at != null; at = at.getParent()) {
      var above = at.resolve("pom.xml");
      if (Files.isRegularFile(above)) {
        try {
          var child = root;
          if (Pom.read(above).modules().stream()
              .noneMatch(
                  module -> module.equals(child) || module.equals(child.resolve("pom.xml")))) {
            return root;
          }
          root = at;
        } catch (Project.UnreadableException unreadable) {
          return root;
        }
      }
    }
    return root;
  }

  @Override
  public Project read() throws Project.UnreadableException, InterruptedException {
    var poms = new ArrayList<Pom>();
    collect(root.resolve("pom.xml"), poms, new LinkedHashSet<>());
    var files = new ArrayList<>(poms.stream().map(Pom::file).toList());
    parents(files);
    var jars = poms.stream().filter(pom -> !pom.packaging().equals("pom")).toList();
    var provided = poms.stream().anyMatch(Pom::provided);
    ask(jars, files, RUNTIME, "runtime");
    if (provided) {
      ask(jars, files, COMPILE, "compile");
    }
    return new Project(modules(jars, provided ? COMPILE : RUNTIME), files);
  }

  private static void collect(Path file, List<Pom> poms, Set<Path> seen)
      throws Project.UnreadableException {
    var path = Files.isDirectory(file) ? file.resolve("pom.xml") : file;
    if (!seen.add(path) || poms.size() >= MOST_MODULES) {
      return;
    }
    var pom = Pom.read(path);
    poms.add(pom);
    for (var module : pom.modules()) {
      collect(module, poms, seen);
    }
  }

  /// Files above the project, which it may inherit from.
  private void parents(List<Path> files) {
    for (var at = root.getParent(); at != null; at = at.getParent()) {
      var pom = at.resolve("pom.xml");
      if (!Files.isRegularFile(pom)) {
        return;
      }
      files.add(pom);
    }
  }

  private void ask(List<Pom> poms, List<Path> files, String output, String scope)
      throws Project.UnreadableException, InterruptedException {
    if (poms.stream().allMatch(pom -> isCurrent(pom.folder().resolve(output), files))) {
      return;
    }
    var maven =
        Tool.find(root, "mvnw", "mvn")
            .orElseThrow(() ->
                new Project.UnreadableException(
                    "There is a pom.xml, but neither 'mvnw' in the project nor 'mvn' on the PATH:"
                        + " install Maven, or name classes with --class and --class-path.",
                    ""));
    says.accept("Asking Maven for the class path; this happens when a pom.xml has changed ...");
    try {
      var outcome =
          Tool.run(
              root,
              List.of(
                  maven,
                  "-B",
                  "-q",
                  "compile",
                  "dependency:build-classpath",
                  "-Dmaven.main.skip=true",
                  "-Dmdep.outputFile=" + output,
                  "-Dmdep.includeScope=" + scope));
      if (outcome.exitCode() != 0) {
        throw new Project.UnreadableException(
            "Maven does not say what the class path is (exit code "
                + outcome.exitCode()
                + "). Repair what it complains about; '"
                + maven
                + " compile dependency:build-classpath' shows the same.",
            outcome.end());
      }
    } catch (IOException failure) {
      throw new Project.UnreadableException(
          "'" + maven + "' cannot be run.", String.valueOf(failure.getMessage()));
    }
  }

  /// Whether what Maven has said is newer than every file, and what it names is still there.
  private static boolean isCurrent(Path said, List<Path> files) {
    try {
      var time = Files.getLastModifiedTime(said);
      for (var file : files) {
        if (Files.exists(file) && Files.getLastModifiedTime(file).compareTo(time) >= 0) {
          return false;
        }
      }
      return entries(said).stream()
          .filter(entry -> entry.toString().endsWith(".jar"))
          .allMatch(Files::exists);
    } catch (IOException never) {
      return false;
    }
  }

  private static List<Path> entries(Path said) throws IOException {
    var text = Files.readString(said).strip();
    var entries = new ArrayList<Path>();
    for (var entry : text.split(File.pathSeparator, -1)) {
      if (!entry.isBlank()) {
        entries.add(Path.of(entry.strip()).toAbsolutePath().normalize());
      }
    }
    return entries;
  }

  /// In an order in which each comes after those it uses.
  private static List<Module> modules(List<Pom> poms, String compileFile)
      throws Project.UnreadableException {
    try {
      var left = new ArrayList<>(poms);
      var done = new ArrayList<Pom>();
      var modules = new ArrayList<Module>();
      while (!left.isEmpty()) {
        var next = Optional.<Pom>empty();
        for (var pom : left) {
          var runtime = entries(pom.folder().resolve(RUNTIME));
          if (left.stream().noneMatch(other -> other != pom && uses(runtime, other))) {
            next = Optional.of(pom);
            break;
          }
        }
        var pom = next.orElse(left.getFirst());
        left.remove(pom);
        modules.add(
            module(
                pom,
                done,
                entries(pom.folder().resolve(compileFile)),
                entries(pom.folder().resolve(RUNTIME))));
        done.add(pom);
      }
      return modules;
    } catch (IOException failure) {
      throw new Project.UnreadableException(
          "Maven has not written the class path.", failure.toString());
    }
  }

  private static boolean uses(List<Path> entries, Pom other) {
    return entries.stream().anyMatch(entry -> isOf(entry, other));
  }

  /// Class folders and jars of a module; those in a repository are another version of it.
  private static boolean isOf(Path entry, Pom pom) {
    return entry.startsWith(pom.folder().resolve("target"));
  }

  private static Module module(Pom pom, List<Pom> before, List<Path> compile, List<Path> runtime)
      throws IOException {
    var uses = new ArrayList<Integer>();
    for (var i = 0; i < before.size(); i++) {
      if (uses(compile, before.get(i)) || uses(runtime, before.get(i))) {
        uses.add(i);
      }
    }
    var sources = new ArrayList<Path>();
    sources.add(pom.sources());
    var generated = pom.folder().resolve("target/generated-sources");
    if (Files.isDirectory(generated)) {
      try (var folders = Files.list(generated)) {
        folders.filter(Files::isDirectory).sorted().forEach(sources::add);
      }
    }
    return new Module(
        pom.artifact(),
        pom.folder(),
        sources,
        pom.resources(),
        pom.output(),
        uses,
        others(compile, before),
        others(runtime, before));
  }

  private static List<Path> others(List<Path> entries, List<Pom> modules) {
    return entries.stream()
        .filter(entry -> modules.stream().noneMatch(pom -> isOf(entry, pom)))
        .toList();
  }
}
