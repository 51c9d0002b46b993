package dev.lodestar.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Compiles a program in memory. The only class that needs the compiler of the JDK.
final class ProgramCompiler {
  private ProgramCompiler() {}

  /// Compiles a source file and those it uses.
  ///
  /// @param classPath the class path, as the option of the compiler takes it
  /// @param messages where the compiler prints
  /// @return the program; empty if it has errors, which were printed
  /// @throws RunFailure if this Java has no compiler
  static Optional<CompiledProgram> compile(
      SourceFile source, String classPath, boolean warnings, PrintWriter messages)
      throws RunFailure {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new RunFailure(
          "This Java has no compiler: run the command with a JDK of version 25 or newer instead of"
              + " "
              + System.getProperty("java.home")
              + ".");
    }
    var unreadable = new DiagnosticCollector<JavaFileObject>();
    try (var files =
        new ProgramFiles(
            compiler.getStandardFileManager(unreadable, null, StandardCharsets.UTF_8))) {
      var launched = new LaunchedUnit(source, files);
      var task =
          (JavacTask)
              compiler.getTask(
                  messages,
                  files,
                  null,
                  options(classPath, warnings),
                  null,
                  List.of(files.launched(source.path())));
      task.addTaskListener(launched);
      var compiled = task.call();
      return compiled && printed(unreadable, messages).isEmpty()
          ? Optional.of(
              new CompiledProgram(
                  files.inputs(), files.root(), launched.classNames(), files.classes()))
          : Optional.empty();
    } catch (IOException failure) {
      throw SourceFile.unreadable(source.path().toString(), failure);
    }
  }

  /// Characters that are none in UTF-8 are found by the reader of files, which reports on its own.
  private static List<Diagnostic<? extends JavaFileObject>> printed(
      DiagnosticCollector<JavaFileObject> unreadable, PrintWriter messages) {
    var found = unreadable.getDiagnostics();
    for (var one : found) {
      messages.println(one);
    }
    if (!found.isEmpty()) {
      messages.println(found.size() == 1 ? "1 error" : found.size() + " errors");
    }
    return found;
  }

  private static List<String> options(String classPath, boolean warnings) {
    return List.of(
        "-g",
        "-parameters",
        "-proc:none",
        "-implicit:class",
        "-Xprefer:source",
        warnings ? "-Xlint:all" : "-nowarn",
        warnings ? "-Xlint:-processing" : "-XDsuppressNotes",
        "-encoding",
        "UTF-8",
        "-classpath",
        classPath);
  }

  /// Learns from the parsed file where its packages start and which classes it declares.
  private static final class LaunchedUnit implements TaskListener {
    private final SourceFile source;
    private final ProgramFiles files;
    private final List<String> classNames = new ArrayList<>();
    private boolean parsed;

    LaunchedUnit(SourceFile source, ProgramFiles files) {
      this.source = source;
      this.files = files;
    }

    List<String> classNames() {
      return List.copyOf(classNames);
    }

    /// The launched file is the first one to be parsed.
    @Override
    public void finished(TaskEvent event) {
      if (parsed || event.getKind() != TaskEvent.Kind.PARSE) {
        return;
      }
      parsed = true;
      var unit = event.getCompilationUnit();
      var packageName = packageOf(unit);
      var root = SourceFolder.rootOf(source.path(), packageName);
      if (root.isPresent()) {
        try {
          files.searchIn(root.get());
        } catch (IOException unusable) {
          throw new UncheckedIOException(unusable);
        }
      }
      for (var declared : unit.getTypeDecls()) {
        if (declared instanceof ClassTree type) {
          var name = type.getSimpleName().toString();
          classNames.add(packageName.isEmpty() ? name : packageName + "." + name);
        }
      }
    }

    private static String packageOf(CompilationUnitTree unit) {
      var name = unit.getPackageName();
      return name == null ? "" : name.toString();
    }
  }
}
