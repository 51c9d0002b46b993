package dev.lodestar.server.http2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.Server;
import dev.lodestar.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From HTTP/1.1 to HTTP/2 on one connection (RFC 7540, section 3.2).
class UpgradeTest {
  private static final String ASKING =
      "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n";

  private static String requestWith(String fields) {
    return "GET /first HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n";
  }

  private static String answerTo(Server server, String request) throws IOException {
    try (var client = FrameClient.raw(server)) {
      client.bytes(request.getBytes(UTF_8)).shutdownOutput();
      return new String(client.readAll(), UTF_8);
    }
  }

  @Test
  void a_client_that_asks_is_answered_over_http_2() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.text(
                    request,
                    request.connection().protocol()
                        + " "
                        + request.path()
                        + " "
                        + request.headers().names()));
        var client = FrameClient.raw(server)) {
      client.bytes(requestWith(ASKING).getBytes(UTF_8));
      assertThat(client.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
      while (!client.line().isEmpty()) {}
      client.preface().settings();
      assertThat(client.answer(1).body()).isEqualTo("HTTP/2 /first [host]");
      assertThat(client.get(3, "/second").answer(3).body()).isEqualTo("HTTP/2 /second [host]");
    }
  }

  @Test
  void what_follows_the_request_at_once_is_http_2() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.raw(server)) {
      client.bytes(
          (requestWith(ASKING) + FrameClient.PREFACE + "\0\0\0\4\0\0\0\0\0").getBytes(UTF_8));
      client.get(3, "/second");
      assertThat(client.line()).isEqualTo("HTTP/1.1 101 Switching Protocols");
      while (!client.line().isEmpty()) {}
      assertThat(client.answer(1).body()).isEqualTo("GET /first ");
      assertThat(client.answer(3).body()).isEqualTo("GET /second ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: Upgrade\r\nUpgrade: h2c\r\n",
        "Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAM\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: %%%\r\n",
        """
        Connection: Upgrade, HTTP2-Settings\r
        Upgrade: h2c\r
        HTTP2-Settings: AAMAAABkAAQAAP__\r
        HTTP2-Settings: AAMAAABkAAQAAP__\r
        """,
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2\r\nHTTP2-Settings: AAMAAABk\r\n"
      })
  void a_client_that_does_not_ask_as_it_has_to_is_answered_over_http_1_1(String fields)
      throws IOException {
    try (var server = TestServer.startEcho()) {
      assertThat(answerTo(server, requestWith(fields)))
          .startsWith("HTTP/1.1 200 OK")
          .endsWith("GET /first ");
    }
  }

  @Test
  void a_client_of_http_1_0_cannot_ask() throws IOException {
    try (var server = TestServer.startEcho()) {
      assertThat(answerTo(server, requestWith(ASKING).replace("HTTP/1.1", "HTTP/1.0")))
          .startsWith("HTTP/1.1 200 OK");
    }
  }

  @Test
  void settings_that_are_not_allowed_end_the_connection() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.raw(server)) {
      // ENABLE_PUSH is 2
      client.bytes(requestWith(ASKING.replace("AAMAAABkAAQAAP__", "AAIAAAAC")).getBytes(UTF_8));
      while (!client.line().isEmpty()) {}
      client.preface().settings();
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.PROTOCOL_ERROR);
    }
  }

  @Test
  void the_client_of_the_jdk_speaks_http_2_with_the_server() throws Exception {
    try (var server = TestServer.startEcho();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var responses = new ArrayList<CompletableFuture<String>>();
      for (var i = 0; i < 50; i++) {
        var request = HttpRequest.newBuilder(URI.create(server.uri() + "/" + i)).build();
        var response = client.send(request, BodyHandlers.ofString());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).isEqualTo("GET /" + i + " ");
        var posted =
            HttpRequest.newBuilder(URI.create(server.uri() + "/p" + i))
                .POST(HttpRequest.BodyPublishers.ofString("body".repeat(i * 1000)))
                .build();
        responses.add(
            client.sendAsync(posted, BodyHandlers.ofString()).thenApply(answer -> answer.body()));
      }
      for (var i = 0; i < 50; i++) {
        assertThat(responses.get(i).get()).isEqualTo("POST /p" + i + " " + "body".repeat(i * 1000));
      }
    }
  }
}
