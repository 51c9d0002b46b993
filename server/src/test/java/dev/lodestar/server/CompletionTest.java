package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Request;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every response with a completion is completed once. Servers are stopped before the count is
/// taken, so that a second call would be seen.
class CompletionTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final byte[] LARGE = new byte[20_000_000];

  /// What the completions were told: target of the request and delivery.
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private Server serve(Scheduling scheduling, TestServer.Handler handler) throws IOException {
    return serve(TestServer.options().withScheduling(scheduling), handler);
  }

  private Server serve(ServerOptions options, TestServer.Handler handler) throws IOException {
    return TestServer.start(options, request -> noted(request, handler.handle(request)));
  }

  private RenderedResponse noted(Request request, RenderedResponse response) {
    return response.withCompletion(delivery -> told.add(request.target() + " " + delivery));
  }

  private static RenderedResponse stream(Request request, StreamBody body) {
    return TestServer.respond(request, Status.OK, new ResponseBody.Stream(body));
  }

  private String next() throws InterruptedException {
    var text = told.poll(30, TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("No completion was called.");
    }
    return text;
  }

  private void expectAlone(Server server, String expected) throws InterruptedException {
    assertThat(next()).isEqualTo(expected);
    server.stop(LONG);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_response_that_was_written_is_sent(Scheduling scheduling) throws Exception {
    try (var server = serve(scheduling, TestServer::echo);
        var client = RawClient.connect(server)) {
      assertThat(client.get("/a").read().body()).isEqualTo("GET /a ");
      assertThat(next()).isEqualTo("/a SENT");
      assertThat(client.get("/b").read().body()).isEqualTo("GET /b ");
      expectAlone(server, "/b SENT");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_response_whose_handler_blocked_is_sent(Scheduling scheduling) throws Exception {
    try (var server =
            serve(
                scheduling,
                request -> {
                  Thread.sleep(1);
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      client.get("/a").read();
      expectAlone(server, "/a SENT");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_completion_runs_on_a_virtual_thread_and_not_that_of_the_request(Scheduling scheduling)
      throws Exception {
    var handler = new CompletableFuture<Thread>();
    var completion = new CompletableFuture<Thread>();
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request -> {
                  handler.complete(Thread.currentThread());
                  return TestServer.echo(request)
                      .withCompletion(delivery -> completion.complete(Thread.currentThread()));
                });
        var client = RawClient.connect(server)) {
      client.get("/").read();
      assertThat(completion.get().isVirtual()).isTrue();
      assertThat(completion.get()).isNotSameAs(handler.get());
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_completion_that_blocks_holds_up_nobody(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request ->
                    TestServer.echo(request)
                        .withCompletion(delivery -> {
                          await(go);
                          told.add("done");
                        }));
        var client = RawClient.connect(server)) {
      for (var i = 0; i < 50; i++) {
        assertThat(client.get("/" + i).read().body()).isEqualTo("GET /" + i + " ");
      }
      assertThat(told).isEmpty();
      go.countDown();
      for (var i = 0; i < 50; i++) {
        assertThat(next()).isEqualTo("done");
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }
  }

  @Test
  void a_completion_that_fails_changes_nothing_and_those_after_it_run() throws Exception {
    try (var server =
            TestServer.start(request -> {
              var failing =
                  TestServer.echo(request)
                      .withCompletion(delivery -> {
                        throw new IllegalStateException("on purpose, for a test");
                      });
              return noted(request, failing);
            });
        var client = RawClient.connect(server)) {
      assertThat(client.get("/a").read().status()).isEqualTo(200);
      assertThat(client.get("/b").read().status()).isEqualTo(200);
      assertThat(next()).isEqualTo("/a SENT");
      assertThat(server.stop(LONG)).isTrue();
      assertThat(told).containsExactly("/b SENT");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void pipelined_requests_are_completed_one_by_one(Scheduling scheduling) throws Exception {
    try (var server = serve(scheduling, TestServer::echo);
        var client = RawClient.connect(server)) {
      var requests = new StringBuilder();
      for (var i = 0; i < 500; i++) {
        requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (var i = 0; i < 500; i++) {
        client.read();
      }
      server.stop(LONG);
      assertThat(told).hasSize(500).doesNotHaveDuplicates().allMatch(text -> text.endsWith("SENT"));
    }
  }

  @Test
  void responses_without_content_are_sent() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request ->
                    TestServer.respond(
                        request,
                        Status.of(Integer.parseInt(request.path().substring(1))),
                        ResponseBody.of("text".getBytes(UTF_8))));
        var client = RawClient.connect(server)) {
      client.sendLines("HEAD /200 HTTP/1.1\nHost: a\n\n").readHead();
      assertThat(next()).isEqualTo("/200 SENT");
      client.get("/304").read();
      assertThat(next()).isEqualTo("/304 SENT");
      client.get("/204").read();
      expectAlone(server, "/204 SENT");
    }
  }

  @Test
  void the_last_response_of_a_connection_is_sent() throws Exception {
    try (var server = serve(TestServer.options(), TestServer::echo);
        var client = RawClient.connect(server)) {
      client.send("GET /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertThat(client.readRestAsText()).endsWith("GET /a ");
      expectAlone(server, "/a SENT");
    }
  }

  @Test
  void the_response_to_a_client_that_has_closed_its_side_is_sent() throws Exception {
    try (var server = serve(TestServer.options(), TestServer::echo);
        var client = RawClient.connect(server)) {
      client.get("/a").closeOutput();
      assertThat(client.readRestAsText()).endsWith("GET /a ");
      expectAlone(server, "/a SENT");
    }
  }

  @Test
  void a_connection_that_idles_away_completes_nothing_twice() throws Exception {
    try (var server = serve(TestServer.options().withIdleTimeout(SHORT), TestServer::echo);
        var client = answeredInTime(server)) {
      assertThat(client.isClosedByServer()).isTrue();
      expectAlone(server, "/a SENT");
    }
  }

  /// A client that was answered before its connection had been idle for too long; for that a busy
  /// machine needs some attempts.
  private static RawClient answeredInTime(Server server) throws IOException {
    while (true) {
      var client = RawClient.connect(server);
      try {
        client.get("/a").read();
        return client;
      } catch (IOException closedBefore) {
        client.close();
      }
    }
  }

  @Test
  void a_large_response_is_sent_when_its_last_byte_is_and_not_before() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request -> TestServer.respond(request, Status.OK, ResponseBody.of(LARGE)));
        var client = RawClient.connect(server, 4096)) {
      client.get("/a").readHead();
      client.readBytes(1_000_000);
      // The buffers of both kernels do not hold the rest.
      assertThat(told).isEmpty();
      client.readBytes(LARGE.length - 1_000_000);
      expectAlone(server, "/a SENT");
    }
  }

  @Test
  void a_large_response_whose_reader_leaves_is_aborted() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request -> TestServer.respond(request, Status.OK, ResponseBody.of(LARGE)));
        var client = RawClient.connect(server, 4096)) {
      client.get("/a").readHead();
      client.reset();
      expectAlone(server, "/a ABORTED");
    }
  }

  @Test
  void a_response_that_its_reader_does_not_take_is_aborted_by_the_time_out() throws Exception {
    try (var server =
            serve(
                TestServer.options().withWriteTimeout(SHORT),
                request -> TestServer.respond(request, Status.OK, ResponseBody.of(LARGE)));
        var client = RawClient.connect(server, 4096)) {
      client.get("/a").readHead();
      expectAlone(server, "/a ABORTED");
    }
  }

  @Test
  void responses_that_wait_for_a_slow_reader_are_aborted_with_the_connection() throws Exception {
    var body = new byte[60_000];
    var handled = new LinkedBlockingQueue<String>();
    try (var server =
            serve(
                TestServer.options().withWriteTimeout(SHORT),
                request -> {
                  handled.add(request.target());
                  return TestServer.respond(request, Status.OK, ResponseBody.of(body));
                });
        var client = RawClient.connect(server, 4096)) {
      var requests = new StringBuilder();
      for (var i = 0; i < 500; i++) {
        requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      // At once: the connection may be aborted as soon as the first have been answered.
      client.send(requests.toString());
      String last;
      do {
        last = next();
      } while (!last.endsWith("ABORTED"));
      told.add(last);
      server.stop(LONG);
      assertThat(told).doesNotHaveDuplicates();
      assertThat(told.size()).isLessThanOrEqualTo(handled.size());
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_client_that_leaves_while_the_handler_runs_aborts_the_response(Scheduling scheduling)
      throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    try (var server =
        TestServer.start(
            TestServer.options().withScheduling(scheduling).withMaxConnections(1),
            request -> {
              if (request.path().equals("/probe")) {
                return TestServer.echo(request);
              }
              started.countDown();
              go.await();
              return noted(request, TestServer.echo(request));
            })) {
      try (var client = RawClient.connect(server)) {
        client.get("/slow");
        started.await();
        client.reset();
      }
      try (var idle = connectWhenThereIsRoom(server)) {
        // The handler of the client that has gone is still at work, and the stop waits for it.
        var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
        assertThat(idle.isClosedByServer()).isTrue();
        assertThat(stop).isNotDone();
        assertThat(told).isEmpty();
        go.countDown();
        assertThat(stop.get()).isTrue();
        assertThat(told).containsExactly("/slow ABORTED");
      }
    }
  }

  /// Connects to a server of one connection, when it has taken note that the one before has gone.
  private static RawClient connectWhenThereIsRoom(Server server) throws IOException {
    while (true) {
      var client = RawClient.connect(server);
      try {
        if (client.get("/probe").read().status() == 200) {
          return client;
        }
      } catch (IOException refused) {
        // tried again
      }
      client.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_is_sent_after_its_end(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    try (var server =
            serve(
                scheduling,
                request ->
                    stream(
                        request,
                        out -> {
                          out.write("part".getBytes(UTF_8));
                          out.flush();
                          go.await();
                        }));
        var client = RawClient.connect(server)) {
      client.get("/a").readHead();
      assertThat(client.readLine()).isEqualTo("4");
      assertThat(told).isEmpty();
      go.countDown();
      assertThat(client.readLine()).isEqualTo("part");
      assertThat(client.readLine()).isEqualTo("0");
      expectAlone(server, "/a SENT");
    }
  }

  @Test
  void a_stream_to_http_1_0_is_sent_when_the_connection_ends() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request -> stream(request, out -> out.write("all".getBytes(UTF_8))));
        var client = RawClient.connect(server)) {
      client.send("GET /a HTTP/1.0\r\n\r\n");
      assertThat(client.readRestAsText()).endsWith("all");
      expectAlone(server, "/a SENT");
    }
  }

  @Test
  void a_stream_for_a_head_request_is_sent_without_being_produced() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request ->
                    stream(
                        request,
                        out -> {
                          throw new AssertionError("It was produced.");
                        }));
        var client = RawClient.connect(server)) {
      client.sendLines("HEAD /a HTTP/1.1\nHost: a\n\n").readHead();
      expectAlone(server, "/a SENT");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_whose_producer_fails_is_aborted(Scheduling scheduling) throws Exception {
    try (var server =
            serve(
                scheduling,
                request ->
                    stream(
                        request,
                        out -> {
                          out.write("part".getBytes(UTF_8));
                          out.flush();
                          throw new IllegalStateException("on purpose, for a test");
                        }));
        var client = RawClient.connect(server)) {
      client.get("/a").readHead();
      assertThat(next()).isEqualTo("/a ABORTED");
      assertThat(server.stop(LONG)).isTrue();
      assertThat(told).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_whose_client_leaves_is_aborted_after_its_producer_has_ended(Scheduling scheduling)
      throws Exception {
    try (var server =
            serve(
                scheduling,
                request ->
                    stream(
                        request,
                        out -> {
                          try {
                            while (true) {
                              out.write(new byte[1000]);
                            }
                          } finally {
                            told.add("producer ended");
                          }
                        }));
        var client = RawClient.connect(server, 4096)) {
      client.get("/a").readHead();
      client.reset();
      assertThat(next()).isEqualTo("producer ended");
      expectAlone(server, "/a ABORTED");
    }
  }

  @Test
  void a_response_that_is_none_is_aborted() throws Exception {
    try (var server =
            serve(
                TestServer.options(),
                request -> TestServer.respond(request, Status.of(103), ResponseBody.empty()));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/a").read().status()).isEqualTo(500);
      expectAlone(server, "/a ABORTED");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stop_waits_for_completions(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    var server =
        TestServer.start(
            TestServer.options().withScheduling(scheduling),
            request ->
                TestServer.echo(request)
                    .withCompletion(delivery -> {
                      await(go);
                      told.add("done");
                    }));
    try (var idle = RawClient.connect(server)) {
      try (var client = RawClient.connect(server)) {
        client.get("/a").read();
      }
      var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      assertThat(idle.isClosedByServer()).isTrue();
      assertThat(stop).isNotDone();
      go.countDown();
      assertThat(stop.get()).isTrue();
      assertThat(told).containsExactly("done");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stop_does_not_wait_for_completions_beyond_its_deadline(Scheduling scheduling)
      throws Exception {
    var go = new CountDownLatch(1);
    var server =
        TestServer.start(
            TestServer.options().withScheduling(scheduling),
            request ->
                TestServer.echo(request)
                    .withCompletion(delivery -> {
                      await(go);
                      told.add("done");
                    }));
    try (var client = RawClient.connect(server)) {
      client.get("/a").read();
      assertThat(server.stop(Duration.ofMillis(10))).isFalse();
      assertThat(told).isEmpty();
      go.countDown();
      assertThat(next()).isEqualTo("done");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_that_the_deadline_cuts_off_is_aborted(Scheduling scheduling) throws Exception {
    var server =
        serve(
            scheduling,
            request ->
                stream(
                    request,
                    out -> {
                      out.write("part".getBytes(UTF_8));
                      out.flush();
                      new CountDownLatch(1).await();
                    }));
    try (var client = RawClient.connect(server)) {
      client.get("/a").readHead();
      client.readLine();
      assertThat(server.stop(Duration.ZERO)).isFalse();
      expectAlone(server, "/a ABORTED");
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_handler_that_outlives_the_server_has_its_response_aborted(Scheduling scheduling)
      throws Exception {
    var started = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var server =
        serve(
            scheduling,
            request -> {
              started.countDown();
              while (true) {
                try {
                  go.await();
                  return TestServer.echo(request);
                } catch (InterruptedException ignored) {
                  // a stubborn handler
                }
              }
            });
    try (var client = RawClient.connect(server)) {
      client.get("/a");
      started.await();
      assertThat(server.stop(Duration.ofMillis(10))).isFalse();
      assertThat(told).isEmpty();
      go.countDown();
      expectAlone(server, "/a ABORTED");
    }
  }

  /// Clients that leave at any moment: each response that a handler made is completed once.
  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void whenever_clients_leave_each_response_is_completed_once(Scheduling scheduling)
      throws Exception {
    var handled = new LinkedBlockingQueue<String>();
    var piece = new byte[100_000];
    var server =
        serve(
            scheduling,
            request -> {
              handled.add(request.target());
              return switch (request.target().charAt(1)) {
                case '0' -> TestServer.respond(request, Status.OK, ResponseBody.of(piece));
                case '1' -> stream(request, out -> out.write(piece));
                case '2' -> {
                  Thread.sleep(1);
                  yield TestServer.echo(request);
                }
                default -> TestServer.echo(request);
              };
            });
    var visits = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 200; i++) {
        var number = i;
        Callable<?> visit =
            () -> {
              try (var client = RawClient.connect(server, 4096)) {
                for (var kind = 0; kind < 4; kind++) {
                  client.get("/" + kind + "/" + number);
                }
                client.readBytes(number * 997);
                client.reset();
              }
              return number;
            };
        visits.add(threads.submit(visit));
      }
    }
    for (var visit : visits) {
      visit.get();
    }
    assertThat(server.stop(LONG)).isTrue();
    assertThat(told.stream().map(text -> text.substring(0, text.indexOf(' '))))
        .containsExactlyInAnyOrderElementsOf(handled);
  }
}
