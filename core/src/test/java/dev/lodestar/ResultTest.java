package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.http.StreamBody;
import dev.lodestar.test.TestClient;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How return values become responses.
class ResultTest {

  record Widget(String sku, int stock) {}

  public static final class Bean {
    private String name = "bean";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }

  private static final AtomicInteger STREAMS = new AtomicInteger();

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/text")
    String text() {
      return "grüße";
    }

    @Get("/bytes")
    byte[] bytes() {
      return new byte[] {1, 2, 3};
    }

    @Get("/record")
    Widget record() {
      return new Widget("x", 3);
    }

    @Get("/bean")
    Bean bean() {
      return new Bean();
    }

    @Get("/list")
    List<Widget> list() {
      return List.of(new Widget("a", 1), new Widget("b", 2));
    }

    @Get("/map")
    Map<String, Integer> map() {
      return Map.of("a", 1);
    }

    @Get("/object")
    Object object() {
      return new Widget("o", 1);
    }

    @Get("/open/{kind}")
    Object open(String kind) {
      return switch (kind) {
        case "map" -> Map.of("a", List.of(1, "b"));
        case "list" -> List.of(new Widget("a", 1)).stream().toList();
        case "view" -> new TreeMap<>(Map.of("k", 1)).keySet();
        default -> Optional.of(Map.of());
      };
    }

    @Post(value = "/echo", status = 200)
    Object echo(@Body Object anything) {
      return anything;
    }

    @Get("/nothing")
    void nothing() {}

    @Get("/null")
    @Nullable Widget none() {
      return null;
    }

    @Get("/found")
    Optional<Widget> found() {
      return Optional.of(new Widget("f", 1));
    }

    @Get("/absent")
    Optional<Widget> absent() {
      return Optional.empty();
    }

    @Get(value = "/html", produces = "text/html;charset=utf-8")
    String html() {
      return "<p>hi</p>";
    }

    @Get(value = "/quoted", produces = "application/json")
    String quoted() {
      return "hi";
    }

    @Get("/response")
    Response<Widget> response() {
      return Response.of(new Widget("r", 1))
          .status(Status.ACCEPTED)
          .header("X-Stock", "1")
          .cookie(SetCookie.of("seen", "yes"));
    }

    @Get("/problem")
    Problem problem() {
      return Problem.of(Status.CONFLICT).withDetail("Taken.").with("left", 2);
    }

    @Get("/stream")
    StreamBody stream() {
      return out -> {
        STREAMS.incrementAndGet();
        out.write("one".getBytes(StandardCharsets.UTF_8));
        out.write("two".getBytes(StandardCharsets.UTF_8));
      };
    }

    @Post("/widgets")
    Widget create() {
      return new Widget("new", 0);
    }

    @Post("/located")
    Response<Widget> located() {
      return Response.created(URI.create("/widgets/new"), new Widget("new", 0));
    }

    @Post("/defaulted")
    Response<Widget> defaulted() {
      return Response.of(new Widget("new", 0)).header("X-A", "b");
    }

    @Post("/silent")
    void silent() {}

    @Put("/widgets")
    Widget replace() {
      return new Widget("put", 0);
    }

    @Delete("/widgets")
    void delete() {}

    @Delete(value = "/described", status = 200)
    Widget deleteAndTell() {
      return new Widget("gone", 0);
    }

    @Post(value = "/accepted", status = 202)
    void accepted() {}

    @Get("/no-content")
    Response<Widget> noContent() {
      return Response.noContent();
    }
  }

  /// Handlers set headers here that nobody has declared.
  private final TestClient client =
      TestClient.of(Lodestar.app().routes(Handlers.class).build())
          .ignoringFindings(UNDOCUMENTED_HEADER);

  @Test
  void a_string_is_plain_text_in_utf_8() {
    var response = client.get("/text").expectStatus(200);

    assertThat(response.header("Content-Type")).contains("text/plain;charset=utf-8");
    assertThat(response.header("Content-Length")).contains("7");
    assertThat(response.text()).isEqualTo("grüße");
  }

  @Test
  void bytes_are_an_octet_stream() {
    var response = client.get("/bytes").expectStatus(200);

    assertThat(response.header("Content-Type")).contains("application/octet-stream");
    assertThat(response.bytes()).containsExactly(1, 2, 3);
  }

  @Test
  void records_beans_collections_and_maps_are_json() {
    assertThat(client.get("/record").header("Content-Type")).contains("application/json");
    assertThat(client.get("/record").text()).isEqualTo("{\"sku\":\"x\",\"stock\":3}");
    assertThat(client.get("/bean").text()).isEqualTo("{\"name\":\"bean\"}");
    assertThat(client.get("/list").text())
        .isEqualTo("[{\"sku\":\"a\",\"stock\":1},{\"sku\":\"b\",\"stock\":2}]");
    assertThat(client.get("/map").text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void an_open_return_type_is_written_as_its_value_is() {
    assertThat(client.get("/object").text()).isEqualTo("{\"sku\":\"o\",\"stock\":1}");
  }

  @Test
  void any_collection_or_map_is_written_where_the_type_is_open() {
    assertThat(client.get("/open/map").text()).isEqualTo("{\"a\":[1,\"b\"]}");
    assertThat(client.get("/open/list").text()).isEqualTo("[{\"sku\":\"a\",\"stock\":1}]");
    assertThat(client.get("/open/view").text()).isEqualTo("[\"k\"]");
    assertThat(client.get("/open/optional").text()).isEqualTo("{}");
    assertThat(
            client
                .request(HttpMethod.POST, "/echo")
                .body(MediaType.JSON, "{\"a\":[1,null]}")
                .send()
                .text())
        .isEqualTo("{\"a\":[1,null]}");
  }

  @Test
  void nothing_and_null_are_204_without_content() {
    for (var path : List.of("/nothing", "/null", "/no-content")) {
      var response = client.get(path).expectStatus(204);

      assertThat(response.bytes()).isEmpty();
      assertThat(response.headers().contains("Content-Type")).isFalse();
      assertThat(response.headers().contains("Content-Length")).isFalse();
    }
  }

  @Test
  void an_empty_optional_is_a_404() {
    assertThat(client.get("/found").text()).isEqualTo("{\"sku\":\"f\",\"stock\":1}");
    client.get("/absent").expectStatus(404);
  }

  @Test
  void a_declared_media_type_wins_over_the_type_of_the_value() {
    assertThat(client.get("/html").header("Content-Type")).contains("text/html;charset=utf-8");
    assertThat(client.get("/html").text()).isEqualTo("<p>hi</p>");
  }

  @Test
  void a_string_that_is_declared_to_be_json_is_a_json_string() {
    assertThat(client.get("/quoted").text()).isEqualTo("\"hi\"");
  }

  @Test
  void a_response_brings_its_own_status_headers_and_cookies() {
    var response = client.get("/response").expectStatus(202);

    assertThat(response.header("X-Stock")).contains("1");
    assertThat(response.header("Set-Cookie").orElseThrow()).startsWith("seen=yes; Path=/");
    assertThat(response.text()).isEqualTo("{\"sku\":\"r\",\"stock\":1}");
  }

  @Test
  void a_problem_is_sent_with_its_status() {
    var response = client.get("/problem").expectStatus(409);

    assertThat(response.header("Content-Type")).contains("application/problem+json");
    assertThat(response.text())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"Taken.\","
                + "\"left\":2}");
  }

  @Test
  void a_stream_is_written_piece_by_piece_and_has_no_length() {
    var response = client.get("/stream").expectStatus(200);

    assertThat(response.text()).isEqualTo("onetwo");
    assertThat(response.headers().contains("Content-Length")).isFalse();
  }

  @Test
  void the_default_status_follows_the_method() {
    client.request(HttpMethod.POST, "/widgets").send().expectStatus(201);
    client.request(HttpMethod.POST, "/located").send().expectStatus(201);
    client.request(HttpMethod.POST, "/defaulted").send().expectStatus(201);
    client.request(HttpMethod.POST, "/silent").send().expectStatus(204);
    client.request(HttpMethod.PUT, "/widgets").send().expectStatus(200);
    client.request(HttpMethod.DELETE, "/widgets").send().expectStatus(204);
  }

  @Test
  void a_declared_status_wins_over_the_default() {
    client.request(HttpMethod.DELETE, "/described").send().expectStatus(200);
    client.request(HttpMethod.POST, "/accepted").send().expectStatus(202);
  }

  @Test
  void head_has_the_headers_of_get_and_no_content() {
    var get = client.get("/text");
    var head = client.request(HttpMethod.HEAD, "/text").send().expectStatus(200);

    assertThat(head.headers()).isEqualTo(get.headers());
    assertThat(head.bytes()).isEmpty();
  }

  @Test
  void head_never_runs_a_stream() {
    var before = STREAMS.get();

    client.request(HttpMethod.HEAD, "/stream").send().expectStatus(200);

    assertThat(STREAMS.get()).isEqualTo(before);
  }

  @Test
  void a_function_answers_with_200_whatever_the_method() {
    var app =
        Lodestar.app()
            .post("/raw", request -> Response.text("hi"))
            .delete("/raw", request -> Response.text("gone"))
            .get("/html", request -> Response.html("<p>").mediaType(MediaType.HTML))
            .build();

    TestClient.of(app).request(HttpMethod.POST, "/raw").send().expectStatus(200);
    TestClient.of(app).request(HttpMethod.DELETE, "/raw").send().expectStatus(200);
    TestClient.of(app).get("/html").expectStatus(200);
  }
}
