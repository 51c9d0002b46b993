package dev.lodestar.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// One source file of a sample, completed to what the compiler accepts. The lines of the block keep
/// their numbers.
///
/// @param form what the block is
/// @param file the source
record SampleSource(Form form, Text file) {

  enum Form {
    /// Types, as they stand in a file of a project.
    TYPES,
    /// Methods and fields at the top level: a compact source file.
    COMPACT,
    /// What could stand in a method.
    STATEMENTS
  }

  /// What samples need not import.
  static final List<String> IMPORTS =
      List.of(
          "dev.lodestar",
          "dev.lodestar.coding",
          "dev.lodestar.configuration",
          "dev.lodestar.convert",
          "dev.lodestar.dto",
          "dev.lodestar.engine",
          "dev.lodestar.event",
          "dev.lodestar.example",
          "dev.lodestar.files",
          "dev.lodestar.form",
          "dev.lodestar.health",
          "dev.lodestar.http",
          "dev.lodestar.inject",
          "dev.lodestar.lifecycle",
          "dev.lodestar.codec",
          "dev.lodestar.json",
          "dev.lodestar.layer",
          "dev.lodestar.messagepack",
          "dev.lodestar.model",
          "dev.lodestar.openapi",
          "dev.lodestar.openapi.ui",
          "dev.lodestar.pagination",
          "dev.lodestar.report",
          "dev.lodestar.schema",
          "dev.lodestar.secret",
          "dev.lodestar.sse",
          "dev.lodestar.test",
          "dev.lodestar.vite",
          "dev.lodestar.websocket",
          "jakarta.validation.constraints",
          "org.jspecify.annotations");

  private static final Pattern MAIN = Pattern.compile("\\bvoid main\\(");
  private static final Pattern APP = Pattern.compile("(?m)^ *(?:var|App) app =");

  static SampleSource of(String fileName, String text) {
    var name = fileName.substring(fileName.lastIndexOf('/') + 1).replace(".java", "");
    var imports = text.contains("import ") ? "" : imports();
    return switch (formOf(name, text)) {
      case TYPES -> source(Form.TYPES, fileName, withImports(imports, text));
      case COMPACT ->
          source(
              Form.COMPACT,
              fileName,
              imports + text + (MAIN.matcher(text).find() ? "" : "\nvoid main() {}\n"));
      case STATEMENTS -> {
        var app = APP.matcher(text).find();
        var head = " class " + name + " { static " + (app ? "App" : "void");
        var end = app ? "\nreturn app; } }\n" : "\n} }\n";
        yield source(
            Form.STATEMENTS, fileName, imports + head + " run() throws Exception { " + text + end);
      }
    };
  }

  private static SampleSource source(Form form, String fileName, String text) {
    return new SampleSource(form, new Text(fileName, text));
  }

  private static String imports() {
    var imports = new StringBuilder();
    IMPORTS.forEach(each -> imports.append("import ").append(each).append(".*; "));
    return imports.append("import module java.base; ").toString();
  }

  /// A package declaration stays the first.
  private static String withImports(String imports, String text) {
    var end = text.startsWith("package ") ? text.indexOf(';') + 1 : 0;
    return text.substring(0, end) + imports + text.substring(end);
  }

  private static Form formOf(String name, String text) {
    var errors = new DiagnosticCollector<JavaFileObject>();
    var task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    errors,
                    List.of("-proc:none"),
                    null,
                    List.of(new Text(name + ".java", text)));
    CompilationUnitTree unit;
    try {
      unit = task.parse().iterator().next();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (!errors.getDiagnostics().isEmpty()) {
      return Form.STATEMENTS;
    }
    var types = unit.getTypeDecls();
    var written = Pattern.compile("\\b(?:class|interface|record|enum) " + name + "\\b");
    var isCompact =
        types.size() == 1
            && types.getFirst() instanceof ClassTree type
            && type.getSimpleName().contentEquals(name)
            && !written.matcher(text).find();
    return isCompact ? Form.COMPACT : Form.TYPES;
  }

  /// A source for the compiler.
  static final class Text extends SimpleJavaFileObject {
    private final String fileName;
    private final String text;

    Text(String fileName, String text) {
      super(URI.create("string:///" + fileName), Kind.SOURCE);
      this.fileName = fileName;
      this.text = text;
    }

    String fileName() {
      return fileName;
    }

    String text() {
      return text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
