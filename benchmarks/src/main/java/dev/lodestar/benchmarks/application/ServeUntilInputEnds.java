package dev.lodestar.benchmarks.application;

import dev.lodestar.engine.ServerOptions;
import java.io.IOException;

/// Serves the three routes in a process of its own, until its standard input ends: when the process
/// that measures is gone, so is this one. Prints `port 12345` when it listens.
final class ServeUntilInputEnds {
  private ServeUntilInputEnds() {}

  static void main(String... arguments) throws IOException {
    switch (arguments[0]) {
      case "lodestar" -> {
        try (var server = Shop.app().start(ServerOptions.defaults().withPort(0))) {
          serve(server.port());
        }
      }
      case "layered" -> {
        try (var server = Shop.layered().start(ServerOptions.defaults().withPort(0))) {
          serve(server.port());
        }
      }
      case "netty" -> {
        try (var server = BareNetty.start(0)) {
          serve(server.port());
        }
      }
      case "netty-http2" -> {
        try (var server = BareNettyHttp2.start(0)) {
          serve(server.port());
        }
      }
      default ->
          throw new IllegalArgumentException(
              "The server is '"
                  + arguments[0]
                  + "', but there are lodestar, layered, netty and netty-http2.");
    }
  }

  private static void serve(int port) throws IOException {
    System.out.println("port " + port);
    while (System.in.read() >= 0) {
      // wait for the end
    }
  }
}
