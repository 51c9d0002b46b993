package dev.lodestar.cli;

import dev.lodestar.dev.build.Build;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A source file with those that it uses, as `lodestar run` compiles them, for the developer loop.
final class FileBuild implements Build {
  private final SourceFile source;
  private final ClassPath libraries;
  private final List<Path> settings;
  private volatile @Nullable CompiledProgram last;

  /// @param settings files that count for the application, whether they are there or not
  FileBuild(SourceFile source, ClassPath libraries, List<Path> settings) {
    this.source = source;
    this.libraries = libraries;
    this.settings = settings;
  }

  @Override
  public Outcome build(List<Path> changed) {
    var messages = new StringWriter();
    try {
      var compiled =
          ProgramCompiler.compile(source, libraries.text(), false, new PrintWriter(messages));
      if (compiled.isEmpty()) {
        return new Outcome.Refused(
            "'" + source.path() + "' does not compile.", messages.toString().strip());
      }
      var program = compiled.get();
      last = program;
      var classes = new HashMap<String, byte[]>();
      program
          .classes()
          .forEach((name, file) -> classes.put(name.replace('.', '/') + ".class", file));
      return new Outcome.Built(List.of(Map.copyOf(classes)), mainClass(program), classes.size());
    } catch (RunFailure failure) {
      return new Outcome.Refused("It cannot be compiled.", String.valueOf(failure.getMessage()));
    }
  }

  /// The first class of the file, or the one that is named like it, as for `run`.
  private String mainClass(CompiledProgram program) throws RunFailure {
    var loader = new ProgramLoader(program, FileBuild.class.getClassLoader());
    return MainMethod.of(source, program.topLevelClasses(), loader).launched().getName();
  }

  @Override
  public Watched watched() {
    var files = new ArrayList<>(settings);
    files.add(absolute(source.path()));
    var program = last;
    if (program == null) {
      return new Watched(List.of(Tree.shallow(SourceFolder.of(absolute(source.path())))), files);
    }
    files.addAll(program.inputs().sources().keySet());
    var trees = new ArrayList<Tree>();
    program.inputs().folders().keySet().forEach(folder -> trees.add(Tree.shallow(folder)));
    root().ifPresent(root -> trees.add(isCommon(root) ? Tree.shallow(root) : Tree.mixed(root)));
    return new Watched(trees, files);
  }

  /// Folders in which people try something out, among all that lies there otherwise.
  private static boolean isCommon(Path folder) {
    return folder.getParent() == null
        || folder.equals(Path.of(System.getProperty("user.home", "/")))
        || folder.equals(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  private Optional<Path> root() {
    var program = last;
    return program == null ? Optional.empty() : program.root();
  }

  /// Resources lie beside the sources.
  @Override
  public List<Path> classPath() {
    var entries = new ArrayList<Path>();
    root().ifPresent(entries::add);
    entries.addAll(libraries.entries());
    return entries;
  }

  @Override
  public List<Path> sourceRoots() {
    return root().map(List::of).orElse(List.of());
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
