package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.http.Request;
import dev.lodestar.server.RawCase.Pieces;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs a table of [RawCase]s against a real server, each in pieces of every kind.
///
/// A request is sent behind whatever is refused: it must never be taken for one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RawSuite {
  private static final String BEHIND = "GET /behind HTTP/1.1\r\nHost: a\r\n\r\n";

  private final ConcurrentLinkedQueue<String> handled = new ConcurrentLinkedQueue<>();
  private Server server;

  /// Returns the table.
  abstract Stream<RawCase> table();

  @BeforeAll
  final void start() throws IOException {
    server =
        TestServer.start(request -> {
          var asked = asked(request);
          handled.add(asked);
          return TestServer.text(request, asked);
        });
  }

  @AfterAll
  final void stop() {
    server.close();
  }

  static String asked(Request request) {
    var asked =
        request.method()
            + " "
            + request.target()
            + " "
            + request.headers().first("Host", "")
            + " "
            + request.body().text(ISO_8859_1);
    return asked.strip();
  }

  final Stream<Arguments> cases() {
    return table().flatMap(row -> Stream.of(Pieces.values()).map(each -> Arguments.of(row, each)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("cases")
  final void bytes_get_the_answers_of_the_table(RawCase row, Pieces pieces) throws IOException {
    handled.clear();
    try (var client = RawClient.connect(server)) {
      send(client, row, pieces);
      for (var asked : row.handled()) {
        if (asked.startsWith("HEAD ")) {
          assertThat(client.readHead().status()).isEqualTo(200);
        } else {
          var response = client.readFinal();
          assertThat(response.status()).isEqualTo(200);
          assertThat(response.body()).isEqualTo(asked);
        }
      }
      if (row.refusal() != 0) {
        expectRefusal(client, row.refusal());
      }
      var expected = new ArrayList<>(row.handled());
      if (row.kept()) {
        expected.add("GET /next a");
        assertThat(client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n").read().status())
            .isEqualTo(200);
      } else {
        assertThat(client.isClosedByServer()).isTrue();
      }
      assertThat(List.copyOf(handled)).isEqualTo(expected);
    }
  }

  private static void send(RawClient client, RawCase row, Pieces pieces) throws IOException {
    try {
      row.send(client, pieces);
      if (row.refusal() != 0 && pieces == Pieces.WHOLE) {
        client.send(BEHIND);
      }
    } catch (SocketException ended) {
      // The server waits for two seconds, in which a busy machine may not get to the last byte.
      assertThat(row.kept()).as("a connection on which nothing can be sent is kept").isFalse();
    }
  }

  private static void expectRefusal(RawClient client, int status) throws IOException {
    var response = client.readFinal();
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Connection")).isEqualTo("close");
    assertThat(response.body()).endsWith(".");
  }
}
