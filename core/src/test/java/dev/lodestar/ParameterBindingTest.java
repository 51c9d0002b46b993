package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.Connection;
import dev.lodestar.http.Cookies;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.QueryParameters;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.model.Default;
import dev.lodestar.model.Value;
import dev.lodestar.test.TestClient;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The published rules by which handler parameters get their values.
class ParameterBindingTest {

  enum Color {
    RED,
    GREEN
  }

  enum Grade {
    GOOD,
    BAD;

    @Value
    int number() {
      return 1 + ordinal();
    }
  }

  record Sku(String code) {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/greet")
    String greet(String name) {
      return "Hi, " + name + "!";
    }

    @Get("/number")
    String number(int n) {
      return "" + n;
    }

    @Get("/flag")
    String flag(boolean on) {
      return "" + on;
    }

    @Get("/ratio")
    String ratio(double of) {
      return "" + of;
    }

    @Get("/types")
    String types(UUID id, LocalDate day, Instant at, Duration wait, BigDecimal price, Color color) {
      return id + " " + day + " " + at + " " + wait + " " + price + " " + color;
    }

    @Get("/grade")
    String grade(Grade grade) {
      return "" + grade;
    }

    @Get("/optional")
    String optional(Optional<String> text, OptionalInt number) {
      return text + " " + number;
    }

    @Get("/nullable")
    String nullable(@Nullable String text, @Nullable Integer number) {
      return text + " " + number;
    }

    @Get("/default")
    String defaults(@Default("5") int size, @Default({"a", "b"}) List<String> sort) {
      return size + " " + sort;
    }

    @Get("/several")
    String several(List<Integer> ids, Optional<Set<String>> tags, Optional<int[]> more) {
      return ids + " " + tags.orElse(Set.of()) + " " + Arrays.toString(more.orElse(new int[0]));
    }

    @Get("/headers")
    String headers(
        @Header Optional<String> userAgent,
        @Header("X-Count") Optional<Integer> count,
        @Header("Accept") Optional<List<String>> accepted) {
      return userAgent.orElse("-") + " " + count.orElse(-1) + " " + accepted.orElse(List.of());
    }

    @Get("/cookie")
    String cookie(@Cookie("theme") @Default("light") String theme) {
      return theme;
    }

    @Get("/alias")
    String alias(@Query("page-size") int size) {
      return "" + size;
    }

    @Get("/items/{id}")
    String item(long id) {
      return "item " + id;
    }

    @Get("/named/{id}")
    String named(@PathParam("id") UUID key) {
      return "" + key;
    }

    @Get({"/list", "/list/{page}"})
    String optionalPath(Optional<Integer> page) {
      return "page " + page.orElse(1);
    }

    @Get("/files/{rest:path}")
    String files(String rest) {
      return rest;
    }

    @Get("/segments/{rest:path}")
    String segments(List<String> rest) {
      return rest.toString();
    }

    @Get("/checked/{id}")
    String checked(
        @Min(10) int id,
        @Size(min = 2, max = 4) String name,
        @Max(3) @Default("1") int page,
        Optional<List<@Size(max = 2) String>> tags) {
      return "ok";
    }

    @Get("/context")
    String context(
        Request request,
        Headers headers,
        Cookies cookies,
        QueryParameters query,
        RequestBody body,
        HttpMethod method,
        Connection connection) {
      return request.path()
          + " "
          + headers.first("X-A", "")
          + " "
          + cookies.first("c").orElse("")
          + " "
          + query.first("q").orElse("")
          + " "
          + body.length()
          + " "
          + method
          + " "
          + connection.scheme();
    }

    @Get("/sku")
    String sku(Sku sku) {
      return sku.code();
    }

    @Get("/many")
    String many(int a, boolean b, @Header("X-C") LocalDate c, @Cookie("d") UUID d, String e) {
      return "ok";
    }
  }

  static final class SkuConverter implements Converter<Sku> {
    @Override
    public Sku parse(String text) {
      if (text.length() != 3) {
        throw new IllegalArgumentException("internal detail");
      }
      return new Sku(text);
    }

    @Override
    public String format(Sku value) {
      return value.code();
    }

    @Override
    public String expected() {
      return "a SKU of 3 characters";
    }
  }

  private final TestClient client =
      TestClient.of(
              Lodestar.app()
                  .converter(Sku.class, new SkuConverter())
                  .routes(Handlers.class)
                  .build())
          .ignoringFindings(UNDOCUMENTED_PARAMETER);

  private String get(String target) {
    return client.get(target).expectStatus(200).text();
  }

  @Test
  void a_simple_parameter_comes_from_the_query() {
    assertThat(get("/greet?name=Bob")).isEqualTo("Hi, Bob!");
  }

  @Test
  void a_missing_required_parameter_is_a_400_that_names_it() {
    var response = client.get("/greet").expectStatus(400);

    assertThat(response.header("Content-Type")).contains("application/problem+json");
    assertThat(ProblemDocuments.errorsOf(response)).containsExactly("query name required");
    assertThat(ProblemDocuments.messagesOf(response))
        .containsExactly("The query parameter 'name' is required.");
  }

  @Test
  void blank_is_not_absent() {
    assertThat(get("/greet?name=")).isEqualTo("Hi, !");
    assertThat(get("/greet?name")).isEqualTo("Hi, !");
    assertThat(ProblemDocuments.errorsOf(client.get("/number?n=")))
        .containsExactly("query n format");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1_000",
        "%2B5",
        "%205",
        "5.0",
        "1e2",
        "0x1F",
        "٣",
        "2147483648",
        "",
        "true",
        "--1"
      })
  void an_int_is_only_ascii_digits_within_its_range(String text) {
    assertThat(ProblemDocuments.errorsOf(client.get("/number?n=" + encoded(text))))
        .containsExactly("query n format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "yes", "on", "True", "TRUE", ""})
  void a_boolean_is_only_true_or_false(String text) {
    assertThat(ProblemDocuments.errorsOf(client.get("/flag?on=" + text)))
        .containsExactly("query on format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999", "1.", ".5", "0x1p3", "1f"})
  void a_double_is_finite_and_decimal(String text) {
    assertThat(ProblemDocuments.errorsOf(client.get("/ratio?of=" + text)))
        .containsExactly("query of format");
  }

  private static String encoded(String text) {
    return text.startsWith("%") ? text : URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void simple_types_are_parsed() {
    assertThat(
            get(
                "/types?id=123e4567-e89b-12d3-a456-426614174000&day=2026-11-22"
                    + "&at=2026-11-22T10:00:00Z&wait=PT5S&price=1.50&color=RED"))
        .isEqualTo(
            "123e4567-e89b-12d3-a456-426614174000 2026-11-22 2026-11-22T10:00:00Z PT5S 1.50 RED");
  }

  @Test
  void an_enum_lists_its_constants_when_it_refuses() {
    var response =
        client.get(
            "/types?id=123e4567-e89b-12d3-a456-426614174000&day=2026-11-22"
                + "&at=2026-11-22T10:00:00Z&wait=PT5S&price=1.50&color=red");

    assertThat(ProblemDocuments.messagesOf(response).getFirst()).contains("RED").contains("GREEN");
  }

  @Test
  void an_enum_that_is_a_number_is_given_by_its_digits() {
    assertThat(get("/grade?grade=2")).isEqualTo("BAD");
    assertThat(ProblemDocuments.messagesOf(client.get("/grade?grade=GOOD")).getFirst())
        .contains("one of 1, 2");
  }

  @Test
  void optional_parameters_may_be_absent() {
    assertThat(get("/optional")).isEqualTo("Optional.empty OptionalInt.empty");
    assertThat(get("/optional?text=a&number=7")).isEqualTo("Optional[a] OptionalInt[7]");
  }

  @Test
  void a_present_optional_value_is_checked_all_the_same() {
    assertThat(ProblemDocuments.errorsOf(client.get("/optional?number=x")))
        .containsExactly("query number format");
  }

  @Test
  void nullable_parameters_are_null_when_absent_and_the_text_null_is_a_text() {
    assertThat(get("/nullable")).isEqualTo("null null");
    assertThat(get("/nullable?text=null&number=1")).isEqualTo("null 1");
    assertThat(ProblemDocuments.errorsOf(client.get("/nullable?number=null")))
        .containsExactly("query number format");
  }

  @Test
  void a_default_is_taken_when_the_parameter_is_absent_and_only_then() {
    assertThat(get("/default")).isEqualTo("5 [a, b]");
    assertThat(get("/default?size=6&sort=c")).isEqualTo("6 [c]");
    assertThat(ProblemDocuments.errorsOf(client.get("/default?size=")))
        .containsExactly("query size format");
  }

  @Test
  void repeated_parameters_fill_lists_sets_and_arrays_in_order() {
    assertThat(get("/several?ids=3&ids=1&ids=3&tags=b&tags=a&tags=b&more=1&more=2"))
        .isEqualTo("[3, 1, 3] [b, a] [1, 2]");
  }

  @Test
  void each_bad_element_is_an_error_of_its_own() {
    assertThat(ProblemDocuments.errorsOf(client.get("/several?ids=1&ids=x&ids=y")))
        .containsExactly("query ids[1] format", "query ids[2] format");
  }

  @Test
  void a_single_value_that_is_sent_twice_is_refused() {
    assertThat(ProblemDocuments.errorsOf(client.get("/number?n=1&n=2")))
        .containsExactly("query n duplicate");
  }

  @Test
  void headers_are_found_in_any_case_and_by_the_dashed_name_of_the_parameter() {
    var response =
        client
            .request(HttpMethod.GET, "/headers")
            .header("user-agent", "probe")
            .header("x-count", "4")
            .send();

    assertThat(response.text()).isEqualTo("probe 4 []");
  }

  @Test
  void a_list_header_is_split_at_commas_over_all_lines() {
    var response =
        client
            .request(HttpMethod.GET, "/headers")
            .header("Accept", "text/html, text/plain;a=\"x,y\"")
            .header("Accept", "*/*")
            .send();

    assertThat(response.text()).endsWith("[text/html, text/plain;a=\"x,y\", */*]");
  }

  @Test
  void cookies_are_parameters_and_one_bad_pair_does_not_lose_the_others() {
    var response =
        client
            .request(HttpMethod.GET, "/cookie")
            .header("Cookie", "a[b]=1; {\"json\":1}; theme=dark; ;;=x")
            .send();

    assertThat(response.text()).isEqualTo("dark");
    assertThat(get("/cookie")).isEqualTo("light");
  }

  @Test
  void an_explicit_name_replaces_the_name_of_the_parameter() {
    assertThat(get("/alias?page-size=9")).isEqualTo("9");
    assertThat(ProblemDocuments.errorsOf(client.get("/alias?size=9")))
        .containsExactly("query page-size required");
  }

  @Test
  void path_parameters_are_converted_to_the_type_in_the_signature() {
    assertThat(get("/items/42")).isEqualTo("item 42");
    assertThat(get("/named/123e4567-e89b-12d3-a456-426614174000"))
        .isEqualTo("123e4567-e89b-12d3-a456-426614174000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/items/x", "/items/1.0", "/items/+5", "/items/9223372036854775808"})
  void a_bad_path_value_is_a_404(String path) {
    client.get(path).expectStatus(404);
  }

  @Test
  void a_path_parameter_is_optional_where_one_path_of_the_handler_lacks_it() {
    assertThat(get("/list")).isEqualTo("page 1");
    assertThat(get("/list/3")).isEqualTo("page 3");
    assertThat(get("/list?page=3")).isEqualTo("page 1");
  }

  @Test
  void the_rest_of_a_path_is_a_text_or_a_list_of_segments() {
    assertThat(get("/files/a/b%20c")).isEqualTo("a/b c");
    client.get("/files/a%2Fb").expectStatus(404);
    assertThat(get("/segments/a%2Fb/c")).isEqualTo("[a/b, c]");
  }

  @Test
  void constraints_are_checked_on_every_source_and_all_violations_listed() {
    assertThat(ProblemDocuments.errorsOf(client.get("/checked/9?name=a&page=4&tags=ok&tags=long")))
        .containsExactly("path id Min", "query name Size", "query page Max", "query tags[1] Size");
    assertThat(get("/checked/10?name=ab")).isEqualTo("ok");
  }

  @Test
  void a_violation_says_what_the_constraint_wants() {
    assertThat(ProblemDocuments.messagesOf(client.get("/checked/10?name=a")))
        .containsExactly("size must be between 2 and 4");
  }

  @Test
  void types_that_stand_for_the_request_are_given_as_they_are() {
    var response =
        client
            .request(HttpMethod.GET, "/context?q=1")
            .header("X-A", "a")
            .header("Cookie", "c=d")
            .send();

    assertThat(response.text()).isEqualTo("/context a d 1 0 GET http");
  }

  @Test
  void a_converter_of_the_application_makes_a_type_simple() {
    assertThat(get("/sku?sku=abc")).isEqualTo("abc");

    var refused = client.get("/sku?sku=abcd");
    assertThat(ProblemDocuments.messagesOf(refused))
        .containsExactly("Expected a SKU of 3 characters, found the text \"abcd\".");
  }

  @Test
  void every_bad_parameter_is_listed_with_its_source_in_the_order_of_the_signature() {
    var response =
        client
            .request(HttpMethod.GET, "/many?a=x&b=maybe")
            .header("X-C", "yesterday")
            .header("Cookie", "d=1")
            .send()
            .expectStatus(400);

    assertThat(ProblemDocuments.errorsOf(response))
        .containsExactly(
            "query a format",
            "query b format",
            "header X-C format",
            "cookie d format",
            "query e required");
    assertThat(ProblemDocuments.of(response).get("detail"))
        .isEqualTo("5 values of the request are missing or not accepted.");
  }

  @ParameterizedTest
  @CsvSource({"/greet?name=%zz", "/greet?name=%", "/greet?name=%C3", "/greet?%FF=1"})
  void a_malformed_query_string_is_a_400(String target) {
    client.get(target).expectStatus(400);
  }

  @Test
  void what_a_client_sent_is_cut_and_cleaned_before_it_is_echoed() {
    var response = client.get("/number?n=" + "9".repeat(5_000) + "%0A");

    assertThat(response.text()).hasSizeLessThan(700).doesNotContain("\\n");
  }

  @Test
  void no_echo_breaks_a_surrogate_pair_wherever_it_is_cut() {
    for (var lead = 0; lead < 6; lead++) {
      var text = "x".repeat(lead) + "%F0%9F%98%80".repeat(60);

      client.get("/number?n=" + text).expectStatus(400);
      client.get("/optional?text=a&number=" + text).expectStatus(400);
    }
  }
}
