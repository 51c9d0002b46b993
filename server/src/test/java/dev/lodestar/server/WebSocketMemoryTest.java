package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.BINARY;
import static dev.lodestar.server.FrameClient.COMPRESSED;
import static dev.lodestar.server.FrameClient.CONTINUATION;
import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.PING;
import static dev.lodestar.server.FrameClient.PONG;
import static dev.lodestar.server.FrameClient.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.server.SocketServer.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/// What clients have a server keep for them by messages that do not end, or that nobody receives.
class WebSocketMemoryTest {
  private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";
  private static final int TRY_AGAIN_LATER = 1013;
  private static final int POLICY_VIOLATION = 1008;

  /// Keeps one message of 60 KB, and not two.
  private static ServerOptions options() {
    var overload = OverloadOptions.defaults().withMaxBufferedBodies(65_536);
    return TestServer.options().withOverload(overload.withMinBodyRate(0));
  }

  private static Server startEcho(ServerOptions options) throws IOException {
    return SocketServer.start(options, WebSocketOptions.defaults(), SocketServer::echo);
  }

  private static byte[] compressed(int size) {
    var deflater = new Deflater(9, true);
    deflater.setInput(new byte[size]);
    var out = new byte[1000];
    var length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
    deflater.end();
    return Arrays.copyOf(out, length - 4);
  }

  @Test
  void messages_that_do_not_end_count_as_what_they_have_become() throws IOException {
    try (var server = startEcho(options());
        var first = FrameClient.open(server, OFFER);
        var second = FrameClient.open(server, OFFER)) {
      var fragment = compressed(60_000);
      assertThat(fragment.length).isLessThan(200);
      first.send(COMPRESSED | BINARY, fragment);
      first.send(FINAL | PING, "read?").expect(FINAL | PONG, "read?");
      second.send(COMPRESSED | BINARY, fragment).expectFailure(TRY_AGAIN_LATER);

      first.send(FINAL | CONTINUATION, new byte[0]);
      assertThat(first.read().first()).isEqualTo(FINAL | COMPRESSED | BINARY);
      try (var third = FrameClient.open(server, OFFER)) {
        third.send(COMPRESSED | BINARY, fragment).send(FINAL | CONTINUATION, new byte[0]);
        assertThat(third.read().first()).isEqualTo(FINAL | COMPRESSED | BINARY);
      }
    }
  }

  @Test
  void nothing_of_a_message_counts_any_more_when_its_socket_has_ended() throws IOException {
    try (var server = startEcho(options())) {
      for (var round = 0; round < 5; round++) {
        try (var client = FrameClient.open(server, OFFER)) {
          client.send(COMPRESSED | BINARY, compressed(60_000));
          client.send(FINAL | PING, "read?").expect(FINAL | PONG, "read?");
          client.closes(1000, "").expectClose(1000);
        }
      }
    }
  }

  @Test
  void messages_that_nobody_receives_count() throws IOException {
    var end = new CountDownLatch(1);
    var overload = OverloadOptions.defaults().withMaxBufferedBodies(150_000);
    try (var server =
            SocketServer.start(
                TestServer.options().withOverload(overload),
                WebSocketOptions.defaults(),
                connection -> end.await());
        var small = FrameClient.open(server)) {
      var clients = new ArrayList<FrameClient>();
      var refused = false;
      while (!refused && clients.size() < 10) {
        var client = FrameClient.open(server);
        clients.add(client);
        client.send(FINAL | BINARY, new byte[40_000]).send(FINAL | PING, "read?");
        var answer = client.read();
        if (answer.opcode() != PONG) {
          refused = true;
          assertThat(answer.code()).isEqualTo(TRY_AGAIN_LATER);
        }
      }
      assertThat(refused).isTrue();
      assertThat(clients).hasSizeGreaterThan(3);

      small.send(FINAL | BINARY, new byte[10_000]).send(FINAL | PING, "read?");
      small.expect(FINAL | PONG, "read?");
      end.countDown();
      for (var client : clients) {
        client.close();
      }
    }
  }

  @Test
  void the_rest_of_a_message_has_to_come_faster_while_memory_is_scarce() throws Exception {
    var end = new CountDownLatch(1);
    var overload =
        OverloadOptions.defaults()
            .withMaxBufferedBodies(100_000)
            .withMinBodyRate(0)
            .withRateWindow(Duration.ofMillis(100));
    try (var server =
            TestServer.start(
                TestServer.options().withOverload(overload),
                request -> {
                  if (request.path().equals("/large")) {
                    end.await();
                  }
                  return SocketServer.answer(
                      request, WebSocketOptions.defaults(), new Session(SocketServer::echo));
                });
        var socket = FrameClient.open(server);
        var others = RawClient.connect(server)) {
      socket.send(TEXT, "x".repeat(20_000)).send(FINAL | PING, "read?");
      socket.expect(FINAL | PONG, "read?");
      others
          .send("POST /large HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n")
          .send(new byte[60_000]);
      socket.expectFailure(POLICY_VIOLATION);
      end.countDown();
      assertThat(others.read().status()).isEqualTo(200);
    }
  }

  @Test
  void the_rest_of_a_large_message_has_to_come_as_fast_as_a_body() throws IOException {
    var overload = OverloadOptions.defaults().withRateWindow(Duration.ofMillis(500));
    try (var server = startEcho(TestServer.options().withOverload(overload));
        var slow = FrameClient.open(server);
        var small = FrameClient.open(server)) {
      small.send(TEXT, "x".repeat(1_000));
      slow.send(TEXT, "x".repeat(20_000)).expectFailure(POLICY_VIOLATION);
      small.send(FINAL | CONTINUATION, "x").expectText("x".repeat(1_001));
    }
  }
}
