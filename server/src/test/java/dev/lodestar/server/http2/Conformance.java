package dev.lodestar.server.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lodestar.engine.Server;
import dev.lodestar.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;

/// Collects cases: what a client does against the rules of RFC 9113, or just within them, and what
/// the server has to make of it. Each runs on a connection of its own.
final class Conformance {
  /// The stream of the request that shows that a connection still works.
  private static final int LATER = 1001;

  @FunctionalInterface
  interface Step {
    void on(FrameClient client) throws IOException;
  }

  private final Server server;
  private final List<DynamicTest> cases = new ArrayList<>();

  Conformance(Server server) {
    this.server = server;
  }

  static Server startServer() throws IOException {
    return TestServer.startEcho();
  }

  List<DynamicTest> cases() {
    return cases;
  }

  /// The connection has to end with an error.
  Conformance connectionError(String name, int code, Step step) {
    return add(
        name,
        client -> {
          doIt(step, client);
          assertThat(client.awaitGoAway()).as("the code of the GOAWAY").isEqualTo(code);
          assertThat(client.isAtEnd()).as("the connection ends").isTrue();
        });
  }

  /// The stream has to end with an error, and the connection goes on.
  Conformance streamError(String name, int stream, int code, Step step) {
    return add(
        name,
        client -> {
          step.on(client);
          assertThat(client.awaitReset(stream)).as("the code of the RST_STREAM").isEqualTo(code);
          goesOn(client);
        });
  }

  /// The request has to be answered, and the connection goes on.
  Conformance answered(String name, int stream, int status, Step step) {
    return add(
        name,
        client -> {
          step.on(client);
          assertThat(client.answer(stream).status()).isEqualTo(status);
          goesOn(client);
        });
  }

  /// Nothing has to happen, and the connection goes on.
  Conformance tolerated(String name, Step step) {
    return add(
        name,
        client -> {
          step.on(client);
          goesOn(client);
        });
  }

  private static void goesOn(FrameClient client) throws IOException {
    assertThat(client.get(LATER, "/later").answer(LATER).body()).isEqualTo("GET /later ");
  }

  /// A server may end the connection while the client is still sending.
  private static void doIt(Step step, FrameClient client) {
    try {
      step.on(client);
    } catch (IOException endedAlready) {
      // seen by what follows
    }
  }

  private Conformance add(String name, Step whole) {
    cases.add(
        dynamicTest(
            name,
            () -> {
              try (var client = FrameClient.connect(server)) {
                whole.on(client);
              }
            }));
    return this;
  }

  /// A case on a connection on which nothing has been said.
  Conformance raw(String name, Step step) {
    cases.add(
        dynamicTest(
            name,
            () -> {
              try (var client = FrameClient.raw(server)) {
                step.on(client);
              }
            }));
    return this;
  }
}
