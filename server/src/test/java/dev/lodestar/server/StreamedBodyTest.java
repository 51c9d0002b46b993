package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.BodyPlan;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.ClientDisconnectedException;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Status;
import dev.lodestar.server.exchange.BodyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies that the application reads while they arrive.
class StreamedBodyTest {
  private static final int LARGE = 100_000;
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static ServerOptions options() {
    return TestServer.options().withMaxBodySize(1_000_000);
  }

  private static Server serve(TestServer.Handler handler) throws IOException {
    return serve(options(), 10_000_000_000L, handler);
  }

  /// Serves with streamed bodies. What handlers throw is answered as applications do.
  private static Server serve(ServerOptions options, long limit, TestServer.Handler handler)
      throws IOException {
    var application =
        new TestServer.TestApplication(handler) {
          @Override
          public BodyPlan bodyPlan(Request head, BodyPlan engineDefault) {
            return new BodyPlan(limit, true);
          }

          @Override
          public RenderedResponse handle(Request request) {
            try {
              return handler.handle(request);
            } catch (HttpException refusal) {
              return refuse(refusal, Optional.of(request));
            } catch (ClientDisconnectedException | UncheckedIOException gone) {
              return TestServer.respond(request, Status.of(499), ResponseBody.empty());
            } catch (Exception failure) {
              return TestServer.respond(
                  request, Status.INTERNAL_SERVER_ERROR, ResponseBody.empty());
            }
          }
        };
    return new NettyEngine().start(application, options);
  }

  private static RenderedResponse count(Request request) throws IOException {
    return TestServer.text(request, Long.toString(drain(request.body().stream())));
  }

  private static long drain(InputStream in) throws IOException {
    return in.transferTo(java.io.OutputStream.nullOutputStream());
  }

  private static String announced(long length) {
    return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void the_handler_reads_while_the_client_sends(Scheduling scheduling) throws Exception {
    var firstBytes = new LinkedBlockingQueue<Integer>();
    try (var server =
            serve(
                options().withScheduling(scheduling),
                LARGE,
                request -> {
                  try (var in = request.body().stream()) {
                    firstBytes.add(in.read());
                    firstBytes.add(in.read());
                    return TestServer.text(
                        request, request.body().length() + " " + (2 + drain(in)));
                  }
                });
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 3; i++) {
        client.send(announced(LARGE));
        client.send("a");
        assertThat(firstBytes.take()).isEqualTo('a');
        client.send("b");
        assertThat(firstBytes.take()).isEqualTo('b');
        client.send("c".repeat(LARGE - 2));
        assertThat(client.read().body()).isEqualTo("100000 100000");
      }
    }
  }

  @Test
  void chunks_can_be_read_before_the_last_has_come() throws Exception {
    BlockingQueue<String> read = new LinkedBlockingQueue<>();
    try (var server =
            serve(request -> {
              assertThat(request.body().length()).isEqualTo(RequestBody.UNKNOWN_LENGTH);
              var in = request.body().stream();
              read.add(new String(in.readNBytes(5), UTF_8));
              read.add(new String(in.readNBytes(5), UTF_8));
              assertThat(in.read()).isEqualTo(-1);
              return TestServer.text(request, Long.toString(request.body().length()));
            });
        var client = RawClient.connect(server)) {
      client.send(CHUNKED + chunk("first"));
      assertThat(read.take()).isEqualTo("first");
      client.send(chunk("again"));
      assertThat(read.take()).isEqualTo("again");
      assertThat(client.send("0\r\nX-Trailer: t\r\n\r\n").read().body()).isEqualTo("10");
      assertThat(client.send(CHUNKED + chunk("hello") + chunk("world") + "0\r\n\r\n").read().body())
          .isEqualTo("10");
    }
  }

  @Test
  void content_arrives_unchanged_however_it_is_cut() throws Exception {
    var random = new Random(7);
    var content = new byte[1_500_000];
    random.nextBytes(content);
    try (var server =
            serve(request -> {
              var in = request.body().stream();
              var piece = new byte[50_000];
              var position = 0;
              for (var n = in.read(piece, 3, 1); n >= 0; n = in.read(piece, 3, 40_000)) {
                for (var i = 0; i < n; i++) {
                  if (piece[3 + i] != content[position + i]) {
                    return TestServer.text(request, "differs at " + (position + i));
                  }
                }
                position += n;
              }
              return TestServer.text(request, "same " + position);
            });
        var client = RawClient.connect(server)) {
      client.send(announced(content.length)).send(content);
      assertThat(client.read().body()).isEqualTo("same 1500000");
      client.send(CHUNKED);
      for (var i = 0; i < content.length; ) {
        var count = Math.min(content.length - i, 1 + random.nextInt(60_000));
        client.send(Integer.toHexString(count) + ";ext=1\r\n");
        client.send(java.util.Arrays.copyOfRange(content, i, i + count)).send("\r\n");
        i += count;
      }
      assertThat(client.send("0\r\n\r\n").read().body()).isEqualTo("same 1500000");
    }
  }

  @Test
  void a_request_that_comes_byte_by_byte_is_read() throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      for (var b : (CHUNKED + chunk("hello") + "0\r\nA: b\r\n\r\n").getBytes(UTF_8)) {
        client.send(new byte[] {b});
      }
      assertThat(client.read().body()).isEqualTo("5");
    }
  }

  @Test
  void a_small_announced_body_is_received_whole() throws Exception {
    try (var server =
            serve(request ->
                TestServer.text(
                    request, request.body().isStreamed() + " " + request.body().length()));
        var client = RawClient.connect(server)) {
      client.send(announced(BodyStream.MOST_WHOLE) + "x".repeat(BodyStream.MOST_WHOLE));
      assertThat(client.read().body()).isEqualTo("false 65536");
      client.send(announced(BodyStream.MOST_WHOLE + 1) + "x".repeat(BodyStream.MOST_WHOLE + 1));
      assertThat(client.read().body()).isEqualTo("true 65537");
    }
  }

  @Test
  void a_reader_that_lags_behind_makes_the_client_wait() throws Exception {
    var total = 20_000_000;
    var most = new CompletableFuture<Integer>();
    try (var server =
            serve(
                options().withScheduling(Scheduling.DEFAULT_SCHEDULER),
                total,
                request -> {
                  var in = request.body().stream();
                  while (in.available() < BodyStream.WINDOW) {
                    Thread.sleep(1);
                  }
                  var waiting = 0;
                  var read = 0L;
                  var piece = new byte[20_000];
                  for (var n = 0; n >= 0; n = in.read(piece)) {
                    read += n;
                    waiting = Math.max(waiting, in.available());
                  }
                  most.complete(waiting);
                  return TestServer.text(request, Long.toString(read));
                });
        var client = RawClient.connect(server)) {
      client.send(announced(total)).send(new byte[total]);
      assertThat(client.read().body()).isEqualTo("20000000");
      assertThat(most.get()).isBetween(BodyStream.WINDOW, BodyStream.WINDOW + (1 << 17));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 5", "Transfer-Encoding: chunked"})
  void the_client_is_told_to_go_on_when_the_handler_reads(String framing) throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 2; i++) {
        client.send(
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n" + framing + "\r\n\r\n");
        assertThat(client.readHead().status()).isEqualTo(100);
        client.send(framing.startsWith("C") ? "hello" : chunk("hello") + "0\r\n\r\n");
        var response = client.read();
        assertThat(response.body()).isEqualTo("5");
        assertThat(response.header("Connection")).isNull();
      }
    }
  }

  @Test
  void a_client_that_sends_before_it_is_told_to_is_not_told() throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello");
      assertThat(client.read().body()).isEqualTo("5");
    }
  }

  @Test
  void a_handler_that_does_not_want_the_body_answers_without_a_word_to_go_on() throws Exception {
    try (var server = serve(request -> TestServer.text(request, "no"));
        var client = RawClient.connect(server)) {
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      var response = client.read();
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_stream_may_answer_while_it_reads() throws Exception {
    try (var server =
            serve(request ->
                TestServer.respond(
                    request,
                    Status.OK,
                    new ResponseBody.Stream(out -> {
                      request.body().stream().transferTo(out);
                    })));
        var client = RawClient.connect(server)) {
      client.send(CHUNKED + chunk("hello"));
      client.readHead();
      client.send("0\r\n\r\n");
      assertThat(client.readLine()).isEqualTo("5");
      assertThat(client.readLine()).isEqualTo("hello");
      assertThat(client.readLine()).isEqualTo("0");
      assertThat(client.readLine()).isEmpty();
      client.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      assertThat(client.send("again").read().body()).isEqualTo("again");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x\r\n", "5\r\nhelloX", "5\nhello\r\n", "5\r\nhello\r\n0\r\nno trailer\r\n"})
  void malformed_chunks_are_a_400_where_they_are_read(String chunks) throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      var response = client.send(CHUNKED + chunks).read();
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void what_came_before_a_malformed_chunk_is_read_first() throws Exception {
    var read = new CompletableFuture<String>();
    try (var server =
            serve(request -> {
              var in = request.body().stream();
              read.complete(new String(in.readNBytes(5), UTF_8));
              return TestServer.text(request, "not reached " + in.read());
            });
        var client = RawClient.connect(server)) {
      assertThat(client.send(CHUNKED + chunk("hello") + "oops\r\n").read().status()).isEqualTo(400);
      assertThat(read.get()).isEqualTo("hello");
    }
  }

  @Test
  void a_body_too_large_is_refused_where_it_is_read_or_at_once() throws Exception {
    BlockingQueue<String> called = new LinkedBlockingQueue<>();
    try (var server =
        serve(
            options(),
            10,
            request -> {
              called.add(request.target());
              return count(request);
            })) {
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(announced(11)).read().status()).isEqualTo(413);
        assertThat(called).isEmpty();
      }
      try (var client = RawClient.connect(server)) {
        client.send(CHUNKED + chunk("0123456789"));
        assertThat(called.take()).isEqualTo("/");
        var response = client.send("1\r\n").read();
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.header("Connection")).isEqualTo("close");
        assertThat(client.isClosedByServer()).isTrue();
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(CHUNKED + chunk("0123456789") + "0\r\n\r\n").read().body())
            .isEqualTo("10");
      }
    }
  }

  @Test
  void a_client_that_pauses_while_the_handler_waits_is_refused() throws Exception {
    var options = options().withBodyTimeout(Duration.ofMillis(100));
    try (var server = serve(options, LARGE, StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      var response = client.send(announced(LARGE) + "some").read();
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_pause_of_the_handler_is_not_the_fault_of_the_client() throws Exception {
    var options = options().withBodyTimeout(Duration.ofMillis(500));
    var sent = new CountDownLatch(1);
    try (var server =
            serve(
                options,
                LARGE,
                request -> {
                  sent.await();
                  Thread.sleep(1_500);
                  return count(request);
                });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE)).send("x".repeat(LARGE));
      sent.countDown();
      assertThat(client.read().body()).isEqualTo("100000");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_reader_learns_that_its_client_has_gone(Scheduling scheduling) throws Exception {
    var failures = new LinkedBlockingQueue<Throwable>();
    try (var server =
        serve(
            options().withScheduling(scheduling),
            LARGE,
            request -> {
              try {
                return count(request);
              } catch (Throwable failure) {
                failures.add(failure);
                throw failure;
              }
            })) {
      try (var client = RawClient.connect(server)) {
        client.send(announced(LARGE) + "some").reset();
        assertThat(failures.take()).isInstanceOf(ClientDisconnectedException.class);
      }
      try (var client = RawClient.connect(server)) {
        client.send(CHUNKED + chunk("some")).closeOutput();
        assertThat(failures.take()).isInstanceOf(ClientDisconnectedException.class);
        assertThat(client.read().status()).isEqualTo(499);
        assertThat(client.isClosedByServer()).isTrue();
      }
    }
  }

  @Test
  void collecting_tells_of_a_client_that_has_gone_too() throws Exception {
    var failure = new CompletableFuture<Throwable>();
    try (var server =
            serve(request -> {
              try {
                return TestServer.text(request, request.body().text(UTF_8));
              } catch (Throwable thrown) {
                failure.complete(thrown);
                throw thrown;
              }
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE) + "some").reset();
      assertThat(failure.get())
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(ClientDisconnectedException.class);
    }
  }

  @Test
  void a_reader_can_be_interrupted() throws Exception {
    var reader = new CompletableFuture<Thread>();
    try (var server =
            serve(request -> {
              reader.complete(Thread.currentThread());
              try {
                return count(request);
              } catch (InterruptedIOException interruption) {
                return TestServer.text(request, "interrupted " + Thread.interrupted());
              }
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE));
      var thread = reader.get();
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      thread.interrupt();
      assertThat(client.read().body()).isEqualTo("interrupted true");
    }
  }

  @Test
  void a_little_that_is_not_read_is_received_and_the_connection_kept() throws Exception {
    try (var server = serve(request -> TestServer.text(request, "unread"));
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE) + "some");
      var response = client.read();
      assertThat(response.body()).isEqualTo("unread");
      assertThat(response.header("Connection")).isNull();
      client.send("x".repeat(LARGE - 4)).get("/next");
      assertThat(client.read().body()).isEqualTo("unread");
      client.send(CHUNKED + chunk("hello"));
      assertThat(client.read().header("Connection")).isNull();
      client.send(chunk("hello") + "0\r\n\r\n").get("/next");
      assertThat(client.read().body()).isEqualTo("unread");
    }
  }

  @Test
  void much_that_is_not_read_ends_the_connection_after_the_answer() throws Exception {
    try (var server = serve(request -> TestServer.text(request, "unread"));
        var client = RawClient.connect(server)) {
      client.send(announced(10_000_000)).send(new byte[1_000_000]);
      var response = client.read();
      assertThat(response.body()).isEqualTo("unread");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void chunks_without_end_that_nobody_reads_end_the_connection() throws Exception {
    try (var server = serve(request -> TestServer.text(request, "unread"));
        var client = RawClient.connect(server)) {
      client.send(CHUNKED + chunk("hello"));
      assertThat(client.read().body()).isEqualTo("unread");
      var chunk = chunk("x".repeat(10_000));
      try {
        for (var i = 0; i < 40; i++) {
          client.send(chunk);
        }
      } catch (SocketException closedAlready) {
        // told below
      }
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_malformed_rest_that_nobody_reads_ends_the_connection() throws Exception {
    try (var server = serve(request -> TestServer.text(request, "unread"));
        var client = RawClient.connect(server)) {
      client.send(CHUNKED + chunk("hello"));
      assertThat(client.read().body()).isEqualTo("unread");
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void what_the_client_sends_after_the_body_is_the_next_request() throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      client.send(
          CHUNKED
              + chunk("hello")
              + "0\r\n\r\n"
              + announced(LARGE)
              + "x".repeat(LARGE)
              + "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.read().body()).isEqualTo("5");
      assertThat(client.read().body()).isEqualTo("100000");
      assertThat(client.read().body()).isEqualTo("0");
    }
  }

  @Test
  void limits_and_lengths_above_two_gibibytes_hold() throws Exception {
    try (var server =
        serve(
            options(),
            6_000_000_000L,
            request ->
                TestServer.text(
                    request, request.body().length() + " " + request.body().stream().read()))) {
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(announced(6_000_000_000L) + "A").read().body())
            .isEqualTo("6000000000 65");
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(announced(6_000_000_001L) + "A").read().status()).isEqualTo(413);
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(CHUNKED + "165A0BC00\r\nA").read().body()).isEqualTo("-1 65");
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.send(CHUNKED + "165A0BC01\r\nA").read().status()).isEqualTo(413);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1000000, 200", "1000001, 413"})
  void no_more_than_the_engine_takes_is_collected_in_memory(int length, int status)
      throws Exception {
    try (var server =
        serve(
            request -> TestServer.text(request, Integer.toString(request.body().bytes().length)))) {
      try (var client = RawClient.connect(server)) {
        client.send(announced(length)).send(new byte[length]);
        assertThat(client.read().status()).isEqualTo(status);
      }
      try (var client = RawClient.connect(server)) {
        client.send(CHUNKED + Integer.toHexString(length) + "\r\n").send(new byte[length]);
        assertThat(client.send("\r\n0\r\n\r\n").read().status()).isEqualTo(status);
      }
    }
  }

  @Test
  void a_chunked_body_without_content_is_empty() throws Exception {
    try (var server =
            serve(request -> TestServer.text(request, "empty: " + request.body().isEmpty()));
        var client = RawClient.connect(server)) {
      assertThat(client.send(CHUNKED + "0\r\n\r\n").read().body()).isEqualTo("empty: true");
      assertThat(client.send(CHUNKED + chunk("a") + "0\r\n\r\n").read().body())
          .isEqualTo("empty: false");
    }
  }

  @Test
  void a_body_cannot_be_read_when_the_request_is_over() throws Exception {
    var stream = new CompletableFuture<InputStream>();
    try (var server =
            serve(request -> {
              stream.complete(request.body().stream());
              return TestServer.text(request, "early");
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE) + "some");
      assertThat(client.read().body()).isEqualTo("early");
      assertThatThrownBy(() -> drain(stream.get()))
          .isInstanceOf(IOException.class)
          .hasMessage("The request is over; its body cannot be read any more.");
    }
  }

  @Test
  void a_thread_of_its_own_may_read() throws Exception {
    try (var server =
            serve(request -> {
              var reader =
                  CompletableFuture.supplyAsync(() -> {
                    try {
                      return count(request);
                    } catch (IOException failure) {
                      throw new UncheckedIOException(failure);
                    }
                  });
              return reader.get();
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE)).send("x".repeat(LARGE));
      assertThat(client.read().body()).isEqualTo("100000");
    }
  }

  @Test
  void a_stop_ends_those_who_still_read_at_its_deadline() throws Exception {
    var reading = new CountDownLatch(1);
    var failure = new CompletableFuture<Throwable>();
    try (var server =
            serve(request -> {
              var in = request.body().stream();
              reading.countDown();
              try {
                return TestServer.text(request, "not reached " + in.read());
              } catch (Throwable thrown) {
                failure.complete(thrown);
                throw thrown;
              }
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE));
      reading.await();
      assertThat(server.stop(Duration.ofMillis(10))).isFalse();
      assertThat(failure.get(30, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void a_stop_waits_for_a_body_that_still_comes() throws Exception {
    var reading = new CountDownLatch(1);
    try (var server =
            serve(request -> {
              var in = request.body().stream();
              reading.countDown();
              return TestServer.text(request, Long.toString(drain(in)));
            });
        var client = RawClient.connect(server)) {
      client.send(announced(LARGE));
      reading.await();
      var stopped = CompletableFuture.supplyAsync(() -> server.stop(Duration.ofSeconds(30)));
      client.send("x".repeat(LARGE));
      assertThat(client.read().body()).isEqualTo("100000");
      assertThat(stopped.get()).isTrue();
    }
  }

  /// Chunks with random mistakes, cut at random places, read in random ways: there is always an
  /// answer, and it blames the client or nobody.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void random_mistakes_in_chunks_are_answered(long seed) throws Exception {
    var random = new Random(seed);
    try (var server =
        serve(
            options(),
            3_000,
            request ->
                switch (request.path()) {
                  case "/collects" -> TestServer.text(request, request.body().text(ISO_8859_1));
                  case "/looks" -> TestServer.text(request, "" + request.body().isEmpty());
                  case "/leaves" -> TestServer.text(request, "left");
                  default -> count(request);
                })) {
      for (var round = 0; round < 150; round++) {
        var path = List.of("/counts", "/collects", "/looks", "/leaves").get(random.nextInt(4));
        var bytes = CHUNKED.replace("/ ", path + " ") + mistaken(random);
        try (var client = RawClient.connect(server)) {
          for (var i = 0; i < bytes.length(); ) {
            var end = Math.min(bytes.length(), i + 1 + random.nextInt(1_500));
            client.send(bytes.substring(i, end));
            i = end;
          }
          client.closeOutput();
          assertThat(client.read().status()).as(bytes).isIn(200, 400, 413, 431, 499);
        } catch (SocketException refusedEarly) {
          // the rest of what was sent met a closed connection
        }
      }
      try (var client = RawClient.connect(server)) {
        assertThat(client.get("/counts").read().body()).isEqualTo("0");
      }
    }
  }

  private static String mistaken(Random random) {
    var text = new StringBuilder();
    for (var chunks = random.nextInt(5); chunks > 0; chunks--) {
      text.append(chunk("x".repeat(1 + random.nextInt(2_000))));
    }
    text.append("0\r\nA: b\r\n\r\n");
    for (var mistakes = random.nextInt(3); mistakes > 0; mistakes--) {
      var at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, (char) random.nextInt(256));
        default -> text.setCharAt(at, (char) random.nextInt(256));
      }
    }
    return text.toString();
  }

  @Test
  void http_1_0_can_stream_too() throws Exception {
    try (var server = serve(StreamedBodyTest::count);
        var client = RawClient.connect(server)) {
      client.send("POST / HTTP/1.0\r\nContent-Length: " + LARGE + "\r\n\r\n");
      assertThat(client.send("x".repeat(LARGE)).read().body()).isEqualTo("100000");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_client_that_reads_only_when_it_has_sent_everything_is_answered() throws Exception {
    var large = new byte[5_000_000];
    try (var server =
            serve(request -> TestServer.respond(request, Status.OK, ResponseBody.of(large)));
        var client = RawClient.connect(server)) {
      client.send(announced(200_000)).send(new byte[200_000]);
      assertThat(client.read().bytes()).hasSize(5_000_000);
      assertThat(client.get("/").read().bytes()).hasSize(5_000_000);
    }
  }
}
