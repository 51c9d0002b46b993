package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.Name;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.Private;
import dev.lodestar.model.Projection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionTest {
  private static final Json JSON = Json.standard();

  record Owner(@Nullable String fullName, Optional<String> email) {}

  record Line(@Nullable String article, int amount) {}

  record Order(
      @Nullable Long id,
      Owner owner,
      List<Line> lines,
      Map<String, Line> byKey,
      Optional<Line> first,
      Line[] array,
      @Name("note_text") @Nullable String note,
      @Private @Nullable String secret) {}

  record Node(@Nullable String label, @Nullable String extra, List<Node> children) {}

  sealed interface Shape {}

  record Circle(@Nullable String colour, double radius) implements Shape {}

  record Square(@Nullable String colour, double side) implements Shape {}

  record Drawing(List<Shape> shapes) {}

  static final class Account {
    private String login = "nobody";
    private boolean admin;

    public String getLogin() {
      return login;
    }

    public void setLogin(String login) {
      this.login = login;
    }

    public boolean isAdmin() {
      return admin;
    }

    public void setAdmin(boolean admin) {
      this.admin = admin;
    }
  }

  private static final Line LINE = new Line("x-1", 2);
  private static final Order ORDER =
      new Order(
          7L,
          new Owner("Ann", Optional.of("a@b.c")),
          List.of(LINE),
          Map.of("k", LINE),
          Optional.of(LINE),
          new Line[] {LINE},
          "hello",
          "hidden");

  @Test
  void an_excluded_field_is_not_written() {
    assertThat(written(Projection.all().exclude("article"), LINE)).isEqualTo("{\"amount\":2}");
  }

  @Test
  void only_included_fields_are_written() {
    assertThat(written(Projection.all().include("article"), LINE))
        .isEqualTo("{\"article\":\"x-1\"}");
  }

  @Test
  void a_path_leads_through_objects_and_containers() {
    var projection =
        Projection.all()
            .exclude("id", "note", "owner.email")
            .exclude("lines.amount", "byKey.amount", "first.amount", "array.amount");

    assertThat(written(projection, ORDER))
        .isEqualTo(
            """
            {"owner":{"fullName":"Ann"},"lines":[{"article":"x-1"}],\
            "byKey":{"k":{"article":"x-1"}},"first":{"article":"x-1"},\
            "array":[{"article":"x-1"}]}\
            """);
  }

  @Test
  void an_included_nested_field_keeps_its_parents() {
    assertThat(written(Projection.all().include("owner.email", "note"), ORDER))
        .isEqualTo("{\"owner\":{\"email\":\"a@b.c\"},\"note_text\":\"hello\"}");
  }

  @Test
  void part_of_an_included_object_may_be_excluded() {
    assertThat(written(Projection.all().include("owner").exclude("owner.email"), ORDER))
        .isEqualTo("{\"owner\":{\"fullName\":\"Ann\"}}");
  }

  @Test
  void a_renamed_field_is_written_and_read_under_its_new_name_only() {
    var codec = codec(Line.class, Projection.all().rename("article", "sku"));

    assertThat(text(codec.encode(LINE))).isEqualTo("{\"sku\":\"x-1\",\"amount\":2}");
    assertThat(codec.decode(bytes("{\"sku\":\"y\",\"amount\":1}")).orThrow())
        .isEqualTo(new Line("y", 1));
    assertThat(codec.decode(bytes("{\"article\":\"y\",\"amount\":1}")).orThrow())
        .isEqualTo(new Line(null, 1));
  }

  @Test
  void a_naming_strategy_applies_to_nested_objects_but_not_to_given_names() {
    var projection = Projection.all().include("owner", "note").naming(NamingStrategy.PASCAL_CASE);

    assertThat(written(projection, ORDER))
        .isEqualTo(
            "{\"Owner\":{\"FullName\":\"Ann\",\"Email\":\"a@b.c\"},\"note_text\":\"hello\"}");
  }

  @Test
  void objects_below_the_greatest_depth_are_left_out() {
    assertThat(written(Projection.all().maxDepth(0), ORDER))
        .isEqualTo("{\"id\":7,\"note_text\":\"hello\"}");
    var tree = new Node("a", "x", List.of(new Node("b", "y", List.of())));
    assertThat(written(Projection.all().maxDepth(1), tree))
        .isEqualTo(
            "{\"label\":\"a\",\"extra\":\"x\",\"children\":[{\"label\":\"b\",\"extra\":\"y\"}]}");
  }

  @Test
  void a_path_changes_only_its_own_level_of_a_recursive_type() {
    var tree = new Node("a", "x", List.of(new Node("b", "y", List.of())));

    assertThat(written(Projection.all().exclude("extra"), tree))
        .isEqualTo(
            "{\"label\":\"a\",\"children\":[{\"label\":\"b\",\"extra\":\"y\",\"children\":[]}]}");
    assertThat(written(Projection.all().exclude("children.extra", "children.children"), tree))
        .isEqualTo("{\"label\":\"a\",\"extra\":\"x\",\"children\":[{\"label\":\"b\"}]}");
  }

  @Test
  void a_naming_strategy_reaches_all_levels_of_a_recursive_type() {
    var tree = new Node("a", null, List.of(new Node("b", null, List.of())));

    assertThat(written(Projection.all().naming(NamingStrategy.PASCAL_CASE), tree))
        .isEqualTo(
            """
            {"Label":"a","Extra":null,"Children":[\
            {"Label":"b","Extra":null,"Children":[]}]}\
            """);
  }

  @Test
  void a_path_into_a_sealed_type_means_every_variant_with_the_field() {
    var drawing = new Drawing(List.of(new Circle("red", 1.5), new Square("blue", 2)));

    assertThat(written(Projection.all().exclude("shapes.colour", "shapes.side"), drawing))
        .isEqualTo("{\"shapes\":[{\"type\":\"Circle\",\"radius\":1.5},{\"type\":\"Square\"}]}");
  }

  @Test
  void an_excluded_field_of_a_document_is_ignored() {
    var codec = codec(Line.class, Projection.all().exclude("article"));

    assertThat(codec.decode(bytes("{\"article\":\"y\",\"amount\":1}")).orThrow())
        .isEqualTo(new Line(null, 1));
  }

  @Test
  void an_excluded_field_of_a_document_is_a_problem_if_unknown_fields_are() {
    var codec = codec(Order.class, Projection.all().include("owner").refuseUnknown(true));

    assertThat(problems(codec.decodePartial(bytes("{\"id\":1,\"owner\":{\"x\":2}}"))))
        .extracting(DecodeProblem::toString)
        .containsExactly(
            "/id: There is no field of this name.", "/owner/x: There is no field of this name.");
  }

  @Test
  void a_bean_keeps_its_own_value_of_an_excluded_field() {
    var codec = codec(Account.class, Projection.all().exclude("login"));

    var account = codec.decode(bytes("{\"login\":\"root\",\"admin\":true}")).orThrow();

    assertThat(account.getLogin()).isEqualTo("nobody");
    assertThat(account.isAdmin()).isTrue();
  }

  @Test
  void a_mark_of_the_projection_replaces_that_of_the_type() {
    var projection =
        Projection.all()
            .include("id", "secret", "note")
            .mark("id", Mark.READ_ONLY)
            .mark("secret", Mark.NONE)
            .mark("note", Mark.WRITE_ONLY);
    var codec = codec(Order.class, projection);

    assertThat(text(codec.encode(ORDER))).isEqualTo("{\"id\":7,\"secret\":\"hidden\"}");
    assertThat(
            codec
                .decodePartial(bytes("{\"id\":8,\"secret\":\"s\",\"note_text\":\"n\"}"))
                .orThrow()
                .present())
        .containsExactly("note", "secret");
  }

  @Test
  void a_projection_that_changes_nothing_leaves_the_description_as_it_is() {
    var use = JSON.models().use(Order.class);

    assertThat(dev.lodestar.model.Models.project(use, Projection.all())).isSameAs(use);
  }

  @Test
  void a_type_whose_constructor_needs_an_excluded_field_can_be_written_but_not_read() {
    var codec = codec(Line.class, Projection.all().exclude("amount"));

    assertThat(text(codec.encode(LINE))).isEqualTo("{\"article\":\"x-1\"}");
    assertThatThrownBy(codec::prepareDecoding)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Line.amount: The field is not read, but the constructor needs its value.");
  }

  @Test
  void every_mistake_is_reported_at_once() {
    var projection =
        Projection.all()
            .exclude("lines.ammount", "id.value", "", "secrets")
            .include("owner.fullName")
            .exclude("owner.email")
            .rename("note", "lines");

    assertThat(problems(Order.class, projection))
        .containsExactlyInAnyOrder(
            "Order.lines[]: There is no field \"ammount\" in Line. Did you mean \"amount\"? Its"
                + " fields are article, amount.",
            "Order.id: There is no field \"value\": Long has no fields. Shorten the path.",
            "Order: There is no field \"\" in Order. Its fields are id, owner, lines, byKey, first,"
                + " array, note, secret.",
            "Order: There is no field \"secrets\" in Order. Did you mean \"secret\"? Its fields"
                + " are id, owner, lines, byKey, first, array, note, secret.",
            "Order: Fields of Order are both included and excluded. Do one of them: what is not"
                + " included is left out.",
            "Order: Two fields have the name or alias \"lines\". Rename one of them to something"
                + " else.",
            "Order.owner: Fields of Owner are both included and excluded. Do one of them: what is"
                + " not included is left out.");
  }

  @Test
  void a_field_that_is_both_included_and_excluded_is_a_problem() {
    assertThat(problems(Line.class, Projection.all().include("article").exclude("article")))
        .contains("Line: The field article is both included and excluded. Do one of them.");
  }

  @Test
  void two_fields_with_one_name_are_a_problem() {
    assertThat(problems(Line.class, Projection.all().rename("article", "amount")))
        .containsExactly(
            "Line: Two fields have the name or alias \"amount\". Rename one of them to something"
                + " else.");
  }

  @Test
  void a_private_field_cannot_be_included_silently() {
    assertThat(problems(Order.class, Projection.all().include("secret")))
        .containsExactly(
            "Order: The field secret is @Private and cannot be included. Do not include it; or"
                + " lift the mark as well: mark(\"secret\", Mark.READ_ONLY) if it is only written,"
                + " Mark.NONE if it is also read.");
  }

  @Test
  void a_projection_that_leaves_no_field_is_a_problem() {
    assertThat(problems(Line.class, Projection.all().exclude("article", "amount")))
        .containsExactly(
            "Line: The projection leaves no field of Line. Exclude the field that holds it, or"
                + " keep a field.");
  }

  @Test
  void a_field_cannot_take_the_name_of_the_tag() {
    assertThat(problems(Drawing.class, Projection.all().rename("shapes.side", "type")))
        .containsExactly(
            "Drawing.shapes[]: The field side of Square would have the name \"type\", which tells"
                + " the variants apart. Give it another name.");
  }

  @Test
  void a_depth_out_of_range_is_refused() {
    assertThatThrownBy(() -> Projection.all().maxDepth(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The depth -1 is not between 0 and 100.");
    assertThatThrownBy(() -> Projection.all().maxDepth(101))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The depth 101 is not between 0 and 100.");
  }

  private static List<String> problems(Class<?> type, Projection projection) {
    try {
      codec(type, projection);
    } catch (ModelException refused) {
      return refused.problems().stream().map(ModelProblem::toString).toList();
    }
    throw new AssertionError("The projection was accepted.");
  }

  private static List<DecodeProblem> problems(Decoded<?> decoded) {
    return ((Decoded.Invalid<?>) decoded).problems();
  }

  private static <T> String written(Projection projection, T value) {
    @SuppressWarnings("unchecked") // the class of a T
    var type = (Class<T>) value.getClass();
    return text(codec(type, projection).encode(value));
  }

  private static <T> JsonCodec<T> codec(Class<T> type, Projection projection) {
    return JSON.codec(type, projection);
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
