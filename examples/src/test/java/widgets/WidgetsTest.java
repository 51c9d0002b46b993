package widgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.JsonType;
import dev.lodestar.test.TestClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WidgetsTest {
  private static final Widget SHOWN = new Widget("a-1", "anvil", 3, true);
  private static final Widget HIDDEN = new Widget("b-2", "bellows", 1, false);

  private final TestClient visitor = TestClient.of(Shop.app("secret"));
  private final TestClient staff = visitor.defaultHeader("X-Api-Key", "secret");

  @AfterEach
  void close() {
    visitor.close();
  }

  private void create(Widget... widgets) {
    for (var widget : widgets) {
      staff.post("/widgets", widget).expectStatus(201);
    }
  }

  private static List<Widget> list(TestClient client, String path) {
    return client.get(path).expectStatus(200).json(new JsonType<List<Widget>>() {});
  }

  @Test
  void visitors_see_what_is_published() {
    create(SHOWN, HIDDEN);

    assertThat(list(visitor, "/widgets")).containsExactly(SHOWN);
    assertThat(visitor.get("/widgets/a-1").json(Widget.class)).isEqualTo(SHOWN);
    visitor.get("/widgets/b-2").expectStatus(404);
  }

  @Test
  void staff_sees_everything_below_its_own_path() {
    create(SHOWN, HIDDEN);

    assertThat(list(staff, "/staff/widgets")).containsExactly(SHOWN, HIDDEN);
    assertThat(staff.get("/staff/widgets/b-2").json(Widget.class)).isEqualTo(HIDDEN);
  }

  @Test
  void only_staff_may_write() {
    create(SHOWN);

    visitor.post("/widgets", HIDDEN).expectStatus(401);
    visitor
        .request(HttpMethod.PATCH, "/widgets/a-1")
        .json(Map.of("stock", 9))
        .send()
        .expectStatus(401);
    visitor.delete("/widgets/a-1").expectStatus(401);
    visitor.post("/widgets/a-1/sales?amount=1").expectStatus(401);
    visitor.get("/staff/widgets").expectStatus(401);
    visitor.defaultHeader("X-Api-Key", "guess").delete("/widgets/a-1").expectStatus(401);

    assertThat(list(visitor, "/widgets")).containsExactly(SHOWN);
  }

  @Test
  void the_key_is_asked_for_before_the_body_is_looked_at() {
    var refusal = visitor.post("/widgets", "no widget").expectStatus(401);

    assertThat(refusal.header("WWW-Authenticate")).hasValue("ApiKey");
  }

  @Test
  void a_widget_is_changed_and_deleted_by_the_same_handlers_on_both_paths() {
    create(SHOWN, HIDDEN);

    staff
        .request(HttpMethod.PATCH, "/widgets/b-2")
        .json(Map.of("published", true))
        .send()
        .expectStatus(200);
    assertThat(list(visitor, "/widgets")).hasSize(2);

    staff.delete("/staff/widgets/a-1").expectStatus(204);
    staff.delete("/widgets/b-2").expectStatus(204);
    staff.delete("/widgets/b-2").expectStatus(404);
    assertThat(list(staff, "/staff/widgets")).isEmpty();
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
        staff.post("/widgets", new Widget("A", " ", -1, true)).expectStatus(400).problem();

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
    assertThat(visitor.get("/widgets/a-1").json(Widget.class).stock()).isEqualTo(3);
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
      assertThat(widgets.list()).containsExactly(SHOWN);
    }

    assertThat(widgets.list()).isEmpty();
  }

  @Test
  void a_server_answers_as_the_test_client_does() {
    try (var server = TestClient.serve(Shop.app("secret"))) {
      server.defaultHeader("X-Api-Key", "secret").post("/widgets", SHOWN).expectStatus(201);
      server.post("/widgets", HIDDEN).expectStatus(401);
      assertThat(list(server, "/widgets")).containsExactly(SHOWN);
      assertThat(server.get("/nowhere").expectStatus(404).header("X-Request-Id")).isPresent();
    }
  }
}
