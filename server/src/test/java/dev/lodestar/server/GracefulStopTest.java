package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.Lodestar;
import dev.lodestar.engine.Server;
import dev.lodestar.health.Health;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A stop loses no request, says in time that it comes, and can be hurried.
class GracefulStopTest {
  /// How long an idle connection is still there for a request that is on its way.
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(90);

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void a_request_that_is_on_its_way_to_an_idle_connection_is_answered() throws Exception {
    var response = askWhileStopping();
    while (response.isEmpty()) {
      response = askWhileStopping();
    }
    assertThat(response.get().body()).isEqualTo("GET /2 ");
    assertThat(response.get().header("Connection")).isEqualTo("close");
  }

  /// Sends a request to a server that has just been told to stop.
  ///
  /// @return the answer; nothing if this thread had to wait for a processor for so long that the
  ///   connection was idle for more than the moment that it has
  private static Optional<RawResponse> askWhileStopping() throws Exception {
    var server = TestServer.startEcho();
    try (var client = RawClient.connect(server)) {
      assertThat(client.get("/1").read().header("Connection")).isNull();
      server.announceStop();
      var begun = System.nanoTime();
      var stop = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      try {
        var response = client.get("/2").read();
        assertThat(client.isClosedByServer()).isTrue();
        return Optional.of(response);
      } catch (EOFException | SocketException closed) {
        if (System.nanoTime() - begun < MOMENT) {
          throw closed;
        }
        return Optional.empty();
      } finally {
        assertThat(stop.get()).isTrue();
      }
    }
  }

  @Test
  void a_server_that_is_about_to_stop_goes_on_and_closes_connections_after_answers()
      throws IOException {
    try (var server = TestServer.startEcho()) {
      assertThat(server.isStopping()).isFalse();
      try (var before = RawClient.connect(server)) {
        server.announceStop();
        assertThat(server.isStopping()).isTrue();
        try (var after = RawClient.connect(server)) {
          for (var client : new RawClient[] {before, after}) {
            var response = client.get("/").read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
          }
        }
      }
    }
  }

  @Test
  void a_health_check_knows_during_the_delay_that_the_server_will_stop() throws Exception {
    var app =
        Lodestar.app()
            .get(
                "/ready",
                request -> Response.text(request.serverIsStopping() ? "stopping" : "ready"))
            .build();
    var server = app.start(TestServer.options().withShutdownDelay(LONG));
    try (var client = TestClient.connect(server.uri())) {
      assertThat(client.get("/ready").text()).isEqualTo("ready");
      var close = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
      while (!server.isStopping()) {
        Thread.onSpinWait();
      }
      assertThat(client.get("/ready").text()).isEqualTo("stopping");
      assertThat(close).isNotDone();
      // The delay ends when somebody cannot wait for it.
      assertThat(server.stop(LONG)).isTrue();
      close.get();
    }
  }

  @Test
  void an_application_is_not_ready_as_soon_as_its_server_is_told_to_stop() throws Exception {
    var app = Lodestar.app().health(Health.standard().withDetails()).build();
    var server = app.start(TestServer.options().withShutdownDelay(LONG));
    try (var client = TestClient.connect(server.uri())) {
      client.get("/health/ready").expectStatus(200);
      var close = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
      while (!server.isStopping()) {
        Thread.onSpinWait();
      }
      assertThat(client.get("/health/ready").expectStatus(503).text())
          .contains("The server stops.");
      client.get("/health/live").expectStatus(200);
      server.stop(LONG);
      close.get();
    }
  }

  @Test
  void a_second_stop_gives_the_first_an_earlier_end() throws Exception {
    var started = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var server =
        TestServer.start(request -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException end) {
            interrupted.countDown();
          }
          return TestServer.echo(request);
        });
    try (var client = RawClient.connect(server)) {
      client.get("/");
      started.await();
      var patient = CompletableFuture.supplyAsync(() -> server.stop(LONG));
      while (!server.isStopping()) {
        Thread.onSpinWait();
      }
      // However far the first has come.
      server.stop(Duration.ZERO);
      assertThat(patient.get()).isFalse();
      interrupted.await();
    }
  }

  /// Each client sends one request after the other, on connections that it keeps as long as the
  /// server says; one that has been sent on a connection that has answered before, or is the first
  /// of its connection, is lost if no answer comes.
  @Test
  void no_request_is_lost_when_a_server_under_load_stops() throws Exception {
    for (var round = 0; round < 5; round++) {
      var server = TestServer.startEcho();
      var answered = new AtomicInteger();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var clients = new ArrayList<Future<String>>();
        for (var i = 0; i < 16; i++) {
          clients.add(threads.submit(() -> ask(server, answered)));
        }
        while (answered.get() < 500) {
          Thread.onSpinWait();
        }
        assertThat(server.stop(LONG)).isTrue();
        for (var client : clients) {
          assertThat(client.get()).isEqualTo("refused");
        }
      }
    }
  }

  private static String ask(Server server, AtomicInteger answered) throws IOException {
    while (true) {
      var idleSince = System.nanoTime();
      try (var client = RawClient.connect(server)) {
        while (true) {
          var asked = System.nanoTime();
          client.get("/");
          var response = client.read();
          answered.incrementAndGet();
          if ("close".equals(response.header("Connection"))) {
            break;
          }
          // The answer may have come at once, and this thread long after.
          idleSince = asked;
        }
      } catch (ConnectException refused) {
        return "refused";
      } catch (EOFException | SocketException closed) {
        // This thread may have had to wait for a processor, with an idle connection in its hands.
        return System.nanoTime() - idleSince > MOMENT ? "refused" : "lost: " + closed;
      }
    }
  }
}
