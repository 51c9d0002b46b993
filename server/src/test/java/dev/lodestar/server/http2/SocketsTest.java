package dev.lodestar.server.http2;

import static dev.lodestar.server.FrameClient.closing;
import static dev.lodestar.server.FrameClient.frame;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Status;
import dev.lodestar.server.SocketServer;
import dev.lodestar.server.SocketServer.Session;
import dev.lodestar.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WebSockets over streams (RFC 8441).
class SocketsTest {
  private static final int TEXT = 0x81;
  private static final int BINARY = 0x82;
  private static final int CLOSE = 0x88;
  private static final int ENABLE_CONNECT_PROTOCOL = 8;

  private static Server startWith(Session session) throws IOException {
    return TestServer.start(
        request -> SocketServer.answer(request, WebSocketOptions.defaults(), session));
  }

  /// Asks for a socket, with more fields.
  private static FrameClient ask(FrameClient client, int stream, boolean end, String... fields)
      throws IOException {
    var head =
        new String[] {
          ":method",
          "CONNECT",
          ":protocol",
          "websocket",
          ":scheme",
          "http",
          ":path",
          "/chat",
          ":authority",
          "localhost"
        };
    var all = Arrays.copyOf(head, head.length + fields.length);
    System.arraycopy(fields, 0, all, head.length, fields.length);
    return client.head(stream, end, all);
  }

  private static Map<String, String> open(FrameClient client, int stream, String... more)
      throws IOException {
    var fields = Arrays.copyOf(more, more.length + 2);
    fields[more.length] = "sec-websocket-version";
    fields[more.length + 1] = "13";
    ask(client, stream, false, fields);
    var head = client.await(FrameType.HEADERS);
    assertThat(head.stream()).isEqualTo(stream);
    assertThat(head.endsStream()).isFalse();
    var decoded = client.decode(head);
    assertThat(decoded).containsEntry(":status", "200");
    return decoded;
  }

  private static void send(FrameClient client, int stream, int first, byte[] payload)
      throws IOException {
    client.frame(FrameType.DATA, 0, stream, frame(first, payload));
  }

  /// The small frame of a server.
  private static byte[] served(int first, byte[] payload) {
    var bytes = new byte[2 + payload.length];
    bytes[0] = (byte) first;
    bytes[1] = (byte) payload.length;
    System.arraycopy(payload, 0, bytes, 2, payload.length);
    return bytes;
  }

  @Test
  void the_server_says_that_it_can_do_it() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.raw(server)) {
      client.preface().settings();
      var settings = client.await(FrameType.SETTINGS).payload();
      var offered = false;
      for (var at = 0; at < settings.length; at += 6) {
        offered |= settings[at + 1] == ENABLE_CONNECT_PROTOCOL && settings[at + 5] == 1;
      }
      assertThat(offered).isTrue();
    }
  }

  @Test
  void a_stream_becomes_a_socket() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.connect(server)) {
      var head = open(client, 1, "sec-websocket-protocol", "chat, other");
      assertThat(head).containsEntry("sec-websocket-protocol", "chat");
      assertThat(head)
          .doesNotContainKeys("sec-websocket-accept", "upgrade", "connection", "content-length");
      send(client, 1, TEXT, "hello".getBytes(UTF_8));
      assertThat(client.await(FrameType.DATA).payload())
          .isEqualTo(served(TEXT, "hello".getBytes(UTF_8)));
      send(client, 1, CLOSE, closing(1000, "bye"));
      assertThat(client.await(FrameType.DATA).payload())
          .isEqualTo(served(CLOSE, closing(1000, "bye")));
      assertThat(client.await(FrameType.DATA).endsStream()).isTrue();
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1000 bye");
    }
  }

  @Test
  void messages_may_be_compressed() throws Exception {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      var head = open(client, 1, "sec-websocket-extensions", "permessage-deflate");
      assertThat(head.get("sec-websocket-extensions")).startsWith("permessage-deflate");
      send(client, 1, TEXT, "a".repeat(5_000).getBytes(UTF_8));
      var answer = client.await(FrameType.DATA).payload();
      assertThat(answer[0]).isEqualTo((byte) 0xC1);
      assertThat(answer).hasSizeLessThan(100);
    }
  }

  @Test
  void sockets_and_requests_share_a_connection() throws Exception {
    try (var server =
            TestServer.start(request ->
                SocketServer.answer(
                    request, WebSocketOptions.defaults(), new Session(SocketServer::echo)));
        var client = FrameClient.connect(server)) {
      for (var stream = 1; stream < 20; stream += 2) {
        open(client, stream);
      }
      assertThat(client.get(101, "/").answer(101).body()).isEqualTo("no socket was asked for");
      for (var stream = 1; stream < 20; stream += 2) {
        var text = ("on " + stream).getBytes(UTF_8);
        send(client, stream, TEXT, text);
        var answer = client.await(FrameType.DATA);
        assertThat(answer.stream()).isEqualTo(stream);
        assertThat(answer.payload()).isEqualTo(served(TEXT, text));
      }
    }
  }

  @Test
  void a_large_message_gets_through_the_windows() throws Exception {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      open(client, 1);
      var message = new byte[60_000];
      Arrays.fill(message, (byte) 'x');
      for (var round = 0; round < 5; round++) {
        var bytes = frame(BINARY, message);
        for (var start = 0; start < bytes.length; start += 10_000) {
          client.frame(
              FrameType.DATA,
              0,
              1,
              Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + 10_000)));
        }
        var received = new ByteArrayOutputStream();
        while (received.size() < 4 + message.length) {
          var data = client.await(FrameType.DATA).payload();
          received.writeBytes(data);
          client.windowUpdate(0, data.length).windowUpdate(1, data.length);
        }
        assertThat(Arrays.copyOfRange(received.toByteArray(), 4, received.size()))
            .isEqualTo(message);
      }
    }
  }

  @Test
  void a_client_that_breaks_the_rules_of_frames_is_told_so() throws Exception {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      open(client, 1);
      send(client, 1, 0x83, new byte[0]);
      var answer = client.await(FrameType.DATA).payload();
      assertThat(answer[0]).isEqualTo((byte) CLOSE);
      assertThat(Arrays.copyOfRange(answer, 2, 4)).isEqualTo(closing(1002, ""));
      assertThat(client.await(FrameType.DATA).endsStream()).isTrue();
    }
  }

  @Test
  void a_stream_that_ends_without_a_close_frame_is_1006() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.connect(server)) {
      open(client, 1);
      client.data(1, "", true);
      assertThat(client.await(FrameType.DATA).endsStream()).isTrue();
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
    }
  }

  @Test
  void a_stream_that_is_reset_is_1006() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.connect(server)) {
      open(client, 1);
      client.reset(1, ErrorCode.CANCEL);
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
      assertThat(client.get(3, "/").answer(3).status()).isEqualTo(200);
    }
  }

  @Test
  void a_connection_that_ends_takes_its_sockets_along() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server = startWith(session);
        var client = FrameClient.connect(server)) {
      open(client, 1);
      client.shutdownOutput();
      assertThat(session.next()).isEqualTo("opened");
      assertThat(session.next()).isEqualTo("closed 1006 ");
      assertThat(session.next()).isEqualTo("handler saw 1006 ");
    }
  }

  @Test
  void the_rest_of_a_large_message_has_to_come_as_fast_as_a_body() throws IOException {
    var overload = OverloadOptions.defaults().withRateWindow(Duration.ofMillis(500));
    try (var server =
            TestServer.start(
                TestServer.options().withOverload(overload),
                request ->
                    SocketServer.answer(
                        request, WebSocketOptions.defaults(), new Session(SocketServer::echo)));
        var client = FrameClient.connect(server)) {
      open(client, 1);
      var message = frame(BINARY, new byte[60_000]);
      for (var start = 0; start < 40_000; start += 10_000) {
        client.frame(FrameType.DATA, 0, 1, Arrays.copyOfRange(message, start, start + 10_000));
      }
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
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
        var client = FrameClient.connect(server);
        var others = FrameClient.connect(server)) {
      open(client, 1);
      var message = frame(BINARY, new byte[60_000]);
      for (var start = 0; start < 20_000; start += 10_000) {
        client.frame(FrameType.DATA, 0, 1, Arrays.copyOfRange(message, start, start + 10_000));
      }
      others.request(1, "POST", "/large", false, "content-length", "60000");
      var body = new ByteArrayOutputStream();
      for (var i = 0; i < 4; i++) {
        var flags = i == 3 ? FrameType.END_STREAM : 0;
        body.writeBytes(FrameClient.frameBytes(FrameType.DATA, flags, 1, new byte[15_000]));
      }
      // At once: half of it would be a body that does not go on.
      others.bytes(body.toByteArray());
      var closing = client.await(FrameType.DATA).payload();
      assertThat(closing[0]).isEqualTo((byte) CLOSE);
      assertThat(ByteBuffer.wrap(closing).getShort(2)).isEqualTo((short) 1008);
      end.countDown();
      assertThat(others.answer(1).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"sec-websocket-version, 12, 426", "sec-websocket-version, '', 426", "x, y, 400"})
  void a_malformed_handshake_is_refused(String name, String value, int status) throws IOException {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      assertThat(ask(client, 1, false, name, value).answer(1).status()).isEqualTo(status);
      assertThat(client.get(3, "/").answer(3).status()).isEqualTo(200);
    }
  }

  @Test
  void a_socket_needs_a_stream_that_goes_on() throws IOException {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      var answer = ask(client, 1, true, "sec-websocket-version", "13").answer(1);
      assertThat(answer.status()).isEqualTo(400);
    }
  }

  @Test
  void another_protocol_is_not_spoken() throws IOException {
    try (var server = startWith(new Session(SocketServer::echo));
        var client = FrameClient.connect(server)) {
      client.head(
          1,
          false,
          ":method",
          "CONNECT",
          ":protocol",
          "connect-udp",
          ":scheme",
          "http",
          ":path",
          "/",
          ":authority",
          "localhost");
      assertThat(client.answer(1).status()).isEqualTo(501);
    }
  }

  @Test
  void an_application_may_answer_otherwise() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.respond(
                    request,
                    Status.FORBIDDEN,
                    ResponseBody.of((request.method() + " no").getBytes(UTF_8))));
        var client = FrameClient.connect(server)) {
      var answer = ask(client, 1, false, "sec-websocket-version", "13").answer(1);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).isEqualTo("GET no");
    }
  }
}
