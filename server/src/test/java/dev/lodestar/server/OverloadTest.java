package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.engine.OverloadOptions;
import dev.lodestar.engine.ResponseBody;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.http.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of what is too much, at the limit and beyond it.
class OverloadTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofMinutes(1);

  private static ServerOptions options(UnaryOperator<OverloadOptions> change) {
    return TestServer.options().withOverload(change.apply(OverloadOptions.defaults()));
  }

  private static void expectTurnedAway(RawResponse response) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.header("Retry-After")).isEqualTo("2");
    assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(response.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                + "\"detail\":\"The server is busy. Try again later.\"}");
  }

  /// A server whose path `/slow` waits until it may go on.
  ///
  /// It has one event loop: a handler is in flight for others when it waits, not before, and its
  /// event loop turns to others not before that.
  private static final class SlowServer implements AutoCloseable {
    final Semaphore started = new Semaphore(0);
    final Semaphore mayEnd = new Semaphore(0);
    final AtomicInteger handled = new AtomicInteger();
    final Server server;

    SlowServer(ServerOptions options) throws IOException {
      server =
          TestServer.start(
              options.withEventLoops(1),
              request -> {
                handled.incrementAndGet();
                if (request.path().equals("/slow")) {
                  started.release();
                  mayEnd.acquire();
                }
                return TestServer.echo(request);
              });
    }

    RawClient slow() throws IOException, InterruptedException {
      var client = RawClient.connect(server).get("/slow");
      started.acquire();
      return client;
    }

    @Override
    public void close() {
      mayEnd.release(100);
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void requests_beyond_those_in_flight_are_turned_away_and_their_connections_kept(
      Scheduling scheduling) throws Exception {
    var options = options(o -> o.withMaxRequestsInFlight(2)).withScheduling(scheduling);
    try (var busy = new SlowServer(options);
        var first = busy.slow();
        var second = busy.slow();
        var third = RawClient.connect(busy.server)) {
      for (var i = 0; i < 3; i++) {
        expectTurnedAway(third.get("/").read());
      }
      assertThat(third.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n").readHead().status())
          .isEqualTo(503);
      assertThat(busy.handled).hasValue(2);

      busy.mayEnd.release();
      busy.mayEnd.release();
      assertThat(first.read().status()).isEqualTo(200);
      assertThat(second.read().status()).isEqualTo(200);
      assertThat(third.get("/").read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_body_is_turned_away_before_it_is_received() throws Exception {
    try (var busy = new SlowServer(options(o -> o.withMaxRequestsInFlight(1)));
        var _ = busy.slow();
        var second = RawClient.connect(busy.server)) {
      second.send(
          "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n");
      var response = second.read();
      expectTurnedAway(response);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(second.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void a_stream_that_is_being_sent_is_not_in_flight(Scheduling scheduling) throws Exception {
    var go = new CountDownLatch(1);
    var stream =
        new ResponseBody.Stream(out -> {
          out.write("begun".getBytes(UTF_8));
          out.flush();
          go.await();
        });
    var options = options(o -> o.withMaxRequestsInFlight(1)).withScheduling(scheduling);
    try (var server =
            TestServer.start(
                options,
                request ->
                    request.path().equals("/stream")
                        ? TestServer.respond(request, Status.OK, stream)
                        : TestServer.echo(request));
        var streaming = RawClient.connect(server).get("/stream");
        var other = RawClient.connect(server)) {
      streaming.readHead();
      assertThat(streaming.readLine()).isEqualTo("5");
      assertThat(other.get("/").read().status()).isEqualTo(200);
      go.countDown();
    }
  }

  @Test
  void requests_whose_clients_have_gone_count_until_their_handlers_end() throws Exception {
    try (var busy = new SlowServer(options(o -> o.withMaxRequestsInFlight(1)))) {
      busy.slow().reset();
      try (var next = RawClient.connect(busy.server)) {
        expectTurnedAway(next.get("/").read());
        busy.mayEnd.release();
        while (next.get("/").read().status() == 503) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void the_last_request_of_a_connection_says_so() throws IOException {
    try (var server = TestServer.startEcho(options(o -> o.withMaxRequestsPerConnection(3)));
        var client = RawClient.connect(server)) {
      assertThat(client.get("/1").read().header("Connection")).isNull();
      client.get("/2").get("/3").get("/4");
      assertThat(client.read().header("Connection")).isNull();
      var last = client.read();
      assertThat(last.body()).isEqualTo("GET /3 ");
      assertThat(last.header("Connection")).isEqualTo("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void an_address_has_no_more_connections_than_it_may() throws IOException {
    try (var server = TestServer.startEcho(options(o -> o.withMaxConnectionsPerAddress(2)));
        var first = RawClient.connect(server)) {
      assertThat(first.get("/").read().status()).isEqualTo(200);
      try (var second = RawClient.connect(server);
          var third = RawClient.connect(server)) {
        assertThat(second.get("/").read().status()).isEqualTo(200);
        assertThat(third.isClosedByServer()).isTrue();
        second.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").read();
        assertThat(second.isClosedByServer()).isTrue();
      }
      // The server notices in its own time that the client has closed its side, too.
      assertThat(RawClient.comesToServe(server)).isTrue();
    }
  }

  @Test
  void a_connection_too_many_is_answered_that_it_may_try_again() throws Exception {
    var options = options(o -> o).withMaxConnections(2);
    try (var busy = new SlowServer(options);
        var _ = busy.slow();
        var _ = busy.slow();
        var third = RawClient.connect(busy.server)) {
      var response = third.get("/").read();
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.header("Retry-After")).isEqualTo("2");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(third.isClosedByServer()).isTrue();
    }
  }

  @Test
  void connections_far_too_many_are_closed_at_once() throws Exception {
    var options = options(o -> o).withMaxConnections(1);
    var idle = new ArrayList<RawClient>();
    try (var busy = new SlowServer(options);
        var _ = busy.slow()) {
      for (var i = 0; i < Admission.MOST_TOLD; i++) {
        idle.add(RawClient.connect(busy.server));
      }
      try (var last = RawClient.connect(busy.server)) {
        assertThat(last.isClosedByServer()).isTrue();
      }
    } finally {
      for (var client : idle) {
        client.close();
      }
    }
  }

  @Test
  void connections_that_are_idle_make_room_for_new_ones() throws IOException {
    var options = options(o -> o).withMaxConnections(20).withIdleTimeout(LONG);
    var idle = new ArrayList<RawClient>();
    try (var server = TestServer.startEcho(options)) {
      for (var i = 0; i < 20; i++) {
        idle.add(RawClient.connect(server));
      }
      // Without them making room, the server would be full for a minute.
      for (var i = 0; i < 40; i++) {
        var served = false;
        while (!served) {
          var client = RawClient.connect(server);
          idle.add(client);
          served = client.get("/").read().status() == 200;
        }
      }
    } finally {
      for (var client : idle) {
        client.close();
      }
    }
  }

  @Test
  void bodies_together_are_not_larger_than_the_memory_for_them() throws IOException {
    var options = options(o -> o.withMaxBufferedBodies(1_000_000)).withMaxBodySize(2_000_000);
    var head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n";
    try (var server = TestServer.startEcho(options)) {
      // As soon as the first one has come so far, there is no room for a second one beside it. If
      // the second one has come first, the first is turned away, and tries again.
      var status = 0;
      while (status != 200) {
        try (var first = RawClient.connect(server)) {
          first.send(head).send(new byte[600_000]);
          RawResponse response;
          do {
            response = post(server, head);
          } while (response.status() == 200 && !first.hasReceived());
          if (response.status() == 200) {
            continue;
          }
          expectTurnedAway(response);
          assertThat(response.header("Connection")).isEqualTo("close");
          first.send(new byte[300_000]);
          status = first.read().status();
          assertThat(status).isIn(200, 503);
        }
      }
      // Memory is given back: by answers, by refusals, and by clients that go.
      for (var i = 0; i < 5; i++) {
        try (var gone = RawClient.connect(server)) {
          gone.send(head).send(new byte[600_000]);
        }
        RawResponse response;
        do {
          response = post(server, head);
        } while (response.status() == 503);
        assertThat(response.status()).isEqualTo(200);
      }
    }
  }

  private static RawResponse post(Server server, String head) throws IOException {
    try (var client = RawClient.connect(server)) {
      return client.send(head).send(new byte[900_000]).read();
    }
  }

  @ParameterizedTest
  @EnumSource(Scheduling.class)
  void memory_that_runs_out_in_a_request_is_no_end_of_the_server(Scheduling scheduling)
      throws Exception {
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request -> {
                  if (request.path().equals("/huge")) {
                    throw new OutOfMemoryError("for the test");
                  }
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      var response = client.get("/huge").read();
      expectTurnedAway(response);
      assertThat(response.header("Connection")).isNull();
      try (var next = RawClient.connect(server)) {
        var status = next.get("/").read().status();
        while (status == 503) {
          Thread.sleep(50);
          status = next.get("/").read().status();
        }
        assertThat(status).isEqualTo(200);
      }
    }
  }

  @Test
  void requests_are_turned_away_for_a_while_only_even_if_no_connection_stays_open()
      throws Exception {
    try (var server =
        TestServer.start(request -> {
          if (request.path().equals("/huge")) {
            throw new OutOfMemoryError("for the test");
          }
          return TestServer.echo(request);
        })) {
      assertThat(statusOf(server, "/huge")).isEqualTo(503);
      var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (statusOf(server, "/") == 503 && System.nanoTime() - end < 0) {
        Thread.sleep(20);
      }
      assertThat(statusOf(server, "/")).isEqualTo(200);
    }
  }

  private static int statusOf(Server server, String path) throws IOException {
    try (var client = RawClient.connect(server)) {
      return client.get(path).read().status();
    }
  }

  /// Sends one byte every few milliseconds, until the server has had enough.
  private static Thread drip(RawClient client, String bytes) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (!Thread.currentThread().isInterrupted()) {
              client.send(bytes);
              Thread.sleep(5);
            }
          } catch (IOException | InterruptedException end) {
            // the server has closed, or the test has seen enough
          }
        });
  }

  @Test
  void a_body_that_comes_drop_by_drop_is_408() throws Exception {
    var options =
        options(o -> o.withMinBodyRate(1_000_000).withRateWindow(SHORT)).withBodyTimeout(LONG);
    try (var server = TestServer.startEcho(options);
        var client = RawClient.connect(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
      var dripping = drip(client, "x");
      assertThat(client.read().status()).isEqualTo(408);
      dripping.interrupt();
      dripping.join();
    }
  }

  @Test
  void chunks_that_come_drop_by_drop_are_408() throws Exception {
    var options =
        options(o -> o.withMinBodyRate(1_000_000).withRateWindow(SHORT)).withBodyTimeout(LONG);
    try (var server = TestServer.startEcho(options);
        var client = RawClient.connect(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
      var dripping = drip(client, "1\r\nx\r\n");
      assertThat(client.read().status()).isEqualTo(408);
      dripping.interrupt();
      dripping.join();
    }
  }

  @Test
  void a_slow_body_is_received_where_any_rate_will_do() throws Exception {
    var options =
        options(o -> o.withMinBodyRate(0).withRateWindow(Duration.ofMillis(10)))
            .withBodyTimeout(LONG);
    try (var server = TestServer.startEcho(options);
        var client = RawClient.connect(server)) {
      client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20\r\n\r\n");
      for (var i = 0; i < 20; i++) {
        client.send("x");
        Thread.sleep(10);
      }
      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_client_that_reads_too_slowly_is_disconnected() throws Exception {
    var gone = new CountDownLatch(1);
    var endless =
        new ResponseBody.Stream(out -> {
          try {
            while (true) {
              out.write(new byte[8192]);
            }
          } catch (IOException end) {
            gone.countDown();
            throw end;
          }
        });
    var options =
        options(o -> o.withMinResponseRate(1_000_000_000).withRateWindow(SHORT))
            .withWriteTimeout(LONG);
    try (var server =
            TestServer.start(options, request -> TestServer.respond(request, Status.OK, endless));
        var client = RawClient.connect(server, 4096)) {
      client.get("/");
      var reading =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    client.readBytes(100);
                    Thread.sleep(5);
                  }
                } catch (IOException | InterruptedException end) {
                  // the server has had enough
                }
              });
      gone.await();
      reading.interrupt();
      reading.join();
    }
  }
}
