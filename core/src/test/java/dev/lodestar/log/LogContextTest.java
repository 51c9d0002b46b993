package dev.lodestar.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.event.Events;
import dev.lodestar.event.Phase;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.lifecycle.BackgroundTasks;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Where it is known which request is handled.
class LogContextTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  private void look(String where) {
    seen.add(
        where
            + " "
            + LogContext.request().map(request -> request.path() + LogContext.fields(request)));
  }

  record Ordered(String item) {}

  final class Orders {
    @Get("/order")
    String order(BackgroundTasks tasks, Events events) {
      look("handler");
      LogContext.put("item", "tea");
      tasks.add("mail", () -> look("task"));
      events.publish(new Ordered("tea"));
      return "ordered";
    }

    @Get("/stream")
    Response<?> stream() {
      return Response.stream(MediaType.TEXT, out -> look("stream"));
    }
  }

  private App app() {
    return Lodestar.app()
        .routes(new Orders())
        .guard((request, route) -> look("guard"))
        .on(Ordered.class, Phase.AFTER_RESPONSE, event -> look("after"))
        .build();
  }

  @Test
  void everything_that_belongs_to_a_request_knows_it() {
    try (var client = TestClient.of(app())) {
      client.get("/order").expectStatus(200);
      client.awaitIdle();
    }

    assertThat(seen)
        .containsExactlyInAnyOrder(
            "guard Optional[/order{}]",
            "handler Optional[/order{}]",
            "task Optional[/order{item=tea}]",
            "after Optional[/order{item=tea}]");
  }

  @Test
  void what_is_produced_while_it_is_sent_knows_its_request() {
    try (var client = TestClient.of(app())) {
      client.get("/stream").expectStatus(200);
    }

    assertThat(seen).contains("stream Optional[/stream{}]");
  }

  @Test
  void outside_of_requests_there_is_none() {
    LogContext.put("item", "tea");
    look("here");

    assertThat(seen).containsExactly("here Optional.empty");
  }

  @Test
  void a_request_has_only_so_many_fields() {
    var request = new Request[1];
    var app =
        Lodestar.app()
            .get(
                "/",
                given -> {
                  request[0] = given;
                  for (var i = 0; i < 1_000; i++) {
                    LogContext.put("field" + i, i);
                  }
                  LogContext.put("field0", "again");
                  return Response.text("");
                })
            .build();
    try (var client = TestClient.of(app)) {
      client.get("/");
    }

    assertThat(LogContext.fields(request[0]))
        .hasSize(LogContext.MAX_FIELDS)
        .containsAllEntriesOf(Map.of("field0", "again", "field49", "49"));
  }
}
