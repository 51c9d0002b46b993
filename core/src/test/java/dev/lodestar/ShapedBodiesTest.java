package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_PARAMETER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.dto.Draft;
import dev.lodestar.dto.Dto;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Default;
import dev.lodestar.model.Private;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients may send where a DTO is attached with `accepts`.
class ShapedBodiesTest {
  record Maker(String name, @Nullable String taxNumber) {}

  record Widget(
      @Default("0") @Max(99) long id,
      @Size(min = 2) String sku,
      @Nullable @Size(max = 3) String notes,
      @Nullable Maker maker) {}

  static final class WriteWidget extends Dto<Widget> {
    WriteWidget() {
      exclude(Widget::id);
      exclude("maker.taxNumber");
      rename(Widget::sku, "article");
    }
  }

  static final class StrictWidget extends Dto<Widget> {
    StrictWidget() {
      exclude(Widget::id, Widget::notes);
      forbidUnknown();
    }
  }

  static final class Widgets {
    @Post("/one")
    String one(Widget widget) {
      return widget.toString();
    }

    @Post("/list")
    String list(List<Widget> widgets) {
      return widgets.toString();
    }

    @Post("/array")
    String array(Widget[] widgets) {
      return List.of(widgets).toString();
    }

    @Post("/map")
    String map(Map<String, Widget> widgets) {
      return widgets.toString();
    }

    @Post("/optional")
    String optional(@Body Optional<Widget> widget) {
      return widget.map(Object::toString).orElse("none");
    }

    @Post("/items")
    String items(Iterator<Widget> widgets) {
      var text = new StringBuilder();
      widgets.forEachRemaining(text::append);
      return text.toString();
    }

    @Post("/form")
    String form(@Form Widget widget) {
      return widget.toString();
    }

    @Get("/group")
    String group(@Query Widget widget) {
      return widget.toString();
    }
  }

  private static final String SENT =
      "{\"id\":5,\"article\":\"w-7\",\"maker\":{\"name\":\"ACME\",\"taxNumber\":\"X\"}}";
  private static final String RECEIVED =
      "Widget[id=0, sku=w-7, notes=null, maker=Maker[name=ACME, taxNumber=null]]";

  private static TestClient client() {
    return TestClient.of(Lodestar.app().accepts(WriteWidget.class).routes(new Widgets()).build());
  }

  private static TestResponse post(TestClient client, String path, String json) {
    return client.request(HttpMethod.POST, path).body(MediaType.JSON, json).send();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/one", "/optional"})
  void excluded_fields_are_not_taken(String path) {
    assertThat(post(client(), path, SENT).expectStatus(201).text()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/list", "/array"})
  void every_element_is_shaped(String path) {
    assertThat(post(client(), path, "[" + SENT + "]").text()).isEqualTo("[" + RECEIVED + "]");
  }

  @Test
  void values_of_maps_are_shaped() {
    assertThat(post(client(), "/map", "{\"a\":" + SENT + "}").text())
        .isEqualTo("{a=" + RECEIVED + "}");
  }

  @Test
  void items_are_shaped() {
    assertThat(post(client(), "/items", "[" + SENT + "]").text()).isEqualTo(RECEIVED);
    assertThat(
            client()
                .request(HttpMethod.POST, "/items")
                .body(MediaType.NDJSON, SENT + "\n" + SENT + "\n")
                .send()
                .text())
        .isEqualTo(RECEIVED + RECEIVED);
  }

  @Test
  void message_pack_is_shaped_like_json() {
    var value =
        Json.standard().codec(Object.class).decode(SENT.getBytes(StandardCharsets.UTF_8)).orThrow();
    var bytes = MessagePack.standard().codec(Object.class).encode(value);

    assertThat(
            client()
                .request(HttpMethod.POST, "/one")
                .body(MediaType.MESSAGE_PACK, bytes)
                .send()
                .text())
        .isEqualTo(RECEIVED);
  }

  @Test
  void the_fields_of_forms_are_shaped() {
    assertThat(
            client()
                .request(HttpMethod.POST, "/form")
                .form(
                    Map.of("id", 5, "article", "w-7", "maker.name", "ACME", "maker.taxNumber", "X"))
                .send()
                .text())
        .isEqualTo(RECEIVED);
  }

  @Test
  void groups_of_parameters_are_shaped() {
    var target = "/group?id=5&article=w-7&maker.name=ACME&maker.taxNumber=X";

    assertThat(client().ignoringFindings(UNDOCUMENTED_PARAMETER).get(target).text())
        .isEqualTo(RECEIVED);
  }

  @Test
  void a_missing_field_of_a_form_is_a_400_that_names_it_as_the_dto_does() {
    var problem =
        client()
            .request(HttpMethod.POST, "/form")
            .form(Map.of("notes", "n"))
            .send()
            .expectStatus(400);

    assertThat(problem.text()).contains("article").doesNotContain("sku").doesNotContain("\"id\"");
  }

  @Test
  void the_constraints_of_what_is_accepted_are_checked_and_no_others() {
    assertThat(
            post(client(), "/one", "{\"id\":5000,\"article\":\"w-7\",\"notes\":\"n\"}")
                .expectStatus(201)
                .text())
        .startsWith("Widget[id=0,");

    var problem =
        post(client(), "/one", "{\"article\":\"w\",\"notes\":\"long\"}").expectStatus(400);
    assertThat(problem.text())
        .contains("\"pointer\":\"/article\"")
        .contains("\"pointer\":\"/notes\"")
        .doesNotContain("sku");
  }

  @Test
  void unknown_fields_are_refused_with_the_names_that_the_dto_has() {
    var client =
        TestClient.of(Lodestar.app().accepts(StrictWidget.class).routes(new Widgets()).build());

    var problem =
        post(client, "/one", "{\"sku\":\"w-7\",\"notse\":\"n\",\"idd\":1}").expectStatus(400);
    assertThat(problem.text()).contains("/notse").doesNotContain("\\\"notes\\\"");
    assertThat(post(client, "/one", "{\"sku\":\"w-7\",\"notes\":\"n\"}").expectStatus(400).text())
        .contains("/notes");
    post(client, "/one", "{\"sku\":\"w-7\",\"maker\":{\"name\":\"A\",\"x\":1}}").expectStatus(400);
    client.get("/group?sku=w-7&notes=n").expectStatus(400);
  }

  static final class Parameters {
    @Post("/own")
    String own(@Accepts(StrictWidget.class) Widget widget) {
      return widget.toString();
    }

    @Post("/route")
    String route(Widget widget) {
      return widget.toString();
    }

    @Post("/bare")
    String bare(@Accepts(without = Widget.class) Widget widget) {
      return widget.toString();
    }

    @Post("/both")
    String both(@Query @Accepts(StrictWidget.class) Widget old, @Body Widget widget) {
      return old + " " + widget;
    }

    @Post("/handler")
    @Accepts(StrictWidget.class)
    String handler(Widget widget) {
      return widget.toString();
    }

    @Post("/form")
    String form(@Form @Accepts(StrictWidget.class) Widget widget) {
      return widget.toString();
    }

    @Post("/items")
    String items(@Accepts(without = Widget.class) Iterator<Widget> widgets) {
      return widgets.next().toString();
    }
  }

  private static TestClient parameters() {
    return TestClient.of(Lodestar.app().accepts(WriteWidget.class).routes(new Parameters()).build())
        .ignoringFindings(UNDOCUMENTED_PARAMETER);
  }

  @Test
  void a_parameter_may_say_itself_what_it_accepts() {
    var client = parameters();

    assertThat(post(client, "/own", "{\"sku\":\"w-7\"}").text()).contains("sku=w-7");
    post(client, "/own", "{\"sku\":\"w-7\",\"id\":1}").expectStatus(400);
    assertThat(post(client, "/route", "{\"article\":\"w-7\",\"id\":1}").text())
        .startsWith("Widget[id=0, sku=w-7,");
    assertThat(post(client, "/bare", "{\"sku\":\"w-7\",\"id\":1}").text())
        .startsWith("Widget[id=1, sku=w-7,");
    assertThat(post(client, "/items", "[{\"sku\":\"w-7\",\"id\":1}]").text())
        .startsWith("Widget[id=1, sku=w-7,");
  }

  @Test
  void it_counts_for_that_parameter_alone() {
    var client = parameters();

    assertThat(
            client
                .request(HttpMethod.POST, "/both?sku=old")
                .body(MediaType.JSON, "{\"article\":\"new\",\"id\":9}")
                .send()
                .text())
        .isEqualTo(
            "Widget[id=0, sku=old, notes=null, maker=null] Widget[id=0, sku=new, notes=null,"
                + " maker=null]");
  }

  @Test
  void forms_are_read_as_their_parameter_says() {
    var client = parameters();

    assertThat(client.request(HttpMethod.POST, "/form").form(Map.of("sku", "w-7")).send().text())
        .startsWith("Widget[id=0, sku=w-7,");
    client
        .request(HttpMethod.POST, "/form")
        .form(Map.of("sku", "w-7", "notes", "n"))
        .send()
        .expectStatus(400);
  }

  @Test
  void a_handler_may_say_it_for_all_its_parameters() {
    post(parameters(), "/handler", "{\"sku\":\"w-7\",\"id\":1}").expectStatus(400);
  }

  record Part(long id, String name, @Nullable String notes) {}

  static final class WritePart extends Dto<Part> {
    WritePart() {
      exclude(Part::id);
      rename(Part::name, "label");
    }
  }

  static final class PatchPart extends Dto<Part> {
    PatchPart() {
      include(Part::notes);
      partial();
    }
  }

  @Path("/parts")
  @Accepts(WritePart.class)
  static final class Parts {
    @Post
    String create(Draft<Part> draft) {
      return draft.with(Part::id, 42L).create().toString();
    }

    @Patch
    String change(@Accepts(PatchPart.class) MergePatch<Part> patch) {
      return patch.applyTo(new Part(1, "old", "old")).toString();
    }
  }

  @Test
  void drafts_and_patches_take_what_the_dto_leaves() {
    var app = Lodestar.app().routes(Parts.class).build();
    var client = TestClient.of(app);

    assertThat(post(client, "/parts", "{\"id\":1,\"label\":\"new\"}").text())
        .isEqualTo("Part[id=42, name=new, notes=null]");
    assertThat(
            client
                .request(HttpMethod.PATCH, "/parts")
                .body(MediaType.JSON, "{\"name\":\"n\",\"label\":\"l\",\"notes\":\"new\"}")
                .send()
                .text())
        .isEqualTo("Part[id=1, name=old, notes=new]");
    assertThat(app.explain("PATCH", "/parts"))
        .contains("  accepts\n    Part = WritePart")
        .contains("  parameter MergePatch<Part> patch\n    accepts\n      Part = PatchPart");
  }

  record Account(
      String name, @ReadOnly @Default("0") int balance, @Private @Default("") String pin) {}

  static final class Accounts {
    @Post("/accounts")
    String create(Account account) {
      return account.toString();
    }
  }

  @Test
  void read_only_and_private_fields_are_ignored_and_get_their_defaults() {
    var client = TestClient.of(Lodestar.app().routes(new Accounts()).build());

    assertThat(post(client, "/accounts", "{\"name\":\"a\",\"balance\":9,\"pin\":\"1\"}").text())
        .isEqualTo("Account[name=a, balance=0, pin=]");
  }

  static final class Wallet {
    private String owner = "";
    private int cents;

    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    public int getCents() {
      return cents;
    }

    public String getEuros() {
      return cents / 100 + " EUR";
    }
  }

  static final class Wallets {
    @Post("/wallets")
    String create(Wallet wallet) {
      return wallet.getOwner();
    }
  }

  @Test
  void properties_that_are_computed_are_never_required_of_clients() {
    var client = TestClient.of(Lodestar.app().routes(new Wallets()).build());

    assertThat(post(client, "/wallets", "{\"owner\":\"me\"}").expectStatus(201).text())
        .isEqualTo("me");
  }

  static final class CamelMap extends Dto<Nested> {
    CamelMap() {
      exclude("boxes.inner.secret", "byName.secret", "maybe.secret");
    }
  }

  record Inner(String open, @Nullable String secret) {}

  record Box(Inner inner) {}

  record Nested(List<Box> boxes, Map<String, Inner> byName, Optional<Inner> maybe) {}

  static final class NestedRoutes {
    @Post("/nested")
    Nested echo(Nested nested) {
      return nested;
    }
  }

  @Test
  void plain_paths_see_through_lists_maps_and_optional_values() {
    var app =
        Lodestar.app()
            .accepts(CamelMap.class)
            .returns(CamelMap.class)
            .routes(new NestedRoutes())
            .build();
    var inner = "{\"open\":\"o\",\"secret\":\"s\"}";

    assertThat(
            post(
                    TestClient.of(app),
                    "/nested",
                    "{\"boxes\":[{\"inner\":"
                        + inner
                        + "}],\"byName\":{\"a\":"
                        + inner
                        + "},\"maybe\":"
                        + inner
                        + "}")
                .text())
        .isEqualTo(
            "{\"boxes\":[{\"inner\":{\"open\":\"o\"}}],\"byName\":{\"a\":{\"open\":\"o\"}},"
                + "\"maybe\":{\"open\":\"o\"}}");
  }

  abstract static class Crud<T> {
    @Post("/")
    String create(T value) {
      return value.toString();
    }
  }

  @Path("/crud")
  @Accepts(WriteWidget.class)
  static final class WidgetCrud extends Crud<Widget> {}

  @Test
  void generic_controllers_are_shaped_by_what_their_type_variable_stands_for() {
    var client = TestClient.of(Lodestar.app().routes(WidgetCrud.class).build());

    assertThat(post(client, "/crud", SENT).text()).isEqualTo(RECEIVED);
  }

  record Tenancy(Widget widget) {}

  @Test
  void what_a_provider_takes_of_the_body_is_shaped() {
    var app =
        Lodestar.app()
            .accepts(WriteWidget.class)
            .provide(Tenancy.class, ShapedBodiesTest::tenancy)
            .routes(new Tenants())
            .build();

    assertThat(post(TestClient.of(app), "/tenants", SENT).text())
        .isEqualTo("Tenancy[widget=" + RECEIVED + "]");
  }

  static Tenancy tenancy(@Body Widget widget) {
    return new Tenancy(widget);
  }

  static final class Tenants {
    @Post("/tenants")
    String create(Tenancy tenancy) {
      return tenancy.toString();
    }
  }
}
