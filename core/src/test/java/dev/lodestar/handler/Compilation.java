package dev.lodestar.handler;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Compiles sources that a test spells out.
final class Compilation {

  private Compilation() {}

  /// Compiles to a folder and returns a loader of the classes.
  static URLClassLoader load(Path folder, Map<String, String> sources, String... options)
      throws IOException {
    compile(folder, sources, options);
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, Compilation.class.getClassLoader());
  }

  static void compile(Path folder, Map<String, String> sources, String... options) {
    var units = new ArrayList<JavaFileObject>();
    for (var source : sources.entrySet()) {
      units.add(new Text(source.getKey(), source.getValue()));
    }
    var arguments =
        new ArrayList<>(
            List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path")));
    arguments.addAll(List.of(options));
    var output = new StringWriter();
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(output, null, null, arguments, null, units)
            .call();
    if (!compiled) {
      throw new IllegalArgumentException("The sources do not compile:\n" + output);
    }
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(String name, String text) {
      super(URI.create("string:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
