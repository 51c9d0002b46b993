package dev.lodestar.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.FairnessOptions;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions.Scheduling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of other connections while a handler holds the thread that it runs on. All of it is
/// about event loops that carry handlers.
class FairnessTest {
  private static final FairnessOptions QUICK =
      FairnessOptions.defaults()
          .withHandOverAfter(Duration.ofMillis(1))
          .withReportAfter(Duration.ofMillis(1));

  private static final int LOOPS = 2;

  /// More handlers than there are event loops, so that every loop holds some.
  private static final int MANY = 4 * LOOPS;

  /// Spins until it is told to stop, as a long computation does.
  private static final class Spinners {
    private final AtomicBoolean stop = new AtomicBoolean();
    private final CountDownLatch started;

    Spinners(int count) {
      started = new CountDownLatch(count);
    }

    void spin() {
      started.countDown();
      while (!stop.get()) {
        Thread.onSpinWait();
      }
    }
  }

  private static Server serve(FairnessOptions fairness, TestServer.Handler handler)
      throws IOException {
    return TestServer.start(
        TestServer.options()
            .withEventLoops(LOOPS)
            .withScheduling(Scheduling.EVENT_LOOP)
            .withFairness(fairness),
        handler);
  }

  @Test
  void other_connections_are_served_while_handlers_spin_on_every_event_loop() throws Exception {
    var spinners = new Spinners(MANY);
    try (var server =
        serve(
            QUICK,
            request -> {
              if (request.path().equals("/spin")) {
                spinners.spin();
              }
              return TestServer.echo(request);
            })) {
      var spinning = new ArrayList<RawClient>();
      for (var i = 0; i < MANY; i++) {
        spinning.add(RawClient.connect(server).get("/spin"));
      }
      spinners.started.await();
      for (var i = 0; i < MANY; i++) {
        try (var client = RawClient.connect(server)) {
          assertThat(client.get("/free").read().body()).isEqualTo("GET /free ");
        }
      }
      spinners.stop.set(true);
      for (var client : spinning) {
        assertThat(client.read().body()).isEqualTo("GET /spin ");
        assertThat(client.get("/again").read().body()).isEqualTo("GET /again ");
        client.close();
      }
    }
  }

  @Test
  void what_was_answered_before_is_sent_while_the_next_handler_of_the_connection_spins()
      throws Exception {
    var spinners = new Spinners(1);
    try (var server =
            serve(
                QUICK,
                request -> {
                  if (request.path().equals("/spin")) {
                    spinners.spin();
                  }
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      var head = " HTTP/1.1\r\nHost: a\r\n\r\n";
      client.send("GET /first" + head + "GET /spin" + head + "GET /last" + head);
      assertThat(client.read().body()).isEqualTo("GET /first ");
      spinners.started.await();
      spinners.stop.set(true);
      assertThat(client.read().body()).isEqualTo("GET /spin ");
      assertThat(client.read().body()).isEqualTo("GET /last ");
    }
  }

  @Test
  void a_handler_that_has_lost_its_event_loop_can_block_and_go_on() throws Exception {
    var spinners = new Spinners(MANY);
    try (var server =
        serve(
            QUICK,
            request -> {
              var before = Thread.currentThread();
              if (request.path().equals("/spin")) {
                spinners.spin();
                Thread.sleep(1);
              }
              return TestServer.text(request, "" + (before == Thread.currentThread()));
            })) {
      var spinning = new ArrayList<RawClient>();
      for (var i = 0; i < MANY; i++) {
        spinning.add(RawClient.connect(server).get("/spin"));
      }
      spinners.started.await();
      spinners.stop.set(true);
      for (var client : spinning) {
        assertThat(client.read().body()).isEqualTo("true");
        client.close();
      }
    }
  }

  @Test
  void a_client_that_goes_while_its_handler_spins_does_no_harm() throws Exception {
    var spinners = new Spinners(1);
    var ended = new CountDownLatch(1);
    try (var server =
        serve(
            QUICK,
            request -> {
              if (request.path().equals("/spin")) {
                spinners.spin();
                ended.countDown();
              }
              return TestServer.echo(request);
            })) {
      try (var client = RawClient.connect(server)) {
        client.get("/spin");
        spinners.started.await();
      }
      for (var i = 0; i < MANY; i++) {
        try (var client = RawClient.connect(server)) {
          assertThat(client.get("/free").read().body()).isEqualTo("GET /free ");
        }
      }
      spinners.stop.set(true);
      ended.await();
    }
  }

  @Test
  void a_server_stops_while_a_handler_spins() throws Exception {
    var spinners = new Spinners(1);
    var server =
        serve(
            QUICK,
            request -> {
              spinners.spin();
              return TestServer.echo(request);
            });
    try (var client = RawClient.connect(server)) {
      client.get("/spin");
      spinners.started.await();
      assertThat(server.stop(Duration.ofMillis(1))).isFalse();
      spinners.stop.set(true);
    }
  }

  @Test
  void only_so_many_threads_are_held_as_are_allowed() throws Exception {
    var spinners = new Spinners(1);
    var answered = new AtomicInteger();
    try (var server =
        serve(
            QUICK.withMaxHeldThreads(0),
            request -> {
              if (request.path().equals("/spin")) {
                spinners.spin();
              }
              answered.incrementAndGet();
              return TestServer.echo(request);
            })) {
      var clients = new ArrayList<RawClient>();
      // One after the other goes to the next event loop, so one of them shares that of the first.
      clients.add(RawClient.connect(server).get("/spin"));
      spinners.started.await();
      for (var i = 0; i < LOOPS; i++) {
        clients.add(RawClient.connect(server).get("/free"));
      }
      for (var i = 1; i < LOOPS; i++) {
        assertThat(clients.get(i).read().body()).isEqualTo("GET /free ");
      }
      assertThat(answered).hasValue(LOOPS - 1);
      spinners.stop.set(true);
      assertThat(clients.getFirst().read().body()).isEqualTo("GET /spin ");
      assertThat(clients.getLast().read().body()).isEqualTo("GET /free ");
      for (var client : clients) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheduling.class,
      names = {"EVENT_LOOP", "AUTOMATIC"})
  void threads_that_a_handler_starts_run_beside_it_and_not_on_its_event_loop(Scheduling scheduling)
      throws Exception {
    try (var server =
            TestServer.start(
                TestServer.options().withScheduling(scheduling),
                request -> {
                  var carriers = new ArrayList<String>();
                  var thread =
                      Thread.startVirtualThread(() -> {
                        carriers.add(Thread.currentThread().toString());
                        Thread.startVirtualThread(
                            () -> carriers.add(Thread.currentThread().toString()));
                      });
                  // Spinning holds the event loop, so what waited for it would never run.
                  while (thread.isAlive()) {
                    Thread.onSpinWait();
                  }
                  thread.join();
                  return TestServer.text(request, carriers.getFirst());
                });
        var client = RawClient.connect(server)) {
      assertThat(client.get("/").read().body()).contains("ForkJoinPool");
    }
  }

  @Test
  void a_thread_that_a_handler_has_started_outlives_the_server() throws Exception {
    var stopped = new CountDownLatch(1);
    var ended = new CountDownLatch(1);
    try (var server =
            serve(
                FairnessOptions.defaults(),
                request -> {
                  Thread.startVirtualThread(() -> {
                    try {
                      stopped.await();
                      Thread.sleep(1);
                      ended.countDown();
                    } catch (InterruptedException never) {
                      // then the test fails
                    }
                  });
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      client.get("/").read();
    }
    stopped.countDown();
    ended.await();
    assertThat(ended.getCount()).isZero();
  }

  @Test
  void a_handler_that_holds_an_event_loop_is_logged_with_where_it_is() throws Exception {
    var out = new ByteArrayOutputStream();
    var before = System.err;
    System.setErr(new PrintStream(out, true, UTF_8));
    var here = "\tat dev.lodestar.server.FairnessTest.spinUntil(";
    try (var server =
            serve(
                QUICK.withReportInterval(Duration.ofMillis(1)),
                request -> {
                  var end = System.nanoTime() + Duration.ofSeconds(1).toNanos();
                  spinUntil(
                      () -> out.toString(UTF_8).contains(here) || System.nanoTime() - end > 0);
                  return TestServer.echo(request);
                });
        var client = RawClient.connect(server)) {
      // Each request is told of once, perhaps before its handler has come so far.
      for (var tries = 0; tries < 30 && !out.toString(UTF_8).contains(here); tries++) {
        client.get("/first").read();
      }
    } finally {
      System.setErr(before);
    }
    assertThat(out.toString(UTF_8))
        .contains("event_loop_held handler=")
        .contains("GET /first\" ms=")
        .contains("handed_over=")
        .contains("times=1")
        .contains(here);
  }

  private static void spinUntil(BooleanSupplier over) {
    while (!over.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void options_out_of_their_range_are_refused() {
    var options = FairnessOptions.defaults();
    assertThatThrownBy(() -> options.withHandOverAfter(Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The handOverAfter is PT0.000999999S, but it is a time from PT0.001S to PT24H.");
    assertThatThrownBy(() -> options.withReportAfter(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withReportInterval(Duration.ofDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> options.withMaxHeldThreads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The maxHeldThreads is -1, but it is a number of threads, or 0 if loops are never to"
                + " change theirs.");
  }
}
