package dev.lodestar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.RequestBody;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestRequest;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The content type decides how a body is read.
class BodyFormatsTest {

  record Item(String name, @Min(1) int count) {}

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  static final class Bean {
    private String name = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  @SuppressWarnings("unused")
  static final class Handlers {
    @Post("/item")
    String item(Item item) {
      return item.toString();
    }

    @Post("/items")
    String items(List<Item> items) {
      return items.toString();
    }

    @Post("/map")
    String map(Map<String, Integer> counts) {
      return counts.toString();
    }

    @Post("/shape")
    String shape(Shape shape) {
      return shape.toString();
    }

    @Post("/bean")
    String bean(Bean bean) {
      return bean.getName();
    }

    @Post("/number")
    String number(@Body int number) {
      return "" + number;
    }

    @Post("/maybe")
    String maybe(Optional<Item> item) {
      return item.toString();
    }

    @Post("/nullable")
    String nullable(@Nullable Item item) {
      return "" + item;
    }

    @Post("/text")
    String text(@Body @Size(max = 9) String text) {
      return text;
    }

    @Post("/text/maybe")
    String maybeText(@Body Optional<String> text) {
      return text.toString();
    }

    @Post("/bytes")
    String bytes(byte[] bytes) {
      return "" + bytes.length;
    }

    @Post("/bytes/maybe")
    String maybeBytes(Optional<byte[]> bytes) {
      return "" + bytes.isPresent();
    }

    @Post("/buffer")
    String buffer(ByteBuffer buffer) {
      return buffer.remaining() + " " + buffer.isReadOnly();
    }

    @Post("/stream")
    String stream(InputStream stream) throws IOException {
      return "" + stream.readAllBytes().length;
    }

    @Post("/body")
    String body(RequestBody body) {
      return "" + body.length();
    }

    @Post(value = "/json-only", consumes = "application/json")
    String jsonOnly(Item item) {
      return item.name();
    }

    @Post(
        value = "/image",
        consumes = {"image/*", "application/pdf"})
    String image(InputStream image) throws IOException {
      return "" + image.readAllBytes().length;
    }

    @Post(value = "/xml", consumes = "application/xml")
    String xml(@Body String xml) {
      return xml;
    }

    @Post(value = "/request", consumes = "text/csv")
    String request(RequestBody body) {
      return "" + body.length();
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestRequest post(String path) {
    return client.request(HttpMethod.POST, path);
  }

  private TestResponse post(String path, String mediaType, String content) {
    return post(path).body(MediaType.parse(mediaType), content).send();
  }

  private TestResponse pack(String path, String mediaType, Object value) {
    return post(path).body(MediaType.parse(mediaType), packed(value)).send();
  }

  private static byte[] packed(Object value) {
    return MessagePack.standard().codec(Object.class).encode(value);
  }

  private static final String ITEM = "{\"name\":\"tea\",\"count\":2}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/json;charset=\"UTF-8\"",
        "application/json; charset=us-ascii",
        "Application/JSON",
        "text/json",
        "application/vnd.shop.item+json"
      })
  void json_is_read_from_its_types_in_utf_8(String mediaType) {
    assertThat(post("/item", mediaType, ITEM).text()).isEqualTo("Item[name=tea, count=2]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.msgpack",
        "application/msgpack",
        "application/x-msgpack",
        "application/vnd.shop.item+msgpack"
      })
  void message_pack_is_read_from_its_types(String mediaType) {
    assertThat(pack("/item", mediaType, new Item("tea", 2)).text())
        .isEqualTo("Item[name=tea, count=2]");
  }

  @Test
  void errors_in_message_pack_are_those_of_json() {
    assertThat(
            ProblemDocuments.errorsOf(
                pack("/item", "application/msgpack", new Item("tea", 0)).expectStatus(400)))
        .containsExactly("body /count Min");

    var broken = post("/item").body(MediaType.MESSAGE_PACK, new byte[] {(byte) 0x82, 1}).send();
    assertThat(ProblemDocuments.of(broken.expectStatus(400)).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:malformed-input");
  }

  @Test
  void collections_maps_unions_beans_and_scalars_are_bodies() {
    assertThat(post("/items", "application/json", "[" + ITEM + "]").text())
        .isEqualTo("[Item[name=tea, count=2]]");
    assertThat(post("/map", "application/json", "{\"a\":1}").text()).isEqualTo("{a=1}");
    assertThat(post("/shape", "application/json", "{\"type\":\"Square\",\"side\":2}").text())
        .isEqualTo("Square[side=2.0]");
    assertThat(post("/bean", "application/json", "{\"name\":\"Ann\"}").text()).isEqualTo("Ann");
    assertThat(post("/number", "application/json", "7").text()).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data;boundary=x",
        "application/xml",
        "application/x-ndjson",
        "image/png"
      })
  void another_content_type_is_a_415_that_lists_what_is_taken(String mediaType) {
    var response = post("/item", mediaType, ITEM).expectStatus(415);

    assertThat(response.header("Accept")).contains("application/json, application/vnd.msgpack");
    assertThat(response.problem().detail())
        .contains(
            "The Content-Type is "
                + mediaType
                + "; send application/json or application/vnd.msgpack.");
  }

  @Test
  void content_without_a_content_type_is_a_415() {
    var app = Lodestar.app().routes(Handlers.class).build();
    var request = Requests.post("/item").withBody(RequestBody.of(ITEM.getBytes(UTF_8)));

    var response = app.handle(request);

    assertThat(response.status().code()).isEqualTo(415);
    assertThat(response.headers().first("Accept"))
        .contains("application/json, application/vnd.msgpack");
  }

  @Test
  void json_in_another_charset_is_a_415_that_says_so() {
    var response = post("/item", "application/json;charset=iso-8859-1", ITEM).expectStatus(415);

    assertThat(response.problem().detail().orElseThrow()).contains("JSON is read as UTF-8 only");
    assertThat(response.header("Accept")).isPresent();
  }

  @Test
  void a_content_encoding_that_nobody_took_off_is_a_415() {
    var response =
        post("/item")
            .header("Content-Encoding", "gzip")
            .body(MediaType.JSON, ITEM)
            .send()
            .expectStatus(415);

    assertThat(response.header("Accept-Encoding")).contains("identity");
    assertThat(response.problem().detail().orElseThrow()).contains("gzip");
    post("/stream")
        .header("Content-Encoding", "br")
        .body(MediaType.OCTET_STREAM, "x")
        .send()
        .expectStatus(415);
  }

  @Test
  void the_identity_is_no_encoding() {
    assertThat(
            post("/item")
                .header("Content-Encoding", "identity")
                .body(MediaType.JSON, ITEM)
                .send()
                .expectStatus(201)
                .text())
        .startsWith("Item");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''             | body  required   | invalid-input
          null           | body  null       | invalid-input
          {"name": }     | body  malformed  | malformed-input
          7              | body  type       | invalid-input
          """)
  void nothing_and_null_and_malformed_and_invalid_are_told_apart(
      String content, String error, String type) {
    var response = post("/item", "application/json", content).expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response)).containsExactly(error);
    assertThat(ProblemDocuments.of(response).get("type"))
        .isEqualTo("tag:lodestar.dev,2026:" + type);
  }

  @Test
  void an_optional_body_may_be_empty_or_null() {
    assertThat(post("/maybe").send().text()).isEqualTo("Optional.empty");
    assertThat(post("/maybe", "application/json", "null").text()).isEqualTo("Optional.empty");
    assertThat(post("/nullable").send().text()).isEqualTo("null");
    assertThat(post("/nullable", "application/json", "null").text()).isEqualTo("null");
  }

  @Test
  void a_text_is_read_in_its_charset() {
    assertThat(
            post("/text")
                .body(
                    MediaType.parse("text/plain;charset=iso-8859-1"),
                    "naïve".getBytes(StandardCharsets.ISO_8859_1))
                .send()
                .text())
        .isEqualTo("naïve");
    assertThat(post("/text", "text/markdown", "# naïve").text()).isEqualTo("# naïve");
  }

  @Test
  void a_text_may_be_sent_as_a_text_in_json() {
    assertThat(post("/text", "application/json", "\"a\\nb\"").text()).isEqualTo("a\nb");
    assertThat(
            ProblemDocuments.errorsOf(
                post("/text", "application/json", "{\"a\":1}").expectStatus(400)))
        .containsExactly("body  type");
  }

  @Test
  void a_text_of_an_unknown_charset_is_a_415_and_one_that_is_malformed_a_400() {
    for (var charset : List.of("klingon", "!!")) {
      post("/text")
          .body(MediaType.parse("text/plain;charset=" + charset), new byte[] {'x'})
          .send()
          .expectStatus(415);
    }

    var malformed =
        post("/text").body(MediaType.TEXT, new byte[] {(byte) 0xC3, '('}).send().expectStatus(400);
    assertThat(ProblemDocuments.errorsOf(malformed)).containsExactly("body  malformed");
  }

  @Test
  void a_text_is_validated() {
    assertThat(
            ProblemDocuments.errorsOf(post("/text", "text/plain", "ten chars!").expectStatus(400)))
        .containsExactly("body  Size");
  }

  @Test
  void an_empty_text_is_a_text_and_no_content_at_all_is_none() {
    assertThat(post("/text", "text/plain", "").expectStatus(201).text()).isEmpty();
    assertThat(ProblemDocuments.errorsOf(post("/text").send().expectStatus(400)))
        .containsExactly("body  required");
    assertThat(post("/text/maybe").send().text()).isEqualTo("Optional.empty");
    assertThat(post("/text/maybe", "text/plain", "").text()).isEqualTo("Optional.empty");
    assertThat(post("/text/maybe", "text/plain", "x").text()).isEqualTo("Optional[x]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bytes", "/buffer", "/stream", "/body"})
  void bytes_are_taken_of_any_type(String path) {
    assertThat(post(path, "image/png", "1234").text()).startsWith("4");
    assertThat(post(path, "application/json", "1234").text()).startsWith("4");
    assertThat(post(path).send().text()).startsWith("0");
  }

  @Test
  void optional_bytes_are_there_if_the_request_has_content() {
    assertThat(post("/bytes/maybe", "image/png", "1234").text()).isEqualTo("true");
    assertThat(post("/bytes/maybe").send().text()).isEqualTo("false");
  }

  @Test
  void a_handler_can_consume_less_than_it_could_read() {
    assertThat(post("/json-only", "application/json", ITEM).text()).isEqualTo("tea");

    var refused = pack("/json-only", "application/msgpack", new Item("tea", 2)).expectStatus(415);
    assertThat(refused.header("Accept")).contains("application/json");
    post("/json-only", "application/vnd.item+json", ITEM).expectStatus(415);
  }

  @Test
  void a_range_consumes_what_is_in_it() {
    assertThat(post("/image", "image/png", "1234").text()).isEqualTo("4");
    assertThat(post("/image", "application/pdf", "1234").text()).isEqualTo("4");
    assertThat(post("/image", "text/plain", "1234").expectStatus(415).header("Accept"))
        .contains("image/*, application/pdf");
  }

  @Test
  void a_text_can_be_of_any_type_that_the_handler_consumes() {
    assertThat(post("/xml", "application/xml", "<a/>").text()).isEqualTo("<a/>");
    post("/xml", "text/plain", "<a/>").expectStatus(415);
  }

  @Test
  void what_a_handler_consumes_is_checked_whatever_it_takes() {
    assertThat(post("/request", "text/csv", "1;2").text()).isEqualTo("3");
    post("/request", "text/plain", "1;2").expectStatus(415);
    assertThat(post("/request").send().text()).isEqualTo("0");
  }

  @Test
  void json_and_message_pack_follow_the_same_settings() {
    var app =
        Lodestar.app()
            .codecs(json -> json.naming(NamingStrategy.SNAKE_CASE))
            .routes(new SnakeHandlers())
            .build();
    var snake = TestClient.of(app);
    var document = packed(Map.of("first_name", "Ann"));

    assertThat(
            snake
                .request(HttpMethod.POST, "/name")
                .body(MediaType.MESSAGE_PACK, document)
                .send()
                .text())
        .isEqualTo("Ann");
  }

  record Name(String firstName) {}

  static final class SnakeHandlers {
    @Post("/name")
    String name(Name name) {
      return name.firstName();
    }
  }
}
