package dev.lodestar.dto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lodestar.http.HttpException;
import dev.lodestar.json.Json;
import dev.lodestar.model.Default;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Name;
import dev.lodestar.model.Private;
import dev.lodestar.model.Projection;
import dev.lodestar.model.ReadOnly;
import dev.lodestar.model.WriteOnly;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the operations of a JSON patch do to instances of a type.
class JsonPatchTest {
  record Address(String street, @Size(max = 5) String city) {}

  record Line(String article, @Min(1) int count) {}

  record Secret(String open, @WriteOnly String hidden) {}

  record Order(
      @ReadOnly long id,
      @Name("customer-name") String customer,
      @Min(0) int price,
      @Nullable String note,
      Optional<String> label,
      @Default("3") int stock,
      @Size(max = 3) List<Line> lines,
      Map<String, @Nullable Integer> counts,
      @Nullable Object data,
      @Nullable Address address,
      Optional<Address> second,
      @WriteOnly String password,
      @Private String internal,
      List<Secret> secrets) {

    @AssertTrue(message = "a free order needs a note")
    boolean isExplained() {
      return price > 0 || note != null;
    }
  }

  private static final Order ORDER =
      new Order(
          7,
          "ann",
          5,
          "n",
          Optional.of("l"),
          9,
          List.of(new Line("tea", 2), new Line("pot", 1)),
          Map.of("a", 1),
          Map.of("x", 1L),
          new Address("Elm", "Ulm"),
          Optional.empty(),
          "pw",
          "i",
          List.of(new Secret("o", "h")));

  private static Order changed(String... operations) {
    return patch(operations).applyTo(ORDER);
  }

  private static JsonPatch<Order> patch(String... operations) {
    return JsonPatch.ofJson(Order.class, document(operations));
  }

  private static String document(String... operations) {
    return "[" + String.join(", ", operations).replace('\'', '"') + "]";
  }

  private static HttpException refusal(String... operations) {
    return catchThrowableOfType(HttpException.class, () -> changed(operations));
  }

  private static String conflict(String... operations) {
    var refusal = refusal(operations);
    assertThat(refusal.status().code()).isEqualTo(409);
    return refusal.problem().detail().orElseThrow();
  }

  private static List<String> errors(HttpException refusal) {
    assertThat(refusal.status().code()).isEqualTo(400);
    var texts = new ArrayList<String>();
    for (var error : (List<?>) refusal.problem().extensions().get("errors")) {
      var members = (Map<?, ?>) error;
      texts.add(members.get("pointer") + ": " + members.get("message"));
    }
    return texts;
  }

  @Test
  void fields_are_replaced() {
    var changed =
        changed(
            "{'op': 'replace', 'path': '/price', 'value': 8}",
            "{'op': 'replace', 'path': '/customer-name', 'value': 'bob'}",
            "{'op': 'replace', 'path': '/address/city', 'value': 'Bonn'}");

    assertThat(changed.price()).isEqualTo(8);
    assertThat(changed.customer()).isEqualTo("bob");
    assertThat(changed.address()).isEqualTo(new Address("Elm", "Bonn"));
    assertThat(changed.id()).isEqualTo(7);
    assertThat(changed.password()).isEqualTo("pw");
    assertThat(changed.internal()).isEqualTo("i");
    assertThat(changed.secrets()).isEqualTo(ORDER.secrets());
    assertThat(changed.lines()).isSameAs(ORDER.lines());
  }

  @Test
  void elements_of_lists_are_added_removed_and_moved() {
    assertThat(
            changed("{'op': 'add', 'path': '/lines/-', 'value': {'article': 'cup', 'count': 4}}"))
        .extracting(Order::lines)
        .isEqualTo(List.of(new Line("tea", 2), new Line("pot", 1), new Line("cup", 4)));
    assertThat(changed("{'op': 'remove', 'path': '/lines/0'}").lines())
        .containsExactly(new Line("pot", 1));
    assertThat(changed("{'op': 'move', 'from': '/lines/0', 'path': '/lines/1'}").lines())
        .containsExactly(new Line("pot", 1), new Line("tea", 2));
    assertThat(changed("{'op': 'replace', 'path': '/lines/1/count', 'value': 6}").lines())
        .containsExactly(new Line("tea", 2), new Line("pot", 6));
  }

  @Test
  void what_is_removed_is_empty_or_gets_its_default() {
    var changed =
        changed(
            "{'op': 'remove', 'path': '/note'}",
            "{'op': 'remove', 'path': '/label'}",
            "{'op': 'remove', 'path': '/stock'}",
            "{'op': 'remove', 'path': '/address'}");

    assertThat(changed.note()).isNull();
    assertThat(changed.label()).isEmpty();
    assertThat(changed.stock()).isEqualTo(3);
    assertThat(changed.address()).isNull();
  }

  @Test
  void what_is_required_cannot_be_removed() {
    assertThat(
            errors(
                refusal(
                    "{'op': 'remove', 'path': '/customer-name'}",
                    "{'op': 'remove', 'path': '/address/street'}",
                    "{'op': 'replace', 'path': '/lines/0/count', 'value': 0}")))
        .containsExactly(
            "/customer-name: The field is required.",
            "/address/street: The field is required.",
            "/lines/0/count: must be greater than or equal to 1");
  }

  @Test
  void maps_and_values_of_any_type_become_exactly_what_the_operations_say() {
    var changed =
        changed(
            "{'op': 'add', 'path': '/counts/b', 'value': null}",
            "{'op': 'remove', 'path': '/counts/a'}",
            "{'op': 'add', 'path': '/data/y', 'value': null}",
            "{'op': 'remove', 'path': '/data/x'}");

    assertThat(changed.counts()).containsOnlyKeys("b").containsEntry("b", null);
    assertThat(changed.data()).isEqualTo(java.util.Collections.singletonMap("y", null));
  }

  @Test
  void an_object_that_was_not_there_is_made() {
    assertThat(
            changed("{'op': 'add', 'path': '/second', 'value': {'street': 'Oak', 'city': 'Bonn'}}")
                .second())
        .contains(new Address("Oak", "Bonn"));
    assertThat(changed("{'op': 'copy', 'from': '/address', 'path': '/second'}").second())
        .contains(new Address("Elm", "Ulm"));
    assertThat(errors(refusal("{'op': 'add', 'path': '/second', 'value': {'street': 'Oak'}}")))
        .containsExactly("/second/city: The field is required: expected a text.");
  }

  @Test
  void what_the_client_may_not_read_is_not_there() {
    for (var path : List.of("/password", "/internal", "/secrets", "/secrets/0/open", "/nothing")) {
      for (var operation :
          List.of(
              "{'op': 'test', 'path': 'PATH', 'value': 'pw'}",
              "{'op': 'copy', 'from': 'PATH', 'path': '/note'}",
              "{'op': 'move', 'from': 'PATH', 'path': '/note'}")) {
        assertThat(conflict(operation.replace("PATH", path)))
            .containsAnyOf("there is nothing at", "is no field that can be changed");
      }
      for (var operation :
          List.of(
              "{'op': 'add', 'path': 'PATH', 'value': 'x'}",
              "{'op': 'replace', 'path': 'PATH', 'value': 'x'}",
              "{'op': 'remove', 'path': 'PATH'}")) {
        assertThat(conflict(operation.replace("PATH", path)))
            .contains("\"" + path + "\" is no field that can be changed");
      }
    }
  }

  @Test
  void a_value_cannot_smuggle_in_what_the_client_may_not_read() {
    assertThat(
            changed(
                "{'op': 'replace', 'path': '', 'value': {'customer-name': 'bob', 'price': 1,"
                    + " 'lines': [], 'counts': {}, 'password': 'other', 'internal': 'other',"
                    + " 'id': 3, 'secrets': []}}"))
        .satisfies(changed -> {
          assertThat(changed.password()).isEqualTo("pw");
          assertThat(changed.internal()).isEqualTo("i");
          assertThat(changed.id()).isEqualTo(7);
          assertThat(changed.secrets()).isEqualTo(ORDER.secrets());
          assertThat(changed.customer()).isEqualTo("bob");
          assertThat(changed.note()).isNull();
        });
  }

  @Test
  void what_can_only_be_read_can_be_tested_and_not_changed() {
    assertThat(
            changed(
                    "{'op': 'test', 'path': '/id', 'value': 7}",
                    "{'op': 'replace', 'path': '/price', 'value': 8}")
                .price())
        .isEqualTo(8);
    assertThat(conflict("{'op': 'test', 'path': '/id', 'value': 8}"))
        .isEqualTo(
            "Operation 0 (test) cannot be carried out: the value at \"/id\" is another one. Nothing"
                + " was changed.");
    assertThat(conflict("{'op': 'replace', 'path': '/id', 'value': 8}"))
        .isEqualTo(
            "Operation 0 (replace) cannot be carried out: \"/id\" can only be read. Nothing was"
                + " changed.");
  }

  @Test
  void the_conflict_names_its_operation() {
    var refusal =
        refusal(
            "{'op': 'replace', 'path': '/price', 'value': 8}",
            "{'op': 'remove', 'path': '/lines/2'}");

    assertThat(refusal.status().code()).isEqualTo(409);
    assertThat(refusal.problem().extensions()).containsEntry("operation", 1);
    assertThat(refusal.problem().detail())
        .contains(
            "Operation 1 (remove) cannot be carried out: there is nothing at \"/lines/2\". Nothing"
                + " was changed.");
  }

  @Test
  void the_result_is_checked_as_a_whole() {
    assertThat(
            errors(
                refusal(
                    "{'op': 'replace', 'path': '/price', 'value': 0}",
                    "{'op': 'remove', 'path': '/note'}")))
        .containsExactly(": a free order needs a note");
    assertThat(errors(refusal("{'op': 'replace', 'path': '/price', 'value': 'x'}")))
        .containsExactly(
            "/price: Expected an integer between -2147483648 and 2147483647, found the text"
                + " \"x\".");
    assertThat(errors(refusal("{'op': 'add', 'path': '/counts/b', 'value': 'x'}")))
        .containsExactly(
            "/counts/b: Expected an integer between -2147483648 and 2147483647, found the text"
                + " \"x\".");
    assertThat(errors(refusal("{'op': 'replace', 'path': '', 'value': 3}")))
        .containsExactly(": The result must be an object.");
  }

  @Test
  void every_mistake_of_the_document_is_told_with_its_operation() {
    var refusal =
        refusal(
            "{'op': 'put', 'path': '/a'}",
            "{'path': 'a'}",
            "{'op': 'add', 'path': '/a~2'}",
            "3",
            "{'op': 'move', 'path': '/a/b', 'from': '/a'}",
            "{'op': 7, 'path': null}");

    assertThat(errors(refusal))
        .extracting(error -> error.substring(0, error.indexOf(':')))
        .containsExactly(
            "/0/op",
            "/1/op",
            "/1/path",
            "/2/path",
            "/2/value",
            "/3",
            "/4/path",
            "/5/op",
            "/5/path");
    assertThat(errors(refusal))
        .contains(
            "/0/op: Expected the name of an operation: add, remove, replace, move, copy or test,"
                + " found the text \"put\".",
            "/2/value: The field is required: expected a value.",
            "/4/path: A value cannot be moved into itself.");
  }

  @Test
  void an_empty_patch_gives_the_instance_itself() {
    assertThat(patch().isEmpty()).isTrue();
    assertThat(changed()).isSameAs(ORDER);
    assertThat(changed("{'op': 'replace', 'path': '/price', 'value': 5}")).isSameAs(ORDER);
  }

  @Test
  void what_would_differ_is_known_before() {
    var patch =
        patch(
            "{'op': 'replace', 'path': '/price', 'value': 5.0}",
            "{'op': 'replace', 'path': '/note', 'value': 'm'}",
            "{'op': 'add', 'path': '/counts/a', 'value': 2}");

    assertThat(patch.changed(ORDER)).containsExactly("note", "counts");
    assertThat(patch.against(ORDER).present()).containsExactly("note", "counts");
  }

  @Test
  void the_program_adds_to_what_the_operations_change() {
    var changed =
        patch("{'op': 'replace', 'path': '/price', 'value': 8}")
            .against(ORDER)
            .with(Order::internal, "by bob")
            .applyTo(ORDER);

    assertThat(changed.price()).isEqualTo(8);
    assertThat(changed.internal()).isEqualTo("by bob");
  }

  @Test
  void neither_texts_nor_conflicts_repeat_values() {
    assertThat(patch("{'op': 'replace', 'path': '/note', 'value': 'secret'}"))
        .hasToString("JsonPatch Order[replace /note]");
    assertThat(conflict("{'op': 'test', 'path': '/note', 'value': 'secret'}"))
        .doesNotContain("secret")
        .doesNotContain("\"n\"");
  }

  @Test
  void shapes_for_reading_and_writing_meet() {
    var models = Json.standard().models();
    var read = Json.standard();
    var written =
        Json.builder()
            .models(
                models.withProjections(
                    Map.of(
                        Order.class,
                        Projection.all().exclude("note").exclude("address.city"),
                        Line.class,
                        Projection.all().exclude("count"))))
            .build();
    JsonPatchReader<Order> reader =
        JsonPatchReader.of(read, written, read.models().use(Order.class));

    for (var path : List.of("/note", "/address/city", "/lines", "/lines/0/article")) {
      var patch =
          reader
              .read(
                  document("{'op': 'test', 'path': '" + path + "', 'value': 'n'}")
                      .getBytes(StandardCharsets.UTF_8))
              .orThrow();
      assertThatThrownBy(() -> patch.applyTo(ORDER))
          .hasMessageContaining("there is nothing at \"" + path + "\"");
    }
    var patch =
        reader
            .read(
                document("{'op': 'replace', 'path': '/address/street', 'value': 'Oak'}")
                    .getBytes(StandardCharsets.UTF_8))
            .orThrow();
    assertThat(patch.applyTo(ORDER).address()).isEqualTo(new Address("Oak", "Ulm"));
  }

  record Node(String name, @Nullable Node next, @Private String secret) {}

  @Test
  void a_type_that_contains_itself_is_cut_where_something_in_it_is_hidden() {
    var node = new Node("a", new Node("b", null, "s2"), "s1");

    assertThat(
            JsonPatch.ofJson(
                    Node.class, document("{'op': 'replace', 'path': '/name', 'value': 'c'}"))
                .applyTo(node))
        .isEqualTo(new Node("c", new Node("b", null, "s2"), "s1"));
    assertThatThrownBy(() ->
            JsonPatch.ofJson(
                    Node.class, document("{'op': 'test', 'path': '/next/secret', 'value': 's2'}"))
                .applyTo(node))
        .hasMessageContaining("there is nothing at \"/next/secret\"");
  }

  record Tree(String name, List<Tree> children) {}

  @Test
  void a_type_that_contains_itself_is_patched_at_any_depth() {
    var tree = new Tree("a", List.of(new Tree("b", List.of(new Tree("c", List.of())))));

    assertThat(
            JsonPatch.ofJson(
                    Tree.class, document("{'op': 'remove', 'path': '/children/0/children/0'}"))
                .applyTo(tree))
        .isEqualTo(new Tree("a", List.of(new Tree("b", List.of()))));
  }

  record Hidden(@Private String secret) {}

  @Test
  void a_type_without_anything_to_share_cannot_be_patched() {
    assertThatThrownBy(() -> JsonPatch.ofJson(Hidden.class, "[]"))
        .isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> JsonPatch.ofJson(String.class, "[]"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("Only objects can be patched.");
  }

  @Test
  void copies_of_copies_are_bounded() {
    var operations = new ArrayList<String>();
    operations.add("{'op': 'add', 'path': '/data', 'value': ['xxxxxxxxxx']}");
    for (var i = 0; i < 100; i++) {
      operations.add("{'op': 'copy', 'from': '/data', 'path': '/data/-'}");
    }

    assertThat(conflict(operations.toArray(String[]::new)))
        .contains("the operations copy more than 1000000 values and characters together");
  }

  @Test
  void nesting_by_copies_is_bounded() {
    var operations = new ArrayList<String>();
    operations.add("{'op': 'add', 'path': '/data', 'value': {}}");
    var path = new StringBuilder("/data");
    for (var i = 0; i < 100; i++) {
      path.append("/a");
      operations.add("{'op': 'add', 'path': '" + path + "', 'value': {}}");
    }

    assertThat(conflict(operations.toArray(String[]::new)))
        .contains("the result would be nested deeper than 100 levels");
  }

  @Test
  void the_number_of_operations_is_bounded() {
    var operations = new String[1001];
    java.util.Arrays.fill(operations, "{'op': 'test', 'path': '/price', 'value': 5}");

    assertThat(errors(refusal(operations)))
        .containsExactly(": Expected at most 1000 operations, found 1001 of them.");
  }
}
