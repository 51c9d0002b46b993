package dev.lodestar.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.sse.Sse;
import dev.lodestar.test.ContractFinding;
import dev.lodestar.test.ContractViolation;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Streams are compared item by item.
class ContractOfStreamsTest {
  record Count(int count) {}

  static class Counts {
    @Get("/events")
    Sse<Count> events() {
      return Sse.of(List.of(new Count(1), new Count(2), new Count(3)));
    }

    @Get(value = "/lines", produces = "application/x-ndjson")
    Stream<Count> lines() {
      return Stream.of(new Count(1), new Count(3));
    }
  }

  private static String document(String mediaType) {
    var operation =
        """
        {"get": {"responses": {"200": {"description": "OK",
          "headers": {"Cache-Control": {}, "X-Accel-Buffering": {}},
          "content": {"%s": {"schema": {
            "type": "object", "properties": {"count": {"type": "integer", "maximum": 2}}}}}}}}}
        """
            .formatted(mediaType);
    return Documents.withPaths("\"/events\": " + operation + ", \"/lines\": " + operation);
  }

  private static TestClient client(String mediaType) {
    return TestClient.of(Lodestar.app().routes(Counts.class).build())
        .checkingContract(Documents.options(document(mediaType)));
  }

  @Test
  void an_event_is_compared_when_the_test_gets_it() {
    try (var events = client("text/event-stream").events("/events")) {
      assertThat(events.next(2)).hasSize(2);

      var violation = catchThrowableOfType(ContractViolation.class, events::next);
      assertThat(violation.findings())
          .extracting(ContractFinding::place)
          .containsExactly(
              "/paths/~1events/get/responses/200/content/text~1event-stream/schema/properties/count/maximum");
    }
  }

  @Test
  void the_head_of_a_stream_is_compared_when_it_is_opened() {
    var violation =
        catchThrowableOfType(
            ContractViolation.class, () -> client("application/json").events("/events"));

    assertThat(violation.findings())
        .extracting(ContractFinding::kind)
        .containsExactly(ContractFinding.Kind.UNDOCUMENTED_CONTENT);
  }

  @Test
  void a_stream_of_events_that_is_received_whole_is_compared() {
    var violation =
        catchThrowableOfType(
            ContractViolation.class, () -> client("text/event-stream").get("/events"));

    assertThat(violation.findings())
        .extracting(ContractFinding::message)
        .containsExactly(
            "The content of the response is not valid: /count must have a maximum value of 2");
  }

  @Test
  void every_line_is_compared() {
    var violation =
        catchThrowableOfType(
            ContractViolation.class, () -> client("application/x-ndjson").get("/lines"));

    assertThat(violation.findings()).hasSize(1);
  }
}
