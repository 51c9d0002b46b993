package dev.lodestar;

import static dev.lodestar.Operating.parameter;
import static dev.lodestar.Operating.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.convert.Converter;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Preconditions;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.inject.Provides;
import dev.lodestar.model.Default;
import dev.lodestar.model.Name;
import dev.lodestar.model.Private;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.Strict;
import dev.lodestar.model.WriteOnly;
import dev.lodestar.operation.Declaration;
import dev.lodestar.operation.OperationPlan;
import dev.lodestar.operation.ParameterPlan;
import dev.lodestar.operation.Refusal;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.PageNames;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.pagination.PageSize;
import dev.lodestar.sse.LastEventId;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What the plan of a route tells of the parameters of its requests.
class OperationParametersTest {

  record Search(
      String text,
      @Default("20") @Max(100) int limit,
      Optional<LocalDate> since,
      @Name("sort-by") @Default("name") String order,
      @ReadOnly Optional<String> user,
      @Private Optional<String> secret) {}

  record Range(int from, int until) {}

  @Strict
  record Exactly(Optional<String> only) {}

  record Address(String street, Optional<String> zip) {}

  record Person(String name, Address home, Optional<Address> work) {}

  record Conditional(Optional<String> ifNewerThan) {}

  record Debugging(@InSchema(false) Optional<String> debug, Optional<String> shown) {}

  record Login(String user, @WriteOnly String password) {}

  static final class Handlers {
    @Get("/search")
    String search(
        String text,
        @Default("20") int limit,
        Optional<String> color,
        @Nullable String size,
        List<String> tag,
        @Header String userAgent,
        @Header("X-Parts") List<Integer> parts,
        @Cookie("session") String id) {
      return text;
    }

    @Get("/nothing")
    void nothing() {}

    @Get("/group")
    void group(@Query Search search) {}

    @Get("/named-group")
    void namedGroup(@Query("r") Range range) {}

    @Get("/optional-group")
    void optionalGroup(@Query Optional<Range> range) {}

    @Get("/nested")
    void nested(@Query Person person) {}

    @Get("/headers")
    void headers(@Header Conditional conditional) {}

    @Get("/strict")
    void strict(@Query Exactly exactly) {}

    @Get("/login")
    void login(@Query Login login) {}

    @Get("/twice")
    void twice(@Query Range range, @Min(3) int from) {}

    @Get("/same-name")
    void sameName(String id, @Header("Id") String header, @Cookie("id") String cookie) {}

    @Get("/pages")
    void pages(PageRequest page) {}

    @Get("/small-pages")
    void smallPages(@PageSize(value = 5, max = 10) PageRequest page) {}

    @Get("/maybe-page")
    void maybePage(Optional<PageRequest> page) {}

    @Get("/offsets")
    void offsets(OffsetRequest page) {}

    @Get("/cursors")
    void cursors(CursorRequest<Integer> page) {}

    @Get("/raw")
    void raw(Request request) {}

    @Get("/preconditions")
    void preconditions(Preconditions preconditions) {}

    @Get("/events")
    void events(LastEventId last) {}

    @Get("/hidden-component")
    void hiddenComponent(@Query Debugging debugging) {}

    @Get("/hidden")
    void hidden(@InSchema(false) Optional<String> debug, Optional<String> shown) {}
  }

  private static OperationPlan of(String path) {
    return plan(new Handlers(), path);
  }

  private static List<String> names(OperationPlan plan) {
    return plan.parameters().stream().map(ParameterPlan::name).toList();
  }

  @Test
  void a_simple_parameter_is_taken_from_the_query_and_required() {
    var text = parameter(of("/search"), "text");

    assertThat(text.in()).isEqualTo(InputSource.QUERY);
    assertThat(text.required()).isTrue();
    assertThat(text.use().type()).isEqualTo(String.class);
  }

  @Test
  void a_parameter_with_a_default_is_not_required() {
    var limit = parameter(of("/search"), "limit");

    assertThat(limit.required()).isFalse();
    assertThat(limit.use().defaultValue()).contains(20);
  }

  @Test
  void an_optional_or_nullable_parameter_is_not_required() {
    assertThat(parameter(of("/search"), "color").required()).isFalse();
    assertThat(parameter(of("/search"), "size").required()).isFalse();
  }

  @Test
  void a_list_is_repeated() {
    assertThat(parameter(of("/search"), "tag").repeated()).isTrue();
    assertThat(parameter(of("/search"), "X-Parts").repeated()).isTrue();
    assertThat(parameter(of("/search"), "text").repeated()).isFalse();
  }

  @Test
  void headers_and_cookies_have_the_names_that_requests_have() {
    assertThat(of("/search").parameters())
        .filteredOn(parameter -> parameter.in() != InputSource.QUERY)
        .extracting(ParameterPlan::name)
        .containsExactly("User-Agent", "X-Parts", "session");
  }

  @Test
  void a_parameter_leads_to_where_it_is_declared() {
    assertThat(parameter(of("/search"), "text").declaration())
        .isInstanceOfSatisfying(
            Declaration.OfParameter.class,
            declared -> assertThat(declared.parameter().toString()).isEqualTo("String text"));
  }

  @Test
  void what_takes_something_may_refuse_it() {
    assertThat(of("/search").refusals()).contains(Refusal.INVALID_INPUT);
  }

  @Test
  void what_takes_nothing_refuses_nothing() {
    assertThat(of("/nothing").refusals()).isEmpty();
  }

  @Test
  void the_same_name_in_different_parts_of_a_request_is_several_parameters() {
    assertThat(of("/same-name").parameters())
        .extracting(ParameterPlan::in)
        .containsExactly(InputSource.QUERY, InputSource.HEADER, InputSource.COOKIE);
  }

  @Test
  void what_looks_at_the_request_itself_takes_nothing_that_is_known() {
    assertThat(of("/raw").parameters()).isEmpty();
  }

  @Test
  void preconditions_are_headers() {
    assertThat(names(of("/preconditions")))
        .containsExactly("If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");
    assertThat(of("/preconditions").refusals())
        .containsExactly(Refusal.PRECONDITION_FAILED, Refusal.PRECONDITION_REQUIRED);
  }

  @Test
  void the_last_event_id_is_a_header_that_may_be_malformed() {
    assertThat(names(of("/events"))).containsExactly("Last-Event-ID");
    assertThat(of("/events").refusals()).containsExactly(Refusal.INVALID_INPUT);
  }

  @Test
  void a_parameter_can_be_hidden() {
    assertThat(names(of("/hidden"))).containsExactly("shown");
    assertThat(names(of("/hidden-component"))).containsExactly("shown");
    assertThat(of("/hidden").refusals()).contains(Refusal.INVALID_INPUT);
  }

  @Nested
  class Groups {
    @Test
    void each_component_that_clients_may_send_is_a_parameter() {
      assertThat(names(of("/group"))).containsExactly("text", "limit", "since", "sort-by");
    }

    @Test
    void a_component_is_required_by_the_one_rule() {
      assertThat(of("/group").parameters())
          .filteredOn(ParameterPlan::required)
          .extracting(ParameterPlan::name)
          .containsExactly("text");
    }

    @Test
    void a_component_leads_to_its_field() {
      assertThat(parameter(of("/group"), "sort-by").declaration())
          .isInstanceOfSatisfying(
              Declaration.OfField.class,
              declared -> assertThat(declared.field().javaName()).isEqualTo("order"));
    }

    @Test
    void the_name_of_a_group_stands_before_those_of_its_components() {
      assertThat(names(of("/named-group"))).containsExactly("r.from", "r.until");
    }

    @Test
    void nothing_of_an_optional_group_is_required() {
      assertThat(of("/optional-group").parameters())
          .extracting(ParameterPlan::required)
          .containsExactly(false, false);
    }

    @Test
    void nothing_of_an_optional_object_in_a_group_is_required() {
      assertThat(of("/nested").parameters())
          .filteredOn(ParameterPlan::required)
          .extracting(ParameterPlan::name)
          .containsExactly("name", "home.street");
      assertThat(names(of("/nested"))).contains("work.street", "work.zip");
    }

    @Test
    void components_are_called_as_headers_are() {
      assertThat(names(of("/headers"))).containsExactly("If-Newer-Than");
    }

    @Test
    void a_strict_group_refuses_unknown_names() {
      assertThat(of("/strict").strict()).containsExactly(InputSource.QUERY);
      assertThat(of("/group").strict()).isEmpty();
    }

    @Test
    void what_is_only_written_is_secret() {
      assertThat(parameter(of("/login"), "password").secret()).isTrue();
      assertThat(parameter(of("/login"), "user").secret()).isFalse();
    }

    @Test
    void what_several_take_is_one_parameter_with_the_types_of_all() {
      var plan = of("/twice");

      assertThat(names(plan)).containsExactly("from", "until");
      assertThat(parameter(plan, "from").also())
          .singleElement()
          .satisfies(use -> assertThat(use.annotations()).hasSize(1));
    }
  }

  @Nested
  class Pages {
    @Test
    void a_page_request_is_two_numbers_with_limits() {
      var plan = of("/pages");

      assertThat(names(plan)).containsExactly("page", "size");
      assertThat(plan.parameters()).noneMatch(ParameterPlan::required);
      assertThat(parameter(plan, "size").use().annotations())
          .anySatisfy(max ->
              assertThat(max)
                  .isInstanceOfSatisfying(
                      Max.class, limit -> assertThat(limit.value()).isEqualTo(100)));
      assertThat(parameter(plan, "page").use().defaultValue()).contains(1);
    }

    @Test
    void the_sizes_of_the_handler_count() {
      var size = parameter(of("/small-pages"), "size");

      assertThat(size.use().defaultValue()).contains(5);
      assertThat(size.use().annotations())
          .anySatisfy(max ->
              assertThat(max)
                  .isInstanceOfSatisfying(
                      Max.class, limit -> assertThat(limit.value()).isEqualTo(10)));
    }

    @Test
    void offsets_are_offset_and_limit() {
      assertThat(names(of("/offsets"))).containsExactly("offset", "limit");
    }

    @Test
    void a_cursor_is_a_text_that_the_first_page_has_not() {
      var cursor = parameter(of("/cursors"), "cursor");

      assertThat(names(of("/cursors"))).containsExactly("cursor", "size");
      assertThat(cursor.required()).isFalse();
      assertThat(cursor.use().type()).isEqualTo(String.class);
    }

    @Test
    void an_optional_page_request_requires_nothing() {
      assertThat(of("/maybe-page").parameters()).noneMatch(ParameterPlan::required);
    }

    @Test
    void the_names_of_the_layer_count() {
      var app =
          Lodestar.app()
              .pageNames(PageNames.standard().page("p").size("n"))
              .routes(new Handlers())
              .build();

      assertThat(names(plan(app, "/pages"))).containsExactly("p", "n");
    }

    @Test
    void the_framework_says_what_they_are_for() {
      assertThat(parameter(of("/offsets"), "offset").declaration())
          .isEqualTo(new Declaration.OfFramework("How many items come before the page."));
    }
  }

  record Sku(String text) {}

  static final class SkuConverter implements Converter<Sku> {
    @Override
    public Sku parse(String text) {
      return new Sku(text);
    }

    @Override
    public String format(Sku sku) {
      return sku.text();
    }

    @Override
    public String expected() {
      return "an article number";
    }
  }

  static final class PathHandlers {
    @Get("/text/{name}")
    void text(String name) {}

    @Get("/id/{id}")
    void id(UUID id) {}

    @Get("/slot/{number:int}")
    void slot(long number) {}

    @Get("/limited/{number:int}")
    void limited(@Max(7) long number) {}

    @Get("/text-slot/{number:int}")
    void textSlot(String number) {}

    @Get("/sku/{sku:sku}")
    void sku(Request request) {}

    @Get("/files/{file:path}")
    void files(List<String> file) {}

    @Get({"/both", "/both/{year}"})
    void both(Optional<Integer> year) {}
  }

  @Path("/tenants/{tenant}")
  static final class Tenants {
    @Get("/things")
    void things() {}
  }

  @Nested
  class Paths {
    private OperationPlan of(String path) {
      var app =
          Lodestar.app()
              .slot("sku", Sku.class, new SkuConverter())
              .routes(new PathHandlers(), new Tenants())
              .build();
      return plan(app, path);
    }

    @Test
    void a_path_parameter_is_always_required() {
      assertThat(of("/text/{name}").parameters())
          .singleElement()
          .satisfies(name -> {
            assertThat(name.in()).isEqualTo(InputSource.PATH);
            assertThat(name.required()).isTrue();
          });
    }

    @Test
    void a_text_is_always_found() {
      assertThat(of("/text/{name}").refusals()).doesNotContain(Refusal.NOT_FOUND);
    }

    @Test
    void what_is_no_value_of_the_type_is_not_found() {
      assertThat(of("/id/{id}").refusals()).contains(Refusal.NOT_FOUND);
    }

    @Test
    void a_slot_that_takes_less_than_the_type_decides() {
      var number = parameter(of("/slot/{number:int}"), "number");

      assertThat(number.use().type()).isEqualTo(int.class);
    }

    @Test
    void the_constraints_of_the_parameter_count_beside_the_slot() {
      var number = parameter(of("/limited/{number:int}"), "number");

      assertThat(number.also())
          .singleElement()
          .satisfies(use -> assertThat(use.annotations()).hasSize(1));
    }

    @Test
    void a_slot_whose_text_is_taken_is_still_a_number() {
      assertThat(parameter(of("/text-slot/{number:int}"), "number").use().type())
          .isEqualTo(int.class);
    }

    @Test
    void a_parameter_that_nobody_takes_has_the_type_of_its_slot() {
      var sku = parameter(of("/sku/{sku:sku}"), "sku");

      assertThat(sku.use().type()).isEqualTo(Sku.class);
      assertThat(sku.use().model().rawClass()).isEqualTo(Sku.class);
      assertThat(sku.declaration()).isEqualTo(new Declaration.OfPath());
    }

    @Test
    void a_parameter_in_the_path_of_a_layer_that_nobody_takes_is_there() {
      assertThat(names(of("/tenants/{tenant}/things"))).containsExactly("tenant");
    }

    @Test
    void a_greedy_parameter_is_several_segments() {
      assertThat(parameter(of("/files/{file:path}"), "file").repeated()).isTrue();
    }

    @Test
    void a_parameter_of_another_path_of_the_handler_is_not_there() {
      assertThat(names(of("/both"))).isEmpty();
      assertThat(names(of("/both/{year}"))).containsExactly("year");
    }
  }

  record User(String name) {}

  record Tenancy(@Header("X-Tenant") String tenant) {}

  static final class WithProviders {
    @Provides
    static User user(@Header("Authorization") String token, Audit audit) {
      return new User(token);
    }

    @Provides
    static Audit audit(Optional<String> reason) {
      return new Audit(reason.orElse(""));
    }

    @Provides
    @Singleton
    static Clock clock() {
      return new Clock();
    }

    @Get("/mine")
    void mine(User user, Clock clock, Optional<String> reason) {}

    @Get("/free")
    void free() {}
  }

  record Audit(String reason) {}

  static final class Clock {}

  @Nested
  class Dependencies {
    @Test
    void what_providers_take_is_taken_by_the_route() {
      assertThat(names(plan(new WithProviders(), "/mine")))
          .containsExactly("Authorization", "reason");
    }

    @Test
    void what_a_provider_of_a_provider_takes_as_the_handler_does_is_one_parameter() {
      assertThat(parameter(plan(new WithProviders(), "/mine"), "reason").also()).isEmpty();
    }

    @Test
    void what_nobody_needs_takes_nothing() {
      assertThat(names(plan(new WithProviders(), "/free"))).isEmpty();
    }

    @Test
    void parameters_of_a_layer_are_those_of_each_route() {
      var app =
          Lodestar.app()
              .parameters(Tenancy.class)
              .routes(new WithProviders())
              .get("/function", request -> Response.text("hello"))
              .build();

      assertThat(names(plan(app, "/free"))).containsExactly("X-Tenant");
      assertThat(names(plan(app, HttpMethod.GET, "/function"))).containsExactly("X-Tenant");
    }
  }
}
