package widgets;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.JsonType;
import dev.lodestar.pagination.Page;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WidgetsTest {
  /// What the staff sends.
  private static final Map<String, Object> SHOWN =
      Map.of(
          "sku",
          "a-1",
          "name",
          "anvil",
          "maker",
          Map.of("name", "Smith", "email", "smith@example.com"),
          "price",
          9900,
          "cost",
          6500,
          "stock",
          3,
          "note",
          "Do not drop.",
          "published",
          true);

  private static final Map<String, Object> HIDDEN =
      with(SHOWN, Map.of("sku", "b-2", "published", false));

  private static final Set<String> SHOWN_TO_EVERYBODY =
      Set.of("sku", "name", "maker", "price", "available");

  /// The id that each response has is of no route, so no document says so.
  private final TestClient visitor =
      TestClient.of(Shop.app("secret")).ignoringFindings(UNDOCUMENTED_HEADER);

  private final TestClient staff = visitor.defaultHeader("X-Api-Key", "secret");

  @AfterEach
  void close() {
    visitor.close();
  }

  private static Map<String, Object> with(Map<String, Object> object, Map<String, ?> changes) {
    var changed = new TreeMap<>(object);
    changed.putAll(changes);
    return Map.copyOf(changed);
  }

  @SafeVarargs
  private void create(Map<String, Object>... widgets) {
    for (var widget : widgets) {
      staff.post("/widgets", widget).expectStatus(201);
    }
  }

  private static Map<String, @Nullable Object> object(TestResponse response) {
    return response.json(new JsonType<Map<String, @Nullable Object>>() {});
  }

  private static List<Map<String, @Nullable Object>> list(TestClient client, String path) {
    return client
        .get(path)
        .expectStatus(200)
        .json(new JsonType<Page<Map<String, @Nullable Object>>>() {})
        .items();
  }

  private static TestResponse patch(TestClient client, String path, Map<String, ?> changes) {
    return client.request(HttpMethod.PATCH, path).json(changes).send();
  }

  @Test
  void visitors_see_what_is_published() {
    create(SHOWN, HIDDEN);

    assertThat(list(visitor, "/widgets")).extracting("sku").containsExactly("a-1");
    assertThat(object(visitor.get("/widgets/a-1")))
        .containsEntry("name", "anvil")
        .containsEntry("available", true);
    visitor.get("/widgets/b-2").expectStatus(404);
  }

  @Test
  void visitors_do_not_see_what_is_the_business_of_the_staff() {
    create(SHOWN);

    assertThat(object(visitor.get("/widgets/a-1")))
        .containsOnlyKeys(SHOWN_TO_EVERYBODY)
        .containsEntry("maker", Map.of("name", "Smith"));
    assertThat(list(visitor, "/widgets"))
        .allSatisfy(widget -> assertThat(widget).containsOnlyKeys(SHOWN_TO_EVERYBODY));
  }

  @Test
  void staff_sees_everything_below_its_own_path() {
    create(SHOWN, HIDDEN);

    assertThat(list(staff, "/staff/widgets")).extracting("sku").containsExactly("a-1", "b-2");
    assertThat(object(staff.get("/staff/widgets/b-2")))
        .containsAllEntriesOf(numbersAsRead(HIDDEN))
        .containsEntry("margin", 3400L)
        .doesNotContainKey("id");
  }

  private static Map<String, Object> numbersAsRead(Map<String, Object> object) {
    var read = new TreeMap<String, Object>();
    object.forEach((name, value) ->
        read.put(name, value instanceof Integer number ? number.longValue() : value));
    return read;
  }

  @Test
  void only_staff_may_write() {
    create(SHOWN);

    visitor.post("/widgets", HIDDEN).expectStatus(401);
    patch(visitor, "/widgets/a-1", Map.of("stock", 9)).expectStatus(401);
    visitor.delete("/widgets/a-1").expectStatus(401);
    visitor.post("/widgets/a-1/sales?amount=1").expectStatus(401);
    visitor.get("/staff/widgets").expectStatus(401);
    visitor.defaultHeader("X-Api-Key", "guess").delete("/widgets/a-1").expectStatus(401);

    assertThat(list(staff, "/staff/widgets")).extracting("stock").containsExactly(3L);
  }

  @Test
  void the_key_is_asked_for_before_the_body_is_looked_at() {
    var refusal = visitor.post("/widgets", "no widget").expectStatus(401);

    assertThat(refusal.header("WWW-Authenticate")).hasValue("ApiKey");
  }

  @Test
  void a_widget_is_changed_and_deleted_by_the_same_handlers_on_both_paths() {
    create(SHOWN, HIDDEN);

    patch(staff, "/widgets/b-2", Map.of("published", true)).expectStatus(200);
    assertThat(list(visitor, "/widgets")).hasSize(2);

    staff.delete("/staff/widgets/a-1").expectStatus(204);
    staff.delete("/widgets/b-2").expectStatus(204);
    staff.delete("/widgets/b-2").expectStatus(404);
    assertThat(list(staff, "/staff/widgets")).isEmpty();
  }

  @Test
  void a_change_keeps_what_is_not_sent() {
    create(SHOWN);

    var noNote = new HashMap<String, Object>();
    noNote.put("maker", Map.of("email", "anvils@example.com"));
    noNote.put("note", null);
    var changed = object(patch(staff, "/widgets/a-1", noNote).expectStatus(200));

    assertThat(changed)
        .containsEntry("maker", Map.of("name", "Smith", "email", "anvils@example.com"))
        .containsEntry("note", null)
        .containsEntry("stock", 3L);
  }

  @Test
  void a_change_is_refused_whose_result_would_be_no_widget() {
    create(SHOWN);

    patch(staff, "/widgets/a-1", Map.of("stock", -1)).expectStatus(400);
    var noName = new HashMap<String, Object>();
    noName.put("name", null);
    patch(staff, "/widgets/a-1", noName).expectStatus(400);

    assertThat(object(staff.get("/staff/widgets/a-1"))).containsEntry("name", "anvil");
  }

  @Test
  void what_nobody_may_choose_is_refused() {
    staff.post("/widgets", with(SHOWN, Map.of("id", 7))).expectStatus(400);
    create(SHOWN);

    patch(staff, "/widgets/a-1", Map.of("id", 7)).expectStatus(400);
    patch(staff, "/widgets/a-1", Map.of("sku", "c-3")).expectStatus(400);
  }

  @Test
  void the_list_comes_in_pages() {
    create(SHOWN, with(HIDDEN, Map.of("published", true)));

    var second =
        visitor
            .get("/widgets?page=2&size=1")
            .expectStatus(200)
            .json(new JsonType<Page<Map<String, @Nullable Object>>>() {});

    assertThat(second.items()).extracting("sku").containsExactly("b-2");
    assertThat(second.total()).hasValue(2);
    visitor.get("/widgets?size=1000").expectStatus(400);
  }

  @Test
  void a_widget_is_created_once() {
    create(SHOWN);

    staff.post("/widgets", SHOWN).expectStatus(409);
    staff.post("/staff/widgets", SHOWN).expectStatus(409);
  }

  @Test
  void everything_wrong_with_a_widget_is_in_one_answer() {
    var problem =
        staff
            .post("/widgets", with(SHOWN, Map.of("sku", "A", "name", " ", "stock", -1)))
            .expectStatus(400)
            .problem();

    assertThat(problem.extensions().get("errors"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(3);
  }

  @Test
  void what_is_out_of_stock_is_not_sold() {
    create(SHOWN);

    var problem = staff.post("/widgets/a-1/sales?amount=4").expectStatus(409).problem();

    assertThat(problem.title()).isEqualTo("Out of stock");
    assertThat(problem.extensions()).containsEntry("left", 3L);
    assertThat(object(staff.get("/staff/widgets/a-1"))).containsEntry("stock", 3L);
  }

  @Test
  void what_was_sold_is_counted_after_the_response() {
    create(SHOWN);

    staff.post("/widgets/a-1/sales?amount=2").expectStatus(200);
    staff.post("/widgets/a-1/sales?amount=2").expectStatus(409);
    staff.post("/widgets/a-1/sales?amount=1").expectStatus(200);

    assertThat(staff.get("/staff/sales").json(new JsonType<Map<String, Integer>>() {}))
        .containsExactly(Map.entry("a-1", 3));
  }

  @Test
  void every_response_has_the_id_of_its_request() {
    for (var path : List.of("/widgets", "/widgets/c-3", "/staff/widgets", "/nowhere")) {
      assertThat(visitor.get(path).header("X-Request-Id")).as(path).isPresent();
    }
  }

  @Test
  void the_repository_is_closed_when_the_application_stops() {
    var widgets = new InMemoryWidgets();
    var kept = Provider.of(WidgetRepository.class, () -> widgets).singleton();

    try (var client = visitor.override(kept).defaultHeader("X-Api-Key", "secret")) {
      client.post("/widgets", SHOWN).expectStatus(Status.CREATED);
      assertThat(widgets.list()).extracting(Widget::sku).containsExactly("a-1");
    }

    assertThat(widgets.list()).isEmpty();
  }

  @Test
  void a_server_answers_as_the_test_client_does() {
    try (var server = TestClient.serve(Shop.app("secret")).ignoringFindings(UNDOCUMENTED_HEADER)) {
      server.defaultHeader("X-Api-Key", "secret").post("/widgets", SHOWN).expectStatus(201);
      server.post("/widgets", HIDDEN).expectStatus(401);
      assertThat(list(server, "/widgets")).extracting("sku").containsExactly("a-1");
      assertThat(server.get("/nowhere").expectStatus(404).header("X-Request-Id")).isPresent();
    }
  }
}
