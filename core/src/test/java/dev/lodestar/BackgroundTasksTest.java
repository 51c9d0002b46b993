package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Delivery;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.test.TestClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What runs after the response of a request.
class BackgroundTasksTest {
  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch forever = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(1);
  private final AtomicReference<BackgroundTasks> kept = new AtomicReference<>();

  final class Handlers {
    @Get("/two")
    String two(BackgroundTasks tasks) {
      tasks.add(() -> steps.add("one"));
      tasks.add(() -> steps.add("two"));
      steps.add("handled");
      return "done";
    }

    @Get("/failing")
    String failing(BackgroundTasks tasks) {
      tasks.add(
          "send mail",
          () -> {
            throw new IOException("no mail server");
          });
      tasks.add(() -> steps.add("next"));
      return "done";
    }

    @Get("/interrupting")
    String interrupting(BackgroundTasks tasks) {
      tasks.add(() -> Thread.currentThread().interrupt());
      tasks.add(() -> steps.add("interrupted: " + Thread.currentThread().isInterrupted()));
      return "done";
    }

    @Get("/refused")
    String refused(BackgroundTasks tasks) {
      tasks.add(() -> steps.add("never"));
      throw HttpException.badRequest("No.");
    }

    @Get("/broken")
    String broken(BackgroundTasks tasks) {
      tasks.add(() -> steps.add("never"));
      throw new IllegalStateException("a defect");
    }

    @Get("/says-500")
    Response<String> says500(BackgroundTasks tasks) {
      tasks.add(() -> steps.add("one"));
      return Response.of("no").status(500);
    }

    @Get("/many")
    String many(int count, BackgroundTasks tasks) {
      for (var i = 0; i < count; i++) {
        tasks.add(() -> steps.add("task"));
      }
      return "done";
    }

    @Get("/nested")
    String nested(BackgroundTasks tasks) {
      tasks.add(() -> tasks.add(() -> steps.add("nested")));
      return "done";
    }

    @Get("/kept")
    String kept(BackgroundTasks tasks) {
      kept.set(tasks);
      return "done";
    }

    @Get("/slow")
    String slow(BackgroundTasks tasks) {
      tasks.add(
          "wait",
          () -> {
            waiting.countDown();
            forever.await();
          });
      tasks.add("clean up", () -> steps.add("cleaned up"));
      return "done";
    }

    @Get("/same")
    boolean same(BackgroundTasks one, BackgroundTasks other) {
      return one == other;
    }

    @Get("/stream")
    Response<?> stream(BackgroundTasks tasks) {
      return Response.stream(
          MediaType.TEXT,
          out -> {
            out.write('x');
            tasks.add(() -> steps.add("after the stream"));
          });
    }
  }

  private final App app = Lodestar.app().routes(new Handlers()).build();
  private final TestClient client = TestClient.of(app).raiseServerErrors(false);

  @Test
  void tasks_run_after_the_handler_in_the_order_in_which_they_were_added() {
    assertThat(client.get("/two").text()).isEqualTo("done");

    assertThat(steps).containsExactly("handled", "one", "two");
  }

  @Test
  void tasks_do_not_run_before_the_response_was_sent() {
    var response = app.handle(Requests.get("/two"));
    assertThat(steps).containsExactly("handled");

    response.completion().orElseThrow().completed(Delivery.SENT);
    assertThat(steps).containsExactly("handled", "one", "two");
  }

  @Test
  void tasks_run_also_when_the_client_has_left() {
    app.handle(Requests.get("/two")).completion().orElseThrow().completed(Delivery.ABORTED);

    assertThat(steps).containsExactly("handled", "one", "two");
  }

  @Test
  void a_task_that_fails_is_logged_and_the_next_one_runs() {
    try (var log = CapturedLog.start()) {
      client.get("/failing").expectStatus(200);

      assertThat(log.text())
          .containsPattern("background_task_failed task=send mail request=[0-9a-f-]{36}")
          .contains("java.io.IOException: no mail server");
    }
    assertThat(steps).containsExactly("next");
  }

  @Test
  void a_task_is_not_interrupted_by_the_one_before() {
    client.get("/interrupting");

    assertThat(steps).containsExactly("interrupted: false");
  }

  @Test
  void tasks_of_a_request_that_fails_are_dropped() {
    client.ignoringFindings(UNDOCUMENTED_STATUS).get("/refused").expectStatus(400);
    client.get("/broken").expectStatus(500);

    assertThat(steps).isEmpty();
  }

  @Test
  void a_response_that_the_handler_returns_is_no_failure_whatever_its_status() {
    client.get("/says-500").expectStatus(500);

    assertThat(steps).containsExactly("one");
  }

  @Test
  void a_request_may_add_100_tasks() {
    client.get("/many?count=100").expectStatus(200);
    assertThat(steps).hasSize(100);

    client.get("/many?count=101").expectStatus(500);
    assertThat(steps).hasSize(100);
  }

  @Test
  void the_limit_of_tasks_is_named() {
    var raising = TestClient.of(app);

    assertThatThrownBy(() -> raising.get("/many?count=101"))
        .hasRootCauseMessage(
            "The background task 'task' is one more than the 100 that a request may add; let one"
                + " task do more.");
  }

  @Test
  void a_task_may_add_a_task() {
    client.get("/nested");

    assertThat(steps).containsExactly("nested");
  }

  @Test
  void a_task_that_is_added_too_late_is_refused() {
    client.get("/kept");

    assertThatIllegalStateException()
        .isThrownBy(() -> kept.get().add("late", () -> {}))
        .withMessageStartingWith(
            "The background task 'late' was added when the tasks of its request had run already");
  }

  @Test
  void a_stream_may_add_tasks_while_it_is_sent() {
    assertThat(client.get("/stream").text()).isEqualTo("x");

    assertThat(steps).containsExactly("after the stream");
  }

  @Test
  void a_request_has_one_list_of_tasks() {
    assertThat(client.get("/same").json(Boolean.class)).isTrue();
  }

  @Test
  void a_response_after_which_there_is_nothing_to_do_has_no_completion() {
    assertThat(app.handle(Requests.get("/same")).completion()).isEmpty();
  }

  @Test
  void at_the_deadline_tasks_are_interrupted_and_what_is_lost_is_logged() throws Exception {
    var open = app.open();
    client.close();
    var response = app.handle(Requests.get("/slow"));
    var completion =
        Thread.startVirtualThread(
            () -> response.completion().orElseThrow().completed(Delivery.SENT));
    waiting.await();

    try (var log = CapturedLog.start()) {
      assertThat(open.close(Duration.ZERO)).isFalse();
      completion.join();

      assertThat(log.text())
          .containsPattern("background_task_lost task=wait request=[0-9a-f-]{36}")
          .containsPattern("background_task_lost task=clean up request=[0-9a-f-]{36}");
    }
    assertThat(steps).isEmpty();
  }

  @Test
  void a_stop_waits_for_tasks() throws Exception {
    var open = app.open();
    client.close();
    var response = app.handle(Requests.get("/slow"));
    Thread.startVirtualThread(() -> response.completion().orElseThrow().completed(Delivery.SENT));
    waiting.await();
    var stop = new Thread(() -> steps.add("complete: " + open.close(Duration.ofMinutes(1))));
    stop.start();
    while (stop.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }

    forever.countDown();
    stop.join();

    assertThat(steps).containsExactly("cleaned up", "complete: true");
  }
}
