package dev.lodestar.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.Body;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.WebSocketRoute;
import dev.lodestar.http.RequestBody;
import dev.lodestar.report.StartupException;
import org.junit.jupiter.api.Test;

/// What is wrong with handlers of WebSockets is reported at the start.
class WebSocketMistakesTest {
  record Order(String name) {}

  private static String report(Object... routes) {
    var refusal =
        catchThrowableOfType(StartupException.class, () -> Lodestar.app().routes(routes).build());
    return refusal.getMessage().replaceAll("\\s+", " ");
  }

  static class TakesBody {
    @WebSocketRoute("/a")
    void explicit(@Body Order order, WebSocket socket) {}

    @WebSocketRoute("/b")
    void implicit(Order order, WebSocket socket) {}

    @WebSocketRoute("/c")
    void raw(RequestBody body, WebSocket socket) {}
  }

  @Test
  void a_handshake_has_no_body() {
    assertThat(report(new TakesBody()))
        .contains("takes the body, but the handshake of a WebSocket has none")
        .contains("socket.receiveJson(Order.class)")
        .contains("the handshake of a WebSocket has no body")
        .contains("RequestBody");
  }

  static class Returns {
    @WebSocketRoute("/a")
    String greet(WebSocket socket) {
      return "hi";
    }
  }

  @Test
  void what_a_handler_returns_has_nowhere_to_go() {
    assertThat(report(new Returns())).contains("it returns String").contains("socket.sendJson(…)");
  }

  static class Without {
    @WebSocketRoute("/a")
    void nothing() {}
  }

  @Test
  void a_handler_takes_the_socket() {
    assertThat(report(new Without()))
        .contains("takes none")
        .contains("dev.lodestar.websocket.WebSocket");
  }

  static class WithoutHandshake {
    @Get("/a")
    void get(WebSocket socket) {}

    @Post("/b")
    void post(WebSocket socket) {}
  }

  @Test
  void requests_that_open_no_socket_have_none() {
    var report = report(new WithoutHandshake());

    assertThat(report)
        .contains("GET \"/a\" answers requests without opening one")
        .contains("POST \"/b\" answers requests without opening one");
  }

  static class Twice {
    @WebSocketRoute("/a")
    void one(WebSocket socket) {}

    @WebSocketRoute("/a")
    void other(WebSocket socket) {}
  }

  @Test
  void two_sockets_cannot_share_a_path() {
    assertThat(report(new Twice())).contains("takes the same requests as");
  }
}
