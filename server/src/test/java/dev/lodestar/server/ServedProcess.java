package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process with a server that says where it listens.
record ServedProcess(Process process, int port) implements AutoCloseable {
  /// What stands before the port, with TLS or without.
  private static final String ADDRESS = "://127.0.0.1:";

  /// Starts one with the class path of the tests.
  ///
  /// @param options of the virtual machine
  static ServedProcess start(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    return start(java(main, options, arguments));
  }

  static ServedProcess start(List<String> command) throws IOException {
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      var at = line.indexOf(ADDRESS);
      if (at >= 0) {
        var port = line.substring(at + ADDRESS.length()).replaceAll("[^0-9].*", "");
        return new ServedProcess(process, Integer.parseInt(port));
      }
    }
    throw new IOException("The process ended before it listened.");
  }

  static List<String> java(Class<?> main, List<String> options, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  RawClient connect() throws IOException {
    return RawClient.connect(port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
