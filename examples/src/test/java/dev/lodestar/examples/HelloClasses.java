package dev.lodestar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// The classes that the hello of the examples loads until it has answered, in a process of its own.
final class HelloClasses {
  private static final Path HELLO = Launch.REPOSITORY.resolve("examples/hello/App.java");

  /// The options of the virtual machine that our scripts start with.
  static final List<String> OPTIONS_OF_SCRIPTS =
      List.of("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED");

  private HelloClasses() {}

  /// Compiles and starts it, asks it once, and stops it.
  ///
  /// @param folder where files may be made
  /// @param options those of the virtual machine
  /// @return the names of the classes, in the order in which they were loaded
  static List<String> loaded(Path folder, List<String> options) throws Exception {
    var names = new ArrayList<String>();
    for (var line : log("class+load", folder, options)) {
      var source = line.indexOf(" source: ");
      if (source > 0) {
        names.add(line.substring(line.lastIndexOf(' ', source - 1) + 1, source));
      }
    }
    return names;
  }

  /// The same for those that were initialized; others are loaded with them, since they are named in
  /// what is verified.
  static List<String> initialized(Path folder, List<String> options) throws Exception {
    var names = new ArrayList<String>();
    for (var line : log("class+init", folder, options)) {
      var name = line.indexOf(" Initializing '") + " Initializing '".length();
      if (name >= " Initializing '".length()) {
        names.add(line.substring(name, line.indexOf('\'', name)).replace('/', '.'));
      }
    }
    return names;
  }

  private static List<String> log(String what, Path folder, List<String> options) throws Exception {
    var classes = Files.createDirectories(folder.resolve("classes"));
    var dist = Launch.REPOSITORY.resolve("bundle/target/dist/lodestar.jar");
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null, null, null, "-g", "-cp", dist + "", "-d", classes + "", HELLO.toString()))
        .isZero();
    var log = Files.createTempFile(folder, "classes", ".log");
    var command = new ArrayList<>(List.of("env", "LODESTAR_PORT=0"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Xlog:" + what + "=info:file=" + log);
    command.addAll(List.of("-cp", classes + File.pathSeparator + dist, "App"));
    for (var tries = 1; ; tries++) {
      try (var hello = RunningExample.start(command, folder)) {
        assertThat(hello.get("/greet?name=Bob").body()).isEqualTo("Hi, Bob!");
        var lines = Files.readAllLines(log);
        hello.terminate();
        // An engine that is held up hands its work over and complains, which takes more classes.
        if (tries == 5 || !hello.wasHeldUp()) {
          return lines;
        }
      }
    }
  }
}
