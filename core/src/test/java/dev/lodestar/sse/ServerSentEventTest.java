package dev.lodestar.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.lodestar.Lodestar;
import dev.lodestar.http.Response;
import dev.lodestar.json.Json;
import dev.lodestar.test.ReceivedEvent;
import dev.lodestar.test.TestClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an event is, and how it is written.
class ServerSentEventTest {

  private static String written(ServerSentEvent<String> event) {
    return text(Sse.ofEvents(List.of(event)));
  }

  private static String text(Sse<?> events) {
    var app = Lodestar.app().get("/", request -> Response.of(events)).build();
    try (var client = TestClient.of(app)) {
      return client.get("/").expectStatus(200).text();
    }
  }

  private static List<ReceivedEvent> received(Sse<?> events) {
    var app = Lodestar.app().get("/", request -> Response.of(events)).build();
    try (var client = TestClient.of(app);
        var stream = client.events("/")) {
      return stream.rest();
    }
  }

  @Test
  void an_event_is_a_line_for_each_field_and_an_empty_line() {
    var event =
        ServerSentEvent.of("order", "the data")
            .id("17")
            .retry(Duration.ofSeconds(5))
            .comment("a comment");

    assertThat(written(event))
        .isEqualTo(": a comment\nid: 17\nevent: order\nretry: 5000\ndata: the data\n\n");
  }

  @Test
  void each_line_of_data_has_a_line_of_its_own_whatever_ends_it() {
    assertThat(written(ServerSentEvent.of("a\nb\rc\r\nd\n\re")))
        .isEqualTo("data: a\ndata: b\ndata: c\ndata: d\ndata: \ndata: e\n\n");
  }

  @Test
  void each_line_of_a_comment_has_a_line_of_its_own() {
    assertThat(written(ServerSentEvent.ofComment("a\r\ndata: forged\rb")))
        .isEqualTo(": a\n: data: forged\n: b\n\n");
  }

  @Test
  void empty_data_is_an_event_nevertheless() {
    assertThat(received(Sse.of(List.of(""))))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.event()).isEqualTo("message");
          assertThat(event.data()).isEmpty();
        });
  }

  @Test
  void an_event_without_data_may_carry_an_id_and_a_retry_time() {
    var none = ServerSentEvent.<String>ofComment("").id(7).retry(Duration.ZERO);

    assertThat(written(none)).isEqualTo(": \nid: 7\nretry: 0\n\n");
    assertThat(received(Sse.ofEvents(List.of(none, ServerSentEvent.of("x")))))
        .extracting(ReceivedEvent::data, ReceivedEvent::id)
        .containsExactly(tuple("x", "7"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0000", "\r\ndata: forged"})
  void nothing_that_could_forge_a_line_becomes_a_name_or_an_id(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.of("data").event(text))
        .withMessageContaining("The name of the event has at index");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.of("data").id(text))
        .withMessageContaining("The id of the event has at index");
  }

  @Test
  void an_id_has_a_limit() {
    var longest = "x".repeat(ServerSentEvent.MAX_ID_LENGTH);

    assertThat(ServerSentEvent.of("").id(longest).id()).hasValue(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.of("").id(longest + "x"))
        .withMessage("The id of the event has 1025 characters, but at most 1024 are allowed.");
  }

  @Test
  void a_name_that_no_client_would_hear_of_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.ofComment("").event("done"))
        .withMessageContaining("has no data, so no client would see it");
    assertThatIllegalArgumentException().isThrownBy(() -> ServerSentEvent.of("data").event(""));
  }

  @Test
  void a_retry_time_is_what_browsers_can_keep() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.of("").retry(Duration.ofMillis(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ServerSentEvent.of("").retry(Duration.ofDays(25)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sse.of(List.of()).retry(Duration.ofDays(25)));
  }

  /// Texts that a careless writer would break on, put together at random.
  private static String randomText(Random random) {
    var pieces =
        List.of(
            "\n",
            "\r",
            "\r\n",
            ":",
            " ",
            "data: ",
            "id: 9",
            "event: x",
            "\uFEFF",
            "\u0000",
            "ü",
            "😀",
            "\u2028",
            "\u0085",
            "retry: 1",
            "plain",
            "");
    var text = new StringBuilder();
    for (var i = random.nextInt(12); i > 0; i--) {
      text.append(pieces.get(random.nextInt(pieces.size())));
    }
    return text.toString();
  }

  private static String withoutLines(String text) {
    return text.replaceAll("[\r\n\u0000]", "");
  }

  @Test
  void a_browser_reads_back_what_was_sent_for_any_text() {
    var random = new Random(8);
    var sent = new ArrayList<ServerSentEvent<String>>();
    for (var i = 0; i < 5_000; i++) {
      var event = ServerSentEvent.of(randomText(random));
      var name = withoutLines(randomText(random));
      event = name.isEmpty() ? event : event.event(name);
      event = event.id(withoutLines(randomText(random)));
      sent.add(random.nextBoolean() ? event.comment(randomText(random)) : event);
    }

    var received = received(Sse.ofEvents(sent));

    assertThat(received).hasSameSizeAs(sent);
    for (var i = 0; i < sent.size(); i++) {
      var event = sent.get(i);
      assertThat(received.get(i).data())
          .isEqualTo(event.data().orElseThrow().replace("\r\n", "\n").replace('\r', '\n'));
      assertThat(received.get(i).event()).isEqualTo(event.event().orElse("message"));
      assertThat(received.get(i).id()).isEqualTo(event.id().orElseThrow());
    }
  }

  record Order(String sku, List<Integer> counts) {}

  @Test
  void data_is_text_or_json() {
    var pretty =
        Lodestar.app()
            .json(Json.builder().pretty(true).build())
            .get("/", request -> Response.of(Sse.of(Stream.of(new Order("x", List.of(1, 2))))))
            .build();

    assertThat(text(Sse.of(Stream.of("text", 7, true, new Order("x", List.of(1))))))
        .isEqualTo(
            "data: text\n\ndata: 7\n\ndata: true\n\ndata: {\"sku\":\"x\",\"counts\":[1]}\n\n");
    try (var client = TestClient.of(pretty);
        var events = client.events("/")) {
      assertThat(events.next().json(Order.class)).isEqualTo(new Order("x", List.of(1, 2)));
    }
  }

  @Test
  void a_text_that_is_not_unicode_cannot_break_the_stream() {
    assertThat(received(Sse.of(List.of("a\uD800b", "next"))))
        .extracting(ReceivedEvent::data)
        .containsExactly("a?b", "next");
  }
}
