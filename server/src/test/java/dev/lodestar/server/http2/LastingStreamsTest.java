package dev.lodestar.server.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.server.SocketServer;
import dev.lodestar.server.SocketServer.Session;
import dev.lodestar.server.TestServer;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Responses and WebSockets that last: each costs as much as a connection, though many share one.
class LastingStreamsTest {
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void endAll() {
    end.countDown();
  }

  private Server start(int maxConnections) throws IOException {
    return TestServer.start(TestServer.options().withMaxConnections(maxConnections), this::answer);
  }

  private RenderedResponse answer(Request request) {
    return switch (request.path()) {
      case "/events" ->
          TestServer.respond(
              request,
              Status.OK,
              new ResponseBody.Stream(out -> {
                out.write('x');
                out.flush();
                end.await();
              }));
      case "/socket" ->
          SocketServer.answer(
              request, WebSocketOptions.defaults(), new Session(SocketServer::echo));
      default -> TestServer.text(request, "hi");
    };
  }

  private static void expectEvents(FrameClient client, int stream) throws IOException {
    assertThat(client.get(stream, "/events").await(FrameType.DATA).stream()).isEqualTo(stream);
  }

  private static FrameClient ask(FrameClient client, int stream) throws IOException {
    return client.head(
        stream,
        false,
        ":method",
        "CONNECT",
        ":protocol",
        "websocket",
        ":scheme",
        "http",
        ":path",
        "/socket",
        ":authority",
        "localhost",
        "sec-websocket-version",
        "13");
  }

  @Test
  void as_many_may_be_open_as_connections_beside_the_first_of_each() throws IOException {
    try (var server = start(3);
        var client = FrameClient.connect(server);
        var other = FrameClient.connect(server)) {
      for (var stream = 1; stream <= 7; stream += 2) {
        expectEvents(client, stream);
      }
      assertThat(client.get(9, "/events").awaitReset(9)).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
      assertThat(client.get(11, "/").answer(11).status()).isEqualTo(200);
      expectEvents(other, 1);
      assertThat(other.get(3, "/events").awaitReset(3)).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);

      client.reset(1, ErrorCode.CANCEL);
      assertThat(client.get(13, "/").answer(13).status()).isEqualTo(200);
      expectEvents(other, 5);
    }
  }

  @Test
  void sockets_count_as_well_and_are_answered_503() throws IOException {
    try (var server = start(2);
        var client = FrameClient.connect(server)) {
      for (var stream = 1; stream <= 5; stream += 2) {
        ask(client, stream);
        assertThat(client.decode(client.await(FrameType.HEADERS))).containsEntry(":status", "200");
      }
      var answer = ask(client, 7).answer(7);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.fields()).containsKey("retry-after");
      client.reset(1, ErrorCode.CANCEL);
      ask(client, 9);
      assertThat(client.decode(client.await(FrameType.HEADERS))).containsEntry(":status", "200");
    }
  }

  @Test
  void a_connection_that_ends_makes_room_for_all_it_had() throws IOException {
    try (var server = start(3)) {
      for (var round = 0; round < 3; round++) {
        try (var client = FrameClient.connect(server)) {
          for (var stream = 1; stream <= 7; stream += 2) {
            expectEvents(client, stream);
          }
          client.frame(FrameType.PING, 0, 1, new byte[8]);
          assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
        }
      }
    }
  }
}
