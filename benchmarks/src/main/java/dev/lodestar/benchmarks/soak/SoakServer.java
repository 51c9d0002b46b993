package dev.lodestar.benchmarks.soak;

import dev.lodestar.benchmarks.process.ClassPath;
import dev.lodestar.benchmarks.process.ServerProcess;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.server.NettyEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Serves in a process of its own, until its standard input ends. Prints `port 12345` when it
/// listens.
final class SoakServer {
  private static final int MOST_CONNECTIONS = 100_000;

  private SoakServer() {}

  static void main(String... arguments) throws IOException {
    var application = new SoakApplication(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    var options = ServerOptions.defaults().withPort(0).withMaxConnections(MOST_CONNECTIONS);
    try (var server = new NettyEngine().start(application, options)) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // wait for the end
      }
    }
  }

  /// Starts one.
  ///
  /// @param file what `/file` sends
  /// @param size how many bytes of it, and of the streams
  /// @param flags options of the virtual machine
  static ServerProcess start(Path file, long size, List<String> flags) throws IOException {
    var command = new ArrayList<String>();
    command.add(ClassPath.java());
    command.addAll(
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(flags);
    command.addAll(
        List.of(
            "-cp",
            ClassPath.own(),
            SoakServer.class.getName(),
            file.toString(),
            Long.toString(size)));
    return ServerProcess.start(command);
  }
}
