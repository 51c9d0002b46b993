package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Default;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestResponse;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A parameter of type [MergePatch] takes the body: what a client wants to change.
class MergePatchBindingTest {

  record Address(String street, @Size(max = 5) String city) {}

  record Widget(
      @ReadOnly long id,
      @Size(min = 2) String name,
      @Min(0) @Max(1000) int price,
      @Nullable String note,
      Optional<String> label,
      @Default("3") int stock,
      List<String> tags,
      @Nullable Address address,
      Optional<Address> second) {

    @AssertTrue(message = "a free widget needs a note")
    boolean isExplained() {
      return price > 0 || note != null;
    }
  }

  /// What a client sees of a widget.
  record Shown(
      long id,
      String name,
      int price,
      @Nullable String note,
      Optional<String> label,
      int stock,
      List<String> tags,
      @Nullable Address address,
      Optional<Address> second) {}

  private static final Widget WIDGET =
      new Widget(
          7,
          "cog",
          5,
          "n",
          Optional.of("l"),
          9,
          List.of("a", "b"),
          new Address("Elm", "Ulm"),
          Optional.empty());

  static final class Account {
    private String owner = "ann";
    private int limit = 10;

    public String getOwner() {
      return owner;
    }

    public void setOwner(String owner) {
      this.owner = owner;
    }

    public int getLimit() {
      return limit;
    }

    public void setLimit(int limit) {
      this.limit = limit;
    }

    @AssertTrue(message = "ann's limit is 100")
    public boolean isAllowed() {
      return !owner.equals("ann") || limit <= 100;
    }
  }

  abstract static class Crud<T> {
    abstract T existing();

    @Patch
    T update(MergePatch<T> patch) {
      return patch.applyTo(existing());
    }

    @Patch("/maybe")
    String maybe(Optional<MergePatch<T>> patch) {
      return patch.toString();
    }
  }

  @Path("/crud")
  static final class Widgets extends Crud<Widget> {
    @Override
    Widget existing() {
      return WIDGET;
    }
  }

  @SuppressWarnings("unused")
  static final class Handlers {
    private final Account account = new Account();

    @Patch("/widget")
    Widget widget(MergePatch<Widget> patch) {
      return patch.applyTo(WIDGET);
    }

    @Patch("/same")
    String same(MergePatch<Widget> patch) {
      return "" + (patch.isEmpty() && patch.applyTo(WIDGET) == WIDGET);
    }

    @Patch("/present")
    List<String> present(MergePatch<Widget> patch) {
      return patch.present();
    }

    @Patch("/get")
    Map<String, Object> get(MergePatch<Widget> patch) {
      var found = new java.util.TreeMap<String, Object>();
      patch.ifPresent(Widget::price, price -> found.put("price", price));
      patch.ifPresent(Widget::note, note -> found.put("note", String.valueOf(note)));
      patch.ifPresent(Widget::label, label -> found.put("label", label.isPresent()));
      return found;
    }

    @Patch("/account")
    String account(MergePatch<Account> patch) {
      var changed = patch.applyTo(account);
      return changed.getOwner() + " " + changed.getLimit() + " " + (changed == account);
    }

    @Patch("/account/now")
    String accountNow() {
      return account.getOwner() + " " + account.getLimit();
    }

    @Patch("/server")
    Widget server(MergePatch<Widget> patch) {
      return patch.with(Widget::id, 99L).applyTo(WIDGET);
    }

    @Patch("/maybe")
    String maybe(Optional<MergePatch<Widget>> patch) {
      return patch.toString();
    }

    @Patch("/nullable")
    String nullable(@Nullable MergePatch<Widget> patch) {
      return "" + patch;
    }

    @Patch(value = "/only", consumes = "application/merge-patch+json")
    String only(MergePatch<Widget> patch) {
      return patch.toString();
    }

    @Patch(value = "/bytes", consumes = "text/x-diff")
    int bytes(byte[] difference) {
      return difference.length;
    }

    @Patch(value = "/stream", consumes = "text/x-diff")
    void stream(InputStream difference) {}

    @Patch("/anything")
    int anything(byte[] difference) {
      return difference.length;
    }

    @Delete("/annotated")
    void annotated(@Body MergePatch<Widget> patch) {}

    @Patch("/plain/{id}")
    String plain(int id, Address address) {
      return address.city();
    }
  }

  private final TestClient client =
      TestClient.of(Lodestar.app().routes(Handlers.class).routes(Widgets.class).build());

  private TestResponse patch(String path, String document) {
    return send(path, "application/merge-patch+json", document);
  }

  private TestResponse send(String path, String mediaType, String document) {
    return client.request(HttpMethod.PATCH, path).body(MediaType.parse(mediaType), document).send();
  }

  private Shown changed(String document) {
    return patch("/widget", document).expectStatus(200).json(Shown.class);
  }

  private static List<String> problems(TestResponse response) {
    response.expectStatus(400);
    return ((List<?>) response.problem().extensions().get("errors"))
        .stream()
            .map(each ->
                ((Map<?, ?>) each).get("pointer") + ": " + ((Map<?, ?>) each).get("message"))
            .toList();
  }

  @Test
  void absent_fields_keep_their_value() {
    var changed = changed("{\"price\": 8}");

    assertThat(changed.price()).isEqualTo(8);
    assertThat(changed.name()).isEqualTo("cog");
    assertThat(changed.note()).isEqualTo("n");
    assertThat(changed.label()).contains("l");
    assertThat(changed.stock()).isEqualTo(9);
    assertThat(changed.address()).isEqualTo(new Address("Elm", "Ulm"));
  }

  @Test
  void null_clears_what_may_be_empty() {
    var changed = changed("{\"note\": null, \"label\": null, \"address\": null}");

    assertThat(changed.note()).isNull();
    assertThat(changed.label()).isEmpty();
    assertThat(changed.address()).isNull();
  }

  @Test
  void null_for_what_may_not_be_empty_is_refused_with_its_pointer() {
    assertThat(problems(patch("/widget", "{\"name\": null, \"price\": null, \"stock\": null}")))
        .containsExactly(
            "/name: Expected a text, found null.",
            "/price: Expected an integer between -2147483648 and 2147483647, found null.",
            "/stock: Expected an integer between -2147483648 and 2147483647, found null.");
  }

  @Test
  void objects_inside_are_merged_and_lists_are_replaced() {
    var changed = changed("{\"address\": {\"city\": \"Bonn\"}, \"tags\": [\"c\"]}");

    assertThat(changed.address()).isEqualTo(new Address("Elm", "Bonn"));
    assertThat(changed.tags()).containsExactly("c");
  }

  @Test
  void all_that_is_wrong_is_told_at_once() {
    var response =
        patch("/widget", "{\"name\": \"x\", \"price\": -1, \"address\": {\"city\": \"Berlin\"}}");

    assertThat(problems(response))
        .containsExactly(
            "/name: size must be at least 2",
            "/price: must be greater than or equal to 0",
            "/address/city: size must be at most 5");
  }

  @Test
  void what_is_wrong_with_the_whole_is_told_in_the_clients_language() {
    var response =
        client
            .request(HttpMethod.PATCH, "/widget")
            .header("Accept-Language", "de")
            .body(MediaType.MERGE_PATCH, "{\"second\": {\"city\": \"Bonn\"}}")
            .send();

    assertThat(response.header("Content-Language")).contains("de");
    assertThat(response.problem().title()).isEqualTo("Ungültige Eingabe");
    assertThat(problems(response)).singleElement().asString().startsWith("/second/street: ");
    assertThat(problems(patch("/widget", "{\"price\": 0, \"note\": null}")))
        .containsExactly(": a free widget needs a note");
  }

  @Test
  void a_field_that_clients_only_read_is_not_changed_by_them() {
    assertThat(changed("{\"id\": 1, \"price\": 8}").id()).isEqualTo(7);
    assertThat(patch("/server", "{\"id\": 1}").json(Shown.class).id()).isEqualTo(99);
  }

  @Test
  void a_bean_is_changed_in_place() {
    assertThat(patch("/account", "{\"limit\": 20}").text()).isEqualTo("ann 20 true");
  }

  @Test
  void a_bean_is_as_it_was_if_its_change_is_refused() {
    patch("/account", "{\"limit\": 30}").expectStatus(200);

    assertThat(problems(patch("/account", "{\"limit\": 101}")))
        .containsExactly(": ann's limit is 100");
    assertThat(client.patch("/account/now").text()).isEqualTo("ann 30");
  }

  @Test
  void an_empty_patch_changes_nothing() {
    assertThat(patch("/same", "{}").text()).isEqualTo("true");
    assertThat(patch("/present", "{}").text()).isEqualTo("[]");
  }

  @Test
  void the_handler_learns_what_was_sent() {
    assertThat(patch("/present", "{\"note\": null, \"name\": \"cap\", \"id\": 4}").text())
        .isEqualTo("[\"name\",\"note\"]");
    assertThat(patch("/get", "{\"note\": null, \"price\": 4, \"label\": null}").text())
        .isEqualTo("{\"label\":false,\"note\":\"null\",\"price\":4}");
    assertThat(patch("/get", "{}").text()).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/merge-patch+json",
        "application/merge-patch+json; charset=utf-8",
        "application/vnd.shop+json"
      })
  void a_patch_is_read_from_json(String mediaType) {
    assertThat(send("/widget", mediaType, "{\"price\": 8}").json(Shown.class).price()).isEqualTo(8);
  }

  @Test
  void a_patch_is_read_from_message_pack() {
    var document = MessagePack.standard().codec(Object.class).encode(Map.of("price", 8));

    var response =
        client.request(HttpMethod.PATCH, "/widget").body(MediaType.MESSAGE_PACK, document).send();

    assertThat(response.json(Shown.class).price()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json-patch+json", "text/plain", "application/xml"})
  void other_content_types_are_refused_and_patches_named(String mediaType) {
    var response = send("/widget", mediaType, "[]").expectStatus(415);

    assertThat(response.header("Accept-Patch"))
        .contains("application/merge-patch+json, application/json, application/vnd.msgpack");
    assertThat(response.header("Accept")).isEqualTo(response.header("Accept-Patch"));
  }

  @Test
  void options_name_the_patches_of_the_route() {
    assertThat(client.options("/widget").header("Accept-Patch"))
        .contains("application/merge-patch+json, application/json, application/vnd.msgpack");
    assertThat(client.options("/only").header("Accept-Patch"))
        .contains("application/merge-patch+json");
    assertThat(client.options("/plain/3").header("Accept-Patch"))
        .contains("application/json, application/vnd.msgpack");
    assertThat(client.options("/bytes").header("Accept-Patch")).contains("text/x-diff");
    assertThat(client.options("/stream").header("Accept-Patch")).contains("text/x-diff");
    assertThat(client.options("/anything").header("Accept-Patch")).isEmpty();
    assertThat(client.options("/account/now").header("Accept-Patch")).isEmpty();
    assertThat(client.options("/annotated").header("Accept-Patch")).isEmpty();
  }

  @Test
  void what_a_route_consumes_restricts_it() {
    assertThat(patch("/only", "{\"price\": 8}").text()).isEqualTo("MergePatch Widget[price]");
    assertThat(send("/only", "application/json", "{}").expectStatus(415).header("Accept-Patch"))
        .contains("application/merge-patch+json");
  }

  @Test
  void a_body_must_be_there_unless_the_parameter_says_otherwise() {
    assertThat(problems(client.patch("/widget")))
        .containsExactly(": The request has no body, but one is required.");
    assertThat(client.patch("/maybe").text()).isEqualTo("Optional.empty");
    assertThat(patch("/maybe", "{\"price\": 1}").text())
        .isEqualTo("Optional[MergePatch Widget[price]]");
    assertThat(client.patch("/nullable").text()).isEqualTo("null");
    assertThat(patch("/nullable", "{}").text()).isEqualTo("MergePatch Widget[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1]|Expected an object, found an array.",
        "null|Expected an object, found null.",
        "'\"x\"'|Expected an object, found the text \"x\"."
      })
  void a_document_that_is_no_object_is_refused(String document, String message) {
    assertThat(problems(patch("/widget", document))).containsExactly(": " + message);
  }

  @Test
  void a_malformed_document_is_refused() {
    assertThat(patch("/widget", "{\"price\": ").expectStatus(400).problem().title())
        .isEqualTo("Malformed input");
  }

  @Test
  void a_generic_controller_says_the_type_when_it_is_registered() {
    assertThat(patch("/crud", "{\"price\": 8}").json(Shown.class).price()).isEqualTo(8);
    assertThat(patch("/crud/maybe", "{\"price\": 8}").text())
        .isEqualTo("Optional[MergePatch Widget[price]]");
  }

  sealed interface Shape {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  @SuppressWarnings({"unused", "rawtypes"})
  static final class Mistakes {
    @Patch("/raw")
    void raw(MergePatch patch) {}

    @Patch("/list")
    void list(MergePatch<List<Widget>> patch) {}

    @Patch("/map")
    void map(MergePatch<Map<String, Widget>> patch) {}

    @Patch("/sealed")
    void sealed(MergePatch<Shape> patch) {}

    @Patch("/simple")
    void simple(MergePatch<String> patch) {}

    @Patch(value = "/consumes", consumes = "application/json-patch+json")
    void consumes(MergePatch<Widget> patch) {}

    @Get("/get")
    void get(@Body MergePatch<Widget> patch) {}
  }

  @Test
  void what_cannot_be_patched_is_found_at_the_start() {
    assertThatThrownBy(() -> Lodestar.app().routes(Mistakes.class).build())
        .isInstanceOf(StartupException.class)
        .extracting(failure -> String.valueOf(failure.getMessage()).replaceAll("\\s+", " "))
        .asString()
        .contains("Write MergePatch<Widget>, with the class of that.")
        .contains("List<Widget> is a list, which has no fields.")
        .contains("Map<String, Widget> is a map, which has no fields of its own.")
        .contains("Shape is a sealed type, and what is to become of it")
        .contains("String has no fields.")
        .contains("The handler consumes application/json-patch+json, but the parameter")
        .contains("the content of a GET request has no meaning");
  }
}
