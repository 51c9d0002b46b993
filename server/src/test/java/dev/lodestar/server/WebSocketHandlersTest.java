package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.UnexpectedServerError;
import dev.lodestar.websocket.WebSocket;
import dev.lodestar.websocket.WebSocketClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Handlers of WebSockets behind a port: application, engine and the client's own frames.
class WebSocketHandlersTest {
  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private @Nullable TestClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private TestClient serving(App app) {
    return serving(app, ServerOptions.defaults());
  }

  private TestClient serving(App app, ServerOptions options) {
    client = TestClient.serve(app, options);
    return client;
  }

  private static void echo(WebSocket socket) {
    for (var message : socket) {
      socket.send(message);
    }
  }

  private static App echoing() {
    return Lodestar.app().webSocket("/", WebSocketHandlersTest::echo).build();
  }

  @Test
  void messages_of_every_length_of_a_frame_come_back() {
    try (var socket = serving(echoing()).webSocket("/").open()) {
      for (var length : new int[] {0, 1, 125, 126, 127, 65_535, 65_536, 200_000}) {
        assertThat(socket.send("x".repeat(length)).receiveText()).hasSize(length);
        assertThat(socket.send(new byte[length]).receiveBytes()).hasSize(length);
      }
    }
  }

  @Test
  void the_handshake_says_what_is_spoken_and_what_layers_say() {
    var app =
        Lodestar.app()
            .header("X-Layer", "layer")
            .webSocket("/", socket -> socket.accept("chat.v2"))
            .build();

    try (var socket = serving(app).webSocket("/").subprotocols("chat.v1", "chat.v2").open()) {
      assertThat(socket.subprotocol()).contains("chat.v2");
      assertThat(socket.headers().first("X-Layer")).contains("layer");
    }
  }

  @Test
  void a_handshake_is_denied_with_a_problem() {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket -> {
                  throw HttpException.notFound("There is no such room.");
                })
            .build();

    var response = serving(app).webSocket("/").denied().expectStatus(404);

    assertThat(response.problem().detail()).contains("There is no such room.");
  }

  @Test
  void pages_of_other_origins_are_denied() {
    var client = serving(echoing());

    client.webSocket("/").origin("https://evil.example").denied().expectStatus(403);
    client.webSocket("/").origin(client.origin().toString()).open().close();
  }

  @Test
  void requests_that_ask_for_no_socket_are_told_to() {
    var client = serving(echoing());

    assertThat(client.get("/").expectStatus(426).header("Upgrade")).contains("websocket");
  }

  @Test
  void a_path_may_have_a_page_beside_its_socket() {
    var app =
        Lodestar.app()
            .get("/", request -> Response.text("page"))
            .webSocket("/", WebSocketHandlersTest::echo)
            .build();
    var client = serving(app);

    assertThat(client.get("/").text()).isEqualTo("page");
    try (var socket = client.webSocket("/").open()) {
      assertThat(socket.send("hi").receiveText()).isEqualTo("hi");
    }
  }

  @Test
  void the_end_of_the_handler_closes_the_socket() {
    var app = Lodestar.app().webSocket("/", socket -> socket.send("bye")).build();
    var socket = serving(app).webSocket("/").open();

    assertThat(socket.receiveText()).isEqualTo("bye");
    socket.expectClosed(1000);
  }

  @Test
  void failures_close_the_socket_and_fail_the_test() {
    var app =
        Lodestar.app()
            .webSocket(
                "/http",
                socket -> {
                  socket.accept();
                  throw HttpException.conflict("taken");
                })
            .webSocket(
                "/other",
                socket -> {
                  socket.accept();
                  throw new IOException("secret");
                })
            .build();
    var client = serving(app);

    assertThat(client.webSocket("/http").open().closeReason()).isEqualTo("taken");
    client.webSocket("/http").open().expectClosed(4409);
    client.raiseServerErrors(false).webSocket("/other").open().expectClosed(1011);
    var socket = client.webSocket("/other").open();
    assertThatExceptionOfType(UnexpectedServerError.class)
        .isThrownBy(socket::close)
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void a_client_that_closes_and_one_that_vanishes_are_told_apart() throws Exception {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket -> {
                  try {
                    socket.receive();
                  } catch (WebSocketClosedException closed) {
                    seen.add(closed.code());
                  }
                })
            .build();
    var client = serving(app);

    client.webSocket("/").open().close(4711, "enough");
    assertThat(seen.take()).isEqualTo(4711);
    client.webSocket("/").open().abort();
    assertThat(seen.take()).isEqualTo(1006);
  }

  @Test
  void a_message_beyond_the_limit_of_the_server_closes_with_1009() {
    var options =
        ServerOptions.defaults()
            .withWebSocket(WebSocketOptions.defaults().withMaxMessageSize(1_000));
    var socket = serving(echoing(), options).webSocket("/").open();

    socket.send("x".repeat(1_001)).expectClosed(1009);
  }

  @Test
  void options_of_a_layer_replace_those_of_the_server() {
    var app =
        Lodestar.app()
            .webSocketOptions(WebSocketOptions.defaults().withMaxMessageSize(2_000))
            .webSocket("/", WebSocketHandlersTest::echo)
            .build();
    var options =
        ServerOptions.defaults()
            .withWebSocket(WebSocketOptions.defaults().withMaxMessageSize(1_000));

    try (var socket = serving(app, options).webSocket("/").open()) {
      assertThat(socket.send("x".repeat(1_001)).receiveText()).hasSize(1_001);
    }
  }

  @Test
  void a_handler_measures_the_way_to_its_client() {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket ->
                    socket.send(socket.ping(Duration.ofSeconds(20)).isPresent() ? "there" : "gone"))
            .build();

    try (var socket = serving(app).webSocket("/").open()) {
      assertThat(socket.receiveText()).isEqualTo("there");
    }
  }

  @Test
  void a_message_is_sent_piece_by_piece() {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket ->
                    socket.sendBytes(out -> {
                      for (var i = 0; i < 100; i++) {
                        out.write(new byte[1_000]);
                        out.flush();
                      }
                    }))
            .build();

    try (var socket = serving(app).webSocket("/").open()) {
      assertThat(socket.receiveBytes()).hasSize(100_000);
    }
  }

  @Test
  void a_server_that_stops_closes_sockets_with_1001() throws Exception {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket -> {
                  socket.accept();
                  try {
                    socket.receive();
                  } catch (WebSocketClosedException closed) {
                    seen.add(closed.code());
                  }
                })
            .build();
    var client = serving(app);
    var socket = client.webSocket("/").open();

    client.close();

    assertThat(seen.take()).isEqualTo(1001);
    socket.expectClosed(1001);
  }

  @Test
  void a_handler_that_does_not_mind_a_stop_is_interrupted_at_its_deadline() throws Exception {
    var app =
        Lodestar.app()
            .webSocket(
                "/",
                socket -> {
                  socket.accept();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException deadline) {
                    seen.add("interrupted");
                  }
                })
            .build();
    var options = ServerOptions.defaults().withShutdownTimeout(Duration.ofMillis(100));
    var client = serving(app, options);
    var _ = client.webSocket("/").open();

    client.close();

    assertThat(seen.take()).isEqualTo("interrupted");
  }
}
