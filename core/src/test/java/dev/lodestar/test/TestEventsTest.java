package dev.lodestar.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.App;
import dev.lodestar.Lodestar;
import dev.lodestar.engine.ServerOptions;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.sse.LastEventId;
import dev.lodestar.sse.Sse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How tests read streams of events, over each transport.
class TestEventsTest {
  enum Way {
    IN_PROCESS,
    OVER_A_PORT
  }

  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch stubborn = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  private final App app =
      Lodestar.app()
          .get(
              "/three",
              request ->
                  Response.of(Sse.of(List.of("a", "b", "c"))).cookie(SetCookie.of("seen", "yes")))
          .get(
              "/endless",
              request ->
                  Response.of(
                      Sse.<String>produce(events -> {
                        try {
                          events.send("one");
                          never.await();
                        } finally {
                          ended.countDown();
                        }
                      })))
          .get(
              "/stubborn",
              request ->
                  Response.of(
                      Sse.<String>produce(events -> {
                        stubborn.countDown();
                        while (never.getCount() > 0) {
                          Thread.onSpinWait();
                        }
                      })))
          .get(
              "/breaking",
              request ->
                  Response.of(
                      Sse.<String>produce(events -> {
                        events.send("one");
                        throw new IllegalStateException("the feed broke");
                      })))
          .get("/text", request -> Response.text("no events here"))
          .get("/problem", request -> Response.problem(Problem.of(Status.CONFLICT)))
          .get(
              "/fails",
              request -> {
                throw new IllegalStateException("a defect");
              })
          .get(
              "/last",
              request -> Response.of(Sse.of(LastEventId.of(request.headers()).id().stream())))
          .get(
              "/raw",
              request ->
                  Response.bytes(
                      MediaType.EVENT_STREAM,
                      "\uFEFFdata: a\rdata:b\r\ndata\ndata:  c\n\nid: 7\n\n: comment\nid: 8\u0000\nevent: e\nx\ndata: d\n\nretry: 1x\nretry: 12\ndata: unfinished"
                          .getBytes(StandardCharsets.UTF_8)))
          .build();

  private TestClient client(Way way) {
    return way == Way.IN_PROCESS
        ? TestClient.of(app)
        : TestClient.serve(app, ServerOptions.defaults(), new JdkEngine());
  }

  @AfterEach
  void proceed() {
    never.countDown();
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void events_are_read_one_by_one_some_at_a_time_or_to_the_end(Way way) {
    try (var client = client(way);
        var events = client.events("/three")) {
      assertThat(events.next().data()).isEqualTo("a");
      assertThat(events.next(1)).extracting(ReceivedEvent::data).containsExactly("b");
      assertThat(events.rest()).hasToString("[message: c]");
      assertThat(events.hasNext()).isFalse();
      assertThat(events.headers().first("Cache-Control")).hasValue("no-cache");
      assertThat(client.cookies().value("seen")).hasValue("yes");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_stream_that_breaks_off_fails_the_test_with_its_failure(Way way) {
    try (var client = client(way);
        var events = client.events("/breaking")) {
      assertThat(events.next().data()).isEqualTo("one");
      assertThatThrownBy(events::hasNext)
          .isInstanceOf(UnexpectedServerError.class)
          .hasRootCauseMessage("the feed broke");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void an_event_that_does_not_come_in_time_fails_the_test(Way way) {
    try (var client = client(way)) {
      // Long enough for the first event on a busy machine.
      var impatient = client.timeout(Duration.ofSeconds(2));
      var events = impatient.events("/endless");
      events.next();

      assertThatThrownBy(events::next)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("GET /endless had no further event within PT2S");
      never.countDown();
      events.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "IN_PROCESS,/text,no events here", "OVER_A_PORT,/text,no events here",
    "IN_PROCESS,/problem,409 Conflict", "OVER_A_PORT,/problem,409 Conflict",
  })
  void what_is_no_stream_of_events_fails_the_test_and_is_shown(Way way, String path, String shown) {
    try (var client = client(way)) {
      assertThatThrownBy(() -> client.events(path))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("Expected a stream of events, but the response is:\nGET " + path)
          .hasMessageContaining(shown);
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_failure_before_the_head_fails_the_test_as_for_every_response(Way way) {
    try (var client = client(way)) {
      assertThatThrownBy(() -> client.events("/fails"))
          .isInstanceOf(UnexpectedServerError.class)
          .hasRootCauseMessage("a defect");
      assertThatThrownBy(() -> client.raiseServerErrors(false).events("/fails"))
          .hasMessageContaining("500 Internal Server Error");
    }
  }

  @Test
  void who_closes_the_events_leaves_and_waits_until_the_application_is_done() {
    try (var client = client(Way.IN_PROCESS)) {
      var events = client.events("/endless");
      assertThat(events.next().data()).isEqualTo("one");
      events.close();

      assertThat(ended.getCount()).isZero();
    }
  }

  @Test
  void an_application_that_minds_nobodys_leaving_fails_the_test() throws Exception {
    // Long enough for the head on a busy machine.
    try (var client = client(Way.IN_PROCESS).timeout(Duration.ofSeconds(2))) {
      var events = client.events("/stubborn");
      stubborn.await();

      assertThatThrownBy(events::close)
          .hasMessage(
              "The client of GET /stubborn has left, but the application was not done with the"
                  + " response within 2 s.");
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void a_request_says_where_it_left_off(Way way) {
    try (var client = client(way);
        var events =
            client.request(HttpMethod.GET, "/last").header("Last-Event-ID", "17").events()) {
      assertThat(events.next().data()).isEqualTo("17");
    }
  }

  @Test
  void the_stream_is_read_as_browsers_do() {
    try (var client = client(Way.IN_PROCESS);
        var events = client.events("/raw")) {
      assertThat(events.rest()).hasToString("[message: a\nb\n\n c, e #7: d]");
      assertThat(events.retry()).hasValue(Duration.ofMillis(12));
    }
  }
}
