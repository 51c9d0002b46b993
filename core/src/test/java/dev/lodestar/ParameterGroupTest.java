package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.model.Default;
import dev.lodestar.model.Name;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.Strict;
import dev.lodestar.model.WriteOnly;
import dev.lodestar.report.StartupException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.test.TestClient;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Records whose components are parameters.
class ParameterGroupTest {

  enum Order {
    NAME,
    PRICE
  }

  record Search(
      String text,
      @Default("20") @Max(100) int limit,
      Optional<LocalDate> since,
      @Nullable String color,
      @Default({}) List<@Size(max = 3) String> tag,
      @Name("sort-by") @Default("NAME") Order order) {}

  record Range(@Min(0) int from, @Min(0) int until) {
    Range {
      if (from < until && from == 13) {
        throw new IllegalArgumentException("No range begins with 13.");
      }
    }

    @AssertTrue(message = "must not end before it begins")
    boolean isInOrder() {
      return from <= until;
    }
  }

  record Address(String street, Optional<String> zip) {}

  record Person(String name, Address address, Optional<Address> second) {}

  record Client(
      String userAgent, @Name("x_tenant") String tenant, @Default({}) Set<String> accept) {}

  record Cookies(@Default("light") String theme, OptionalInt visits) {}

  record Secrets(@WriteOnly int pin, @ReadOnly Optional<String> id) {}

  static final class Bean {
    private int page = 1;
    private @Nullable String text;

    public int getPage() {
      return page;
    }

    public void setPage(int page) {
      this.page = page;
    }

    public @Nullable String getText() {
      return text;
    }

    public void setText(@Nullable String text) {
      this.text = text;
    }
  }

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/search")
    String search(@Query Search search) {
      return search.toString();
    }

    @Get("/range")
    String range(@Query Range range) {
      return range.toString();
    }

    @Get("/maybe")
    String maybe(@Query Optional<Range> range, @Query @Nullable Address address) {
      return range + " " + address;
    }

    @Get("/prefixed")
    String prefixed(@Query("price") Range price, @Query("size") Optional<Range> size) {
      return price + " " + size;
    }

    @Get("/person")
    String person(@Query Person person) {
      return person.toString();
    }

    @Get("/client")
    String client(@Header Client client, @Cookie Cookies cookies) {
      return client + " " + cookies;
    }

    @Get("/secrets")
    String secrets(@Query Secrets secrets) {
      return secrets.toString();
    }

    @Get("/bean")
    String bean(@Query Bean bean) {
      return bean.getPage() + " " + bean.getText();
    }
  }

  private final TestClient client =
      TestClient.of(Lodestar.app().routes(Handlers.class).build())
          .ignoringFindings(UNDOCUMENTED_PARAMETER);

  private String get(String target) {
    return client.get(target).expectStatus(200).text();
  }

  private List<String> errors(String target) {
    return ProblemDocuments.errorsOf(client.get(target).expectStatus(400));
  }

  @Test
  void components_are_read_as_parameters_are() {
    assertThat(get("/search?text=tea"))
        .isEqualTo(
            "Search[text=tea, limit=20, since=Optional.empty, color=null, tag=[], order=NAME]");
    assertThat(get("/search?text=&limit=5&since=2026-01-31&color=red&tag=a&tag=b&sort-by=PRICE"))
        .isEqualTo(
            "Search[text=, limit=5, since=Optional[2026-01-31], color=red, tag=[a, b], order=PRICE]");
  }

  @Test
  void all_errors_of_a_group_are_told_with_their_names() {
    assertThat(errors("/search?limit=101&since=x&tag=a&tag=long&sort-by=SIZE&color=a&color=b"))
        .containsExactly(
            "query text required",
            "query limit Max",
            "query since format",
            "query color duplicate",
            "query tag[1] Size",
            "query sort-by format");
  }

  @Test
  void rules_across_components_are_told_of_the_group() {
    assertThat(errors("/range?from=5&until=3")).containsExactly("query  AssertTrue");
    assertThat(errors("/range?from=13&until=14")).containsExactly("query  invalid");
    assertThat(errors("/range?from=-1&until=-2"))
        .containsExactly("query from Min", "query until Min");
    assertThat(get("/range?from=1&until=2")).isEqualTo("Range[from=1, until=2]");
  }

  @Test
  void an_optional_group_is_absent_if_none_of_its_names_occurs() {
    assertThat(get("/maybe")).isEqualTo("Optional.empty null");
    assertThat(get("/maybe?from=1&until=2&street=High%20Street"))
        .isEqualTo(
            "Optional[Range[from=1, until=2]] Address[street=High Street, zip=Optional.empty]");
    assertThat(errors("/maybe?from=1")).containsExactly("query until required");
  }

  @Test
  void a_name_in_the_annotation_stands_before_the_names_of_components() {
    assertThat(get("/prefixed?price.from=1&price.until=2"))
        .isEqualTo("Range[from=1, until=2] Optional.empty");
    assertThat(errors("/prefixed?price.from=2&price.until=1&size.from=1"))
        .containsExactly("query price AssertTrue", "query size.until required");
  }

  @Test
  void records_inside_have_dotted_names() {
    assertThat(get("/person?name=Ann&address.street=A&address.zip=1&second.street=B"))
        .isEqualTo(
            "Person[name=Ann, address=Address[street=A, zip=Optional[1]],"
                + " second=Optional[Address[street=B, zip=Optional.empty]]]");
    assertThat(errors("/person?second.zip=7"))
        .containsExactly(
            "query name required", "query address.street required", "query second.street required");
  }

  @Test
  void headers_and_cookies_can_be_groups() {
    var response =
        client
            .request(HttpMethod.GET, "/client")
            .header("User-Agent", "curl")
            .header("x_tenant", "acme")
            .header("Accept", "text/html, */*")
            .cookie("visits", "3")
            .send();

    assertThat(response.text())
        .isEqualTo(
            "Client[userAgent=curl, tenant=acme, accept=[text/html, */*]]"
                + " Cookies[theme=light, visits=OptionalInt[3]]");
    assertThat(errors("/client"))
        .containsExactly("header User-Agent required", "header x_tenant required");
  }

  @Test
  void read_only_components_are_not_taken_and_write_only_ones_not_repeated() {
    assertThat(get("/secrets?pin=1234&id=mine")).isEqualTo("Secrets[pin=1234, id=Optional.empty]");

    var response = client.get("/secrets?pin=hunter2").expectStatus(400);
    assertThat(response.text()).doesNotContain("hunter2");
  }

  @Test
  void a_bean_is_a_group_as_well() {
    assertThat(get("/bean?page=3&text=tea")).isEqualTo("3 tea");
  }

  @Test
  void names_follow_the_naming_of_the_codecs() {
    var app =
        Lodestar.app()
            .codecs(json -> json.naming(NamingStrategy.SNAKE_CASE))
            .routes(new Snake())
            .build();

    var snake = TestClient.of(app);
    assertThat(snake.get("/snake?page_size=3").text()).isEqualTo("3");
    assertThat(snake.request(HttpMethod.GET, "/dashes").header("Page-Size", "4").send().text())
        .isEqualTo("4");
  }

  record Paging(int pageSize) {}

  static final class Snake {
    @Get("/snake")
    String snake(@Query Paging paging) {
      return "" + paging.pageSize();
    }

    @Get("/dashes")
    String dashes(@Header Paging paging) {
      return "" + paging.pageSize();
    }
  }

  @Strict
  record Exact(int page, @Name("per-page") @Default("10") int size) {}

  @SuppressWarnings("unused")
  static final class Strictly {
    @Get("/exact")
    String exact(@Query Exact exact, @Query("in") Optional<Exact> other, @Nullable String lang) {
      return exact + " " + other + " " + lang;
    }
  }

  @Test
  void a_strict_group_refuses_names_that_nothing_takes() {
    var strict = TestClient.of(Lodestar.app().routes(new Strictly()).build());

    assertThat(strict.get("/exact?page=1&per-page=2&lang=en&in.page=3").expectStatus(200).text())
        .startsWith("Exact[page=1, size=2] Optional[Exact[page=3, size=10]] en");
    assertThat(
            ProblemDocuments.errorsOf(
                strict.get("/exact?page=1&perpage=2&in.page=3&in.size=4").expectStatus(400)))
        .containsExactly("query perpage unknown", "query in.size unknown");
  }

  record Tree(String name, Optional<Tree> child) {}

  record Mapped(Map<String, String> all) {}

  record Lines(List<Address> lines) {}

  record BadDefault(@Default("0") @Min(1) int page) {}

  record Outer(Mapped inner) {}

  record BadName(@Name("a b") String value) {}

  @SuppressWarnings("unused")
  static final class Mistakes {
    @Get("/tree")
    String tree(@Query Tree tree) {
      return "";
    }

    @Get("/mapped")
    String mapped(@Query Outer outer) {
      return "";
    }

    @Get("/lines")
    String lines(@Query Lines lines) {
      return "";
    }

    @Get("/default")
    String badDefault(@Query BadDefault page) {
      return "";
    }

    @Get("/name")
    String badName(@Header BadName name) {
      return "";
    }
  }

  @Test
  void what_cannot_be_a_component_is_found_at_the_start_with_the_way_to_it() {
    var problems =
        catchThrowableOfType(
                StartupException.class, () -> Lodestar.app().routes(new Mistakes()).build())
            .problems();

    assertThat(problems.stream().map(StartupProblem::code))
        .containsExactly(
            "group-component",
            "group-component",
            "group-component",
            "default-constraint",
            "parameter-name-illegal");
    assertThat(problems.get(0).what()).contains("tree.child").contains("contains itself");
    assertThat(problems.get(1).what()).contains("inner.all");
    assertThat(problems.get(2).what()).contains("lines.lines");
    assertThat(problems.get(3).what()).contains("page.page");
  }
}
