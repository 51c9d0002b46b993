package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.inject.Provider;
import dev.lodestar.model.Strict;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.PageLimits;
import dev.lodestar.pagination.PageNames;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.pagination.PageSize;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Page requests as parameters.
class PageRequestBindingTest {

  record Listing(PageRequest page, Optional<String> text) {}

  @PageSize(value = 7, max = 70)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Lengthy {}

  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/pages")
    String pages(PageRequest page) {
      return page + ", offset " + page.offset() + ", limit " + page.limit();
    }

    @Get("/offsets")
    String offsets(OffsetRequest part) {
      return part.toString();
    }

    @Get("/cursors")
    String cursors(CursorRequest<Long> cursor) {
      return cursor.toString();
    }

    @Get("/errors")
    String errors(PageRequest page, @Query int number) {
      return page + " " + number;
    }

    @Get("/optional")
    String optional(Optional<PageRequest> page, @Query("o") @Nullable OffsetRequest part) {
      return page + " " + part;
    }

    @Get("/two")
    String two(@Query("orders") PageRequest orders, @Query("bills") PageRequest bills) {
      return orders + " " + bills;
    }

    @Post("/search")
    String search(PageRequest page, @Body List<String> words) {
      return page + " " + words;
    }

    @Get("/larger")
    String larger(@PageSize(value = 50, max = 500) PageRequest page) {
      return page.toString();
    }

    @Get("/method")
    @PageSize(30)
    String method(PageRequest page) {
      return page.toString();
    }

    @Get("/composed")
    @Lengthy
    String composed(PageRequest page) {
      return page.toString();
    }

    @Get("/provided")
    String provided(Listing listing) {
      return listing.toString();
    }

    @Get("/both")
    String both(Listing listing, PageRequest page) {
      return listing.page().equals(page) + " " + page;
    }

    @Strict
    record Filter(Optional<String> text) {}

    @Get("/strict")
    String strict(@Query Filter filter, PageRequest page) {
      return filter + " " + page;
    }

    @Get("/books/{page}")
    String book(String page, PageRequest paging) {
      return page + " " + paging;
    }
  }

  private final TestClient client =
      TestClient.of(
          Lodestar.app().provide(Provider.of(Listing.class)).routes(Handlers.class).build());

  private String get(String target) {
    return client.get(target).expectStatus(200).text();
  }

  private List<String> errors(String target) {
    return errorsOf(client.get(target));
  }

  /// The listed errors as `in name code message`.
  private static List<String> errorsOf(TestResponse response) {
    var errors = ProblemDocuments.errorsOf(response.expectStatus(400));
    var messages = ProblemDocuments.messagesOf(response);
    var lines = new ArrayList<String>();
    for (var i = 0; i < errors.size(); i++) {
      lines.add(errors.get(i) + " " + messages.get(i));
    }
    return lines;
  }

  @Test
  void a_page_request_is_read_from_the_query() {
    assertThat(get("/pages?page=3&size=10")).isEqualTo("page 3 of size 10, offset 20, limit 10");
  }

  @Test
  void without_parameters_it_is_the_first_page_of_the_standard_size() {
    assertThat(get("/pages")).isEqualTo("page 1 of size 20, offset 0, limit 20");
    assertThat(get("/offsets")).isEqualTo("offset 0, limit 20");
    assertThat(get("/cursors")).isEqualTo("20 items beginning");
  }

  @Test
  void an_offset_request_is_read_from_the_query() {
    assertThat(get("/offsets?offset=7&limit=3")).isEqualTo("offset 7, limit 3");
  }

  @Test
  void what_is_too_small_is_refused() {
    assertThat(errors("/pages?page=0&size=0"))
        .containsExactly(
            "query page Min must be greater than or equal to 1",
            "query size Min must be greater than or equal to 1");
    assertThat(errors("/offsets?offset=-1&limit=0"))
        .containsExactly(
            "query offset Min must be greater than or equal to 0",
            "query limit Min must be greater than or equal to 1");
  }

  @Test
  void a_size_beyond_the_maximum_is_refused_and_the_maximum_is_told() {
    assertThat(errors("/pages?size=101"))
        .containsExactly("query size Max must be less than or equal to 100");
    assertThat(errors("/offsets?limit=101"))
        .containsExactly("query limit Max must be less than or equal to 100");
    assertThat(errors("/cursors?size=101"))
        .containsExactly("query size Max must be less than or equal to 100");
    assertThat(get("/pages?size=100")).startsWith("page 1 of size 100");
  }

  @Test
  void no_page_is_so_far_behind_that_its_offset_is_no_int() {
    assertThat(get("/pages?page=10000001&size=100"))
        .isEqualTo("page 10000001 of size 100, offset 1000000000, limit 100");
    assertThat(errors("/pages?page=10000002&size=100"))
        .containsExactly("query page Max must be less than or equal to 10000001");
    assertThat(errors("/pages?page=2147483647&size=100"))
        .containsExactly("query page Max must be less than or equal to 10000001");
    assertThat(errors("/offsets?offset=1000000001"))
        .containsExactly("query offset Max must be less than or equal to 1000000000");
  }

  @Test
  void what_is_no_number_is_refused_with_all_other_errors() {
    assertThat(errors("/errors?page=two&size=99999999999999&number=x"))
        .containsExactly(
            "query page format Expected an integer between -2147483648 and 2147483647, found the"
                + " text \"two\".",
            "query size format Expected an integer between -2147483648 and 2147483647, found the"
                + " text \"99999999999999\".",
            "query number format Expected an integer between -2147483648 and 2147483647, found the"
                + " text \"x\".");
  }

  @Test
  void what_is_sent_twice_is_refused() {
    assertThat(errors("/pages?page=1&page=2"))
        .containsExactly("query page duplicate Expected one value, found 2.");
    assertThat(errors("/cursors?cursor=a&cursor=b"))
        .containsExactly("query cursor duplicate Expected one value, found 2.");
  }

  @Test
  void a_malformed_query_is_refused() {
    assertThat(client.get("/pages?page=%zz").statusCode()).isEqualTo(400);
    assertThat(client.get("/optional?page=%zz").statusCode()).isEqualTo(400);
    assertThat(client.get("/cursors?cursor=%zz").statusCode()).isEqualTo(400);
  }

  @Test
  void errors_are_told_in_the_language_of_the_client() {
    var answer =
        client
            .request(HttpMethod.GET, "/cursors?cursor=x&size=101")
            .header("Accept-Language", "de")
            .send();

    assertThat(errorsOf(answer))
        .containsExactly(
            "query cursor cursor Dieser Cursor gehört nicht oder nicht mehr zu dieser Liste;"
                + " beginnen Sie wieder mit der ersten Seite, ohne Cursor.",
            "query size Max darf höchstens 100 sein");
  }

  @Test
  void an_optional_page_request_is_empty_if_nothing_was_sent() {
    assertThat(get("/optional")).isEqualTo("Optional.empty null");
    assertThat(get("/optional?size=5&o.offset=3"))
        .isEqualTo("Optional[page 1 of size 5] offset 3, limit 20");
    assertThat(errors("/optional?size=-5"))
        .containsExactly("query size Min must be greater than or equal to 1");
  }

  @Test
  void several_page_requests_have_prefixes() {
    assertThat(get("/two?orders.page=2&bills.size=3"))
        .isEqualTo("page 2 of size 20 page 1 of size 3");
    assertThat(errors("/two?bills.size=300"))
        .containsExactly("query bills.size Max must be less than or equal to 100");
  }

  @Test
  void a_method_with_a_body_takes_one_too() {
    assertThat(
            client
                .request(HttpMethod.POST, "/search?page=2")
                .json(List.of("tea"))
                .send()
                .expectStatus(201)
                .text())
        .isEqualTo("page 2 of size 20 [tea]");
  }

  @Test
  void the_nearest_annotation_says_how_many_items_there_are() {
    assertThat(get("/larger")).isEqualTo("page 1 of size 50");
    assertThat(get("/larger?size=500")).isEqualTo("page 1 of size 500");
    assertThat(errors("/larger?size=501"))
        .containsExactly("query size Max must be less than or equal to 500");
    assertThat(get("/method")).isEqualTo("page 1 of size 30");
    assertThat(get("/composed?size=70")).isEqualTo("page 1 of size 70");
    assertThat(get("/composed")).isEqualTo("page 1 of size 7");
  }

  @Test
  void a_provider_takes_one_too() {
    assertThat(get("/provided?page=2&text=tea"))
        .isEqualTo("Listing[page=page 2 of size 20, text=Optional[tea]]");
  }

  @Test
  void a_handler_and_its_provider_see_the_same_page_request() {
    assertThat(get("/both?page=4&size=9")).isEqualTo("true page 4 of size 9");
    assertThat(errors("/both?page=0"))
        .containsExactly("query page Min must be greater than or equal to 1");
  }

  @Test
  void a_strict_group_knows_the_names_of_a_page_request() {
    assertThat(get("/strict?page=2")).isEqualTo("Filter[text=Optional.empty] page 2 of size 20");
    assertThat(errors("/strict?pages=2"))
        .containsExactly("query pages unknown There is no parameter or field of this name.");
  }

  @Test
  void a_path_parameter_of_the_same_name_is_something_else() {
    assertThat(get("/books/i?page=3")).isEqualTo("i page 3 of size 20");
  }

  @Test
  void layers_say_how_many_items_there_are_and_the_nearest_counts() {
    var app =
        Lodestar.app()
            .pageSize(5, 50)
            .routes(
                Router.at("/outer").routes(Handlers.class),
                Router.at("/inner").pageSize(6, 60).routes(Handlers.class))
            .provide(Provider.of(Listing.class))
            .build();
    var layered = TestClient.of(app);

    assertThat(layered.get("/outer/pages").text()).startsWith("page 1 of size 5,");
    assertThat(layered.get("/inner/pages").text()).startsWith("page 1 of size 6,");
    assertThat(layered.get("/inner/larger").text()).isEqualTo("page 1 of size 50");
    assertThat(layered.get("/inner/provided").text()).contains("page 1 of size 6");
    assertThat(errorsOf(layered.get("/inner/pages?size=61")))
        .containsExactly("query size Max must be less than or equal to 60");
    assertThat(app.explain("GET", "/inner/pages"))
        .containsSubsequence("page size", "6, at most 60", "Router.at(\"/inner\")");
  }

  @Test
  void layers_name_the_parameters() {
    var app =
        Lodestar.app()
            .pageNames(PageNames.standard().page("currentPage").size("pageSize").limit("max"))
            .routes(Handlers.class)
            .provide(Provider.of(Listing.class))
            .build();
    var renamed = TestClient.of(app);

    assertThat(renamed.get("/pages?currentPage=2&pageSize=8").text())
        .startsWith("page 2 of size 8");
    assertThat(renamed.get("/offsets?max=8").text()).isEqualTo("offset 0, limit 8");
    assertThat(renamed.get("/two?orders.currentPage=2").text()).startsWith("page 2 of size 20");
    assertThat(errorsOf(renamed.get("/pages?pageSize=0")))
        .containsExactly("query pageSize Min must be greater than or equal to 1");
  }

  @Test
  void limits_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> Lodestar.app().pageSize(0, 10))
        .hasMessage("The standard size of a page is 0; expected 1 or more.");
    assertThatThrownBy(() -> Lodestar.app().pageSize(20, 10))
        .hasMessage(
            "The standard size of a page is 20, which is more than the maximum of 10; set a larger"
                + " maximum, too.");
    assertThatThrownBy(() -> Lodestar.app().pageSize(1, PageLimits.MAX_OFFSET + 1))
        .hasMessage("The maximum size of a page is 1000000001; expected 1000000000 or less.");
    assertThatThrownBy(() -> PageNames.standard().page("size"))
        .hasMessage("Two query parameters of one page request are both called 'size'.");
    assertThatThrownBy(() -> PageNames.standard().cursor(""))
        .hasMessage("The name of a query parameter of page requests is empty; give it one.");
  }

  record Tag(List<String> words) {}

  record Hidden(@dev.lodestar.model.WriteOnly int id) {}

  record Group(PageRequest page) {}

  @SuppressWarnings({"unused", "rawtypes"})
  static final class Mistakes {
    @Get("/a")
    String path(@Header PageRequest page) {
      return "";
    }

    @Get("/b/{page}")
    String inPath(PageRequest page) {
      return "";
    }

    @Get("/c")
    String twice(PageRequest first, PageRequest second) {
      return "";
    }

    @Get("/d")
    String taken(PageRequest page, int size) {
      return "";
    }

    @Get("/e")
    String small(@PageSize(200) PageRequest page) {
      return "";
    }

    @Get("/f")
    String vain(@PageSize int page) {
      return "";
    }

    @Get("/g")
    String raw(CursorRequest cursor) {
      return "";
    }

    @Get("/h")
    String list(CursorRequest<Tag> cursor) {
      return "";
    }

    @Get("/i")
    String hidden(CursorRequest<Hidden> cursor) {
      return "";
    }

    @Get("/j")
    String unsupported(CursorRequest<Thread> cursor) {
      return "";
    }

    @Get("/k")
    String mixed(PageRequest page, CursorRequest<Integer> cursor) {
      return "";
    }

    @Get("/l")
    String group(@Query Group group) {
      return "";
    }

    @Post("/m")
    String form(@Form PageRequest page) {
      return "";
    }
  }

  @Test
  void mistakes_are_found_when_the_application_is_built() {
    var report =
        catchThrowableOfType(
            StartupException.class, () -> Lodestar.app().routes(Mistakes.class).build());

    assertThat(report.problems())
        .extracting(problem -> problem.code() + ": " + problem.what())
        .containsExactlyInAnyOrder(
            "page-request: The parameter \"PageRequest page\" is a page request, which comes from"
                + " the query, but its annotation names something else.",
            "page-request: The parameter \"PageRequest page\" is a page request, which comes from"
                + " the query, but its name is in the path \"/b/{page}\".",
            "page-name-taken: The parameter \"PageRequest second\" takes the query parameter"
                + " \"page\", which the page request \"PageRequest first\" takes, too.",
            "page-name-taken: The parameter \"int size\" takes the query parameter \"size\", which"
                + " the page request \"PageRequest page\" takes, too.",
            "page-size: The annotation @PageSize of the parameter \"PageRequest page\" cannot be"
                + " used: The standard size of a page is 200, which is more than the maximum of"
                + " 100; set a larger maximum, too.",
            "page-size: The parameter \"int page\" has the annotation @PageSize, but is no page"
                + " request.",
            "cursor-position: The parameter \"CursorRequest cursor\" does not say of what type the"
                + " positions in its list are.",
            "cursor-position: The parameter \"CursorRequest<Tag> cursor\" has positions that no"
                + " cursor can hold: Tag.words is no simple value.",
            "cursor-position: The parameter \"CursorRequest<Hidden> cursor\" has positions that no"
                + " cursor can hold: Hidden.id is not both written and read.",
            "cursor-position: The parameter \"CursorRequest<Thread> cursor\" has positions that no"
                + " cursor can hold: Thread: The type java.lang.Thread is not supported.",
            "page-name-taken: The parameter \"CursorRequest<Integer> cursor\" takes the query"
                + " parameter \"size\", which the page request \"PageRequest page\" takes, too.",
            "page-request: The parameter \"Group group\" is a group whose component page is a page"
                + " request, which cannot be read as a part of one.",
            "page-request: The parameter \"PageRequest page\" is a page request, which comes from"
                + " the query, but its annotation names something else.");
  }

  @Test
  void an_annotation_with_a_wrong_size_is_found_when_the_application_is_built() {
    @PageSize(value = 0)
    final class Wrong {
      @Get("/")
      @SuppressWarnings("unused")
      String list(PageRequest page) {
        return "";
      }
    }
    var report =
        catchThrowableOfType(
            StartupException.class, () -> Lodestar.app().routes(new Wrong()).build());

    assertThat(report.problems())
        .extracting(problem -> problem.code() + ": " + problem.what())
        .containsExactly(
            "layer-annotation: The annotation @PageSize cannot be used: The standard size of a page"
                + " is 0; expected 1 or more.");
  }

  @Test
  void functions_have_no_page_requests_but_their_layers_may_ask_for_them() {
    var app =
        Lodestar.app()
            .parameters(Listing.class)
            .handle(HttpMethod.GET, "/f", request -> dev.lodestar.http.Response.text("ok"))
            .build();
    var functions = TestClient.of(app);

    assertThat(functions.get("/f?size=20").statusCode()).isEqualTo(200);
    assertThat(functions.get("/f?size=2000").statusCode()).isEqualTo(400);
  }
}
