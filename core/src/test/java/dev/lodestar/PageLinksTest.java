package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Response;
import dev.lodestar.json.JsonType;
import dev.lodestar.pagination.CursorPage;
import dev.lodestar.pagination.CursorRequest;
import dev.lodestar.pagination.OffsetPage;
import dev.lodestar.pagination.OffsetRequest;
import dev.lodestar.pagination.Page;
import dev.lodestar.pagination.PageRequest;
import dev.lodestar.pagination.PageSize;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Links between pages: where they lead, and that following them shows the whole list.
class PageLinksTest {
  private static final Pattern LINK = Pattern.compile("<([^>]*)>; rel=\"([^\"]*)\"");

  record Row(int rank, int id) {}

  record Place(int rank, int id) {
    static final Comparator<Place> ORDER =
        Comparator.comparingInt(Place::rank).thenComparingInt(Place::id);

    static Place of(Row row) {
      return new Place(row.rank(), row.id());
    }
  }

  @SuppressWarnings("unused")
  @PageSize(value = 3, max = 50)
  static final class Lists {
    private final List<Row> rows = Collections.synchronizedList(new ArrayList<>());

    private List<Row> part(int offset, int limit) {
      return rows.subList(Math.min(offset, rows.size()), Math.min(offset + limit, rows.size()));
    }

    @Get("/page")
    Response<Page<Row>> page(PageRequest page) {
      return Page.of(part(page.offset(), page.limit()), page).linked(page);
    }

    @Get("/page-total")
    Response<Page<Row>> pageWithTotal(PageRequest page) {
      return Page.of(part(page.offset(), page.limit()), page, rows::size).linked(page);
    }

    @Get("/page-lookahead")
    Response<Page<Row>> pageWithLookahead(PageRequest page) {
      return Page.ofLookahead(part(page.offset(), page.lookahead()), page).linked(page);
    }

    @Get("/page-slice")
    Response<Page<Row>> pageSlice(@Query("list") PageRequest page) {
      return page.slice(rows).linked(page);
    }

    @Get("/offset")
    Response<OffsetPage<Row>> offset(OffsetRequest part) {
      return OffsetPage.of(part(part.offset(), part.limit()), part).linked(part);
    }

    @Get("/offset-total")
    Response<OffsetPage<Row>> offsetWithTotal(OffsetRequest part) {
      return OffsetPage.of(part(part.offset(), part.limit()), part, rows::size).linked(part);
    }

    @Get("/offset-lookahead")
    Response<OffsetPage<Row>> offsetWithLookahead(OffsetRequest part) {
      return OffsetPage.ofLookahead(part(part.offset(), part.lookahead()), part).linked(part);
    }

    @Get("/offset-slice")
    Response<OffsetPage<Row>> offsetSlice(OffsetRequest part) {
      return part.slice(rows).linked(part);
    }

    @Get("/cursor")
    Response<CursorPage<Row>> cursor(CursorRequest<Place> cursor) {
      return cursor.slice(List.copyOf(rows), Place::of, Place.ORDER).linked(cursor);
    }

    @Get("/cursor-forward")
    Response<CursorPage<Row>> cursorForward(CursorRequest<Place> cursor) {
      var sorted =
          rows.stream()
              .filter(row ->
                  cursor.position().isEmpty()
                      || Place.ORDER.compare(Place.of(row), cursor.position().get()) > 0)
              .sorted(Comparator.comparing(Place::of, Place.ORDER))
              .limit(cursor.lookahead())
              .toList();
      return cursor.pageForward(sorted, Place::of).linked(cursor);
    }
  }

  private final Lists lists = new Lists();

  /// Links keep parameters that no handler takes.
  private final TestClient client =
      TestClient.of(Lodestar.app().routes(lists).build()).ignoringFindings(UNDOCUMENTED_PARAMETER);

  private void fill(int count) {
    lists.rows.clear();
    IntStream.range(0, count).forEach(i -> lists.rows.add(new Row(i / 3, i)));
  }

  private static Map<String, String> links(TestResponse response) {
    var links = new LinkedHashMap<String, String>();
    for (var value : response.expectStatus(200).headers().all("Link")) {
      var link = LINK.matcher(value);
      assertThat(link.matches()).isTrue();
      links.put(link.group(2), link.group(1));
    }
    return links;
  }

  private Map<String, String> links(String target) {
    return links(client.get(target));
  }

  private static List<Row> items(TestResponse response) {
    return response.json(new JsonType<Items>() {}).items();
  }

  record Items(List<Row> items) {}

  private static String targetOf(String url) {
    var uri = URI.create(url);
    return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
  }

  /// The items of all pages from a target on.
  private List<Row> follow(String target, String relation, Runnable between) {
    var seen = new ArrayList<Row>();
    for (var next = target; next != null; ) {
      var response = client.get(next);
      var page = items(response);
      if (relation.equals("next")) {
        seen.addAll(page);
      } else {
        seen.addAll(0, page);
      }
      assertThat(seen.size()).isLessThan(10_000);
      between.run();
      var url = links(response).get(relation);
      next = url == null ? null : targetOf(url);
    }
    return seen;
  }

  private List<Row> follow(String target) {
    return follow(target, "next", () -> {});
  }

  @Test
  void following_next_shows_every_item_once() {
    var random = new Random(1);
    for (var i = 0; i < 60; i++) {
      fill(random.nextInt(i < 10 ? 3 : 80));
      var size = 1 + random.nextInt(50);
      for (var target :
          List.of(
              "/page?size=",
              "/page-total?size=",
              "/page-lookahead?size=",
              "/page-slice?list.size=",
              "/offset?limit=",
              "/offset-total?limit=",
              "/offset-lookahead?limit=",
              "/offset-slice?limit=",
              "/cursor?size=",
              "/cursor-forward?size=")) {
        assertThat(follow(target + size)).as(target + size).isEqualTo(lists.rows);
      }
    }
  }

  @Test
  void following_prev_from_the_last_page_shows_every_item_once() {
    var random = new Random(2);
    for (var i = 0; i < 30; i++) {
      fill(1 + random.nextInt(80));
      var size = 1 + random.nextInt(50);
      for (var target : List.of("/page-total?size=", "/offset-total?limit=")) {
        var last = targetOf(links(target + size).get("last"));
        assertThat(follow(last, "prev", () -> {})).as(last).isEqualTo(lists.rows);
      }
    }
  }

  @Test
  void following_next_and_then_prev_comes_back_over_the_same_pages() {
    var random = new Random(3);
    for (var i = 0; i < 30; i++) {
      fill(1 + random.nextInt(80));
      var forward = new ArrayList<List<Row>>();
      var backward = new ArrayList<List<Row>>();
      var response = client.get("/cursor?size=" + (1 + random.nextInt(50)));
      for (; links(response).containsKey("next"); response = next(response, "next")) {
        forward.add(items(response));
      }
      for (; links(response).containsKey("prev"); response = next(response, "prev")) {
        backward.addFirst(items(next(response, "prev")));
      }
      assertThat(backward).isEqualTo(forward);
    }
  }

  private TestResponse next(TestResponse response, String relation) {
    return client.get(targetOf(links(response).get(relation)));
  }

  @Test
  void cursors_skip_and_repeat_nothing_while_rows_come_and_go() {
    var random = new Random(4);
    for (var i = 0; i < 60; i++) {
      fill(random.nextInt(60));
      var stay = new TreeSet<>(Comparator.comparing(Place::of, Place.ORDER));
      for (var row : lists.rows) {
        if (random.nextBoolean()) {
          stay.add(row);
        }
      }
      var size = 1 + random.nextInt(10);
      var relation = i % 2 == 0 ? "next" : "prev";
      var start = i % 2 == 0 ? "/cursor?size=" + size : end(size);
      var seen = follow(start, relation, () -> change(random, stay));

      assertThat(seen).doesNotHaveDuplicates();
      assertThat(seen).isSortedAccordingTo(Comparator.comparing(Place::of, Place.ORDER));
      assertThat(seen).containsAll(stay);
    }
  }

  /// The last page, by going there.
  private String end(int size) {
    var target = "/cursor?size=" + size;
    for (var url = links(target).get("next"); url != null; url = links(target).get("next")) {
      target = targetOf(url);
    }
    return target;
  }

  private void change(Random random, TreeSet<Row> stay) {
    lists.rows.removeIf(row -> !stay.contains(row) && random.nextInt(4) == 0);
    // What is new does not go on for ever.
    if (lists.rows.size() < 100) {
      lists.rows.add(new Row(random.nextInt(30) - 5, random.nextInt(1_000_000) + 1000));
    }
  }

  @Test
  void a_page_before_which_everything_was_deleted_leads_to_what_is_left() {
    fill(9);
    var second = next(client.get("/cursor"), "next");
    lists.rows.subList(0, 6).clear();
    var before = next(second, "prev");

    assertThat(items(before)).isEmpty();
    assertThat(links(before)).doesNotContainKey("prev");
    assertThat(items(next(before, "next"))).isEqualTo(lists.rows);
  }

  @Test
  void a_page_behind_which_everything_was_deleted_leads_back_to_what_is_left() {
    fill(9);
    var first = client.get("/cursor");
    lists.rows.subList(2, 9).clear();
    var behind = next(first, "next");

    assertThat(items(behind)).isEmpty();
    assertThat(links(behind)).doesNotContainKey("next");
    assertThat(items(next(behind, "prev"))).isEqualTo(lists.rows);
  }

  @Test
  void a_list_that_is_empty_meanwhile_has_an_end_in_both_directions() {
    fill(9);
    var second = next(client.get("/cursor"), "next");
    lists.rows.clear();

    assertThat(follow(targetOf(links(second).get("next")), "next", () -> {})).isEmpty();
    assertThat(follow(targetOf(links(second).get("prev")), "prev", () -> {})).isEmpty();
    assertThat(follow(targetOf(links(second).get("prev")), "next", () -> {})).isEmpty();
    assertThat(follow(targetOf(links(second).get("next")), "prev", () -> {})).isEmpty();
  }

  @Test
  void links_tell_the_pages_around_as_far_as_they_are_known() {
    fill(10);

    assertThat(links("/page-total?page=2&size=4"))
        .containsExactly(
            Map.entry("first", "http://localhost/page-total?page=1&size=4"),
            Map.entry("prev", "http://localhost/page-total?page=1&size=4"),
            Map.entry("next", "http://localhost/page-total?page=3&size=4"),
            Map.entry("last", "http://localhost/page-total?page=3&size=4"));
    assertThat(links("/page-total")).containsOnlyKeys("first", "next", "last");
    assertThat(links("/page-total?page=4")).containsOnlyKeys("first", "prev", "last");
    assertThat(links("/page?page=2")).containsOnlyKeys("first", "prev", "next");
    assertThat(links("/page-lookahead?page=4")).containsOnlyKeys("first", "prev");
    assertThat(links("/offset-total?offset=5&limit=2"))
        .containsExactly(
            Map.entry("first", "http://localhost/offset-total?offset=0&limit=2"),
            Map.entry("prev", "http://localhost/offset-total?offset=3&limit=2"),
            Map.entry("next", "http://localhost/offset-total?offset=7&limit=2"),
            Map.entry("last", "http://localhost/offset-total?offset=9&limit=2"));
    assertThat(links("/cursor?size=10"))
        .containsExactly(Map.entry("first", "http://localhost/cursor?size=10"));
  }

  @Test
  void behind_the_end_prev_leads_to_the_last_page() {
    fill(10);

    assertThat(links("/page-total?page=1000").get("prev"))
        .isEqualTo("http://localhost/page-total?page=4");
    assertThat(links("/offset-total?offset=1000").get("prev"))
        .isEqualTo("http://localhost/offset-total?offset=7");
    fill(0);
    assertThat(links("/page-total?page=1000"))
        .containsExactly(
            Map.entry("first", "http://localhost/page-total?page=1"),
            Map.entry("prev", "http://localhost/page-total?page=1"));
    assertThat(links("/offset-total?offset=1000"))
        .containsExactly(
            Map.entry("first", "http://localhost/offset-total?offset=0"),
            Map.entry("prev", "http://localhost/offset-total?offset=0"));
  }

  @Test
  void the_offset_before_the_first_page_is_none() {
    fill(10);

    assertThat(links("/offset?offset=1&limit=5").get("prev"))
        .isEqualTo("http://localhost/offset?offset=0&limit=5");
  }

  @Test
  void other_parameters_of_the_query_stay_as_they_were_written() {
    fill(10);

    assertThat(links("/page?tag=a%20b&&tag=c+d&p%61ge=2&q=%C3%A4%26%3D&x&y=").get("next"))
        .isEqualTo("http://localhost/page?tag=a%20b&tag=c+d&page=3&q=%C3%A4%26%3D&x&y=");
    assertThat(links("/page?pages=7&q=page").get("next"))
        .isEqualTo("http://localhost/page?pages=7&q=page&page=2");
    assertThat(links("/page?q=\"<>\"").get("next"))
        .isEqualTo("http://localhost/page?q=%22%3C%3E%22&page=2");
  }

  @Test
  void a_prefix_stands_in_links_too() {
    fill(10);

    assertThat(links("/page-slice?page=7&list.page=2").get("next"))
        .isEqualTo("http://localhost/page-slice?page=7&list.page=3");
  }

  @Test
  void links_lead_to_where_the_application_is_for_the_client() {
    fill(10);
    var outer = Lodestar.app().mount("/shop", Lodestar.app().routes(lists).build()).build();
    var mounted = TestClient.of(outer, URI.create("https://example.org"));

    assertThat(links(mounted.get("/shop/page?page=2")).get("next"))
        .isEqualTo("https://example.org/shop/page?page=3");
  }

  @Test
  void a_head_request_gets_the_links_too() {
    fill(10);

    assertThat(links(client.request(HttpMethod.HEAD, "/page").send())).containsKey("next");
  }

  @Test
  void no_link_leads_behind_what_can_be_asked_for() {
    var request = PageRequest.of(10, 100_000_000);
    var full = new Page<>(List.of(), 10, 100_000_000, true, empty(), empty());

    assertThat(full.linked(request).headers().all("Link"))
        .containsExactly(
            "<?size=100000000&page=1>; rel=\"first\"",
            "<?size=100000000&page=9>; rel=\"prev\"",
            "<?size=100000000&page=11>; rel=\"next\"");
    var last = new Page<>(List.of(), 11, 100_000_000, true, empty(), empty());
    assertThat(last.linked(PageRequest.of(11, 100_000_000)).headers().all("Link")).hasSize(2);
  }

  private static OptionalLong empty() {
    return OptionalLong.empty();
  }

  @Test
  void without_an_http_request_links_are_relative() {
    var page = OffsetRequest.of(2, 2).slice(List.of(1, 2, 3, 4, 5));
    var cursor = CursorRequest.<Integer>after(2, 2);

    assertThat(page.linked(OffsetRequest.of(2, 2)).headers().all("Link"))
        .containsExactly(
            "<?limit=2&offset=0>; rel=\"first\"",
            "<?limit=2&offset=0>; rel=\"prev\"",
            "<?limit=2&offset=4>; rel=\"next\"",
            "<?limit=2&offset=4>; rel=\"last\"");
    assertThat(cursor.page(List.of(3, 4, 5), i -> i).linked(cursor).headers().all("Link"))
        .containsExactly(
            "<?size=2>; rel=\"first\"",
            "<?size=2&cursor=before%203>; rel=\"prev\"",
            "<?size=2&cursor=after%204>; rel=\"next\"");
  }
}
