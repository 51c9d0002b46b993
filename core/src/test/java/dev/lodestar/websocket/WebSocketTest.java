package dev.lodestar.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.lodestar.App;
import dev.lodestar.Cookie;
import dev.lodestar.Header;
import dev.lodestar.Lodestar;
import dev.lodestar.Path;
import dev.lodestar.Query;
import dev.lodestar.WebSocketRoute;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Outcome;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.Resource;
import dev.lodestar.json.JsonType;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestWebSocket;
import dev.lodestar.test.UnexpectedServerError;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets from the handshake to the end, as handlers and clients see them.
class WebSocketTest {
  private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
  private @Nullable TestClient client;

  @AfterEach
  void close() {
    if (client != null) {
      client.close();
    }
  }

  private TestClient client(App app) {
    client = TestClient.of(app);
    return client;
  }

  private TestClient handling(WebSocketHandler handler) {
    return client(Lodestar.app().webSocket("/", handler).build());
  }

  private TestClient quietly(WebSocketHandler handler) {
    return handling(handler).raiseServerErrors(false);
  }

  private Object next() {
    try {
      return seen.take();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void echo(WebSocket socket) {
    for (var message : socket) {
      socket.send(message);
    }
  }

  // Messages.

  @Test
  void messages_of_both_kinds_arrive_as_they_were_sent() {
    try (var socket = handling(WebSocketTest::echo).webSocket("/").open()) {
      assertThat(socket.send("höi").receiveText()).isEqualTo("höi");
      assertThat(socket.send(new byte[] {1, 2}).receiveBytes()).containsExactly(1, 2);
    }
  }

  @Test
  void a_loop_over_the_messages_ends_when_the_client_closes() {
    var client =
        handling(socket -> {
          echo(socket);
          seen.add("ended");
        });

    client.webSocket("/").open().close();

    assertThat(next()).isEqualTo("ended");
  }

  @Test
  void a_handler_that_receives_is_told_how_the_client_has_closed() {
    var client =
        handling(socket -> {
          try {
            socket.receive();
          } catch (WebSocketClosedException closed) {
            seen.add(closed.code() + " " + closed.reason());
            throw closed;
          }
        });

    client.webSocket("/").open().close(4711, "enough");

    assertThat(next()).isEqualTo("4711 enough");
  }

  @Test
  void a_client_that_is_gone_is_reported_as_1006_and_is_no_failure() {
    var client =
        handling(socket -> {
          try {
            socket.receive();
          } catch (WebSocketClosedException closed) {
            seen.add(closed.code());
            throw closed;
          }
        });

    client.webSocket("/").open().abort();

    assertThat(next()).isEqualTo(1006);
  }

  @Test
  void bytes_where_text_is_expected_close_with_1003() {
    try (var socket = handling(one -> one.send(one.receiveText())).webSocket("/").open()) {
      socket.send(new byte[] {1}).expectClosed(1003);
    }
  }

  @Test
  void text_where_bytes_are_expected_closes_with_1003() {
    try (var socket = handling(one -> one.send(one.receiveBytes())).webSocket("/").open()) {
      socket.send("text").expectClosed(1003);
    }
  }

  record Post(@NotBlank String text, int votes) {}

  @Test
  void json_is_read_from_text_and_bytes_and_sent_as_text() {
    try (var socket =
        handling(
                one -> {
                  while (true) {
                    one.sendJson(one.receiveJson(Post.class));
                  }
                })
            .webSocket("/")
            .open()) {
      assertThat(socket.sendJson(new Post("a", 1)).receiveJson(Post.class))
          .isEqualTo(new Post("a", 1));
      assertThat(socket.send("{\"text\":\"b\",\"votes\":2}".getBytes(UTF_8)).receiveText())
          .isEqualTo("{\"text\":\"b\",\"votes\":2}");
    }
  }

  @Test
  void json_is_read_to_types_with_generics() {
    try (var socket =
        handling(one -> one.sendJson(one.receiveJson(new JsonType<List<Integer>>() {}).getLast()))
            .webSocket("/")
            .open()) {
      assertThat(socket.send("[1,2,3]").receiveText()).isEqualTo("3");
    }
  }

  @Test
  void an_invalid_message_can_be_caught_and_leaves_the_socket_open() {
    try (var socket =
        handling(
                one -> {
                  while (true) {
                    try {
                      one.receiveJson(Post.class);
                      one.send("fine");
                    } catch (InvalidMessageException invalid) {
                      one.sendJson(invalid.errors());
                    }
                  }
                })
            .webSocket("/")
            .open()) {
      assertThat(socket.send("{\"text\":\" \",\"votes\":\"x\"}").receiveText())
          .contains("\"/votes\"");
      assertThat(socket.send("nonsense").receiveText()).contains("malformed");
      assertThat(socket.sendJson(new Post("a", 1)).receiveText()).isEqualTo("fine");
    }
  }

  @Test
  void an_invalid_message_that_is_not_caught_closes_with_4400_and_says_what_is_wrong() {
    try (var socket = handling(one -> one.receiveJson(Post.class)).webSocket("/").open()) {
      socket.send("{\"text\":\" \",\"votes\":1}");

      assertThat(socket.closeReason()).startsWith("/text: ");
    }
    try (var socket = handling(one -> one.receiveJson(Post.class)).webSocket("/").open()) {
      socket.send("[").expectClosed(4400);
    }
  }

  @Test
  void a_message_beyond_the_limit_closes_with_1009() {
    var app =
        Lodestar.app()
            .webSocketOptions(WebSocketOptions.defaults().withMaxMessageSize(125))
            .webSocket("/", WebSocketTest::echo)
            .build();
    try (var socket = client(app).webSocket("/").open()) {
      assertThat(socket.send("x".repeat(125)).receiveText()).hasSize(125);
      assertThat(socket.isOpen()).isTrue();
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> socket.send("x".repeat(126)))
          .withMessageContaining("1009");
    }
  }

  @Test
  void a_message_is_sent_piece_by_piece() {
    try (var socket =
        handling(one ->
                one.sendText(out -> {
                  for (var i = 0; i < 5_000; i++) {
                    out.write("ä,".getBytes(UTF_8));
                  }
                }))
            .webSocket("/")
            .open()) {
      assertThat(socket.receiveText()).isEqualTo("ä,".repeat(5_000));
      socket.expectClosed(1000);
    }
  }

  @Test
  void a_message_that_cannot_be_finished_closes_the_socket() {
    try (var socket =
        quietly(one ->
                one.sendBytes(out -> {
                  out.write(1);
                  out.flush();
                  throw new IOException("broken");
                }))
            .webSocket("/")
            .open()) {
      socket.expectClosed(1011);
    }
  }

  @Test
  void a_message_within_a_message_is_refused() {
    try (var socket =
        handling(one ->
                one.sendText(out ->
                    assertThatIllegalStateException()
                        .isThrownBy(() -> one.send("inner"))
                        .withMessageContaining("piece by piece")))
            .webSocket("/")
            .open()) {
      assertThat(socket.receiveText()).isEmpty();
      socket.expectClosed(1000);
    }
  }

  @Test
  void messages_of_several_threads_arrive_whole() throws Exception {
    try (var socket =
        handling(
                one -> {
                  one.accept();
                  var threads = new ArrayList<Thread>();
                  for (var i = 0; i < 8; i++) {
                    var text = Integer.toString(i).repeat(3);
                    threads.add(
                        Thread.startVirtualThread(() -> {
                          try {
                            for (var j = 0; j < 20; j++) {
                              one.sendText(out -> {
                                for (var c : text.getBytes(UTF_8)) {
                                  out.write(c);
                                  out.flush();
                                }
                              });
                            }
                          } catch (Exception failure) {
                            seen.add(failure);
                          }
                        }));
                  }
                  for (var thread : threads) {
                    thread.join();
                  }
                })
            .webSocket("/")
            .open()) {
      for (var i = 0; i < 160; i++) {
        assertThat(socket.receiveText()).matches("(\\d)\\1\\1");
      }
      socket.expectClosed(1000);
      assertThat(seen).isEmpty();
    }
  }

  @Test
  void a_second_thread_that_receives_is_refused() throws Exception {
    var refused = new CompletableFuture<String>();
    try (var socket =
        handling(
                one -> {
                  one.accept();
                  var first = Thread.startVirtualThread(() -> seen.add(one.receiveText()));
                  while (first.getState() != Thread.State.WAITING) {
                    Thread.sleep(1);
                  }
                  try {
                    one.receive();
                  } catch (IllegalStateException refusal) {
                    refused.complete(refusal.getMessage());
                  }
                  first.join();
                })
            .webSocket("/")
            .open()) {
      assertThat(refused.get()).contains("one does at a time");
      socket.send("for the first");
      assertThat(next()).isEqualTo("for the first");
    }
  }

  @Test
  void a_sender_waits_for_a_slow_client() throws Exception {
    var sent = new CountDownLatch(2);
    var client =
        client(
            Lodestar.app()
                .webSocketOptions(WebSocketOptions.defaults().withSendBufferSize(10))
                .webSocket(
                    "/",
                    socket -> {
                      socket.accept();
                      seen.add(Thread.currentThread());
                      socket.send("0123456789");
                      sent.countDown();
                      socket.send("second");
                      sent.countDown();
                    })
                .build());
    try (var socket = client.webSocket("/").open()) {
      var handler = (Thread) next();
      while (handler.getState() != Thread.State.TIMED_WAITING) {
        Thread.sleep(1);
      }
      assertThat(sent.getCount()).isEqualTo(1);

      assertThat(socket.receiveText()).isEqualTo("0123456789");
      assertThat(socket.receiveText()).isEqualTo("second");
    }
  }

  @Test
  void a_ping_is_answered_by_the_client() {
    try (var socket =
        handling(one -> one.send(one.ping(Duration.ofSeconds(10)).isPresent() ? "pong" : "none"))
            .webSocket("/")
            .open()) {
      assertThat(socket.receiveText()).isEqualTo("pong");
    }
  }

  // The handshake.

  @Test
  void a_socket_that_was_accepted_says_what_is_spoken() {
    try (var socket =
        handling(
                one -> {
                  one.accept(one.choose(List.of("chat.v3", "chat.v2", "chat.v1")), Headers.empty());
                  one.send(one.subprotocol().orElse("none") + " of " + one.offeredSubprotocols());
                })
            .webSocket("/")
            .subprotocols("chat.v1", "chat.v2")
            .open()) {
      assertThat(socket.subprotocol()).contains("chat.v2");
      assertThat(socket.receiveText()).isEqualTo("chat.v2 of [chat.v1, chat.v2]");
    }
  }

  @Test
  void nothing_is_spoken_that_was_not_offered() {
    var client =
        handling(socket -> {
          assertThatIllegalArgumentException()
              .isThrownBy(() -> socket.accept("chat.v2"))
              .withMessageContaining("it offers chat.v1");
          assertThat(socket.choose(List.of("chat.v2"))).isEmpty();
          seen.add("refused");
        });

    client.webSocket("/").subprotocols("chat.v1").open().close();

    assertThat(next()).isEqualTo("refused");
  }

  @Test
  void a_socket_is_accepted_once() {
    var client =
        handling(socket -> {
          socket.accept();
          assertThatIllegalStateException().isThrownBy(socket::accept);
          socket.send("once");
        });

    assertThat(client.webSocket("/").open().receiveText()).isEqualTo("once");
  }

  @Test
  void headers_of_the_handler_and_of_the_layers_are_in_the_response() {
    var app =
        Lodestar.app()
            .header("X-Layer", "layer")
            .middleware((request, next) -> next.handle(request).header("X-Middle", "middle"))
            .afterRequest(
                (request, response) -> response.header("X-Hook", response.status().toString()))
            .webSocket(
                "/",
                socket ->
                    socket.accept(
                        Optional.empty(),
                        Headers.of("X-Own", "own").with("Set-Cookie", "seen=yes; Path=/")))
            .build();
    var client = client(app);

    try (var socket = client.webSocket("/").open()) {
      assertThat(socket.headers().first("X-Layer")).contains("layer");
      assertThat(socket.headers().first("X-Middle")).contains("middle");
      assertThat(socket.headers().first("X-Hook")).isPresent();
      assertThat(socket.headers().first("X-Own")).contains("own");
      assertThat(client.cookies().value("seen")).contains("yes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Upgrade", "connection", "Sec-WebSocket-Accept"})
  void headers_of_the_handshake_itself_are_not_for_the_handler(String name) {
    var client =
        handling(socket ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> socket.accept(Optional.empty(), Headers.of(name, "x")))
                .withMessageContaining("written by the server"));

    client.webSocket("/").open().expectClosed(1000);
  }

  @Test
  void a_handler_that_returns_without_a_word_has_accepted_and_closes_with_1000() {
    handling(socket -> {}).webSocket("/").open().expectClosed(1000);
  }

  @Test
  void a_handler_that_closes_first_accepts_so_that_pages_see_the_code() {
    var socket = handling(one -> one.close(4001, "not you")).webSocket("/").open();

    assertThat(socket.closeReason()).isEqualTo("not you");
  }

  @Test
  void a_handler_that_throws_before_it_accepts_denies_with_its_problem() {
    var client =
        handling(socket -> {
          throw HttpException.notFound("There is no such room.");
        });

    var response = client.webSocket("/").denied().expectStatus(404);

    assertThat(response.problem().detail()).contains("There is no such room.");
  }

  @Test
  void a_handler_that_fails_before_it_accepts_is_a_500_that_fails_the_test() {
    var client =
        handling(socket -> {
          throw new IOException("no database");
        });

    assertThatExceptionOfType(UnexpectedServerError.class)
        .isThrownBy(() -> client.webSocket("/").open())
        .withCauseInstanceOf(IOException.class);
    client.raiseServerErrors(false).webSocket("/").denied().expectStatus(500);
  }

  static class Chat {
    @WebSocketRoute("/chat/{room}")
    void chat(
        String room,
        int since,
        @Query Optional<String> name,
        @Header("X-Client") String app,
        @Cookie String session,
        WebSocket socket) {
      socket.send(room + since + name.orElse("?") + app + session);
    }
  }

  @Test
  void parameters_are_taken_as_by_every_handler() {
    var handshake =
        client(Lodestar.app().routes(new Chat()).build())
            .webSocket("/chat/tea")
            .query("since", 3)
            .header("X-Client", "c")
            .cookie("session", "s");

    try (var socket = handshake.open()) {
      assertThat(socket.receiveText()).isEqualTo("tea3?cs");
    }
  }

  @Test
  void wrong_parameters_deny_the_handshake_and_the_handler_does_not_begin() {
    var response =
        client(Lodestar.app().routes(new Chat()).build())
            .webSocket("/chat/tea?since=x")
            .denied()
            .expectStatus(400);

    assertThat(response.text()).contains("since", "X-Client", "session");
  }

  @Test
  void guards_deny_the_handshake() {
    var app =
        Lodestar.app()
            .guard((request, route) -> {
              throw HttpException.unauthorized("Bearer", "Who are you?");
            })
            .webSocket("/", socket -> seen.add("begun"))
            .build();

    var response = client(app).webSocket("/").denied().expectStatus(401);

    assertThat(response.header("WWW-Authenticate")).contains("Bearer");
    assertThat(seen).isEmpty();
  }

  @Test
  void a_hook_that_answers_in_place_of_the_acceptance_denies() {
    var app =
        Lodestar.app()
            .afterRequest((request, response) -> Response.text("no").status(Status.FORBIDDEN))
            .webSocket(
                "/",
                socket -> {
                  try {
                    socket.accept();
                  } catch (WebSocketClosedException gone) {
                    seen.add(gone.code());
                  }
                })
            .build();

    client(app).webSocket("/").denied().expectStatus(403);

    assertThat(next()).isEqualTo(1006);
  }

  @Test
  void a_middleware_that_answers_in_place_of_the_acceptance_denies() {
    var app =
        Lodestar.app()
            .middleware((request, next) -> {
              var _ = next.handle(request);
              return Response.text("no").status(Status.FORBIDDEN);
            })
            .webSocket("/", WebSocket::accept)
            .build();

    client(app).webSocket("/").denied().expectStatus(403);
  }

  @Test
  void a_time_limit_covers_the_handshake() {
    var app =
        Lodestar.app()
            .timeout(Duration.ofMillis(50))
            .webSocket("/", socket -> Thread.sleep(Duration.ofMinutes(10)))
            .build();

    client(app).webSocket("/").denied().expectStatus(503);
  }

  /// On a busy machine, the time may be over before the handshake is.
  private static TestWebSocket openInTime(TestClient client) {
    for (var tries = 1; ; tries++) {
      try {
        return client.webSocket("/").open();
      } catch (AssertionError late) {
        if (tries == 10 || !String.valueOf(late.getMessage()).contains("503")) {
          throw late;
        }
      }
    }
  }

  @Test
  void a_time_limit_does_not_cover_the_open_socket() throws Exception {
    var app =
        Lodestar.app()
            .timeout(Duration.ofSeconds(1))
            .get(
                "/endless",
                request -> {
                  new CountDownLatch(1).await();
                  return Response.noContent();
                })
            .webSocket(
                "/",
                socket -> {
                  socket.accept();
                  socket.send(socket.receiveText());
                })
            .build();
    var client = client(app);
    try (var socket = openInTime(client)) {
      // What has begun later has reached the limit.
      client.get("/endless").expectStatus(503);
      socket.send("alive");
      assertThat(socket.receiveText()).isEqualTo("alive");
    }
  }

  @Test
  void a_blocking_handler_has_a_thread_of_the_platform() {
    var app =
        Lodestar.app()
            .blocking(true)
            .webSocket("/", socket -> socket.send("" + Thread.currentThread().isVirtual()))
            .build();

    assertThat(client(app).webSocket("/").open().receiveText()).isEqualTo("false");
  }

  // Origins.

  private static TestClient at(String origin, WebSocketOptions options) {
    return TestClient.of(
        Lodestar.app().webSocketOptions(options).webSocket("/", socket -> {}).build(),
        URI.create(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://shop.example",
        "https://shop.example",
        "http://shop.example:80",
        "HTTP://SHOP.example"
      })
  void pages_of_the_server_itself_may_open_sockets(String origin) {
    try (var client = at("http://shop.example", WebSocketOptions.defaults())) {
      client.webSocket("/").origin(origin).open().close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "http://shop.example.evil.example",
        "http://shop.example:8080",
        "http://evil.example/shop.example",
        "null",
        "",
        "shop.example",
        "ftp://shop.example"
      })
  void pages_of_other_origins_may_not(String origin) {
    try (var client = at("http://shop.example", WebSocketOptions.defaults())) {
      client.webSocket("/").origin(origin).denied().expectStatus(403);
    }
  }

  @Test
  void a_page_that_came_without_tls_may_not_ask_a_server_with_it() {
    try (var client = at("https://shop.example", WebSocketOptions.defaults())) {
      client.webSocket("/").origin("http://shop.example").denied().expectStatus(403);
      client.webSocket("/").origin("https://shop.example").open().close();
    }
  }

  @Test
  void other_origins_can_be_allowed() {
    var options =
        WebSocketOptions.defaults()
            .withAllowedOrigins("https://app.example", "https://*.shop.example");
    try (var client = at("http://api.example", options)) {
      client.webSocket("/").origin("https://app.example").open().close();
      client.webSocket("/").origin("https://a.shop.example").open().close();
      client.webSocket("/").origin("https://shop.example").denied().expectStatus(403);
      client.webSocket("/").origin("https://evilshop.example").denied().expectStatus(403);
      client.webSocket("/").origin("http://app.example").denied().expectStatus(403);
    }
    try (var client = at("http://api.example", options.withAllowedOrigins("*"))) {
      client.webSocket("/").origin("null").open().close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.org", "https://example.org/", "https://", "https://a@example.org", ""})
  void what_is_no_origin_cannot_be_allowed(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketOptions.defaults().withAllowedOrigins(text))
        .withMessageContaining("is not an origin");
  }

  // Routing.

  private static App beside() {
    return Lodestar.app()
        .get("/both", request -> Response.text("page"))
        .webSocket("/both", socket -> socket.send("socket"))
        .webSocket("/only", socket -> {})
        .post("/only", request -> Response.text("posted"))
        .build();
  }

  @Test
  void a_path_may_have_a_page_and_a_socket() {
    var client = client(beside());

    assertThat(client.get("/both").text()).isEqualTo("page");
    assertThat(client.webSocket("/both").open().receiveText()).isEqualTo("socket");
  }

  @Test
  void a_get_where_there_is_only_a_socket_is_told_to_upgrade() {
    var client = client(beside());

    assertThat(client.get("/only").expectStatus(426).header("Upgrade")).contains("websocket");
    client.head("/only").expectStatus(426);
  }

  @Test
  void other_methods_are_told_what_the_path_allows() {
    var client = client(beside());

    assertThat(client.delete("/only").expectStatus(405).header("Allow"))
        .contains("GET, OPTIONS, POST");
    assertThat(client.options("/only").expectStatus(204).header("Allow"))
        .contains("GET, OPTIONS, POST");
    assertThat(client.post("/only").text()).isEqualTo("posted");
  }

  @Test
  void a_handshake_where_there_is_no_socket_is_a_request_like_others() {
    var app = Lodestar.app().get("/page", request -> Response.text("page")).build();

    assertThat(client(app).webSocket("/page").denied().expectStatus(200).text()).isEqualTo("page");
    client(app).webSocket("/nowhere").denied().expectStatus(404);
  }

  @Test
  void a_request_cannot_name_a_method_to_get_at_a_socket() {
    client(beside()).request(HttpMethod.of("WEBSOCKET"), "/only").send().expectStatus(405);
  }

  @Test
  void sockets_of_a_mounted_application_are_reached() {
    var inner = Lodestar.app().webSocket("/echo", WebSocketTest::echo).build();
    var client = client(Lodestar.app().mount("/inner", inner).build());

    try (var socket = client.webSocket("/inner/echo").open()) {
      assertThat(socket.send("hi").receiveText()).isEqualTo("hi");
    }
    client.get("/inner/echo").expectStatus(426);
  }

  @Path("/named")
  static class Named {
    @WebSocketRoute(value = "/{id}", name = "news")
    void news(int id, WebSocket socket) {
      socket.send("" + id);
    }
  }

  @Test
  void routes_of_sockets_have_names_and_are_listed_and_explained() {
    var app = Lodestar.app().header("X-A", "b").routes(new Named()).build();

    assertThat(app.urlOf("news", 7)).isEqualTo("/named/7");
    assertThat(app.routes())
        .singleElement()
        .satisfies(route -> {
          assertThat(route.webSocket()).isTrue();
          assertThat(route.method()).isEqualTo(HttpMethod.GET);
          assertThat(route.inSchema()).isFalse();
        });
    assertThat(app.explain("WEBSOCKET", "/named/7"))
        .startsWith("WEBSOCKET /named/{id}  ")
        .contains("response headers");
    assertThat(app.openApi().toJson()).doesNotContain("/named");
  }

  // The end.

  @Test
  void an_http_exception_closes_with_4000_and_its_status() {
    var socket =
        handling(
                one -> {
                  one.accept();
                  throw HttpException.notFound("ä".repeat(100));
                })
            .webSocket("/")
            .open();

    assertThat(socket.closeReason()).isEqualTo("ä".repeat(61));
    socket.expectClosed(4404);
  }

  @Test
  void any_other_failure_closes_with_1011_tells_nothing_and_fails_the_test() {
    WebSocketHandler failing =
        one -> {
          one.accept();
          throw new IOException("secret");
        };
    var socket = handling(failing).webSocket("/").open();

    assertThatExceptionOfType(UnexpectedServerError.class)
        .isThrownBy(socket::receive)
        .withCauseInstanceOf(IOException.class);
    assertThat(quietly(failing).webSocket("/").open().closeReason()).doesNotContain("secret");
    quietly(failing).webSocket("/").open().expectClosed(1011);
  }

  @Test
  void an_error_handler_decides_about_the_code_and_the_reason() {
    var app =
        Lodestar.app()
            .onError(
                IOException.class,
                (failure, request) ->
                    Response.of(Problem.of(Status.CONFLICT).withDetail(failure.getMessage())))
            .webSocket(
                "/",
                socket -> {
                  socket.accept();
                  throw new IOException("told");
                })
            .build();

    var socket = client(app).webSocket("/").open();

    assertThat(socket.closeReason()).isEqualTo("told");
    socket.expectClosed(4409);
  }

  @Test
  void a_handler_that_dies_of_another_socket_s_end_has_failed() {
    var others = new LinkedBlockingQueue<WebSocket>();
    var app =
        Lodestar.app()
            .webSocket(
                "/first",
                socket -> {
                  socket.accept();
                  others.add(socket);
                  socket.receive();
                })
            .webSocket(
                "/second",
                socket -> {
                  socket.accept();
                  var other = others.take();
                  socket.receive();
                  other.send("hi");
                })
            .build();
    var client = client(app).raiseServerErrors(false);
    var first = client.webSocket("/first").open();
    var second = client.webSocket("/second").open();
    first.close();

    second.send("now").expectClosed(1011);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000})
  void codes_that_may_not_be_sent_are_refused(int code) {
    var client =
        handling(socket ->
            assertThatIllegalArgumentException()
                .isThrownBy(() -> socket.close(code))
                .withMessageContaining("3000 to 4999"));

    client.webSocket("/").open().expectClosed(1000);
  }

  @Test
  void a_reason_is_at_most_123_bytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CloseCode.check(1000, "ä".repeat(62)))
        .withMessageContaining("124 bytes");
    CloseCode.check(1000, "ä".repeat(61));
    assertThat(CloseCode.fit("x" + "😀".repeat(40))).isEqualTo("x" + "😀".repeat(30));
  }

  @Test
  void whoever_waits_for_something_else_is_told_of_the_end() throws Exception {
    var told = new CountDownLatch(1);
    var client =
        handling(socket -> {
          socket.whenClosed(told::countDown);
          socket.accept();
          told.await();
          seen.add(socket.isOpen());
          socket.whenClosed(() -> seen.add("at once"));
        });

    client.webSocket("/").open().close();

    assertThat(next()).isEqualTo(false);
    assertThat(next()).isEqualTo("at once");
  }

  @Test
  void a_server_that_stops_closes_sockets_with_1001() {
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
    TestWebSocket socket;
    try (var stopping = TestClient.of(app)) {
      socket = stopping.webSocket("/").open();
    }

    socket.expectClosed(1001);
    assertThat(next()).isEqualTo(1001);
  }

  // Dependencies and what is left for later.

  record Connection(String name) {}

  private App depending(WebSocketHandler handler) {
    return Lodestar.app()
        .provide(
            Provider.resource(
                Connection.class,
                () ->
                    Resource.of(new Connection("c"))
                        .beforeResponse(outcome -> seen.add("before " + nameOf(outcome)))
                        .afterResponse(outcome -> seen.add("after " + nameOf(outcome)))))
        .routes(new Depending(handler))
        .build();
  }

  private static String nameOf(Outcome outcome) {
    return outcome.getClass().getSimpleName();
  }

  record Depending(WebSocketHandler handler) {
    @WebSocketRoute("/")
    void handle(Connection connection, WebSocket socket) throws Exception {
      handler.handle(socket);
    }
  }

  @Test
  void dependencies_live_until_the_socket_is_closed() {
    var app =
        depending(socket -> {
          echo(socket);
          seen.add("handled");
        });

    try (var socket = client(app).webSocket("/").open()) {
      socket.send("hi").receiveText();
      assertThat(seen).isEmpty();
    }

    assertThat(seen).containsExactly("handled", "before Success", "after Success");
  }

  @Test
  void a_client_that_closes_while_a_handler_receives_is_a_success() {
    client(depending(WebSocket::receive)).webSocket("/").open().close();

    assertThat(seen).containsExactly("before Success", "after Success");
  }

  @Test
  void a_client_that_is_gone_while_a_handler_receives_is_a_failure_for_dependencies() {
    client(depending(WebSocket::receive)).webSocket("/").open().abort();

    assertThat(seen).containsExactly("before Failure", "after Failure");
  }

  @Test
  void dependencies_end_with_a_failure_before_the_client_is_told() {
    var app =
        depending(socket -> {
          socket.accept();
          throw HttpException.conflict("no");
        });

    client(app).webSocket("/").open().expectClosed(4409);

    assertThat(seen).containsExactly("before Failure", "after Failure");
  }

  @Test
  void dependencies_end_once_when_the_handshake_is_denied() {
    var app =
        depending(socket -> {
          throw HttpException.conflict("no");
        });

    client(app).webSocket("/").denied().expectStatus(409);

    assertThat(seen).containsExactly("before Failure", "after Failure");
  }

  record Working(boolean failing) {
    @WebSocketRoute("/")
    void work(BackgroundTasks tasks, WebSocket socket) {
      socket.accept();
      tasks.add(() -> socket.request().attribute(DONE).orElseThrow().seen().add("task"));
      if (failing) {
        throw HttpException.conflict("no");
      }
      socket.receive();
    }
  }

  record Done(BlockingQueue<Object> seen) {}

  private static final Key<Done> DONE = Key.of("done", Done.class);

  private App working(boolean failing) {
    return Lodestar.app()
        .guard((request, route) -> request.setAttribute(DONE, new Done(seen)))
        .afterResponse((request, status) -> seen.add("after " + status.code()))
        .routes(new Working(failing))
        .build();
  }

  @Test
  void background_tasks_run_when_the_socket_is_closed() {
    try (var socket = client(working(false)).webSocket("/").open()) {
      assertThat(socket.isOpen()).isTrue();
      assertThat(seen).isEmpty();
    }

    assertThat(seen).containsExactly("task", "after 101");
  }

  @Test
  void background_tasks_are_dropped_when_the_handler_fails() {
    var socket = client(working(true)).webSocket("/").open();
    socket.expectClosed(4409).close();

    assertThat(seen).containsExactly("after 101");
  }
}
