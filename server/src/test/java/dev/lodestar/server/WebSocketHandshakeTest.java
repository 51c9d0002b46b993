package dev.lodestar.server;

import static dev.lodestar.server.FrameClient.FINAL;
import static dev.lodestar.server.FrameClient.TEXT;
import static dev.lodestar.server.FrameClient.frame;
import static dev.lodestar.server.FrameClient.handshake;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import dev.lodestar.server.SocketServer.Session;
import dev.lodestar.websocket.WebSocketMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a connection of HTTP/1.1 becomes a WebSocket (RFC 6455, section 4.2).
class WebSocketHandshakeTest {
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    server = SocketServer.startEcho(WebSocketOptions.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void the_answer_has_the_key_that_the_rfc_computes() throws IOException {
    try (var client = FrameClient.open(server)) {
      var answer = client.answer();
      assertThat(answer.header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
      assertThat(answer.header("Upgrade")).isEqualTo("websocket");
      assertThat(answer.header("Connection")).isEqualTo("Upgrade");
      assertThat(answer.header("Sec-WebSocket-Protocol")).isNull();
      assertThat(answer.header("Sec-WebSocket-Extensions")).isNull();
      assertThat(answer.header("Content-Length")).isNull();
      assertThat(answer.header("Transfer-Encoding")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade: websocket | Connection: Upgrade",
        "UPGRADE: WebSocket | CONNECTION: UPGRADE",
        "Upgrade: h2c, websocket | Connection: keep-alive, Upgrade",
        "Upgrade: websocket, other | Connection: upgrade,keep-alive",
        "Upgrade: other~Upgrade: websocket | Connection: keep-alive~Connection: upgrade"
      })
  void names_and_tokens_are_found_in_any_case_and_among_others(String upgrade, String connection)
      throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(
          handshake("/")
              .replace(
                  "Upgrade: websocket\r\nConnection: Upgrade", lines(upgrade + "~" + connection)));
      assertThat(client.readHead().status()).isEqualTo(101);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Upgrade: websocket | X: y",
        "Connection: Upgrade | X: y",
        "Upgrade: websocket | Connection: keep-alive",
        "Upgrade: h2c | Connection: Upgrade",
        "Upgrade: websocket/13 | Connection: Upgrade",
        "Upgrade: web socket | Connection: Upgrade",
        "HTTP/1.1 | HTTP/1.0",
        "GET / | HEAD /",
        "GET / | POST /"
      })
  void a_request_that_does_not_ask_for_a_socket_is_an_ordinary_one(String from, String to)
      throws IOException {
    try (var client = RawClient.connect(server)) {
      var request = handshake("/");
      client.send(
          from.startsWith("HTTP") || from.startsWith("GET")
              ? request.replace(from, to)
              : request.replace("Upgrade: websocket\r\nConnection: Upgrade", from + "\r\n" + to));
      assertThat(client.readHead().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "8", "0", "14", "13, 8", "013", "thirteen", ""})
  void another_version_is_answered_with_the_one_that_is_spoken(String version) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(handshake("/").replace("Version: 13", "Version: " + version));
      var answer = client.read();
      assertThat(answer.status()).isEqualTo(426);
      assertThat(answer.header("Sec-WebSocket-Version")).isEqualTo("13");
      assertThat(answer.header("Upgrade")).isEqualTo("websocket");
      assertThat(answer.lines()).contains("Connection: Upgrade");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Sec-WebSocket-Version: 13~ | ''",
        "Sec-WebSocket-Version: 13 | Sec-WebSocket-Version: 13~Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~ | ''",
        "Sec-WebSocket-Key: | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==~Sec-WebSocket-Key:",
        "dGhlIHNhbXBsZSBub25jZQ== | ''",
        "dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25jZQ",
        "dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25j",
        "dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25jZTEyMzQ=",
        "dGhlIHNhbXBsZSBub25jZQ== | dGhlIHNhbXBsZSBub25j!Q==",
        "dGhlIHNhbXBsZSBub25jZQ== | ========================",
        "Host: localhost | Host: localhost~Content-Length: 3",
        "Host: localhost | Host: localhost~Transfer-Encoding: chunked",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol:",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol: ,",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol: a, a",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol: a b",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol: (a)",
        "Host: localhost | Host: localhost~Sec-WebSocket-Protocol: a~Sec-WebSocket-Protocol: a",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions:",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a b",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a;",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a; =1",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a; b=",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a; b=\"c",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a; b=\"c d\"",
        "Host: localhost | Host: localhost~Sec-WebSocket-Extensions: a; b=\"\""
      })
  void a_malformed_handshake_is_a_400(String from, String to) throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send(handshake("/").replace(lines(from), lines(to)));
      assertThat(client.readHead().status()).isEqualTo(400);
    }
  }

  private static String lines(String text) {
    return text.replace("~", "\r\n");
  }

  @Test
  void the_subprotocol_is_one_of_those_that_were_offered() throws IOException {
    try (var client =
        FrameClient.open(
            server, "Sec-WebSocket-Protocol: chat.v2 , chat.v1", "Sec-WebSocket-Protocol: mqtt")) {
      assertThat(client.answer().header("Sec-WebSocket-Protocol")).isEqualTo("chat.v2");
    }
  }

  @Test
  void the_application_knows_what_was_offered() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.text(
                    request, "" + request.webSocketOffer().orElseThrow().subprotocols()));
        var client = RawClient.connect(server)) {
      client.send(handshake("/", "Sec-WebSocket-Protocol: a,,b, ", "Sec-WebSocket-Protocol: c"));
      assertThat(client.read().body()).isEqualTo("[a, b, c]");
    }
  }

  @Test
  void frames_may_come_right_behind_the_handshake() throws IOException {
    try (var client = RawClient.connect(server)) {
      var request = handshake("/").getBytes(ISO_8859_1);
      var frame = frame(FINAL | TEXT, "early".getBytes(UTF_8));
      var both = Arrays.copyOf(request, request.length + frame.length);
      System.arraycopy(frame, 0, both, request.length, frame.length);
      client.send(both);
      var answer = client.readHead();
      assertThat(answer.status()).isEqualTo(101);
      FrameClient.over(client, answer).expectText("early");
    }
  }

  @Test
  void a_socket_may_follow_ordinary_requests() throws IOException {
    try (var client = RawClient.connect(server)) {
      client.send("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n" + handshake("/"));
      assertThat(client.read().status()).isEqualTo(200);
      var answer = client.readHead();
      assertThat(answer.status()).isEqualTo(101);
      FrameClient.over(client, answer).text("x").expectText("x");
    }
  }

  @Test
  void what_follows_is_never_a_request_again() throws IOException {
    try (var client = FrameClient.open(server)) {
      client.raw().get("/");
      client.expectFailure(1002);
    }
  }

  @Test
  void an_application_that_does_not_open_a_socket_answers_as_ever() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.respond(
                    request, Status.FORBIDDEN, ResponseBody.of("no".getBytes(UTF_8))));
        var client = RawClient.connect(server)) {
      client.send(handshake("/"));
      assertThat(client.read().status()).isEqualTo(403);
      client.send(handshake("/again"));
      assertThat(client.read().status()).isEqualTo(403);
    }
  }

  @Test
  void headers_of_the_application_are_sent_but_for_those_of_the_handshake() throws IOException {
    var session = new Session(SocketServer::echo);
    try (var server =
            TestServer.start(request ->
                RenderedResponse.of(
                    HttpMethod.GET,
                    Status.SWITCHING_PROTOCOLS,
                    Optional.empty(),
                    Headers.of(
                        "X-Own",
                        "yes",
                        "Sec-WebSocket-Accept",
                        "forged",
                        "connection",
                        "close",
                        "upgrade",
                        "h2c"),
                    new ResponseBody.WebSocket(
                        Optional.empty(), WebSocketOptions.defaults(), session)));
        var client = FrameClient.open(server)) {
      var lines =
          client.answer().lines().stream().map(line -> line.toLowerCase(Locale.ROOT)).toList();
      assertThat(lines).contains("x-own: yes", "upgrade: websocket", "connection: upgrade");
      assertThat(lines).doesNotContain("connection: close", "upgrade: h2c");
      assertThat(lines.stream().filter(line -> line.startsWith("sec-websocket-accept"))).hasSize(1);
    }
  }

  @Test
  void a_socket_that_nobody_asked_for_is_an_error_of_the_server() throws Exception {
    var session = new Session(SocketServer::echo);
    try (var server =
            TestServer.start(request ->
                SocketServer.open(WebSocketOptions.defaults(), session, Optional.empty()));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(500);
      assertThat(session.next()).isEqualTo("failed");
    }
  }

  @Test
  void a_session_whose_client_has_gone_before_is_told_so() throws Exception {
    var session = new Session(SocketServer::echo);
    var begun = new java.util.concurrent.CountDownLatch(1);
    var gone = new java.util.concurrent.CountDownLatch(1);
    try (var server =
            TestServer.start(
                TestServer.options().withMaxConnections(1),
                request -> {
                  if (request.webSocketOffer().isPresent()) {
                    begun.countDown();
                    gone.await();
                  }
                  return SocketServer.answer(request, WebSocketOptions.defaults(), session);
                });
        var client = RawClient.connect(server)) {
      client.send(handshake("/"));
      begun.await();
      client.reset();
      // There is room for another when the server has seen the end of the connection.
      assertThat(RawClient.comesToServe(server)).isTrue();
      gone.countDown();
      assertThat(session.next()).isEqualTo("failed");
    }
  }

  @Test
  void the_handler_runs_on_the_event_loop_of_its_connection_if_it_wants() throws Exception {
    try (var server =
            TestServer.start(request -> {
              var threads =
                  request.attribute(dev.lodestar.engine.WebSocketSession.THREADS).orElseThrow();
              var answers = new java.util.concurrent.LinkedBlockingQueue<String>();
              threads.execute(() -> answers.add("" + Thread.currentThread().isVirtual()));
              return TestServer.text(request, answers.take());
            });
        var client = RawClient.connect(server)) {
      client.send(handshake("/"));
      assertThat(client.read().body()).isEqualTo("true");
    }
  }

  @Test
  void many_sockets_talk_at_once() throws Exception {
    var clients = new java.util.ArrayList<FrameClient>();
    try {
      for (var i = 0; i < 50; i++) {
        clients.add(FrameClient.open(server).text("from " + i));
      }
      for (var i = 0; i < 50; i++) {
        clients.get(i).expectText("from " + i);
      }
    } finally {
      for (var client : clients) {
        client.close();
      }
    }
  }

  @Test
  void the_http_client_of_the_jdk_gets_on_with_it() throws Exception {
    var received = new java.util.concurrent.LinkedBlockingQueue<String>();
    var socket =
        java.net.http.HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("chat")
            .buildAsync(
                java.net.URI.create("ws://127.0.0.1:" + server.port() + "/"),
                new java.net.http.WebSocket.Listener() {
                  private final StringBuilder text = new StringBuilder();

                  @Override
                  public java.util.concurrent.CompletionStage<?> onText(
                      java.net.http.WebSocket socket, CharSequence data, boolean last) {
                    text.append(data);
                    if (last) {
                      received.add(text.toString());
                      text.setLength(0);
                    }
                    socket.request(1);
                    return null;
                  }

                  @Override
                  public java.util.concurrent.CompletionStage<?> onClose(
                      java.net.http.WebSocket socket, int code, String reason) {
                    received.add("closed " + code + " " + reason);
                    return null;
                  }
                })
            .get();
    assertThat(socket.getSubprotocol()).isEqualTo("chat");
    for (var text : List.of("hello", "x".repeat(100_000), "γειά σου")) {
      socket.sendText(text, true).get();
      assertThat(received.take()).isEqualTo(text);
    }
    socket.sendText("in ", false).get();
    socket.sendText("parts", true).get();
    assertThat(received.take()).isEqualTo("in parts");
    socket.sendClose(4000, "bye").get();
    assertThat(received.take()).isEqualTo("closed 4000 bye");
  }

  @Test
  void an_empty_message_is_a_message() throws Exception {
    var session =
        new Session(connection ->
            assertThat(connection.receive()).isEqualTo(new WebSocketMessage.Text("")));
    try (var server =
            TestServer.start(
                request -> SocketServer.answer(request, WebSocketOptions.defaults(), session));
        var client = FrameClient.open(server)) {
      client.text("").expect(FINAL | FrameClient.CLOSE, FrameClient.closing(1000, ""));
    }
  }
}
