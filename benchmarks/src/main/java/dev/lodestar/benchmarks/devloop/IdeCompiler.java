package dev.lodestar.benchmarks.devloop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles sources that were saved into the folder of classes, with a compiler that stays warm, as
/// IDEs do.
final class IdeCompiler implements AutoCloseable {
  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;

  IdeCompiler(Path classes, List<Path> libraries) throws IOException {
    this.files = compiler.getStandardFileManager(null, null, UTF_8);
    var classPath = new ArrayList<Path>();
    classPath.add(classes);
    classPath.addAll(libraries);
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
  }

  void compile(List<Path> sources) {
    var messages = new StringWriter();
    var options = List.of("-g", "-parameters", "-proc:none", "-implicit:none");
    var task =
        compiler.getTask(
            messages, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
    if (!task.call()) {
      throw new IllegalStateException("The sources do not compile:\n" + messages);
    }
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
