package dev.lodestar.server.http2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.Delivery;
import dev.lodestar.engine.Http2Options;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.Headers;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import dev.lodestar.server.NettyEngine;
import dev.lodestar.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Requests and responses over streams.
class RequestsTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  /// A server whose application reads bodies while they come.
  private static Server serveStreamed(ServerOptions options, TestServer.Handler handler)
      throws IOException {
    return new NettyEngine().start(streaming(handler), options);
  }

  private static HttpApplication streaming(TestServer.Handler handler) {
    return new TestServer.TestApplication(handler) {
      @Override
      public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
        return new BodyPlan(10_000_000_000L, true);
      }
    };
  }

  private static RenderedResponse stream(Request request, StreamBody body) {
    return TestServer.respond(request, Status.OK, new ResponseBody.Stream(body));
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_request_is_answered(Scheduling scheduling) throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withScheduling(scheduling));
        var client = FrameClient.connect(server)) {
      var answer = client.get(1, "/a?b=c").answer(1);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("GET /a?b=c ");
      assertThat(answer.fields())
          .containsEntry("content-type", "text/plain;charset=utf-8")
          .containsEntry("content-length", "11")
          .containsKey("date");
      assertThat(answer.resetCode()).isEqualTo(-1);
    }
  }

  @Test
  void the_application_sees_what_it_sees_over_http_1_1() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.text(
                    request,
                    request.connection().protocol()
                        + " "
                        + request.headers().first("Host", "none")
                        + " "
                        + request.headers().all("Cookie")
                        + " "
                        + request.headers().first("X-Some", "none")));
        var client = FrameClient.connect(server)) {
      client.request(1, "GET", "/", true, "cookie", "a=b", "x-some", "thing", "cookie", "c=d");
      assertThat(client.answer(1).body()).isEqualTo("HTTP/2 localhost [a=b; c=d] thing");
    }
  }

  @Test
  void many_requests_are_answered_as_they_become_ready() throws IOException {
    var last = new CountDownLatch(1);
    try (var server =
            TestServer.start(request -> {
              if (request.path().equals("/slow")) {
                last.await();
              }
              return TestServer.text(request, request.path());
            });
        var client = FrameClient.connect(server)) {
      client.get(1, "/slow").get(3, "/fast");
      assertThat(client.answer(3).body()).isEqualTo("/fast");
      last.countDown();
      assertThat(client.answer(1).body()).isEqualTo("/slow");
    }
  }

  @Test
  void heads_of_responses_are_understood_however_often_fields_repeat_and_change()
      throws IOException {
    try (var server =
            TestServer.start(request ->
                RenderedResponse.of(
                    request.method(),
                    Status.of(200 + request.path().length() % 7),
                    Optional.of(MediaType.TEXT),
                    Headers.of(
                        "X-Frame-Options",
                        "DENY",
                        "X-Id",
                        "id" + request.path(),
                        "X-Group",
                        "g" + request.path().length(),
                        "Set-Cookie",
                        "a=b",
                        "Set-Cookie",
                        "c=d",
                        "ETag",
                        "\"" + request.path() + "\""),
                    ResponseBody.of(request.path().getBytes(UTF_8))));
        var client = FrameClient.connect(server)) {
      var stream = 1;
      for (var i = 0; i < 600; i++) {
        if (i == 200) {
          client.settings(1, 0);
        } else if (i == 300) {
          client.settings(1, 100, 1, 300);
        } else if (i == 400) {
          client.settings(1, 65_536);
        }
        var path = "/" + "x".repeat(i % 40);
        var fields = client.get(stream, path).answer(stream).fields();
        assertThat(fields)
            .containsEntry("x-frame-options", "DENY")
            .containsEntry("x-id", "id" + path)
            .containsEntry("x-group", "g" + path.length())
            .containsEntry("set-cookie", "a=b|c=d")
            .containsEntry("etag", "\"" + path + "\"");
        stream += 2;
      }
    }
  }

  @Test
  void a_response_to_head_has_a_length_and_no_content() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      var answer = client.request(1, "HEAD", "/", true).answer(1);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.fields()).containsEntry("content-length", "7");
    }
  }

  @Test
  void a_status_without_content_has_no_length() throws IOException {
    try (var server =
            TestServer.start(
                request -> TestServer.respond(request, Status.NO_CONTENT, ResponseBody.empty()));
        var client = FrameClient.connect(server)) {
      var answer = client.get(1, "/").answer(1);
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.fields()).doesNotContainKey("content-length");
    }
  }

  @Test
  void fields_of_connections_are_left_out_of_responses() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.text(request, "x")
                    .withHeaders(
                        Headers.of(
                            "Connection",
                            "X-Hop",
                            "Keep-Alive",
                            "timeout=5",
                            "Upgrade",
                            "h2c",
                            "X-Kept",
                            "y")));
        var client = FrameClient.connect(server)) {
      assertThat(client.get(1, "/").answer(1).fields())
          .containsEntry("x-kept", "y")
          .doesNotContainKeys("connection", "keep-alive", "upgrade");
    }
  }

  @Test
  void a_large_response_comes_as_the_windows_allow() throws IOException {
    var large = "0123456789".repeat(300_000);
    try (var server = TestServer.start(request -> TestServer.text(request, large));
        var client = FrameClient.connect(server)) {
      assertThat(client.get(1, "/").answer(1).body()).isEqualTo(large);
    }
  }

  @Test
  void a_large_response_does_not_keep_others_waiting() throws IOException {
    try (var server =
            TestServer.start(request ->
                TestServer.text(
                    request, request.path().equals("/large") ? "x".repeat(3_000_000) : "small"));
        var client = FrameClient.connect(server)) {
      client.windowUpdate(0, 1 << 30).get(1, "/large").get(3, "/small");
      assertThat(client.answer(3).body()).isEqualTo("small");
    }
  }

  @Test
  void a_body_is_received_whole() throws IOException {
    var body = "0123456789".repeat(50_000);
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      for (var i = 0; i < body.length(); i += 10_000) {
        client.data(1, body.substring(i, i + 10_000), false);
      }
      assertThat(client.data(1, "", true).answer(1).body()).isEqualTo("POST / " + body);
    }
  }

  @Test
  void a_body_over_the_limit_is_refused_and_the_rest_not_wanted() throws IOException {
    try (var server = TestServer.startEcho(TestServer.options().withMaxBodySize(10));
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false).data(1, "01234567890", false);
      var answer = client.answer(1);
      assertThat(answer.status()).isEqualTo(413);
      assertThat(client.awaitReset(1)).isEqualTo(ErrorCode.NO_ERROR);
      assertThat(client.get(3, "/").answer(3).status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_waits_to_be_told_is_told_to_go_on() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false, "expect", "100-continue");
      assertThat(client.decode(client.await(FrameType.HEADERS))).containsEntry(":status", "100");
      assertThat(client.data(1, "x", true).answer(1).body()).isEqualTo("POST / x");
    }
  }

  @Test
  void an_expectation_that_is_unknown_is_refused() throws IOException {
    try (var server = TestServer.startEcho();
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false, "expect", "200-ok");
      assertThat(client.answer(1).status()).isEqualTo(417);
    }
  }

  @Test
  void a_body_that_stops_coming_is_refused() throws IOException {
    try (var server =
            TestServer.startEcho(TestServer.options().withBodyTimeout(Duration.ofMillis(100)));
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false).data(1, "x", false);
      assertThat(client.answer(1).status()).isEqualTo(408);
      assertThat(client.get(3, "/").answer(3).status()).isEqualTo(200);
    }
  }

  @Test
  void a_handler_reads_a_body_while_it_comes() throws IOException {
    try (var server =
            serveStreamed(
                TestServer.options(),
                request -> {
                  var in = request.body().stream();
                  return stream(
                      request,
                      out -> {
                        int b;
                        while ((b = in.read()) >= 0) {
                          out.write(b);
                          out.flush();
                        }
                      });
                });
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false).await(FrameType.HEADERS);
      assertThat(client.data(1, "a", false).await(FrameType.DATA).text()).isEqualTo("a");
      assertThat(client.data(1, "b", false).await(FrameType.DATA).text()).isEqualTo("b");
      client.data(1, "", true);
      assertThat(client.await(FrameType.DATA).endsStream()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void windows_open_as_the_handler_reads(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    try (var server =
            serveStreamed(
                TestServer.options().withScheduling(scheduling),
                request -> {
                  go.await();
                  var count = 0L;
                  try (var in = request.body().stream()) {
                    var piece = new byte[10_000];
                    int n;
                    while ((n = in.read(piece)) >= 0) {
                      count += n;
                    }
                  }
                  return TestServer.text(request, "" + count);
                });
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      for (var i = 0; i < 16; i++) {
        client.data(1, 16_384, false);
      }
      // The window is full, and nobody reads.
      assertThat(client.ping(1, false).await(FrameType.PING).isAck()).isTrue();
      go.countDown();
      var window = 0;
      for (var sent = 262_144; sent < 5_000_000; sent += 16_384) {
        while (window < 16_384) {
          var update = client.await(FrameType.WINDOW_UPDATE);
          window += update.stream() == 1 ? update.intAt(0) : 0;
        }
        client.data(1, 16_384, false);
        window -= 16_384;
      }
      assertThat(client.data(1, "", true).answer(1).body()).isEqualTo("5013504");
    }
  }

  @Test
  void more_than_the_window_of_a_stream_ends_it() throws Exception {
    try (var server =
            serveStreamed(
                // Its handler never ends.
                TestServer.options().withShutdownTimeout(Duration.ZERO),
                request -> {
                  NEVER.await();
                  return TestServer.text(request, "");
                });
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      for (var i = 0; i < 17; i++) {
        client.data(1, 16_384, false);
      }
      assertThat(client.awaitReset(1)).isEqualTo(ErrorCode.FLOW_CONTROL_ERROR);
    }
  }

  @Test
  void more_than_the_window_of_the_connection_ends_it() throws Exception {
    var options =
        TestServer.options()
            .withShutdownTimeout(Duration.ZERO)
            .withHttp2(Http2Options.defaults().withConnectionWindow(65_535));
    try (var server =
            serveStreamed(
                options,
                request -> {
                  NEVER.await();
                  return TestServer.text(request, "");
                });
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      for (var i = 0; i < 5; i++) {
        client.data(1, 16_384, false);
      }
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.FLOW_CONTROL_ERROR);
    }
  }

  @Test
  void a_body_that_is_not_read_does_not_use_up_the_window_of_the_connection() throws Exception {
    try (var server =
            serveStreamed(TestServer.options(), request -> TestServer.text(request, "unread"));
        var client = FrameClient.connect(server)) {
      for (var stream = 1; stream < 80; stream += 2) {
        client.request(stream, "POST", "/", false, "content-length", "100000");
        for (var i = 0; i < 6; i++) {
          client.data(stream, 16_384, false);
        }
        assertThat(client.answer(stream).body()).isEqualTo("unread");
      }
    }
  }

  @Test
  void a_reader_learns_that_the_request_was_given_up() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (var server =
            serveStreamed(
                TestServer.options(),
                request -> {
                  try {
                    request.body().stream().readAllBytes();
                  } catch (IOException given) {
                    failure.complete(given);
                  }
                  return TestServer.text(request, "");
                });
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false).data(1, "x", false);
      client.ping(1, false).await(FrameType.PING);
      client.reset(1, ErrorCode.CANCEL);
      assertThat(failure.get())
          .isInstanceOf(ClientDisconnectedException.class)
          .hasMessage("The client gave the request up before the end of the body.");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void whoever_produces_a_stream_is_interrupted_when_it_is_given_up(Scheduling scheduling)
      throws Exception {
    var failures = new LinkedBlockingQueue<Throwable>();
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request ->
                    stream(
                        request,
                        out -> {
                          out.write('x');
                          out.flush();
                          try {
                            NEVER.await();
                          } catch (InterruptedException interruption) {
                            failures.add(interruption);
                            throw interruption;
                          }
                        }));
        var client = FrameClient.connect(server)) {
      client.get(1, "/").await(FrameType.DATA);
      client.reset(1, ErrorCode.CANCEL);
      assertThat(failures.take()).isInstanceOf(InterruptedException.class);
      client.get(3, "/").await(FrameType.DATA);
      client.leave();
      assertThat(failures.take()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void a_stream_that_breaks_off_is_reset() throws Exception {
    try (var server =
            TestServer.start(request ->
                stream(
                    request,
                    out -> {
                      out.write('x');
                      out.flush();
                      throw new IllegalStateException("broken");
                    }));
        var client = FrameClient.connect(server)) {
      assertThat(client.get(1, "/").awaitReset(1)).isEqualTo(ErrorCode.INTERNAL_ERROR);
    }
  }

  @Test
  void a_long_stream_comes_whole_and_with_its_length_if_that_is_known() throws Exception {
    try (var server =
            TestServer.start(request ->
                TestServer.respond(
                    request,
                    Status.OK,
                    new ResponseBody.Stream(
                        out -> {
                          for (var i = 0; i < 1000; i++) {
                            out.write("0123456789".repeat(100).getBytes(UTF_8));
                          }
                        },
                        1_000_000,
                        Optional.empty())));
        var client = FrameClient.connect(server)) {
      var answer = client.get(1, "/").answer(1);
      assertThat(answer.fields()).containsEntry("content-length", "1000000");
      assertThat(answer.body()).hasSize(1_000_000).endsWith("89");
    }
  }

  @Test
  void a_heartbeat_is_sent_while_a_stream_is_silent() throws Exception {
    try (var server =
            TestServer.start(
                TestServer.options().withWriteTimeout(Duration.ofMillis(200)),
                request ->
                    TestServer.respond(
                        request,
                        Status.OK,
                        new ResponseBody.Stream(
                            out -> {
                              out.flush();
                              NEVER.await();
                            },
                            -1,
                            Optional.of(
                                new ResponseBody.Heartbeat(
                                    Duration.ofMillis(100), ":\n".getBytes(UTF_8))))));
        var client = FrameClient.connect(server)) {
      client.get(1, "/");
      assertThat(client.await(FrameType.DATA).text()).isEqualTo(":\n");
      assertThat(client.await(FrameType.DATA).text()).isEqualTo(":\n");
    }
  }

  @Test
  void a_file_is_sent(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("file"), "0123456789".repeat(100_000));
    try (var server =
            TestServer.start(request ->
                TestServer.respond(request, Status.OK, new ResponseBody.File(file, 10, 999_980)));
        var client = FrameClient.connect(server)) {
      var answer = client.get(1, "/").answer(1);
      assertThat(answer.fields()).containsEntry("content-length", "999980");
      assertThat(answer.body()).hasSize(999_980).startsWith("0123").endsWith("789");
    }
  }

  @Test
  void every_response_is_completed_once() throws Exception {
    var told = new LinkedBlockingQueue<String>();
    var server =
        TestServer.start(request -> {
          var response =
              switch (request.path()) {
                case "/stream" ->
                    stream(
                        request,
                        out -> {
                          out.write('x');
                          out.flush();
                          NEVER.await();
                        });
                default -> TestServer.text(request, "x");
              };
          return response.withCompletion(
              (Delivery delivery) -> told.add(request.path() + " " + delivery));
        });
    try (server;
        var client = FrameClient.connect(server)) {
      client.get(1, "/sent").answer(1);
      assertThat(told.take()).isEqualTo("/sent SENT");
      client.get(3, "/stream").await(FrameType.DATA);
      client.reset(3, ErrorCode.CANCEL);
      assertThat(told.take()).isEqualTo("/stream ABORTED");
      client.settings(4, 0).get(5, "/waits").await(FrameType.HEADERS);
      client.reset(5, ErrorCode.CANCEL);
      assertThat(told.take()).isEqualTo("/waits ABORTED");
      client.get(7, "/gone").await(FrameType.HEADERS);
      client.leave();
      assertThat(told.take()).isEqualTo("/gone ABORTED");
    }
    assertThat(told).isEmpty();
  }

  @Test
  void a_connection_without_a_request_ends_after_a_while() throws IOException {
    try (var server =
            TestServer.startEcho(TestServer.options().withIdleTimeout(Duration.ofMillis(100)));
        var client = answeredInTime(server)) {
      assertThat(client.await(FrameType.GOAWAY).intAt(4)).isEqualTo(ErrorCode.NO_ERROR);
      assertThat(client.isAtEnd()).isTrue();
    }
  }

  /// A client that was answered before its connection had been idle for too long; for that a busy
  /// machine needs some attempts.
  private static FrameClient answeredInTime(Server server) throws IOException {
    while (true) {
      var client = FrameClient.raw(server);
      try {
        client.preface().settings().frame(FrameType.SETTINGS, FrameType.ACK, 0);
        if (client.get(1, "/").answer(1).status() == 200) {
          return client;
        }
      } catch (EOFException | SocketException closedBefore) {
        // tried again
      }
      client.close();
    }
  }

  @Test
  void a_request_behind_the_end_of_a_connection_is_not_handled() throws IOException {
    var handled = new AtomicInteger();
    try (var server =
            TestServer.start(request -> {
              handled.incrementAndGet();
              return TestServer.text(request, "handled");
            });
        var client = FrameClient.connect(server)) {
      // GET http://x/ comes together with the GOAWAY, which ends a connection without a request.
      var request = new byte[] {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'x'};
      var flags = FrameType.END_HEADERS | FrameType.END_STREAM;
      var together = new ByteArrayOutputStream();
      together.writeBytes(FrameClient.frameBytes(FrameType.GOAWAY, 0, 0, new byte[8]));
      together.writeBytes(FrameClient.frameBytes(FrameType.HEADERS, flags, 1, request));
      client.bytes(together.toByteArray());
      assertThat(client.await(FrameType.GOAWAY).intAt(0)).as("the last that is answered").isZero();
      assertThat(client.isAtEnd()).isTrue();
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
    }
    assertThat(handled).hasValue(0);
  }

  @Test
  void a_head_that_does_not_come_whole_ends_the_connection() throws IOException {
    try (var server =
        TestServer.startEcho(TestServer.options().withHeaderTimeout(Duration.ofMillis(200)))) {
      var code = ErrorCode.SETTINGS_TIMEOUT;
      // The settings have to be exchanged within that time, too, for which a busy machine needs
      // some
      // attempts.
      while (code == ErrorCode.SETTINGS_TIMEOUT) {
        try (var client = FrameClient.raw(server)) {
          client.preface().settings().frame(FrameType.SETTINGS, FrameType.ACK, 0);
          client.frame(FrameType.HEADERS, FrameType.END_STREAM, 1, (byte) 0x82);
          code = client.awaitGoAway();
        } catch (SocketException closedBefore) {
          // tried again
        }
      }
      assertThat(code).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void frames_of_which_each_comes_in_time_may_go_on_for_longer_than_that() throws Exception {
    try (var server = TestServer.startEcho(TestServer.options().withHeaderTimeout(SECOND))) {
      while (!goesOnWithFrames(server)) {
        // This thread had to wait for a processor, and a frame did not come in time indeed.
      }
    }
  }

  /// Sends frames for two seconds: in each piece the end of one and the beginning of the next.
  ///
  /// @return `false` if the connection has ended, and a piece was late
  private static boolean goesOnWithFrames(Server server) throws Exception {
    var ping = FrameClient.frameBytes(FrameType.PING, 0, 0, new byte[8]);
    var latest = 0L;
    try (var client = FrameClient.raw(server)) {
      client.preface().settings().frame(FrameType.SETTINGS, FrameType.ACK, 0);
      client.bytes(Arrays.copyOf(ping, 5));
      for (var i = 0; i < 100; i++) {
        var begun = System.nanoTime();
        Thread.sleep(20);
        var piece = Arrays.copyOf(ping, ping.length + 5);
        System.arraycopy(ping, 0, piece, ping.length, 5);
        client.bytes(Arrays.copyOfRange(piece, 5, piece.length));
        latest = Math.max(latest, System.nanoTime() - begun);
      }
      client.bytes(Arrays.copyOfRange(ping, 5, ping.length));
      assertThat(client.get(1, "/").answer(1).status()).isEqualTo(200);
      return true;
    } catch (IOException | AssertionError ended) {
      if (latest < SECOND.toNanos() / 2) {
        throw ended;
      }
      return false;
    }
  }

  @Test
  void settings_that_are_not_acknowledged_end_the_connection() throws IOException {
    try (var server =
            TestServer.startEcho(TestServer.options().withHeaderTimeout(Duration.ofMillis(200)));
        var client = FrameClient.raw(server)) {
      client.preface().settings();
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.SETTINGS_TIMEOUT);
    }
  }

  @Test
  void a_preface_that_does_not_come_whole_is_refused() throws IOException {
    try (var server =
            TestServer.startEcho(TestServer.options().withHeaderTimeout(Duration.ofMillis(200)));
        var client = FrameClient.raw(server)) {
      client.bytes("PRI * HT".getBytes(UTF_8));
      assertThat(new String(client.readAll(), UTF_8)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void without_http_2_the_preface_is_a_request_of_an_unknown_version() throws IOException {
    var options = TestServer.options().withHttp2(Http2Options.defaults().withEnabled(false));
    try (var server = TestServer.startEcho(options);
        var client = FrameClient.raw(server)) {
      client.preface();
      assertThat(new String(client.readAll(), UTF_8)).startsWith("HTTP/1.1 505 ");
    }
  }

  @Test
  void a_stop_lets_requests_end_and_tells_which_are_answered() throws Exception {
    while (!stopsInTime()) {
      // This thread had to wait for a processor when there was something to be said.
    }
  }

  /// Stops a server during a request.
  ///
  /// @return `false` if this thread did not send what was on its way within the time that there is
  ///   for it, and it was not answered
  private static boolean stopsInTime() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var server =
        TestServer.start(request -> {
          if (request.path().equals("/slow")) {
            begun.countDown();
            go.await();
          }
          return TestServer.text(request, request.path());
        });
    try (server;
        var client = FrameClient.connect(server)) {
      client.get(1, "/slow");
      begun.await();
      var told = System.nanoTime();
      var stopped = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(20)));
      assertThat(client.await(FrameType.GOAWAY).intAt(0)).isEqualTo(Integer.MAX_VALUE);
      // On its way when the server said so.
      client.get(3, "/late");
      if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(1)) {
        go.countDown();
        return false;
      }
      assertThat(client.answer(3).body()).isEqualTo("/late");
      client.frame(FrameType.PING, FrameType.ACK, 0, "Lodestar".getBytes(UTF_8));
      assertThat(client.await(FrameType.GOAWAY).intAt(0)).isEqualTo(3);
      client.get(5, "/too-late");
      go.countDown();
      assertThat(client.answer(1).body()).isEqualTo("/slow");
      assertThat(client.awaitGoAway()).isZero();
      assertThat(stopped.get()).isTrue();
      return true;
    }
  }

  @Test
  void a_stop_ends_idle_connections_also_of_clients_that_do_not_answer() throws Exception {
    var server = TestServer.startEcho();
    try (var client = FrameClient.connect(server)) {
      client.get(1, "/").answer(1);
      assertThat(server.stop(Duration.ofSeconds(20))).isTrue();
      assertThat(client.await(FrameType.GOAWAY).intAt(4)).isEqualTo(ErrorCode.NO_ERROR);
    }
  }

  @Test
  void a_stop_that_is_over_interrupts_handlers() throws Exception {
    var interrupted = new CompletableFuture<Boolean>();
    var begun = new CountDownLatch(1);
    var server =
        TestServer.start(request -> {
          begun.countDown();
          try {
            NEVER.await();
          } catch (InterruptedException end) {
            interrupted.complete(true);
          }
          return TestServer.text(request, "");
        });
    try (var client = FrameClient.connect(server)) {
      client.get(1, "/");
      begun.await();
      assertThat(server.stop(Duration.ofMillis(50))).isFalse();
      assertThat(interrupted.get()).isTrue();
    }
  }

  private static ServerOptions overload(OverloadOptions overload) {
    return TestServer.options().withOverload(overload);
  }

  @Test
  void requests_beyond_what_may_be_in_flight_are_turned_away() throws Exception {
    var go = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    try (var server =
            TestServer.start(
                overload(OverloadOptions.defaults().withMaxRequestsInFlight(1)),
                request -> {
                  if (request.path().equals("/slow")) {
                    begun.countDown();
                    go.await();
                  }
                  return TestServer.text(request, request.path());
                });
        var client = FrameClient.connect(server)) {
      client.get(1, "/slow");
      begun.await();
      // The count is taken when the thread has blocked, or is elsewhere.
      client.ping(1, false).await(FrameType.PING);
      var stream = 3;
      var answer = client.get(stream, "/next").answer(stream);
      while (answer.status() == 200) {
        stream += 2;
        answer = client.get(stream, "/next").answer(stream);
      }
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.fields()).containsEntry("retry-after", "2");
      go.countDown();
      assertThat(client.answer(1).body()).isEqualTo("/slow");
    }
  }

  @Test
  void bodies_beyond_what_may_be_kept_are_turned_away() throws Exception {
    try (var server =
            TestServer.startEcho(
                overload(OverloadOptions.defaults().withMaxBufferedBodies(65_536)));
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false);
      for (var i = 0; i < 5; i++) {
        client.data(1, 16_384, false);
      }
      assertThat(client.answer(1).status()).isEqualTo(503);
      // What was kept has been let go.
      client.request(3, "POST", "/", false).data(3, 16_384, true);
      assertThat(client.answer(3).status()).isEqualTo(200);
      client.request(5, "POST", "/", false).data(5, 16_384, false).reset(5, ErrorCode.CANCEL);
      client.request(7, "POST", "/", false).data(7, 16_384, false).data(7, 16_384, false);
      assertThat(client.data(7, 16_384, true).answer(7).status()).isEqualTo(200);
    }
  }

  @Test
  void one_connection_does_not_take_the_memory_for_the_bodies_of_all() throws Exception {
    try (var server =
            TestServer.startEcho(
                overload(OverloadOptions.defaults().withMaxBufferedBodies(131_072)));
        var greedy = FrameClient.connect(server);
        var other = FrameClient.connect(server)) {
      greedy.request(1, "POST", "/", false).data(1, 16_384, false).data(1, 16_384, false);
      greedy.request(3, "POST", "/", false).data(3, 16_384, false);
      assertThat(greedy.answer(3).status()).isEqualTo(503);
      other.request(1, "POST", "/", false).data(1, 16_384, false).data(1, 16_384, false);
      assertThat(other.data(1, 1, true).answer(1).status()).isEqualTo(200);
      // One body alone may have more than the quarter.
      greedy.data(1, 16_384, false).data(1, 16_384, true);
      assertThat(greedy.answer(1).status()).isEqualTo(200);
      greedy.request(5, "POST", "/", false).data(5, 16_384, false).data(5, 1, true);
      assertThat(greedy.answer(5).status()).isEqualTo(200);
    }
  }

  @Test
  void bodies_that_do_not_go_on_make_room_when_half_of_the_memory_is_taken() throws Exception {
    try (var server =
            TestServer.startEcho(
                overload(
                        OverloadOptions.defaults()
                            .withMaxBufferedBodies(131_072)
                            .withMinBodyRate(0)
                            .withRateWindow(Duration.ofMillis(100)))
                    .withEventLoops(1));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answered = new ExecutorCompletionService<Map.Entry<FrameClient, Integer>>(threads);
      var slow = new ArrayList<FrameClient>();
      for (var i = 0; i < 6; i++) {
        var client = FrameClient.connect(server);
        slow.add(client);
        client.request(1, "POST", "/", false).data(1, 16_000, false);
        var _ = answered.submit(() -> Map.entry(client, client.answer(1).status()));
      }
      // Four of them are half of the memory.
      for (var i = 0; i < 2; i++) {
        var answer = answered.take().get();
        assertThat(answer.getValue()).isEqualTo(408);
        slow.remove(answer.getKey());
      }
      for (var client : slow) {
        client.data(1, 1, true);
        assertThat(answered.take().get().getValue()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_cookie_in_hundreds_of_crumbs_is_one_field_for_the_application() throws IOException {
    var fields = new String[1_000];
    var whole = new StringJoiner("; ");
    for (var i = 0; i < fields.length; i += 2) {
      fields[i] = "cookie";
      fields[i + 1] = "c" + i + "=" + i;
      whole.add(fields[i + 1]);
    }
    try (var server =
            TestServer.start(request ->
                TestServer.text(request, request.headers().first("Cookie").orElseThrow()));
        var client = FrameClient.connect(server)) {
      assertThat(client.request(1, "GET", "/", true, fields).answer(1).body())
          .isEqualTo(whole.toString());
      assertThat(client.request(3, "GET", "/", true, "cookie", "a=b").answer(3).body())
          .isEqualTo("a=b");
    }
  }

  @Test
  void the_last_request_of_a_connection_is_said_to_be_it() throws Exception {
    try (var server =
            TestServer.startEcho(
                overload(OverloadOptions.defaults().withMaxRequestsPerConnection(2)));
        var client = FrameClient.connect(server)) {
      assertThat(client.get(1, "/").answer(1).status()).isEqualTo(200);
      assertThat(client.get(3, "/").await(FrameType.GOAWAY).intAt(0)).isEqualTo(3);
      assertThat(client.answer(3).status()).isEqualTo(200);
    }
  }

  @Test
  void bodies_that_come_too_slowly_end_the_connection() throws Exception {
    var options =
        overload(
                OverloadOptions.defaults()
                    .withMinBodyRate(1_000_000)
                    .withRateWindow(Duration.ofMillis(100)))
            .withBodyTimeout(Duration.ofSeconds(4));
    try (var server = TestServer.startEcho(options);
        var client = FrameClient.connect(server)) {
      client.request(1, "POST", "/", false).data(1, "x", false);
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void responses_that_are_taken_too_slowly_end_the_connection() throws Exception {
    var options =
        overload(
                OverloadOptions.defaults()
                    .withMinResponseRate(1_000_000)
                    .withRateWindow(Duration.ofMillis(100)))
            .withBodyTimeout(Duration.ofSeconds(4));
    try (var server = TestServer.startEcho(options);
        var client = FrameClient.connect(server, 4, 1)) {
      client.get(1, "/");
      assertThat(client.awaitGoAway()).isEqualTo(ErrorCode.ENHANCE_YOUR_CALM);
    }
  }
}
