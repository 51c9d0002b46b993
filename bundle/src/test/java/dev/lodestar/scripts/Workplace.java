package dev.lodestar.scripts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A copy of the repository's scripts in a temporary folder, beside JDKs that are made up.
///
/// A script runs there with nothing of the machine but the few standard tools it may use: no Java
/// on the PATH, no JAVA_HOME, no Maven.
final class Workplace {
  private static final Path REPOSITORY =
      Path.of(System.getProperty("lodestar.repository")).toAbsolutePath().normalize();
  private static final List<String> SCRIPTS =
      List.of("mvnw", "lodestar", ".mvn/find-jdk.sh", ".mvn/wrapper/InstallMaven.java");
  private static final List<String> TOOLS =
      List.of("sh", "dirname", "find", "head", "mkdir", "mv", "readlink", "rm");

  /// The folder that the scripts take for the repository.
  final Path root;

  private final Path folder;
  private final Path jdks;
  private final Path tools;

  Workplace(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    root = Files.createDirectory(this.folder.resolve("repository"));
    jdks = Files.createDirectory(this.folder.resolve("jdks"));
    tools = Files.createDirectory(this.folder.resolve("tools"));
    for (var script : SCRIPTS) {
      var copy = root.resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(REPOSITORY.resolve(script), copy);
    }
    makeExecutable(root.resolve("mvnw"));
    makeExecutable(root.resolve("lodestar"));
    for (var tool : TOOLS) {
      var file = Path.of("/usr/bin", tool);
      var program = Files.exists(file) ? file : Path.of("/bin", tool);
      writeScript(tools.resolve(tool), "exec " + program + " \"$@\"");
    }
  }

  /// Makes a JDK in the folder that the scripts look through. Its `java` prints the name of the JDK
  /// and its own arguments.
  Path jdk(String name, String version) throws IOException {
    var home = runtime(name, version);
    writeScript(home.resolve("bin/javac"), "exit 1");
    return home;
  }

  /// As `jdk`, but without a compiler.
  Path runtime(String name, String version) throws IOException {
    return runtime(jdks.resolve(name), name, version);
  }

  /// Makes a JDK where the scripts do not look.
  Path jdkElsewhere(String name, String version) throws IOException {
    var home = runtime(folder.resolve(name), name, version);
    writeScript(home.resolve("bin/javac"), "exit 1");
    return home;
  }

  private static Path runtime(Path home, String name, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
    writeScript(home.resolve("bin/java"), "echo \"" + name + ": $*\"");
    return home;
  }

  /// The PATH of the scripts, with one more folder in front.
  String pathWith(Path first) {
    return first + ":" + tools;
  }

  /// What a command ended with, and what it wrote.
  record Outcome(int status, String output, String errors) {}

  /// A command that was started.
  record Running(Process process, Path output, Path errors) {
    Outcome outcome() throws Exception {
      if (!process.waitFor(2, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("The script did not end.");
      }
      return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
  }

  /// Runs a command in the root, with more variables.
  Outcome run(Map<String, String> variables, String... command) throws Exception {
    return start(root, variables, command).outcome();
  }

  /// Starts a command in a folder, with more variables.
  Running start(Path directory, Map<String, String> variables, String... command)
      throws IOException {
    var output = Files.createTempFile(folder, "output", ".txt");
    var errors = Files.createTempFile(folder, "errors", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    var environment = builder.environment();
    environment.clear();
    environment.put("PATH", tools.toString());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("LODESTAR_JDK_FOLDERS", jdks.toString());
    environment.putAll(variables);
    return new Running(builder.start(), output, errors);
  }

  static void writeScript(Path file, String commands) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) {
    if (!file.toFile().setExecutable(true)) {
      throw new IllegalStateException("Files of this file system cannot be executable.");
    }
  }
}
