package dev.lodestar.dev.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// A project whose modules are compiled here.
public final class ModuleBuild implements Build {
  private final Project.Reader reader;
  private final Optional<String> wanted;
  private final Optional<Path> preferred;
  private final List<Path> settings;
  private final List<ModuleCompiler> compilers = new ArrayList<>();

  /// What has changed since the last time that everything was right: a module behind one with a
  /// mistake has not seen it yet.
  private final Set<Path> pending = new TreeSet<>();

  private volatile @Nullable Project project;
  private volatile String mainClass = "";

  /// Creates a build.
  ///
  /// @param reader tells the modules
  /// @param mainClass the class that is started, if it is named
  /// @param preferred the folder of the module that is started, if there are several with a main
  ///   class
  /// @param settings files that count for the application, whether they are there or not
  public ModuleBuild(
      Project.Reader reader,
      Optional<String> mainClass,
      Optional<Path> preferred,
      List<Path> settings) {
    this.reader = reader;
    this.wanted = mainClass;
    this.preferred = preferred;
    this.settings = List.copyOf(settings);
  }

  @Override
  public Outcome build(List<Path> changed) {
    try {
      var known = project;
      if (known == null || changed.stream().anyMatch(known.buildFiles()::contains)) {
        known = open(reader.read());
      }
      pending.addAll(changed);
      return compile(known, List.copyOf(pending));
    } catch (Project.UnreadableException unreadable) {
      return new Outcome.Refused(String.valueOf(unreadable.getMessage()), unreadable.text());
    } catch (IOException failure) {
      return new Outcome.Refused("The sources cannot be read.", failure.toString());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Outcome.Refused("It was broken off.", "");
    }
  }

  private Project open(Project read) throws IOException, Project.UnreadableException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new Project.UnreadableException(
          "This Java has no compiler: run the command with a JDK, or with --no-compile.", "");
    }
    for (var before : compilers) {
      before.close();
    }
    compilers.clear();
    for (var module : read.modules()) {
      compilers.add(new ModuleCompiler(compiler, module));
    }
    project = read;
    return read;
  }

  private Outcome compile(Project known, List<Path> changed) {
    var compiled = 0;
    Set<Integer> noticed = new TreeSet<>();
    for (var i = 0; i < compilers.size(); i++) {
      var module = known.modules().get(i);
      var used = new ArrayList<Map<String, byte[]>>();
      module.uses().forEach(other -> used.add(compilers.get(other).classes()));
      var result =
          compilers
              .get(i)
              .compile(used, changed, module.uses().stream().anyMatch(noticed::contains));
      if (result.errors().isPresent()) {
        return new Outcome.Refused(
            known.modules().size() == 1
                ? "The sources do not compile."
                : "The module '" + module.name() + "' does not compile.",
            result.errors().get());
      }
      compiled += result.compiled();
      if (result.shows()) {
        noticed.add(i);
      }
    }
    pending.clear();
    var outputs = compilers.stream().map(ModuleCompiler::classes).toList();
    return mainClass(outputs)
        .map(refused -> (Outcome) refused)
        .orElse(new Outcome.Built(outputs, mainClass, compiled));
  }

  /// Finds the main class.
  ///
  /// @return why there is none
  private Optional<Outcome.Refused> mainClass(List<Map<String, byte[]>> outputs) {
    if (wanted.isPresent()) {
      mainClass = wanted.get();
      return has(outputs, mainClass)
          ? Optional.empty()
          : Optional.of(
              new Outcome.Refused(
                  "There is no class '" + mainClass + "' in the project.",
                  "It is named with --class."));
    }
    if (!mainClass.isEmpty() && has(outputs, mainClass)) {
      return Optional.empty();
    }
    var found = MainClasses.find(preferred(outputs));
    if (found.isEmpty()) {
      found = MainClasses.find(outputs);
    }
    if (found.size() == 1) {
      mainClass = found.getFirst();
      return Optional.empty();
    }
    return Optional.of(
        found.isEmpty()
            ? new Outcome.Refused(
                "No class of the project has a main method.",
                "Add 'public static void main(String[] args)' that serves the application.")
            : new Outcome.Refused(
                "Several classes have a main method; name one with --class.",
                String.join("\n", found)));
  }

  private List<Map<String, byte[]>> preferred(List<Map<String, byte[]>> outputs) {
    var known = project;
    if (known == null || preferred.isEmpty()) {
      return List.of();
    }
    for (var i = 0; i < outputs.size(); i++) {
      if (known.modules().get(i).folder().equals(preferred.get())) {
        return List.of(outputs.get(i));
      }
    }
    return List.of();
  }

  private static boolean has(List<Map<String, byte[]>> outputs, String name) {
    var path = name.replace('.', '/') + ".class";
    return outputs.stream().anyMatch(classes -> classes.containsKey(path));
  }

  @Override
  public Watched watched() {
    var files = new ArrayList<>(settings);
    var trees = new ArrayList<Tree>();
    var known = project;
    if (known != null) {
      files.addAll(known.buildFiles());
      for (var module : known.modules()) {
        module.sources().forEach(root -> trees.add(module.tree(root)));
        module.resources().stream()
            .filter(root -> !module.sources().contains(root))
            .forEach(root -> trees.add(Tree.of(root)));
      }
    }
    return new Watched(trees.stream().distinct().toList(), files);
  }

  /// Resources as they lie in their folders, and libraries of the module that is started.
  @Override
  public List<Path> classPath() {
    var known = project;
    if (known == null) {
      return List.of();
    }
    var entries = new LinkedHashSet<Path>();
    var parts = parts(known);
    parts.forEach(module -> entries.addAll(module.resources()));
    parts.forEach(module -> entries.addAll(module.runtimeLibraries()));
    return List.copyOf(entries);
  }

  /// The module that is started comes first, and then what it uses; all modules if that is not
  /// known yet.
  private List<Module> parts(Project known) {
    var path = mainClass.replace('.', '/') + ".class";
    for (var i = known.modules().size() - 1; i >= 0; i--) {
      if (i < compilers.size() && compilers.get(i).classes().containsKey(path)) {
        var parts = new ArrayList<Module>();
        parts.add(known.modules().get(i));
        known.modules().get(i).uses().forEach(other -> parts.add(known.modules().get(other)));
        return parts;
      }
    }
    return known.modules();
  }

  @Override
  public List<Path> sourceRoots() {
    var known = project;
    return known == null
        ? List.of()
        : known.modules().stream().flatMap(module -> module.sources().stream()).toList();
  }
}
