package dev.lodestar.benchmarks.micro;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.Commands;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Controllers that are written and compiled for a measurement, each with up to ten handlers. The
/// compiler runs in a process of its own, so that it does not warm up this one.
record GeneratedControllers(Path folder, URLClassLoader loader, List<Class<?>> classes)
    implements AutoCloseable {
  private static final int HANDLERS_EACH = 10;

  static GeneratedControllers withHandlers(int handlers)
      throws IOException, InterruptedException, ClassNotFoundException {
    var folder = Files.createTempDirectory("controllers");
    var names = new ArrayList<String>();
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-g",
                "-proc:none",
                "-cp",
                ClassPath.own(),
                "-d",
                folder.toString()));
    for (var first = 0; first < handlers; first += HANDLERS_EACH) {
      var name = "Controller" + first;
      names.add(name);
      var file = folder.resolve(name + ".java");
      var source = source(name, first, Math.min(first + HANDLERS_EACH, handlers));
      Files.writeString(file, source);
      command.add(file.toString());
    }
    Commands.run(command);
    var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    var classes = new ArrayList<Class<?>>();
    for (var name : names) {
      classes.add(loader.loadClass(name));
    }
    return new GeneratedControllers(folder, loader, List.copyOf(classes));
  }

  private static String source(String name, int first, int end) {
    var source = new StringBuilder("import dev.lodestar.Get;\npublic class " + name + " {\n");
    for (var i = first; i < end; i++) {
      source.append("  public record Item").append(i).append("(long id, String name) {}\n");
      source.append("  @Get(\"/resource-").append(i).append("/{id}\") public Item").append(i);
      source.append(" handler").append(i).append("(long id, String name, int page) {\n");
      source.append("    return new Item").append(i).append("(id + page, name);\n  }\n");
    }
    return source.append("}\n").toString();
  }

  @Override
  public void close() throws IOException {
    loader.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
