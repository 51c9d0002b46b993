package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.engine.Delivery;
import dev.lodestar.event.EventOverflowException;
import dev.lodestar.event.Events;
import dev.lodestar.event.ListenerException;
import dev.lodestar.event.Listens;
import dev.lodestar.event.Phase;
import dev.lodestar.http.HttpException;
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

/// Events and those who listen to them.
class EventsTest {

  sealed interface OrderEvent {
    int id();
  }

  record OrderPlaced(int id) implements OrderEvent {}

  record OrderCancelled(int id) implements OrderEvent {}

  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch forever = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(1);

  final class Orders {
    @Post("/orders/{id}")
    String place(int id, Events events) {
      events.publish(new OrderPlaced(id));
      heard.add("handled " + id);
      return "placed";
    }

    @Post("/orders/{id}/twice")
    String twice(int id, Events events) {
      events.publish(new OrderPlaced(id));
      events.publish(new OrderCancelled(id));
      return "placed";
    }

    @Post("/orders/{id}/refused")
    String refused(int id, Events events) {
      events.publish(new OrderPlaced(id));
      throw HttpException.badRequest("No.");
    }
  }

  private App.Builder app() {
    return Lodestar.app().routes(new Orders());
  }

  private void publishAndWait(App app, Object... events) {
    try (var open = app.open()) {
      for (var event : events) {
        app.events().publish(event);
      }
      assertThat(open.awaitIdle(Duration.ofMinutes(1))).isTrue();
    }
  }

  @Test
  void a_listener_hears_of_an_event_after_the_response() {
    var app = app().on(OrderPlaced.class, event -> heard.add("placed " + event.id())).build();

    var response = app.handle(Requests.post("/orders/7"));
    assertThat(heard).containsExactly("handled 7");

    response.completion().orElseThrow().completed(Delivery.SENT);
    assertThat(heard).containsExactly("handled 7", "placed 7");
  }

  @Test
  void after_a_response_tasks_come_first_then_the_hook_then_the_events() {
    class All {
      @Get("/all")
      String all(Events events, BackgroundTasks tasks) {
        events.publish(new OrderPlaced(1));
        tasks.add(() -> heard.add("task"));
        return "done";
      }
    }
    var app =
        app()
            .routes(new All())
            .afterResponse((request, status) -> heard.add("hook"))
            .on(OrderPlaced.class, event -> heard.add("event"))
            .build();

    TestClient.of(app).get("/all");

    assertThat(heard).containsExactly("task", "hook", "event");
  }

  @Test
  void a_failure_that_middleware_turns_into_success_has_dropped_its_events_all_the_same() {
    var app =
        app()
            .middleware((request, next) -> {
              var failed = next.handle(request);
              assertThat(failed.status().orElseThrow().code()).isEqualTo(400);
              return Response.text("never mind");
            })
            .on(OrderPlaced.class, event -> heard.add("placed"))
            .build();

    TestClient.of(app)
        .ignoringFindings(UNDOCUMENTED_STATUS)
        .post("/orders/7/refused")
        .expectStatus(200);

    assertThat(heard).isEmpty();
  }

  @Test
  void a_listener_hears_of_an_event_also_when_the_client_has_left() {
    var app = app().on(OrderPlaced.class, event -> heard.add("placed " + event.id())).build();

    var response = app.handle(Requests.post("/orders/7"));
    response.completion().orElseThrow().completed(Delivery.ABORTED);

    assertThat(heard).containsExactly("handled 7", "placed 7");
  }

  @Test
  void the_events_of_a_request_that_fails_are_heard_by_those_only_who_did_not_wait_for_it() {
    var app =
        app()
            .on(OrderPlaced.class, event -> heard.add("after response"))
            .on(OrderPlaced.class, Phase.IMMEDIATE, event -> heard.add("immediate"))
            .on(OrderPlaced.class, Phase.SYNCHRONOUS, event -> heard.add("synchronous"))
            .build();

    try (var client = TestClient.of(app)) {
      client.post("/orders/7/refused").expectStatus(400);
      client.awaitIdle();
    }

    assertThat(heard).containsExactly("synchronous", "immediate");
  }

  @Test
  void a_listener_of_a_sealed_interface_hears_of_all_its_records() {
    var app =
        app()
            .on(OrderEvent.class, Phase.SYNCHRONOUS, event -> heard.add("any " + event))
            .on(
                OrderCancelled.class,
                Phase.SYNCHRONOUS,
                event -> heard.add("cancelled " + event.id()))
            .build();

    publishAndWait(app, new OrderPlaced(1), new OrderCancelled(2));

    assertThat(heard)
        .containsExactly("any OrderPlaced[id=1]", "any OrderCancelled[id=2]", "cancelled 2");
  }

  @Test
  void a_publisher_learns_how_many_listen() {
    var app =
        app()
            .on(Object.class, event -> {})
            .on(OrderPlaced.class, Phase.SYNCHRONOUS, event -> {})
            .on(OrderCancelled.class, event -> {})
            .build();

    assertThat(app.events().publish(new OrderPlaced(1))).isEqualTo(2);
    assertThat(app.events().publish("a text")).isEqualTo(1);
    assertThat(app().build().events().publish(new OrderPlaced(1))).isZero();
  }

  @Test
  void events_that_belong_to_no_request_are_heard_at_once() {
    var app = app().on(OrderPlaced.class, event -> heard.add("placed " + event.id())).build();

    publishAndWait(app, new OrderPlaced(7));

    assertThat(heard).containsExactly("placed 7");
  }

  @Test
  void a_listener_hears_the_events_of_a_request_in_the_order_of_their_publication() {
    var app = app().on(OrderEvent.class, event -> heard.add(event.toString())).build();

    TestClient.of(app).post("/orders/7/twice");

    assertThat(heard).containsExactly("OrderPlaced[id=7]", "OrderCancelled[id=7]");
  }

  @Test
  void listeners_run_at_the_same_time() {
    var app =
        app()
            .on(OrderPlaced.class, event -> forever.await())
            .on(OrderPlaced.class, event -> forever.countDown())
            .build();

    TestClient.of(app).post("/orders/7").expectStatus(201);

    assertThat(forever.getCount()).isZero();
  }

  @Test
  void a_listener_that_fails_is_logged_and_counted_and_stops_nobody() {
    var app =
        app()
            .on(
                OrderPlaced.class,
                event -> {
                  throw new IOException("no mail server");
                })
            .on(OrderPlaced.class, event -> heard.add("other"))
            .build();

    try (var log = CapturedLog.start();
        var client = TestClient.of(app)) {
      client.post("/orders/7").expectStatus(201);
      client.post("/orders/8").expectStatus(201);

      assertThat(log.text())
          .containsPattern(
              "event_listener_failed listener=on\\(OrderPlaced\\) EventsTest.java:\\d+"
                  + " event=dev.lodestar.EventsTest\\$OrderPlaced request=[0-9a-f-]{36}")
          .contains("java.io.IOException: no mail server");
    }
    assertThat(heard).containsExactlyInAnyOrder("handled 7", "other", "handled 8", "other");
    assertThat(app.events().failures()).isEqualTo(2);
  }

  @Test
  void a_synchronous_listener_runs_on_the_thread_of_the_publisher() {
    var publisher = Thread.currentThread();
    var app =
        app()
            .on(
                OrderPlaced.class,
                Phase.SYNCHRONOUS,
                event -> heard.add("same thread: " + (Thread.currentThread() == publisher)))
            .build();

    app.events().publish(new OrderPlaced(1));

    assertThat(heard).containsExactly("same thread: true");
  }

  @Test
  void a_synchronous_listener_can_refuse_the_event() {
    var app =
        app()
            .on(OrderPlaced.class, event -> heard.add("after response"))
            .on(OrderPlaced.class, Phase.IMMEDIATE, event -> heard.add("immediate"))
            .on(
                OrderPlaced.class,
                Phase.SYNCHRONOUS,
                event -> {
                  throw HttpException.badRequest("Not today.");
                })
            .on(OrderPlaced.class, Phase.SYNCHRONOUS, event -> heard.add("later"))
            .build();

    try (var client = TestClient.of(app)) {
      var problem = client.post("/orders/7").expectStatus(400).problem();
      client.awaitIdle();
      assertThat(problem.detail()).contains("Not today.");
    }

    assertThat(heard).isEmpty();
    assertThat(app.events().failures()).isZero();
  }

  @Test
  void a_checked_exception_of_a_synchronous_listener_is_wrapped() {
    var app =
        app()
            .on(
                OrderPlaced.class,
                Phase.SYNCHRONOUS,
                event -> {
                  throw new IOException("no disk");
                })
            .build();

    assertThatThrownBy(() -> app.events().publish(new OrderPlaced(1)))
        .isInstanceOf(ListenerException.class)
        .hasMessageMatching(
            "The listener on\\(OrderPlaced\\) EventsTest.java:\\d+ failed at OrderPlaced\\[id=1\\]:"
                + " java.io.IOException: no disk")
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void a_listener_may_publish() {
    var events = new AtomicReference<Events>();
    var app =
        app()
            .onStart(context -> events.set(context.events()))
            .on(OrderPlaced.class, event -> events.get().publish(new OrderCancelled(event.id())))
            .on(OrderCancelled.class, event -> heard.add("cancelled " + event.id()))
            .build();

    publishAndWait(app, new OrderPlaced(1));

    assertThat(heard).containsExactly("cancelled 1");
  }

  @Test
  void pending_events_are_limited() throws Exception {
    var app =
        app()
            .maxPendingEvents(2)
            .on(
                OrderPlaced.class,
                event -> {
                  waiting.countDown();
                  forever.await();
                })
            .on(OrderPlaced.class, Phase.SYNCHRONOUS, event -> heard.add("heard " + event.id()))
            .build();
    try (var open = app.open()) {
      app.events().publish(new OrderPlaced(1));
      app.events().publish(new OrderPlaced(2));
      waiting.await();

      assertThatThrownBy(() -> app.events().publish(new OrderPlaced(3)))
          .isInstanceOf(EventOverflowException.class)
          .hasMessageStartingWith(
              "The event dev.lodestar.EventsTest$OrderPlaced was not published, since 2 deliveries"
                  + " to listeners are pending at most.");
      assertThat(heard).containsExactly("heard 1", "heard 2");

      forever.countDown();
      assertThat(open.awaitIdle(Duration.ofMinutes(1))).isTrue();
      app.events().publish(new OrderPlaced(4));
    }
    assertThat(heard).containsExactly("heard 1", "heard 2", "heard 4");
  }

  @Test
  void events_that_will_not_be_delivered_are_not_pending() {
    var app =
        app()
            .maxPendingEvents(1)
            .on(OrderPlaced.class, event -> heard.add("placed " + event.id()))
            .on(
                OrderPlaced.class,
                Phase.SYNCHRONOUS,
                event -> {
                  if (event.id() == 2) {
                    throw HttpException.badRequest("No.");
                  }
                })
            .build();

    try (var client = TestClient.of(app)) {
      client.post("/orders/1/refused").expectStatus(400);
      client.post("/orders/2").expectStatus(400);
      client.post("/orders/3").expectStatus(201);
      client.post("/orders/4").expectStatus(201);
    }

    assertThat(heard).containsExactly("handled 3", "placed 3", "handled 4", "placed 4");
  }

  @Test
  void a_limit_of_pending_events_has_to_be_positive() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> app().maxPendingEvents(0))
        .withMessage("The limit of pending events is 0, but it has to be at least 1.");
  }

  @Test
  void a_stop_delivers_what_is_pending() {
    var app =
        app()
            .onStop(context -> heard.add("stopped"))
            .on(
                OrderPlaced.class,
                event -> {
                  heard.add("placed " + event.id());
                })
            .build();

    var open = app.open();
    for (var i = 0; i < 100; i++) {
      app.events().publish(new OrderPlaced(i));
    }
    assertThat(open.close(Duration.ofMinutes(1))).isTrue();

    assertThat(heard).hasSize(101).last().isEqualTo("stopped");
  }

  @Test
  void what_a_closing_lifespan_publishes_is_heard_while_those_before_it_are_open() {
    var app =
        app()
            .onStop(context -> heard.add("the first has closed"))
            .onStop(context -> context.events().publish(new OrderCancelled(1)))
            .on(OrderCancelled.class, event -> heard.add("cancelled"))
            .build();

    app.open().close();

    assertThat(heard).containsExactly("cancelled", "the first has closed");
  }

  @Test
  void at_the_deadline_listeners_are_interrupted_and_what_is_lost_is_logged() throws Exception {
    var interrupted = new CountDownLatch(1);
    var app =
        app()
            .on(
                OrderEvent.class,
                event -> {
                  waiting.countDown();
                  try {
                    forever.await();
                  } finally {
                    interrupted.countDown();
                  }
                })
            .build();
    var open = app.open();
    var response = app.handle(Requests.post("/orders/7/twice"));
    var completion =
        Thread.startVirtualThread(
            () -> response.completion().orElseThrow().completed(Delivery.SENT));
    waiting.await();

    try (var log = CapturedLog.start()) {
      assertThat(open.close(Duration.ZERO)).isFalse();
      interrupted.await();
      completion.join();

      assertThat(log.text())
          .containsPattern("event_lost listener=.* event=.*OrderPlaced request=[0-9a-f-]{36}")
          .containsPattern("event_lost listener=.* event=.*OrderCancelled request=[0-9a-f-]{36}");
    }
  }

  static class Mails {
    static final List<String> SENT = Collections.synchronizedList(new ArrayList<>());

    @Listens(Phase.SYNCHRONOUS)
    void confirm(OrderPlaced event) {
      SENT.add("confirm " + event.id());
    }

    @Listens(Phase.SYNCHRONOUS)
    private static int audit(OrderEvent event) {
      SENT.add("audit " + event.id());
      return 0;
    }

    void ignored(OrderPlaced event) {}
  }

  @Test
  void annotated_methods_of_objects_and_classes_listen() {
    Mails.SENT.clear();

    app().listeners(new Mails()).build().events().publish(new OrderPlaced(1));
    app().listeners(Mails.class).build().events().publish(new OrderPlaced(2));

    assertThat(Mails.SENT).containsExactly("confirm 1", "audit 1", "confirm 2", "audit 2");
  }

  @Test
  void an_object_may_answer_requests_and_listen() {
    class Both {
      int placed;

      @Get("/placed")
      int placed() {
        return placed;
      }

      @Listens(Phase.SYNCHRONOUS)
      void count(OrderPlaced event) {
        placed++;
      }
    }
    var both = new Both();
    var app = app().routes(both).listeners(both).build();

    app.events().publish(new OrderPlaced(1));

    assertThat(TestClient.of(app).get("/placed").json(Integer.class)).isEqualTo(1);
  }

  @Test
  void a_listener_method_throws_what_it_throws() {
    class Strict {
      @Listens(Phase.SYNCHRONOUS)
      void refuse(OrderPlaced event) throws IOException {
        throw new IOException("no");
      }
    }
    var app = app().listeners(new Strict()).build();

    assertThatThrownBy(() -> app.events().publish(new OrderPlaced(1)))
        .isInstanceOf(ListenerException.class)
        .hasMessageStartingWith("The listener Strict.refuse(OrderPlaced event) failed at ");
  }

  @Test
  void an_event_that_nobody_hears_after_the_response_needs_no_completion() {
    var app = app().on(OrderPlaced.class, Phase.SYNCHRONOUS, event -> heard.add("heard")).build();

    assertThat(app.handle(Requests.post("/orders/7")).completion()).isEmpty();
    assertThat(heard).containsExactly("heard", "handled 7");
  }

  @Test
  void events_of_a_request_that_is_over_wait_no_more() {
    class Keeper {
      final AtomicReference<Events> events = new AtomicReference<>();

      @Get("/keep")
      Response<String> keep(Events events) {
        this.events.set(events);
        return Response.text("kept");
      }
    }
    var keeper = new Keeper();
    var app =
        app().routes(keeper).on(OrderPlaced.class, event -> heard.add("" + event.id())).build();

    try (var client = TestClient.of(app)) {
      client.get("/keep");
      keeper.events.get().publish(new OrderPlaced(1));
      client.awaitIdle();
    }

    assertThat(heard).containsExactly("1");
  }

  @Test
  void waiting_for_an_application_that_is_still_at_work_ends_with_the_time_out() {
    var app = app().on(OrderPlaced.class, event -> forever.await()).build();
    var client = TestClient.of(app).timeout(Duration.ofMillis(1));
    app.events().publish(new OrderPlaced(1));

    assertThatThrownBy(client::awaitIdle)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("were still at work after PT0.001S");
    forever.countDown();
  }
}
