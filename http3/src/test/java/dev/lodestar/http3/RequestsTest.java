package dev.lodestar.http3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Http3Options;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.ClientDisconnectedException;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests and responses over streams of QUIC, and what is put up with from clients.
class RequestsTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);

  private static Server echo;

  @BeforeAll
  static void start() throws IOException {
    echo = Http3Servers.startEcho();
  }

  @AfterAll
  static void stop() {
    echo.close();
  }

  @Test
  void a_request_is_answered() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.get("/a?b=c").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("GET /a?b=c ");
      assertThat(answer.fields())
          .containsEntry("content-type", "text/plain;charset=utf-8")
          .containsEntry("content-length", "11")
          .containsKey("date");
      assertThat(server.http3Port().getAsInt()).isEqualTo(server.port());
    }
  }

  @Test
  void the_application_sees_what_it_sees_over_other_protocols() throws Exception {
    try (var server =
            Http3Servers.start(request ->
                Http3Servers.text(
                    request,
                    request.connection().protocol()
                        + " "
                        + request.connection().secure()
                        + " "
                        + request.headers().first("Host", "none")
                        + " "
                        + request.headers().all("Cookie")));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.open().head("GET", "/", "cookie", "a=b", "cookie", "c=d").end().answer();
      assertThat(answer.body()).isEqualTo("HTTP/3 true localhost [a=b; c=d]");
    }
  }

  @Test
  void a_body_is_collected() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.open().head("POST", "/").data("one ").data("two").end();
      assertThat(stream.answer().body()).isEqualTo("POST / one two");
    }
  }

  @Test
  void a_large_response_arrives_whole_and_a_streamed_one_with_its_end() throws Exception {
    var large = "0123456789".repeat(200_000);
    try (var server =
            Http3Servers.start(request ->
                request.path().equals("/stream")
                    ? Http3Servers.stream(request, out -> out.write(large.getBytes(UTF_8)))
                    : Http3Servers.text(request, large));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      for (var path : new String[] {"/whole", "/stream"}) {
        var stream = client.get(path);
        assertThat(stream.answer().body()).isEqualTo(large);
        assertThat(stream.hasEnded()).isTrue();
      }
    }
  }

  @Test
  void a_handler_reads_a_body_while_it_comes() throws Exception {
    try (var server =
            Http3Servers.startStreamed(
                Http3Servers.options(),
                request ->
                    Http3Servers.stream(
                        request,
                        out -> {
                          var body = request.body().stream();
                          var buffer = new byte[100];
                          for (var n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                            out.write(buffer, 0, n);
                            out.flush();
                          }
                        }));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.open().head("POST", "/").data("ping");
      stream.awaitBody("ping");
      assertThat(stream.data("pong").end().answer().body()).isEqualTo("pingpong");
    }
  }

  @Test
  void a_response_to_head_has_a_length_and_no_content() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var answer = client.open().head("HEAD", "/").end().answer();
      assertThat(answer.body()).isEmpty();
      assertThat(answer.fields()).containsEntry("content-length", "7");
    }
  }

  @Test
  void a_client_that_waits_to_be_told_to_send_its_body_is_told() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.open().head("POST", "/", "expect", "100-continue");
      stream.awaitInformational();
      assertThat(stream.data("body").end().answer().body()).isEqualTo("POST / body");
    }
  }

  @Test
  void a_body_over_the_limit_is_refused() throws Exception {
    try (var server = Http3Servers.startEcho(Http3Servers.options().withMaxBodySize(4));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      assertThat(client.open().head("POST", "/").data("12345").end().answer().status())
          .isEqualTo(413);
    }
  }

  @Test
  void a_head_over_the_limit_is_refused() throws Exception {
    try (var server = Http3Servers.startEcho(Http3Servers.options().withMaxHeaderSize(1_000));
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      assertThat(client.open().head("GET", "/", "x", "y".repeat(2_000)).end().answer().status())
          .isEqualTo(431);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_client_that_does_not_want_its_response_interrupts_the_handler(boolean streamed)
      throws Exception {
    var began = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    try (var server =
            Http3Servers.start(request -> {
              if (request.path().equals("/other")) {
                return Http3Servers.text(request, "other");
              }
              return Http3Servers.stream(
                  request,
                  out -> {
                    if (streamed) {
                      out.write(1);
                      out.flush();
                    }
                    began.countDown();
                    try {
                      NEVER.await();
                    } catch (InterruptedException expected) {
                      interrupted.complete(true);
                    }
                  });
            });
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      began.await();
      stream.stopSending();
      assertThat(interrupted.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      // It was one request that was given up, and not the connection.
      assertThat(client.get("/other").answer().body()).isEqualTo("other");
    }
  }

  @Test
  void a_client_that_breaks_its_body_off_interrupts_who_reads_it() throws Exception {
    var failure = new CompletableFuture<Exception>();
    var began = new CountDownLatch(1);
    try (var server =
            Http3Servers.startStreamed(
                Http3Servers.options(),
                request -> {
                  began.countDown();
                  try {
                    request.body().stream().readAllBytes();
                  } catch (IOException broken) {
                    failure.complete(broken);
                  }
                  return Http3Servers.text(request, "");
                });
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.open().head("POST", "/").data("some");
      began.await();
      stream.reset();
      assertThat(failure.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ClientDisconnectedException.class);
      assertThat(client.open().head("POST", "/").data("x").end().answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_request_that_takes_its_time_is_answered_after_signs_of_life() throws Exception {
    var seen = new CountDownLatch(1);
    try (var server =
            Http3Servers.start(request -> {
              seen.await();
              return Http3Servers.text(request, "late");
            });
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      stream.awaitIgnored();
      seen.countDown();
      assertThat(stream.answer().body()).isEqualTo("late");
    }
  }

  @Test
  void a_client_with_a_small_window_gets_its_response_as_it_takes_it() throws Exception {
    var large = "0123456789".repeat(100_000);
    try (var server = Http3Servers.start(request -> Http3Servers.text(request, large));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
      var stream = client.open();
      stream.channel.config().setAutoRead(false);
      stream.head("GET", "/").end();
      // Longer than two looks at streams that seem to be forgotten.
      Thread.sleep(3_500);
      stream.channel.config().setAutoRead(true);
      assertThat(stream.answer().body()).isEqualTo(large);
      assertThat(stream.hasEnded()).isTrue();
    }
  }

  @Test
  void a_client_that_takes_nothing_of_a_stream_loses_it_and_its_writer_ends() throws Exception {
    var failure = new CompletableFuture<Exception>();
    var options = Http3Servers.options().withWriteTimeout(Duration.ofSeconds(1));
    try (var server =
            Http3Servers.start(
                options,
                request ->
                    Http3Servers.stream(
                        request,
                        out -> {
                          try {
                            while (true) {
                              out.write(new byte[1_000]);
                            }
                          } catch (IOException stuck) {
                            failure.complete(stuck);
                            throw stuck;
                          }
                        }));
        var client = QuicClient.to(server.http3Port().getAsInt()).streamWindow(10_000).connect()) {
      var stream = client.open();
      stream.channel.config().setAutoRead(false);
      stream.head("GET", "/").end();
      assertThat(failure.get(QuicClient.PATIENCE_SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ClientDisconnectedException.class);
    }
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        fields(
            "upper case",
            ":method",
            "GET",
            ":scheme",
            "https",
            ":path",
            "/",
            ":authority",
            "a",
            "X",
            "y"),
        fields("no method", ":scheme", "https", ":path", "/", ":authority", "a"),
        fields("no scheme", ":method", "GET", ":path", "/", ":authority", "a"),
        fields("no path", ":method", "GET", ":scheme", "https", ":authority", "a"),
        fields("empty path", ":method", "GET", ":scheme", "https", ":path", "", ":authority", "a"),
        fields("no authority", ":method", "GET", ":scheme", "https", ":path", "/"),
        more("a pseudo field twice", ":path", "/again"),
        more("an unknown pseudo field", ":other", "x"),
        more("one of responses", ":status", "200"),
        fields(
            "a late pseudo field",
            ":method",
            "GET",
            ":scheme",
            "https",
            ":authority",
            "a",
            "x",
            "y",
            ":path",
            "/"),
        more("connection", "connection", "close"),
        more("transfer-encoding", "transfer-encoding", "chunked"),
        more("upgrade", "upgrade", "h2c"),
        more("te", "te", "gzip"),
        more("two lengths", "content-length", "0", "content-length", "1"),
        more("two equal lengths", "content-length", "0", "content-length", "0"),
        more("two lengths in one field", "content-length", "0, 0"),
        more("another host", "host", "other.example"),
        more("no number", "content-length", "x"),
        more("a length without a body", "content-length", "5"),
        more("a line feed", "x", "a\nb"),
        more("an empty name", "", "x"));
  }

  private static Arguments fields(String name, String... fields) {
    return Arguments.of(name, Frames.fields(fields));
  }

  private static Arguments more(String name, String... fields) {
    return Arguments.of(name, Frames.head("GET", "/", fields));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void a_malformed_request_is_broken_off_and_others_go_on(String name, byte[] head)
      throws Exception {
    try (var client = QuicClient.connect(echo.http3Port().getAsInt())) {
      var answer = client.open().write(head).end().answer();
      assertThat(answer.status()).isZero();
      assertThat(answer.resetCode()).isEqualTo(ErrorCode.MESSAGE_ERROR);
      assertThat(client.get("/").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_of_another_length_than_announced_is_broken_off() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var shorter = client.open().head("POST", "/", "content-length", "5").data("1234").end();
      assertThat(shorter.answer().resetCode()).isEqualTo(ErrorCode.MESSAGE_ERROR);
      var longer = client.open().head("POST", "/", "content-length", "3").data("1234").end();
      assertThat(longer.answer().resetCode()).isEqualTo(ErrorCode.MESSAGE_ERROR);
    }
  }

  @Test
  void a_stream_that_ends_within_a_frame_ends_the_connection() throws Exception {
    try (var server = Http3Servers.startEcho();
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      client.open().head("POST", "/").write(new byte[] {0, 10, 'x'}).end();
      assertThat(client.closeCode()).isEqualTo(ErrorCode.FRAME_ERROR);
    }
  }

  @Test
  void too_many_frames_that_serve_no_request_end_the_connection() throws Exception {
    var options = Http3Servers.options(Http3Options.defaults().withMaxControlFrames(100));
    try (var server = Http3Servers.startEcho(options);
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var flood = new byte[400];
      client.open().head("POST", "/").write(flood);
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void too_many_requests_that_are_given_up_end_the_connection() throws Exception {
    var options = Http3Servers.options(Http3Options.defaults().withMaxResets(5));
    try (var server = Http3Servers.startEcho(options);
        var client = QuicClient.connect(server.http3Port().getAsInt())) {
      for (var i = 0; i < 10 && !client.isClosed(); i++) {
        client.open().write(Frames.fields("x", "y")).end();
      }
      assertThat(client.closeCode()).isEqualTo(ErrorCode.EXCESSIVE_LOAD);
    }
  }

  @Test
  void a_stop_lets_requests_be_answered_and_then_closes() throws Exception {
    var began = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var server =
        Http3Servers.start(request -> {
          began.countDown();
          go.await();
          return Http3Servers.text(request, "done");
        });
    try (var client = QuicClient.connect(server.http3Port().getAsInt())) {
      var stream = client.get("/");
      began.await();
      var stopped = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofMinutes(1)));
      assertThat(client.goAway()).isEqualTo((1L << 62) - 4);
      assertThat(client.goAway()).isEqualTo(4);
      go.countDown();
      assertThat(stream.answer().body()).isEqualTo("done");
      assertThat(client.closeCode()).isEqualTo(ErrorCode.NO_ERROR);
      assertThat(stopped.get(70, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void responses_over_tcp_tell_of_it_unless_that_is_switched_off() throws Exception {
    for (var advertised : new boolean[] {true, false}) {
      var options = Http3Servers.options(Http3Options.defaults().withAdvertised(advertised));
      try (var server = Http3Servers.startEcho(options);
          var client = HttpClient.newBuilder().sslContext(trusting()).build()) {
        var uri = URI.create("https://localhost:" + server.port() + "/");
        for (var version : HttpClient.Version.values()) {
          var request = HttpRequest.newBuilder(uri).version(version).build();
          var answer = client.send(request, BodyHandlers.ofString());
          assertThat(answer.version()).isEqualTo(version);
          assertThat(answer.headers().firstValue("alt-svc").orElse("none"))
              .isEqualTo(
                  advertised ? "h3=\":" + server.http3Port().getAsInt() + "\"; ma=86400" : "none");
        }
        try (var over = QuicClient.connect(server.http3Port().getAsInt())) {
          assertThat(over.get("/").answer().fields()).doesNotContainKey("alt-svc");
        }
      }
    }
  }

  private static SSLContext trusting() throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", Http3Servers.AUTHORITY.certificate());
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @Test
  void a_server_without_tls_does_not_start() {
    var options = ServerOptions.defaults().withPort(0).withHttp3(Http3Options.defaults());
    assertThatThrownBy(() -> Http3Servers.startEcho(options))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("The server is to speak HTTP/3, but has no certificate");
  }

  @Test
  void a_port_of_udp_that_is_taken_is_named() throws Exception {
    try (var taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      var port = taken.getLocalPort();
      assertThatThrownBy(() ->
              Http3Servers.startEcho(Http3Servers.options(Http3Options.defaults().withPort(port))))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "Port " + port + " of UDP on 127.0.0.1, for HTTP/3, is already in use");
    }
  }
}
