package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Server;
import dev.lodestar.http.Response;
import dev.lodestar.websocket.WebSocket;
import dev.lodestar.websocket.WebSocketClosedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WebSockets over streams (RFC 9220).
class WebSocketsTest {
  private static final int TEXT = 0x81;
  private static final int CLOSE = 0x88;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Server server;
  private QuicClient client;

  @BeforeEach
  void start() throws IOException {
    var app =
        Lodestar.app()
            .webSocket("/echo", this::echo)
            .get("/", request -> Response.text("hi"))
            .build();
    server = app.start(Http3Servers.options().withMaxConnections(3));
    client = QuicClient.connect(server.http3Port().getAsInt());
  }

  private void echo(WebSocket socket) {
    try {
      while (true) {
        socket.send(socket.receive());
      }
    } catch (WebSocketClosedException closed) {
      told.add("ended " + closed.code());
    }
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private String next() throws InterruptedException {
    return String.valueOf(told.poll(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  private RequestStream ask(String... fields) throws IOException {
    return client.open().write(handshake(fields));
  }

  private static byte[] handshake(String... fields) {
    var head =
        Stream.of(
            ":method",
            "CONNECT",
            ":protocol",
            "websocket",
            ":scheme",
            "https",
            ":authority",
            "localhost",
            ":path",
            "/echo");
    return Frames.fields(Stream.concat(head, Arrays.stream(fields)).toArray(String[]::new));
  }

  private RequestStream open(String... more) throws Exception {
    var fields = Arrays.copyOf(more, more.length + 2);
    fields[more.length] = "sec-websocket-version";
    fields[more.length + 1] = "13";
    var stream = ask(fields);
    assertThat(stream.head().status()).isEqualTo(200);
    return stream;
  }

  /// A frame of a client, with a mask that changes nothing.
  private static byte[] frame(int first, byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.write(first);
    if (payload.length < 126) {
      out.write(0x80 | payload.length);
    } else {
      out.write(0x80 | 126);
      out.write(payload.length >> 8);
      out.write(payload.length);
    }
    out.writeBytes(new byte[4]);
    out.writeBytes(payload);
    return out.toByteArray();
  }

  /// The small frame of a server, as [RequestStream] has bodies.
  private static String served(int first, String payload) {
    return (char) first + "" + (char) payload.length() + payload;
  }

  @Test
  void a_stream_becomes_a_socket() throws Exception {
    var stream = open("sec-websocket-protocol", "chat");
    assertThat(stream.soFar().fields())
        .doesNotContainKeys("sec-websocket-accept", "upgrade", "connection", "content-length");
    stream.data(frame(TEXT, "hello".getBytes(UTF_8)));
    stream.awaitBody(served(TEXT, "hello"));
    stream.data(frame(CLOSE, new byte[] {3, (byte) 0xE8, 'b', 'y', 'e'}));
    var answer = stream.answer();
    assertThat(answer.body()).isEqualTo(served(TEXT, "hello") + served(CLOSE, "\u0003\u00E8bye"));
    assertThat(stream.hasEnded()).isTrue();
    assertThat(next()).isEqualTo("ended 1000");
  }

  @Test
  void large_messages_get_through_in_both_directions() throws Exception {
    var stream = open();
    var message = "x".repeat(60_000);
    for (var round = 1; round <= 5; round++) {
      var bytes = frame(TEXT, message.getBytes(ISO_8859_1));
      for (var start = 0; start < bytes.length; start += 7_000) {
        stream.data(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + 7_000)));
      }
      var expected = round * (message.length() + 4);
      for (var tries = 0; stream.soFar().body().length() < expected && tries < 6_000; tries++) {
        Thread.sleep(10);
      }
      assertThat(stream.soFar().body()).hasSize(expected);
    }
  }

  @Test
  void messages_may_be_compressed() throws Exception {
    var stream = open("sec-websocket-extensions", "permessage-deflate");
    assertThat(stream.soFar().fields().get("sec-websocket-extensions"))
        .startsWith("permessage-deflate");
    stream.data(frame(TEXT, "a".repeat(5_000).getBytes(UTF_8)));
    stream.awaitBody("\u00C1");
    assertThat(stream.soFar().body()).hasSizeLessThan(100);
  }

  @Test
  void sockets_and_requests_share_a_connection() throws Exception {
    var first = open();
    var second = open();
    assertThat(client.get("/").answer().body()).isEqualTo("hi");
    second.data(frame(TEXT, "two".getBytes(UTF_8)));
    first.data(frame(TEXT, "one".getBytes(UTF_8)));
    first.awaitBody(served(TEXT, "one"));
    second.awaitBody(served(TEXT, "two"));
  }

  @Test
  void sockets_are_no_more_than_connections_beside_the_first_of_each() throws Exception {
    for (var i = 0; i < 4; i++) {
      open();
    }
    var refused = ask("sec-websocket-version", "13").answer();
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.fields()).containsKey("retry-after");
  }

  @Test
  void a_client_that_breaks_the_rules_of_frames_is_told_so() throws Exception {
    var stream = open();
    stream.data(frame(0x83, new byte[0]));
    assertThat(stream.answer().body()).startsWith("\u0088").contains("\u0003\u00EA");
    assertThat(stream.hasEnded()).isTrue();
  }

  @Test
  void a_stream_that_ends_without_a_close_frame_is_1006() throws Exception {
    var stream = open().end();
    stream.answer();
    assertThat(stream.hasEnded()).isTrue();
    assertThat(next()).isEqualTo("ended 1006");
  }

  @Test
  void a_stream_that_is_reset_is_1006() throws Exception {
    open().reset();
    assertThat(next()).isEqualTo("ended 1006");
    assertThat(client.get("/").answer().status()).isEqualTo(200);
  }

  @Test
  void a_connection_that_ends_takes_its_sockets_along() throws Exception {
    open();
    client.close();
    assertThat(next()).isEqualTo("ended 1006");
  }

  @Test
  void a_stop_says_goodbye() throws Exception {
    var stream = open();
    var stopped = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
    stream.awaitBody("\u0003\u00E9");
    assertThat(stream.soFar().body()).startsWith("\u0088");
    stream.data(frame(CLOSE, new byte[] {3, (byte) 0xE9}));
    stream.answer();
    assertThat(stream.hasEnded()).isTrue();
    assertThat(stopped.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(next()).isEqualTo("ended 1001");
  }

  @Test
  void nothing_but_data_may_follow() throws Exception {
    open().write(Frames.fields("x", "y"));
    assertThat(client.closeCode()).isEqualTo(ErrorCode.FRAME_UNEXPECTED);
  }

  @ParameterizedTest
  @CsvSource({"sec-websocket-version, 12, 426", "x, y, 400"})
  void a_malformed_handshake_is_refused(String name, String value, int status) throws Exception {
    assertThat(ask(name, value).answer().status()).isEqualTo(status);
    assertThat(client.get("/").answer().status()).isEqualTo(200);
  }

  @Test
  void a_socket_needs_a_stream_that_goes_on() throws Exception {
    var stream = client.open().last(handshake("sec-websocket-version", "13"));
    assertThat(stream.answer().status()).isEqualTo(400);
  }

  @Test
  void pages_of_other_servers_are_not_let_in() throws Exception {
    var answer = ask("sec-websocket-version", "13", "origin", "https://evil.example").answer();
    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, connect-udp, 501, -1", "GET, websocket, 0, 270"})
  void other_uses_of_the_field_protocol_are_refused(
      String method, String protocol, int status, long code) throws Exception {
    var stream =
        client
            .open()
            .write(
                Frames.fields(
                    ":method",
                    method,
                    ":protocol",
                    protocol,
                    ":scheme",
                    "https",
                    ":authority",
                    "localhost",
                    ":path",
                    "/"));
    assertThat(stream.answer().status()).isEqualTo(status);
    assertThat(stream.answer().resetCode()).isEqualTo(code);
  }

  @Test
  void connect_alone_is_not_done() throws Exception {
    var stream =
        client.open().write(Frames.fields(":method", "CONNECT", ":authority", "example.org:443"));
    assertThat(stream.answer().status()).isEqualTo(501);
  }

  @Test
  void the_server_says_that_it_can_do_it() throws Exception {
    assertThat(client.settings().connectProtocolEnabled()).isTrue();
  }
}
