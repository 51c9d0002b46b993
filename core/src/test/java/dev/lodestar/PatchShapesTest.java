package dev.lodestar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.dto.Changes;
import dev.lodestar.dto.Draft;
import dev.lodestar.dto.Dto;
import dev.lodestar.dto.JsonPatch;
import dev.lodestar.dto.MergePatch;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.report.StartupException;
import dev.lodestar.test.TestClient;
import dev.lodestar.test.TestRequest;
import dev.lodestar.test.TestResponse;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Drafts, JSON patches and changes as parameters, with and without DTOs.
class PatchShapesTest {

  record Maker(long id, String name) {}

  record Widget(
      long id,
      String sku,
      @Min(0) int price,
      String internalNotes,
      @Nullable Maker maker,
      Optional<Maker> second) {}

  @Target(ElementType.TYPE_USE)
  @Retention(RetentionPolicy.RUNTIME)
  @Constraint(validatedBy = CheapValidator.class)
  @interface Cheap {
    String message() default "it is too dear";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  public static final class CheapValidator implements ConstraintValidator<Cheap, Widget> {
    @Override
    public boolean isValid(@Nullable Widget widget, ConstraintValidatorContext context) {
      return widget == null || widget.price() < 100;
    }
  }

  private static final Widget WIDGET =
      new Widget(7, "cog", 5, "secret", null, Optional.of(new Maker(3, "ann")));

  static final class WriteWidget extends Dto<Widget> {
    WriteWidget() {
      exclude(Widget::id, Widget::internalNotes);
      exclude("maker.id", "second.id");
      rename(Widget::sku, "article");
    }
  }

  static final class ReadWidget extends Dto<Widget> {
    ReadWidget() {
      exclude(Widget::internalNotes);
      exclude("second.name");
      rename(Widget::sku, "article");
    }
  }

  @Accepts(WriteWidget.class)
  @Returns(ReadWidget.class)
  @SuppressWarnings("unused")
  static final class Handlers {
    @Get("/widgets")
    Widget get() {
      return WIDGET;
    }

    @Post("/widgets")
    String create(Draft<Widget> draft) {
      return draft
          .with(Widget::id, 1L)
          .with(Widget::internalNotes, "new")
          .with("maker.id", 2L)
          .create()
          .toString();
    }

    @Post("/forgotten")
    String forgotten(Draft<Widget> draft) {
      return draft.create().toString();
    }

    @Post("/maybe")
    String maybe(Optional<Draft<Widget>> draft) {
      return draft.toString();
    }

    @Patch("/merge")
    String merge(MergePatch<Widget> patch) {
      return patch.applyTo(WIDGET).toString();
    }

    @Patch("/json")
    String json(JsonPatch<Widget> patch) {
      return patch.applyTo(WIDGET).toString();
    }

    @Patch("/json/maybe")
    String maybeJson(@Nullable JsonPatch<Widget> patch) {
      return "" + patch;
    }

    @Patch("/any")
    String any(Changes<Widget> changes) {
      return changes.changed(WIDGET) + " " + changes.applyTo(WIDGET).price();
    }

    @Patch("/shared")
    String shared(MergePatch<Widget> patch) {
      return patch.isPresent(Widget::internalNotes) + " " + patch.isPresent(Widget::price);
    }
  }

  private final TestClient client = TestClient.of(Lodestar.app().routes(Handlers.class).build());

  private TestRequest request(HttpMethod method, String path) {
    return client.request(method, path);
  }

  private TestResponse post(String path, String document) {
    return request(HttpMethod.POST, path).body(MediaType.JSON, document).send();
  }

  private TestResponse merge(String path, String document) {
    return request(HttpMethod.PATCH, path).body(MediaType.MERGE_PATCH, document).send();
  }

  private TestResponse operations(String path, String... operations) {
    return request(HttpMethod.PATCH, path)
        .body(MediaType.JSON_PATCH, "[" + String.join(", ", operations).replace('\'', '"') + "]")
        .send();
  }

  private static List<String> problems(TestResponse response) {
    response.expectStatus(400);
    var texts = new ArrayList<String>();
    for (var error : (List<?>) response.problem().extensions().get("errors")) {
      var members = (Map<?, ?>) error;
      texts.add(members.get("pointer") + ": " + members.get("message"));
    }
    return texts;
  }

  @Test
  void a_draft_is_completed_by_the_program() {
    assertThat(
            post(
                    "/widgets",
                    "{\"article\": \"cog\", \"price\": 5, \"id\": 99, \"maker\": {\"name\": \"ann\"}}")
                .text())
        .isEqualTo(
            "Widget[id=1, sku=cog, price=5, internalNotes=new, maker=Maker[id=2, name=ann],"
                + " second=Optional.empty]");
  }

  @Test
  void a_draft_is_refused_before_the_handler_if_it_lacks_what_clients_give() {
    assertThat(problems(post("/widgets", "{\"price\": -1, \"maker\": {}}")))
        .containsExactly(
            "/price: must be greater than or equal to 0",
            "/maker/name: The field is required: expected a text.",
            "/article: The field is required: expected a text.");
  }

  @Test
  void what_the_program_forgets_is_its_own_failure_and_names_every_field() {
    var quiet =
        TestClient.of(Lodestar.app().routes(Handlers.class).build()).raiseServerErrors(false);

    var response =
        quiet
            .request(HttpMethod.POST, "/forgotten")
            .body(
                MediaType.JSON,
                "{\"article\": \"cog\", \"price\": 5, \"maker\": {\"name\": \"ann\"}}")
            .send();

    assertThat(response.expectStatus(500).text()).doesNotContain("internalNotes");
  }

  @Test
  void a_draft_is_read_from_message_pack_and_may_be_optional() {
    var document =
        MessagePack.standard().codec(Object.class).encode(Map.of("article", "cog", "price", 5));

    assertThat(
            request(HttpMethod.POST, "/maybe").body(MediaType.MESSAGE_PACK, document).send().text())
        .isEqualTo("Optional[Draft Widget[sku, price]]");
    assertThat(client.post("/maybe").text()).isEqualTo("Optional.empty");
  }

  @Test
  void a_patch_has_the_shape_of_what_is_accepted() {
    assertThat(
            merge("/merge", "{\"article\": \"cap\", \"id\": 9, \"internalNotes\": \"x\"}").text())
        .isEqualTo(
            "Widget[id=7, sku=cap, price=5, internalNotes=secret, maker=null,"
                + " second=Optional[Maker[id=3, name=ann]]]");
    assertThat(merge("/merge", "{\"second\": {\"id\": 4, \"name\": \"bob\"}}").text())
        .contains("second=Optional[Maker[id=3, name=bob]]");
    assertThat(problems(merge("/merge", "{\"article\": null}")))
        .containsExactly("/article: Expected a text, found null.");
  }

  @Test
  void an_object_that_clients_cannot_complete_is_no_failure_of_the_server() {
    assertThat(problems(merge("/merge", "{\"maker\": {\"name\": \"bob\"}}")))
        .singleElement()
        .asString()
        .startsWith("/maker");
  }

  @Test
  void a_json_patch_sees_what_is_both_accepted_and_returned() {
    assertThat(
            operations(
                    "/json",
                    "{'op': 'test', 'path': '/article', 'value': 'cog'}",
                    "{'op': 'replace', 'path': '/article', 'value': 'cap'}")
                .text())
        .startsWith("Widget[id=7, sku=cap, price=5, internalNotes=secret");
    for (var path : List.of("/id", "/internalNotes", "/sku", "/second/name", "/second/id")) {
      var response =
          operations("/json", "{'op': 'test', 'path': '" + path + "', 'value': 'x'}")
              .expectStatus(409);
      assertThat(response.problem().detail().orElseThrow())
          .contains("there is nothing at \"" + path + "\"");
    }
  }

  @Test
  void the_conflict_of_a_json_patch_names_the_operation() {
    var problem =
        operations(
                "/json",
                "{'op': 'replace', 'path': '/price', 'value': 6}",
                "{'op': 'test', 'path': '/price', 'value': 5}")
            .expectStatus(409)
            .problem();

    assertThat(problem.extensions()).containsEntry("operation", 1L);
    assertThat(problem.title()).isEqualTo("Conflict");
  }

  @Test
  void a_malformed_json_patch_is_refused_with_a_pointer_to_the_operation() {
    assertThat(problems(operations("/json", "{'op': 'remove'}")))
        .singleElement()
        .asString()
        .startsWith("/0/path: The field is required");
    assertThat(
            problems(
                merge("/json/maybe", "{}").statusCode() == 415
                    ? operations("/json", "3")
                    : merge("/json", "{}")))
        .containsExactly("/0: Expected an object, found a number.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/merge-patch+json",
        "application/vnd.msgpack",
        "text/plain"
      })
  void a_json_patch_has_one_content_type(String mediaType) {
    var response = request(HttpMethod.PATCH, "/json").body(MediaType.parse(mediaType), "[]").send();

    assertThat(response.expectStatus(415).header("Accept-Patch"))
        .contains("application/json-patch+json");
    assertThat(client.options("/json").header("Accept-Patch"))
        .contains("application/json-patch+json");
  }

  @Test
  void a_json_patch_may_be_optional() {
    assertThat(client.patch("/json/maybe").text()).isEqualTo("null");
    assertThat(operations("/json/maybe").text()).isEqualTo("JsonPatch Widget[]");
    assertThat(problems(client.patch("/json")))
        .containsExactly(": The request has no body, but one is required.");
  }

  @Test
  void changes_are_either_by_their_content_type() {
    assertThat(merge("/any", "{\"price\": 8}").text()).isEqualTo("[price] 8");
    assertThat(operations("/any", "{'op': 'replace', 'path': '/price', 'value': 8}").text())
        .isEqualTo("[price] 8");
    assertThat(
            request(HttpMethod.PATCH, "/any")
                .body(
                    MediaType.MESSAGE_PACK,
                    MessagePack.standard().codec(Object.class).encode(Map.of("price", 8)))
                .send()
                .text())
        .isEqualTo("[price] 8");
    assertThat(client.options("/any").header("Accept-Patch"))
        .contains(
            "application/merge-patch+json, application/json-patch+json, application/json,"
                + " application/vnd.msgpack");
  }

  @SuppressWarnings("unused")
  static final class Constrained {
    @Patch("/cheap")
    void cheap(MergePatch<@Cheap Widget> patch) {}

    @Patch("/dear")
    void dear(@Valid @NotNull MergePatch<@Valid Widget> patch) {}
  }

  @Test
  void a_constraint_on_what_is_there_in_part_only_is_found_at_the_start() {
    assertThatThrownBy(() -> Lodestar.app().routes(Constrained.class).build())
        .isInstanceOf(StartupException.class)
        .extracting(failure -> String.valueOf(failure.getMessage()).replaceAll("\\s+", " "))
        .asString()
        .contains("1 problem was found")
        .contains("It has a constraint on Widget, @Cheap, but what is sent is only a part of one.")
        .contains("Put the constraint on the class Widget");
  }

  @Test
  void a_field_that_a_dto_hides_is_absent_so_that_routes_can_share_a_service() {
    assertThat(merge("/shared", "{\"price\": 1, \"internalNotes\": \"x\"}").text())
        .isEqualTo("false true");
  }

  record Box(
      @Nullable Object item,
      List<Object> items,
      Map<String, Object> byName,
      Optional<Object> maybe,
      String note) {}

  static final class Boxes {
    @Patch("/box")
    Box patch(JsonPatch<Box> patch) {
      var hidden = new Maker(3, "ann");
      return patch.applyTo(
          new Box(hidden, List.of(hidden), Map.of("a", hidden), Optional.of(hidden), "none"));
    }

    @Patch("/plain")
    Box plain(JsonPatch<Box> patch) {
      return patch.applyTo(
          new Box(Map.of("id", 3), List.of(1), Map.of("a", true), Optional.of("x"), "none"));
    }
  }

  private static TestResponse patchBox(String path, String operation) {
    var app =
        Lodestar.app().returns(Dto.of(Maker.class).exclude(Maker::id)).routes(new Boxes()).build();
    return TestClient.of(app)
        .request(HttpMethod.PATCH, path)
        .body(MediaType.JSON_PATCH, "[" + operation.replace('\'', '"') + "]")
        .send();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'op':'copy','from':'/item/id','path':'/note'}",
        "{'op':'copy','from':'/items/0/id','path':'/note'}",
        "{'op':'copy','from':'/byName/a/id','path':'/note'}",
        "{'op':'copy','from':'/maybe/id','path':'/note'}",
        "{'op':'test','path':'/item/id','value':3}",
        "{'op':'add','path':'/item/more','value':3}"
      })
  void a_json_patch_does_not_see_into_objects_whose_type_nobody_knows(String operation) {
    patchBox("/box", operation).expectStatus(409);
  }

  @Test
  void objects_whose_type_nobody_knows_are_kept_and_can_be_replaced() {
    assertThat(patchBox("/box", "{'op':'replace','path':'/note','value':'new'}").text())
        .isEqualTo(
            "{\"item\":{\"name\":\"ann\"},\"items\":[{\"name\":\"ann\"}],"
                + "\"byName\":{\"a\":{\"name\":\"ann\"}},\"maybe\":{\"name\":\"ann\"},\"note\":\"new\"}");
    assertThat(patchBox("/box", "{'op':'add','path':'/item','value':{'id':9}}").text())
        .startsWith("{\"item\":{\"id\":9},");
  }

  @Test
  void documents_whose_type_nobody_knows_can_be_patched() {
    assertThat(patchBox("/plain", "{'op':'add','path':'/item/more','value':1}").text())
        .startsWith(
            "{\"item\":{\"id\":3,\"more\":1},\"items\":[1],\"byName\":{\"a\":true},\"maybe\":\"x\"");
  }
}
