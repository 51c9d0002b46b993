package dev.lodestar.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.LaunchException;
import dev.lodestar.Lodestar;
import dev.lodestar.Post;
import dev.lodestar.engine.Server;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.engine.ServerOptions.Scheduling;
import dev.lodestar.event.Events;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Applications that start and stop with a real server.
class ApplicationLifecycleTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  record OrderPlaced(int id) {}

  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);

  private static ServerOptions options(Scheduling scheduling) {
    return TestServer.options().withScheduling(scheduling);
  }

  final class Orders {
    @Post("/task")
    String task(BackgroundTasks tasks) {
      tasks.add(
          "slow",
          () -> {
            begun.countDown();
            proceed.await();
            steps.add("task");
          });
      return "placed";
    }

    @Post("/event")
    String event(Events events) {
      events.publish(new OrderPlaced(1));
      return "placed";
    }

    @Post("/slow")
    String slow() throws InterruptedException {
      begun.countDown();
      proceed.await();
      steps.add("answered");
      return "placed";
    }
  }

  private App.Builder app() {
    return Lodestar.app()
        .routes(new Orders())
        .on(
            OrderPlaced.class,
            event -> {
              begun.countDown();
              proceed.await();
              steps.add("event");
            })
        .lifespan(context -> {
          steps.add("open");
          return () -> steps.add("closed");
        });
  }

  private static CompletableFuture<String> post(Server server, String path) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var client = TestClient.connect(server.uri())) {
            return client.post(path).text();
          }
        },
        Thread::startVirtualThread);
  }

  @Test
  void lifespans_start_before_the_socket_is_bound() {
    var app = app().get("/", request -> Response.text(steps.toString())).build();

    try (var server = app.start(TestServer.options());
        var client = TestClient.connect(server.uri())) {
      assertThat(client.get("/").text()).isEqualTo("[open]");
    }
    assertThat(steps).containsExactly("open", "closed");
  }

  @Test
  void a_lifespan_that_fails_leaves_no_socket_behind() throws IOException {
    var app =
        app()
            .onStart(context -> {
              throw new IOException("no connection");
            })
            .build();
    try (var free = TestServer.startEcho()) {
      // The port is taken, so whoever came as far as to bind it would fail otherwise.
      var taken = TestServer.options().withPort(free.port());

      assertThatThrownBy(() -> app.start(taken))
          .isInstanceOf(LaunchException.class)
          .hasMessageContaining("the lifespan \"onStart\" (ApplicationLifecycleTest.java:");
    }
    assertThat(steps).containsExactly("open", "closed");
  }

  @Test
  void an_address_that_cannot_be_bound_closes_the_lifespans() throws IOException {
    var app = app().build();
    try (var other = TestServer.startEcho()) {
      var taken = TestServer.options().withPort(other.port());

      assertThatThrownBy(() -> app.start(taken)).isInstanceOf(LaunchException.class);
    }
    assertThat(steps).containsExactly("open", "closed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheduling.class,
      names = {"AUTOMATIC", "DEFAULT_SCHEDULER"})
  void a_response_does_not_wait_for_tasks_but_a_stop_does(Scheduling scheduling) {
    var server = app().build().start(options(scheduling));

    assertThat(post(server, "/task").join()).isEqualTo("placed");
    assertThat(steps).containsExactly("open");
    stopAndProceed(server);

    assertThat(steps).containsExactly("open", "task", "closed");
  }

  @ParameterizedTest
  @EnumSource(
      value = Scheduling.class,
      names = {"AUTOMATIC", "DEFAULT_SCHEDULER"})
  void a_response_does_not_wait_for_listeners_but_a_stop_does(Scheduling scheduling) {
    var server = app().build().start(options(scheduling));

    assertThat(post(server, "/event").join()).isEqualTo("placed");
    assertThat(steps).containsExactly("open");
    stopAndProceed(server);

    assertThat(steps).containsExactly("open", "event", "closed");
  }

  @Test
  void requests_in_flight_are_answered_before_lifespans_close() throws InterruptedException {
    var server = app().build().start(TestServer.options());
    var answer = post(server, "/slow");
    begun.await();

    stopAndProceed(server);

    assertThat(answer.join()).isEqualTo("placed");
    assertThat(steps).containsExactly("open", "answered", "closed");
  }

  private void stopAndProceed(Server server) {
    try {
      begun.await();
      var stop = new Thread(() -> assertThat(server.stop(LONG)).isTrue());
      stop.start();
      while (stop.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      assertThat(steps).doesNotContain("closed");
      proceed.countDown();
      stop.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void what_is_not_done_at_the_deadline_is_interrupted_and_lifespans_close() throws Exception {
    var server = app().build().start(TestServer.options());
    post(server, "/task").join();
    begun.await();

    assertThat(server.stop(Duration.ZERO)).isFalse();

    assertThat(steps).containsExactly("open", "closed");
  }

  @Test
  void two_servers_share_an_application() {
    var app = app().build();
    var one = app.start(TestServer.options());
    var other = app.start(TestServer.options());

    one.close();
    assertThat(steps).containsExactly("open");
    other.close();
    assertThat(steps).containsExactly("open", "closed");
  }

  @Test
  void an_application_is_served_again_after_it_has_stopped() {
    var app = app().build();

    app.start(TestServer.options()).close();
    app.start(TestServer.options()).close();

    assertThat(steps).containsExactly("open", "closed", "open", "closed");
  }

  @Test
  void whoever_waits_for_the_stop_waits_for_the_lifespans() throws Exception {
    var closing = new CountDownLatch(1);
    var app =
        Lodestar.app()
            .onStop(context -> {
              closing.countDown();
              proceed.await();
              steps.add("closed");
            })
            .build();
    var server = app.start(TestServer.options());
    var waiting =
        CompletableFuture.runAsync(
            () -> {
              try {
                server.awaitStop();
                steps.add("stopped");
              } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
              }
            },
            Thread::startVirtualThread);
    var stop = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);
    closing.await();
    var second = CompletableFuture.runAsync(server::close, Thread::startVirtualThread);

    assertThat(waiting).isNotDone();
    proceed.countDown();
    CompletableFuture.allOf(waiting, stop, second).join();
    assertThat(steps).containsExactly("closed", "stopped");
  }

  @Test
  void a_test_client_that_serves_starts_and_stops_the_application() {
    var app = app().build();

    try (var client = TestClient.serve(app)) {
      proceed.countDown();
      assertThat(client.post("/event").text()).isEqualTo("placed");
      client.awaitIdle();
      assertThat(steps).containsExactly("open", "event");
    }
    assertThat(steps).containsExactly("open", "event", "closed");
  }
}
