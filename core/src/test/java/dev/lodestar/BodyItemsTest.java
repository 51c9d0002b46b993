package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.ACCEPTED_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.codec.DocumentLimits;
import dev.lodestar.engine.BodyPlan;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Min;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of many items, which are decoded one by one.
class BodyItemsTest {

  record Item(String name, @Min(1) int count) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    private @Nullable Iterator<Item> kept;

    @Post("/iterator")
    String iterator(Iterator<Item> items) {
      var names = new ArrayList<String>();
      items.forEachRemaining(item -> names.add(item.name()));
      return names.toString();
    }

    @Post("/stream")
    String stream(Stream<Item> items) {
      return items.map(Item::name).collect(Collectors.joining("+"));
    }

    @Post("/first")
    String first(Iterator<Item> items) {
      return items.next().name();
    }

    @Post("/numbers")
    String numbers(Iterator<@Nullable Integer> numbers) {
      var all = new ArrayList<Integer>();
      numbers.forEachRemaining(all::add);
      return all.toString();
    }

    @Post("/tolerant")
    String tolerant(Iterator<Item> items) {
      var results = new ArrayList<String>();
      while (items.hasNext()) {
        try {
          results.add(items.next().name());
        } catch (HttpException refused) {
          results.add("?" + refused.problem().extensions().get("line"));
        }
      }
      return results.toString();
    }

    @Post("/keep")
    String keep(Iterator<Item> items, @Nullable String with) {
      kept = items;
      return "kept";
    }

    @Post("/later")
    String later() {
      return kept == null ? "none" : "" + kept.hasNext();
    }

    @Post("/checked")
    String checked(int number, Iterator<Item> items) {
      return "" + number;
    }
  }

  /// Handlers need not read what follows, nor refuse what is invalid.
  private final TestClient client =
      TestClient.of(Lodestar.app().routes(new Handlers()).build())
          .ignoringFindings(ACCEPTED_REQUEST);

  private TestResponse lines(String path, String content) {
    return client.request(HttpMethod.POST, path).body(MediaType.NDJSON, content).send();
  }

  private TestResponse array(String path, String content) {
    return client.request(HttpMethod.POST, path).body(MediaType.JSON, content).send();
  }

  private static String item(String name) {
    return "{\"name\":\"" + name + "\",\"count\":1}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/x-ndjson", "application/ndjson", "application/jsonl"})
  void each_line_is_an_item(String mediaType) {
    var content = item("a") + "\n" + item("b") + "\r\n" + item("c");

    assertThat(
            client
                .request(HttpMethod.POST, "/iterator")
                .body(MediaType.parse(mediaType), content)
                .send()
                .text())
        .isEqualTo("[a, b, c]");
  }

  @Test
  void blank_lines_are_ignored() {
    assertThat(lines("/iterator", "\n\r\n" + item("a") + "\n \t\n\n" + item("b") + "\n\n").text())
        .isEqualTo("[a, b]");
    assertThat(lines("/iterator", "\n\n").text()).isEqualTo("[]");
    assertThat(lines("/iterator", "").text()).isEqualTo("[]");
  }

  @Test
  void each_element_of_an_array_is_an_item() {
    assertThat(array("/iterator", " [" + item("a") + " ,\n" + item("b]\\\"[") + "] ").text())
        .isEqualTo("[a, b]\"[]");
    assertThat(array("/iterator", "[]").text()).isEqualTo("[]");
    assertThat(array("/iterator", " [ ] ").text()).isEqualTo("[]");
    assertThat(array("/numbers", "[1, null,3]").text()).isEqualTo("[1, null, 3]");
  }

  @Test
  void a_stream_takes_the_same() {
    assertThat(lines("/stream", item("a") + "\n" + item("b")).text()).isEqualTo("a+b");
    assertThat(array("/stream", "[" + item("a") + "," + item("b") + "]").text()).isEqualTo("a+b");
  }

  @Test
  void an_item_that_is_not_reached_is_not_looked_at() {
    assertThat(lines("/first", item("a") + "\nrubbish").expectStatus(201).text()).isEqualTo("a");
    assertThat(array("/first", "[" + item("a") + ",rubbish").expectStatus(201).text())
        .isEqualTo("a");
  }

  @Test
  void an_invalid_item_is_a_400_that_says_which() {
    var response =
        lines("/iterator", item("a") + "\n\n{\"name\":\"b\",\"count\":0}\n").expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response)).containsExactly("body /1/count Min");
    assertThat(ProblemDocuments.of(response).get("item")).isEqualTo(1L);
    assertThat(ProblemDocuments.of(response).get("line")).isEqualTo(3L);
    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:invalid-input");
  }

  @Test
  void a_malformed_line_is_a_400_that_says_where() {
    var response = lines("/iterator", item("a") + "\n{\"name\" \"b\"}").expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response)).containsExactly("body /1 malformed");
    assertThat(ProblemDocuments.messagesOf(response).getFirst()).contains("(line 2, column 9)");
    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:malformed-input");
  }

  @Test
  void a_handler_may_go_on_behind_a_line_that_is_not_accepted() {
    assertThat(lines("/tolerant", "x\n" + item("a") + "\n[]\n" + item("b")).text())
        .isEqualTo("[?1, a, ?3, b]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":1}             | body  type
          "a"                 | body  type
          null                | body  type
          x                   | body /0 malformed
          ''                  | body /0 malformed
          [1                  | body /0 malformed
          [1,                 | body /1 malformed
          [1,]                | body /1 malformed
          [,1]                | body /0 malformed
          [1 2]               | body /0 malformed
          [1]]                | body /1 malformed
          ["\\               | body /0 malformed
          [1}]                | body /0 malformed
          [tru]               | body /0 malformed
          ["a"]               | body /0 type
          """)
  void what_is_no_array_of_items_is_a_400(String content, String error) {
    assertThat(ProblemDocuments.errorsOf(array("/numbers", content).expectStatus(400)))
        .containsExactly(error);
  }

  @Test
  void places_in_an_array_count_from_the_beginning_of_the_body() {
    var response = array("/iterator", "[\n  " + item("a") + ",\n  {\"name\":}]").expectStatus(400);

    assertThat(ProblemDocuments.messagesOf(response).getFirst()).contains("(line 3, column 11)");
  }

  @Test
  void an_item_may_be_as_long_as_a_document() {
    var small =
        Lodestar.app()
            .codecs(json -> json.limits(DocumentLimits.standard().withDocumentSize(40)))
            .routes(new Handlers())
            .build();
    var body = item("a") + "\n" + item("a".repeat(40)) + "\n" + item("c");

    var response =
        TestClient.of(small)
            .request(HttpMethod.POST, "/tolerant")
            .body(MediaType.NDJSON, body)
            .send();

    assertThat(response.text()).isEqualTo("[a, ?2]");
  }

  @Test
  void other_content_types_are_a_415() {
    var response =
        client
            .request(HttpMethod.POST, "/iterator")
            .body(MediaType.TEXT, "x")
            .send()
            .expectStatus(415);

    assertThat(response.header("Accept")).contains("application/json, application/x-ndjson");
  }

  @Test
  void no_body_of_no_type_is_missing() {
    assertThat(
            ProblemDocuments.errorsOf(
                client.request(HttpMethod.POST, "/iterator").send().expectStatus(400)))
        .containsExactly("body  required");
  }

  @Test
  void errors_of_parameters_come_before_any_item_is_read() {
    assertThat(ProblemDocuments.errorsOf(lines("/checked?number=x", "rubbish").expectStatus(400)))
        .containsExactly("query number format");
  }

  @Test
  void items_end_with_their_request() {
    lines("/keep", item("a")).expectStatus(201);

    var late = client.raiseServerErrors(false).post("/later");

    assertThat(late.statusCode()).isEqualTo(500);
  }

  @Test
  void the_engine_is_told_that_such_bodies_are_streamed() {
    var app = Lodestar.app().routes(new Handlers()).build();
    var plan = new BodyPlan(100, false);

    assertThat(app.bodyPlan(Requests.post("/iterator"), plan).streamed()).isTrue();
    assertThat(app.bodyPlan(Requests.post("/later"), plan).streamed()).isFalse();
  }

  @StreamedBody
  @SuppressWarnings("unused")
  static final class Streaming {
    @Post("/arriving")
    String arriving(RequestBody body) {
      return "" + body.isStreamed();
    }

    @Post("/whole")
    @StreamedBody(false)
    String whole(InputStream body) {
      return "";
    }
  }

  @Test
  void a_layer_decides_about_streaming_where_the_parameters_do_not() {
    var app =
        Lodestar.app()
            .routes(new Streaming())
            .routes(
                Router.at("/files")
                    .streamedBody(true)
                    .post("/function", request -> Response.text("")))
            .build();

    assertThat(isStreamed(app, "/arriving")).isTrue();
    assertThat(isStreamed(app, "/whole")).isFalse();
    assertThat(isStreamed(app, "/files/function")).isTrue();
  }

  private static boolean isStreamed(App app, String path) {
    return app.bodyPlan(Requests.post(path), new BodyPlan(100, false)).streamed();
  }
}
