package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients get of what there is.
class NegotiationTest {

  record Widget(String sku, int stock) {}

  private static final AtomicInteger CREATED = new AtomicInteger();
  private static final AtomicInteger PAGES = new AtomicInteger();

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/widget")
    Widget widget() {
      return new Widget("x", 1);
    }

    @Get("/widgets")
    List<Widget> widgets() {
      return List.of(new Widget("x", 1));
    }

    @Get("/open")
    Object open() {
      return new Widget("x", 1);
    }

    @Get("/response")
    Response<Widget> response() {
      return Response.of(new Widget("x", 1)).vary("Cookie", "accept-language");
    }

    @Get("/varied")
    Response<Widget> varied() {
      return Response.of(new Widget("x", 1)).header("Vary", "ACCEPT");
    }

    @Get("/explicit")
    Response<Widget> explicit() {
      return Response.json(new Widget("x", 1));
    }

    @Get("/error")
    Response<Widget> error() {
      return Response.of(new Widget("x", 1)).status(Status.CONFLICT);
    }

    @Post("/widgets")
    Widget create() {
      CREATED.incrementAndGet();
      return new Widget("new", 1);
    }

    @Get(
        value = "/packed",
        produces = {"application/msgpack", "application/json"})
    Widget packed() {
      return new Widget("x", 1);
    }

    @Get(value = "/only-json", produces = "application/vnd.widget+json")
    Widget onlyJson() {
      return new Widget("x", 1);
    }

    @Get("/text")
    String text() {
      return "hi";
    }

    @Get(
        value = "/page",
        produces = {"text/html", "text/markdown"})
    String page() {
      return "grüße";
    }

    @Get(value = "/latin", produces = "text/plain;charset=iso-8859-1")
    String latin() {
      return "grüße";
    }

    @Get("/unknown-charset")
    Response<String> unknownCharset() {
      return Response.of("grüße").mediaType(MediaType.parse("text/plain;charset=klingon"));
    }

    @Get("/bytes")
    byte[] bytes() {
      return new byte[] {1};
    }

    @Get(value = "/png", produces = "image/png")
    byte[] png() {
      return new byte[] {1};
    }

    @Get("/several")
    Representations several() {
      return Representations.of(MediaType.JSON, () -> new Widget("x", 1))
          .or(
              MediaType.HTML,
              () -> {
                PAGES.incrementAndGet();
                return "<p>x</p>";
              });
    }

    @Get("/several-wrapped")
    Response<Representations> wrapped() {
      return Response.of(several()).status(Status.ACCEPTED).header("X-A", "b");
    }

    @Get("/several-absent")
    Representations absent() {
      return Representations.of(MediaType.JSON, Optional::empty);
    }

    @Get("/problem")
    Problem problem() {
      return Problem.of(Status.CONFLICT);
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestResponse get(String path, String accept) {
    return client.request(HttpMethod.GET, path).header("Accept", accept).send();
  }

  private static String typeOf(TestResponse response) {
    return response.header("Content-Type").orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */*                                                 | application/json
          application/json                                    | application/json
          application/vnd.msgpack                             | application/vnd.msgpack
          application/*                                       | application/json
          application/json;q=0.5, application/vnd.msgpack     | application/vnd.msgpack
          application/json;q=0, */*                           | application/vnd.msgpack
          application/json, text/plain, */*                   | application/json
          text/html, application/xhtml+xml, */*;q=0.8         | application/json
          application/vnd.msgpack;q=0.4, application/json;q=.9| application/json
          garbage                                             | application/json
          ;;;,,,                                              | application/json
          """)
  void a_typed_value_is_sent_as_the_client_prefers(String accept, String expected) {
    assertThat(typeOf(get("/widget", accept))).isEqualTo(expected);
  }

  @Test
  void without_the_header_it_is_json() {
    var response = client.get("/widget");

    assertThat(typeOf(response)).isEqualTo("application/json");
    assertThat(response.text()).isEqualTo("{\"sku\":\"x\",\"stock\":1}");
  }

  @Test
  void message_pack_has_the_values_of_json() {
    var response = get("/widgets", "application/vnd.msgpack");

    assertThat(MessagePack.standard().codec(Object.class).decode(response.bytes()).orThrow())
        .isEqualTo(
            Json.standard().codec(Object.class).decode(client.get("/widgets").bytes()).orThrow());
  }

  @Test
  void several_lines_of_the_header_are_one_list() {
    var response =
        client
            .request(HttpMethod.GET, "/widget")
            .header("Accept", "*/*")
            .header("Accept", "application/json;q=0")
            .send();

    assertThat(typeOf(response)).isEqualTo("application/vnd.msgpack");
  }

  @Test
  void a_repeated_wish_is_answered_alike() {
    for (var i = 0; i < 3; i++) {
      assertThat(typeOf(get("/widget", "application/vnd.msgpack, */*;q=0.1")))
          .isEqualTo("application/vnd.msgpack");
      assertThat(typeOf(get("/widget", "application/json, */*;q=0.1")))
          .isEqualTo("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/widget", "/widgets", "/open", "/packed", "/page", "/several"})
  void caches_are_told_where_there_is_a_choice(String path) {
    assertThat(client.get(path).header("Vary")).contains("Accept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/text", "/only-json", "/bytes", "/png", "/explicit"})
  void caches_are_not_told_where_there_is_none(String path) {
    assertThat(client.get(path).header("Vary")).isEmpty();
  }

  @Test
  void vary_is_merged_and_never_names_a_header_twice() {
    assertThat(client.get("/response").header("Vary")).contains("Cookie, accept-language, Accept");
    assertThat(client.get("/varied").header("Vary")).contains("ACCEPT");
  }

  @ParameterizedTest
  @CsvSource({
    "/widget,text/html",
    "/open,image/*",
    "/page,application/json",
    "/png,image/jpeg",
    "/several,image/png",
    "/only-json,application/json"
  })
  void what_is_not_acceptable_is_a_406(String path, String accept) {
    var response = get(path, accept).expectStatus(406);

    assertThat(response.header("Vary")).contains("Accept");
    assertThat(response.header("Content-Type")).isPresent();
  }

  @Test
  void a_406_lists_what_there_is() {
    assertThat(get("/widget", "image/png").text())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Acceptable\",\"status\":406,"
                + "\"detail\":\"This can be sent as application/json or application/vnd.msgpack, of"
                + " which the header Accept takes none.\",\"available\":[\"application/json\","
                + "\"application/vnd.msgpack\"]}");
  }

  @Test
  void a_406_comes_before_the_handler_changes_anything() {
    var before = CREATED.get();

    client
        .request(HttpMethod.POST, "/widgets")
        .header("Accept", "image/png")
        .send()
        .expectStatus(406);

    assertThat(CREATED).hasValue(before);
  }

  @Test
  void bytes_and_texts_that_declare_nothing_are_refused_to_nobody() {
    get("/bytes", "image/png").expectStatus(200);
    get("/text", "application/json").expectStatus(200);
  }

  @Test
  void a_media_type_of_the_response_is_not_negotiated() {
    assertThat(typeOf(get("/explicit", "application/vnd.msgpack").expectStatus(200)))
        .isEqualTo("application/json");
  }

  @Test
  void an_error_is_told_whatever_the_client_takes() {
    assertThat(typeOf(get("/error", "image/png").expectStatus(409))).isEqualTo("application/json");
    assertThat(typeOf(get("/error", "application/vnd.msgpack").expectStatus(409)))
        .isEqualTo("application/vnd.msgpack");
    get("/problem", "image/png").expectStatus(409);
  }

  @Test
  void produces_orders_what_is_offered() {
    assertThat(typeOf(client.get("/packed"))).isEqualTo("application/msgpack");
    assertThat(typeOf(get("/packed", "application/json"))).isEqualTo("application/json");
    assertThat(typeOf(get("/only-json", "application/*"))).isEqualTo("application/vnd.widget+json");
  }

  @Test
  void a_text_is_offered_as_what_produces_says_with_a_character_set() {
    assertThat(typeOf(client.get("/page"))).isEqualTo("text/html;charset=utf-8");
    assertThat(typeOf(get("/page", "text/markdown"))).isEqualTo("text/markdown;charset=utf-8");
    assertThat(client.get("/page").text()).isEqualTo("grüße");
  }

  @Test
  void a_text_is_sent_in_the_character_set_that_it_is_declared_in() {
    assertThat(client.get("/latin").bytes())
        .isEqualTo("grüße".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void a_character_set_that_nobody_knows_becomes_utf_8() {
    var response = client.get("/unknown-charset").expectStatus(200);

    assertThat(typeOf(response)).isEqualTo("text/plain;charset=utf-8");
    assertThat(response.bytes()).isEqualTo("grüße".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void head_is_negotiated_like_get() {
    var head =
        client
            .request(HttpMethod.HEAD, "/widget")
            .header("Accept", "application/vnd.msgpack")
            .send();

    assertThat(head.headers()).isEqualTo(get("/widget", "application/vnd.msgpack").headers());
    client
        .request(HttpMethod.HEAD, "/widget")
        .header("Accept", "image/png")
        .send()
        .expectStatus(406);
  }

  @Test
  void of_several_representations_only_the_one_that_is_sent_is_made() {
    var before = PAGES.get();

    assertThat(get("/several", "application/json").text()).isEqualTo("{\"sku\":\"x\",\"stock\":1}");
    assertThat(PAGES).hasValue(before);
    assertThat(get("/several", "text/html").text()).isEqualTo("<p>x</p>");
    assertThat(PAGES).hasValue(before + 1);
  }

  @Test
  void several_representations_take_status_and_headers_of_their_response() {
    var response = get("/several-wrapped", "text/html").expectStatus(202);

    assertThat(response.header("X-A")).contains("b");
    assertThat(response.header("Vary")).contains("Accept");
    assertThat(typeOf(response)).isEqualTo("text/html;charset=utf-8");
    client.get("/several-absent").expectStatus(404);
  }

  // layers

  @Produces("application/vnd.msgpack")
  static final class Packed {
    @Get("/packed")
    Widget widget() {
      return new Widget("x", 1);
    }

    @Get("/text")
    String text() {
      return "hi";
    }

    @Get(value = "/own", produces = "application/json")
    Widget own() {
      return new Widget("x", 1);
    }
  }

  @Test
  void a_layer_says_what_is_sent_unless_the_handler_does() {
    var packed = TestClient.of(Lodestar.app().routes(Packed.class).build());

    assertThat(typeOf(packed.get("/packed"))).isEqualTo("application/vnd.msgpack");
    assertThat(packed.get("/packed").header("Vary")).isEmpty();
    assertThat(typeOf(packed.get("/own"))).isEqualTo("application/json");
  }

  @Test
  void a_layer_does_not_turn_texts_into_what_was_meant_for_values() {
    var packed = TestClient.of(Lodestar.app().routes(Packed.class).build());

    assertThat(typeOf(packed.get("/text"))).isEqualTo("text/plain;charset=utf-8");
  }

  @Test
  void functions_heed_the_layer_too() {
    var app =
        Lodestar.app()
            .produces(MediaType.MESSAGE_PACK)
            .get("/f", request -> Response.of(List.of(1)))
            .routes(Router.at("/r").withoutProduces().get("/f", request -> Response.of(List.of(1))))
            .build();

    assertThat(typeOf(TestClient.of(app).get("/f"))).isEqualTo("application/vnd.msgpack");
    assertThat(typeOf(TestClient.of(app).get("/r/f"))).isEqualTo("application/json");
  }

  // formats

  private static final class Csv implements MediaFormat {
    @Override
    public MediaType mediaType() {
      return MediaType.parse("text/csv");
    }

    @Override
    public Optional<Writer> writerOf(Type type) {
      return type == Widget.class
          ? Optional.of((value, out) -> {
            var widget = (Widget) value;
            out.write((widget.sku() + "," + widget.stock()).getBytes(StandardCharsets.UTF_8));
          })
          : Optional.empty();
    }
  }

  @Test
  void a_format_of_the_application_is_offered_for_the_types_that_it_takes() {
    var csv = TestClient.of(Lodestar.app().format(new Csv()).routes(Handlers.class).build());

    var response =
        csv.request(HttpMethod.GET, "/widget")
            .header("Accept", "text/csv")
            .send()
            .expectStatus(200);
    assertThat(typeOf(response)).isEqualTo("text/csv;charset=utf-8");
    assertThat(response.text()).isEqualTo("x,1");
    assertThat(typeOf(csv.get("/widget"))).isEqualTo("application/json");
    csv.request(HttpMethod.GET, "/widgets").header("Accept", "text/csv").send().expectStatus(406);
  }

  // mistakes

  static final class Mistakes {
    @Get(value = "/html", produces = "text/html")
    Widget html() {
      return new Widget("x", 1);
    }

    @Get(value = "/range", produces = "text/*")
    String range() {
      return "";
    }

    @Get(value = "/charset", produces = "text/plain;charset=klingon")
    String charset() {
      return "";
    }
  }

  @Test
  void what_cannot_be_sent_is_an_error_at_start() {
    var failure =
        catchThrowableOfType(
            StartupException.class, () -> Lodestar.app().routes(Mistakes.class).build());

    assertThat(failure.problems())
        .extracting(problem -> problem.code() + ": " + problem.what())
        .containsExactlyInAnyOrder(
            "result-format: The result cannot be written as text/html; its type can be written as"
                + " application/json, application/vnd.msgpack.",
            "media-type: 'text/*' is a range; a response has one media type.",
            "media-type: 'text/plain;charset=klingon' names a character set that this Java does not"
                + " know.");
  }
}
