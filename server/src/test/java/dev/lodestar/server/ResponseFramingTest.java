package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseFramingTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  /// What an application that does not know the rules would hand over: a body whatever the method
  /// and the status, as if for GET and 200.
  private static RenderedResponse careless(Status status) {
    var full =
        RenderedResponse.of(
            HttpMethod.GET,
            status,
            Optional.of(MediaType.TEXT),
            Headers.empty(),
            ResponseBody.of(HELLO));
    return full;
  }

  private static void expectNextExchangeToWork(RawClient client) throws IOException {
    assertThat(client.get("/next").read().status()).isEqualTo(200);
  }

  @Test
  void a_response_has_date_type_length_and_the_headers_of_the_application() throws IOException {
    var headers =
        Headers.of("X-One", "1", "Set-Cookie", "a=1", "Set-Cookie", "b=2", "X-L", "\u00e9");
    try (var server =
            TestServer.start(request ->
                RenderedResponse.of(
                    request.method(),
                    Status.CREATED,
                    Optional.of(MediaType.JSON),
                    headers,
                    ResponseBody.of(HELLO)));
        var client = RawClient.connect(server)) {
      var response = client.get("/").read();
      assertThat(response.lines())
          .startsWith("HTTP/1.1 201 Created")
          .contains(
              "Content-Type: application/json",
              "Content-Length: 5",
              "X-One: 1",
              "Set-Cookie: a=1",
              "Set-Cookie: b=2",
              "X-L: \u00e9")
          .hasSize(8);
      assertThat(response.body()).isEqualTo("hello");
      var date = ZonedDateTime.parse(response.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
      assertThat(date).isBetween(ZonedDateTime.now().minusMinutes(1), ZonedDateTime.now());
    }
  }

  @Test
  void a_part_of_an_array_is_sent_as_it_was_given() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.respond(request, Status.OK, new ResponseBody.Bytes(HELLO, 1, 3)));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).isEqualTo("ell");
    }
  }

  @Test
  void an_empty_body_has_length_0() throws IOException {
    try (var server =
            TestServer.start(
                request -> TestServer.respond(request, Status.OK, ResponseBody.empty()));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().header("Content-Length")).isEqualTo("0");
      expectNextExchangeToWork(client);
    }
  }

  @Test
  void large_headers_and_unregistered_statuses_are_written_whole() throws IOException {
    var large = "x".repeat(20_000);
    try (var server =
            TestServer.start(request ->
                RenderedResponse.of(
                    request.method(),
                    request.path().equals("/next") ? Status.OK : new Status(299, "All Right"),
                    Optional.empty(),
                    Headers.of("X-Large", large),
                    ResponseBody.empty()));
        var client = RawClient.connect(server)) {
      var response = client.get("/").read();
      assertThat(response.lines()).startsWith("HTTP/1.1 299 All Right");
      assertThat(response.header("X-Large")).isEqualTo(large);
      expectNextExchangeToWork(client);
    }
  }

  @Test
  void statuses_of_one_code_keep_their_own_reasons() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.respond(
                    request, new Status(450, request.path().substring(1)), ResponseBody.empty()));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/One").read().lines()).startsWith("HTTP/1.1 450 One");
      assertThat(client.get("/Two").read().lines()).startsWith("HTTP/1.1 450 Two");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void statuses_without_content_send_none_even_if_there_is_one(int code) throws IOException {
    try (var server =
            TestServer.start(request ->
                request.path().equals("/next")
                    ? TestServer.text(request, "next")
                    : careless(Status.of(code)));
        var client = RawClient.connect(server)) {
      var response = client.get("/").read();
      assertThat(response.status()).isEqualTo(code);
      assertThat(response.header("Content-Length")).isNull();
      assertThat(response.header("Transfer-Encoding")).isNull();
      expectNextExchangeToWork(client);
    }
  }

  @Test
  void head_gets_the_length_and_no_bytes_even_if_there_are_some() throws IOException {
    try (var server = TestServer.start(request -> careless(Status.OK));
        var client = RawClient.connect(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
      var head = client.readHead();
      assertThat(head.header("Content-Length")).isEqualTo("5");
      assertThat(head.header("Content-Type")).isEqualTo("text/plain;charset=utf-8");
      expectNextExchangeToWork(client);
    }
  }

  @Test
  void head_never_runs_a_stream() throws IOException {
    var run = new AtomicBoolean();
    var stream = new ResponseBody.Stream(out -> run.set(true));
    try (var server =
            TestServer.start(request ->
                RenderedResponse.of(
                    HttpMethod.GET,
                    Status.OK,
                    Optional.of(MediaType.TEXT),
                    Headers.empty(),
                    stream));
        var client = RawClient.connect(server)) {
      client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.readHead().header("Content-Length")).isNull();
      assertThat(run).isFalse();
      assertThat(client.get("/").read().body()).isEmpty();
      assertThat(run).isTrue();
    }
  }

  private static RenderedResponse careless(Status status, ResponseBody body) {
    return RenderedResponse.of(
        HttpMethod.GET, status, Optional.of(MediaType.TEXT), Headers.empty(), body);
  }

  private static List<ResponseBody> bodiesOfEveryKind(AtomicBoolean opened) {
    return List.of(
        ResponseBody.of(HELLO),
        ResponseBody.of(new byte[100_000]),
        new ResponseBody.Stream(out -> opened.set(true)),
        new ResponseBody.Stream(
            out -> opened.set(true),
            77,
            Optional.of(new ResponseBody.Heartbeat(Duration.ofMillis(1), HELLO))),
        new ResponseBody.File(Path.of("no such file"), 0, 5),
        ResponseBody.Parts.of(
            List.of(ResponseBody.of(HELLO), new ResponseBody.File(Path.of("no such file"), 0, 5))));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 205, 304})
  void no_kind_of_body_follows_a_status_without_content(int code) throws IOException {
    var opened = new AtomicBoolean();
    for (var body : bodiesOfEveryKind(opened)) {
      try (var server =
              TestServer.start(request ->
                  request.path().equals("/next")
                      ? TestServer.text(request, "next")
                      : careless(Status.of(code), body));
          var client = RawClient.connect(server)) {
        client.get("/").get("/next");
        var head = client.readHead();
        assertThat(head.status()).isEqualTo(code);
        assertThat(head.header("Content-Length")).isEqualTo(code == 205 ? "0" : null);
        assertThat(head.header("Transfer-Encoding")).isNull();
        assertThat(client.read().body()).isEqualTo("next");
      }
    }
    assertThat(opened).isFalse();
  }

  @Test
  void no_kind_of_body_follows_the_answer_to_head() throws IOException {
    var opened = new AtomicBoolean();
    for (var body : bodiesOfEveryKind(opened)) {
      try (var server =
              TestServer.start(request ->
                  request.path().equals("/next")
                      ? TestServer.text(request, "next")
                      : careless(Status.OK, body));
          var client = RawClient.connect(server)) {
        client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").get("/next");
        var head = client.readHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length"))
            .isEqualTo(body.contentLength() < 0 ? null : Long.toString(body.contentLength()));
        assertThat(client.read().body()).isEqualTo("next");
      }
    }
    assertThat(opened).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101, 103})
  void an_interim_status_as_the_final_one_is_an_error_of_the_application(int code)
      throws IOException {
    try (var server = TestServer.start(request -> careless(Status.of(code)));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().status()).isEqualTo(500);
    }
  }

  @Test
  void an_application_that_throws_anyhow_is_answered_500_and_the_connection_closed()
      throws IOException {
    var broken =
        new HttpApplication() {
          @Override
          public RenderedResponse handle(Request request) {
            throw new StackOverflowError();
          }

          @Override
          public RenderedResponse refuse(HttpException failure, Optional<Request> head) {
            throw new IllegalStateException();
          }
        };
    try (var server = new NettyEngine().start(broken, TestServer.options())) {
      try (var client = RawClient.connect(server)) {
        var response = client.get("/").read();
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("500 Internal Server Error");
        assertThat(response.header("Connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.send("nonsense\r\n\r\n").read().status()).isEqualTo(400);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "HTTP/1.1, -, true, -",
        "HTTP/1.1, keep-alive, true, -",
        "HTTP/1.1, close, false, close",
        "HTTP/1.1, CLOSE, false, close",
        "HTTP/1.1, 'foo, close', false, close",
        "HTTP/1.1, 'keep-alive, close', false, close",
        "HTTP/1.1, closed, true, -",
        "HTTP/1.0, -, false, close",
        "HTTP/1.0, keep-alive, true, keep-alive",
        "HTTP/1.0, 'foo , Keep-Alive', true, keep-alive",
        "HTTP/1.0, 'keep-alive, close', false, close",
      })
  void the_connection_stays_open_as_version_and_header_say(
      String version, String connection, boolean open, String answer) throws IOException {
    try (var server = TestServer.startEcho();
        var client = RawClient.connect(server)) {
      var header = connection == null ? "" : "Connection: " + connection + "\r\n";
      client.send("GET / " + version + "\r\nHost: a\r\n" + header + "\r\n");
      var response = client.read();
      assertThat(response.lines()).startsWith("HTTP/1.1 200 OK");
      assertThat(response.header("Connection")).isEqualTo(answer);
      if (open) {
        expectNextExchangeToWork(client);
      } else {
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void a_client_that_closes_its_side_still_gets_the_answers() throws IOException {
    try (var server = TestServer.startEcho();
        var client = RawClient.connect(server)) {
      client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
      client.closeOutput();
      assertThat(client.read().body()).isEqualTo("GET /1 ");
      assertThat(client.read().body()).isEqualTo("GET /2 ");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /// A reset would take answers with it that the client has not read yet.
  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1\r\nConnection: close", "HTTP/1.0"})
  void what_a_client_sends_after_its_last_request_does_not_reset_the_connection(String rest)
      throws IOException {
    try (var server = TestServer.start(TestServer::echo);
        var client = RawClient.connect(server)) {
      client.send("GET / " + rest + "\r\nHost: a\r\n\r\n");
      assertThat(client.read().status()).isEqualTo(200);
      assertThat(client.readRest()).isEmpty();

      client.send("more").send("and more");

      assertThat(client.readRest()).isEmpty();
    }
  }

  @Test
  void large_bodies_arrive_whole_also_at_a_slow_reader() throws IOException {
    var large = new byte[10_000_000];
    for (var i = 0; i < large.length; i++) {
      large[i] = (byte) (i % 251);
    }
    try (var server =
            TestServer.start(
                request -> TestServer.respond(request, Status.OK, ResponseBody.of(large)));
        var client = RawClient.connect(server, 4096)) {
      client.get("/1").get("/2");
      assertThat(client.read().bytes()).isEqualTo(large);
      assertThat(client.read().bytes()).isEqualTo(large);
      expectNextExchangeToWork(client);
    }
  }

  @Test
  void a_server_survives_clients_that_vanish_while_they_are_answered() throws IOException {
    var large = new byte[5_000_000];
    try (var server =
        TestServer.start(
            request -> TestServer.respond(request, Status.OK, ResponseBody.of(large)))) {
      for (var i = 0; i < 20; i++) {
        try (var client = RawClient.connect(server, 4096)) {
          client.get("/");
          client.readBytes(1000);
          client.reset();
        }
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.get("/").read().bytes()).hasSize(large.length);
      }
    }
  }
}
