package dev.lodestar.dev.build;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/// Compiles a module again and again, with a compiler that stays warm. Used by one thread.
///
/// Sources that have changed are compiled alone if nobody could notice: no source has come or gone,
/// they have become the same classes as before, and these look the same to all others ([ApiShape]).
/// If others can notice, but all classes have the names that they had, those are compiled with them
/// ([SourceUsers]). In every other case the whole module is compiled. So what results is always
/// what a new build would make: classes that have gone are gone, and constants are those of now.
final class ModuleCompiler implements AutoCloseable {
  private static final String SUFFIX = ".java";
  private static final Pattern WITHOUT_NAME = Pattern.compile("\\$[0-9]");
  private static final int MOST_ERRORS = 50;

  /// Of what the compiler says when it has failed: which exception, and where it was.
  private static final int MOST_LINES = 20;

  /// What has become of a module.
  ///
  /// @param errors what the compiler has said; nothing if the sources are right
  /// @param shows whether others can notice what has changed
  /// @param compiled how many sources were compiled
  record Result(Optional<String> errors, boolean shows, int compiled) {}

  private final JavaCompiler compiler;
  private final Module module;
  private final StandardJavaFileManager libraries;
  private Map<String, byte[]> classes = Map.of();
  private Map<Path, Set<String>> bySource = Map.of();

  /// Whether the classes are those of the sources, as far as is known.
  private boolean complete;

  ModuleCompiler(JavaCompiler compiler, Module module) throws IOException {
    this.compiler = compiler;
    this.module = module;
    this.libraries = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    libraries.setLocationFromPaths(
        StandardLocation.CLASS_PATH,
        module.compileLibraries().stream().filter(Files::exists).toList());
  }

  /// The classes, by path.
  Map<String, byte[]> classes() {
    return classes;
  }

  /// Brings the classes up to date.
  ///
  /// @param used classes of the modules that this one uses
  /// @param changed files that have changed
  /// @param whole whether everything has to be compiled, because what is used has changed
  Result compile(List<Map<String, byte[]>> used, Collection<Path> changed, boolean whole) {
    var sources = sources();
    if (complete && !whole && sources.equals(bySource.keySet())) {
      var edited = changed.stream().filter(sources::contains).toList();
      if (edited.isEmpty()) {
        return new Result(Optional.empty(), false, 0);
      }
      if (isFew(edited, sources)) {
        switch (compileAlone(used, edited)) {
          case DONE -> {
            return new Result(Optional.empty(), false, edited.size());
          }
          case NOTICED -> {
            var users = users(edited);
            if (isFew(users, sources) && compileTogether(used, users)) {
              return new Result(Optional.empty(), true, users.size());
            }
          }
          case IMPOSSIBLE -> {
            // Everything is compiled, so that all mistakes are told.
          }
        }
      }
    }
    return compileAll(used, sources);
  }

  /// What has become of sources that were compiled alone.
  private enum Alone {
    DONE,
    NOTICED,
    IMPOSSIBLE
  }

  private static boolean isFew(Collection<Path> some, Collection<Path> all) {
    return some.size() <= all.size() / 2 + 1;
  }

  /// The sources that can notice what has changed in others: all of them if one cannot be read, of
  /// which the compiler has something to say.
  private Set<Path> users(List<Path> edited) {
    try {
      return SourceUsers.of(edited, bySource);
    } catch (IOException vanished) {
      return bySource.keySet();
    }
  }

  /// All sources, but for descriptions of modules, since applications run on the class path, and
  /// for hidden files, such as the locks of editors.
  private Set<Path> sources() {
    var found = new HashSet<Path>();
    for (var root : module.sources()) {
      TreeWalk.files(
          module.tree(root),
          (file, attributes) -> {
            var name = TreeWalk.nameOf(file);
            if (name.endsWith(SUFFIX)
                && !name.startsWith(".")
                && !name.equals("module-info.java")) {
              found.add(file);
            }
            return true;
          });
    }
    return found;
  }

  private Alone compileAlone(List<Map<String, byte[]>> used, List<Path> edited) {
    var before = classesOf(edited);
    var others = new HashMap<>(classes);
    others.keySet().removeAll(before);
    var files = files(used);
    files.add(others);
    if (errors(files, edited).isPresent() || !haveTheirNames(files.bySource(), edited)) {
      return Alone.IMPOSSIBLE;
    }
    if (!files.written().keySet().equals(before) || !looksTheSame(files.written())) {
      return Alone.NOTICED;
    }
    others.putAll(files.written());
    classes = Map.copyOf(others);
    return Alone.DONE;
  }

  private Set<String> classesOf(Collection<Path> sources) {
    var found = new HashSet<String>();
    sources.forEach(source -> found.addAll(bySource.getOrDefault(source, Set.of())));
    return found;
  }

  /// A class that has come or gone may give a name another meaning in sources that do not mention
  /// those that have changed.
  private boolean haveTheirNames(Map<Path, Set<String>> now, Collection<Path> sources) {
    return sources.stream()
        .allMatch(source -> named(now.get(source)).equals(named(bySource.get(source))));
  }

  /// Those of the classes that others can name.
  private static Set<String> named(@Nullable Set<String> paths) {
    var named = new HashSet<String>();
    if (paths != null) {
      paths.stream().filter(path -> !WITHOUT_NAME.matcher(path).find()).forEach(named::add);
    }
    return named;
  }

  /// Compiles sources without which nobody can notice what has changed.
  private boolean compileTogether(List<Map<String, byte[]>> used, Set<Path> sources) {
    var others = new HashMap<>(classes);
    others.keySet().removeAll(classesOf(sources));
    var files = files(used);
    files.add(others);
    if (errors(files, sources).isPresent() || !haveTheirNames(files.bySource(), sources)) {
      return false;
    }
    others.putAll(files.written());
    classes = Map.copyOf(others);
    var by = new HashMap<>(bySource);
    by.putAll(withEmpty(files.bySource(), sources));
    bySource = Map.copyOf(by);
    return true;
  }

  private boolean looksTheSame(Map<String, byte[]> now) {
    return now.entrySet().stream()
        .allMatch(file -> {
          var before = Objects.requireNonNull(classes.get(file.getKey()));
          return Arrays.equals(before, file.getValue())
              || Arrays.equals(ApiShape.of(before), ApiShape.of(file.getValue()));
        });
  }

  private Result compileAll(List<Map<String, byte[]>> used, Set<Path> sources) {
    var files = files(used);
    var errors = sources.isEmpty() ? Optional.<String>empty() : errors(files, sources);
    if (errors.isPresent()) {
      complete = false;
      return new Result(errors, false, sources.size());
    }
    var now = Map.copyOf(files.written());
    var shows = !complete || !now.keySet().equals(classes.keySet()) || !looksTheSame(now);
    classes = now;
    bySource = withEmpty(files.bySource(), sources);
    complete = true;
    return new Result(Optional.empty(), shows, sources.size());
  }

  /// A source may become no class at all.
  private static Map<Path, Set<String>> withEmpty(
      Map<Path, Set<String>> written, Set<Path> sources) {
    var all = new HashMap<Path, Set<String>>();
    sources.forEach(source -> all.put(source, written.getOrDefault(source, Set.of())));
    return all;
  }

  private ModuleFiles files(List<Map<String, byte[]>> used) {
    var files = new ModuleFiles(libraries);
    used.forEach(files::add);
    return files;
  }

  private Optional<String> errors(ModuleFiles files, Collection<Path> sources) {
    var diagnostics = new DiagnosticCollector<JavaFileObject>();
    var said = new StringWriter();
    var task =
        compiler.getTask(
            said,
            files,
            diagnostics,
            List.of(
                "-g",
                "-parameters",
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-XDsuppressNotes",
                "-encoding",
                "UTF-8"),
            null,
            libraries.getJavaFileObjectsFromPaths(sources));
    if (task.call()) {
      return Optional.empty();
    }
    var errors = new ArrayList<String>();
    for (var diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
        errors.add(diagnostic.toString());
      }
    }
    if (errors.isEmpty()) { // the compiler itself has failed
      return Optional.of(said.toString().lines().limit(MOST_LINES).collect(joining("\n")));
    }
    var count = errors.size();
    var shown = String.join("\n", errors.subList(0, Math.min(count, MOST_ERRORS)));
    return Optional.of(relative(shown) + "\n" + (count == 1 ? "1 error" : count + " errors"));
  }

  /// Paths from where the command runs are shorter, and terminals and editors open them.
  private static String relative(String text) {
    var here = Path.of("").toAbsolutePath().toString();
    return here.length() < 2 ? text : text.replace(here + java.io.File.separator, "");
  }

  @Override
  public void close() throws IOException {
    libraries.close();
  }
}
