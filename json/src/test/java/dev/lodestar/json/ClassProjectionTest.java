package dev.lodestar.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.codec.DecodeProblem;
import dev.lodestar.codec.Decoded;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Mark;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.Models;
import dev.lodestar.model.NamingStrategy;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.model.Projection;
import dev.lodestar.model.Tagged;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Projections of classes, which count wherever a value of the class occurs.
class ClassProjectionTest {
  record Maker(@Nullable Long id, String name) {}

  record Widget(@Nullable Long id, String sku, @Nullable Maker maker) {}

  record Page<T>(List<T> items, int total) {}

  record Shelf(
      Widget one,
      Optional<Widget> two,
      List<List<Widget>> lists,
      Map<String, Widget> map,
      Widget[] array,
      Page<Widget> page,
      Object any) {}

  record Tree(@Nullable Long id, String name, List<Tree> children) {
    static Tree of(int levels) {
      return new Tree(
          (long) levels, "n" + levels, levels == 0 ? List.of() : List.of(of(levels - 1)));
    }
  }

  static class Person {
    public String name = "Ann";
    public @Nullable String secret = "s";
  }

  static class Employee extends Person {
    public int level = 3;
  }

  static final class Chief extends Employee {
    public @Nullable String car = "red";
  }

  interface Owned {
    String owner();
  }

  interface Audited extends Owned {
    String auditor();
  }

  record Paper(String title, String owner, String auditor) implements Audited {}

  @Tagged("kind")
  sealed interface Shape {}

  record Circle(@Nullable String note, double radius) implements Shape {}

  record Square(@Nullable String note, double side, @Nullable String colour) implements Shape {}

  private static final Widget WIDGET = new Widget(7L, "x-1", new Maker(1L, "Acme"));
  private static final Projection NO_ID = Projection.all().exclude("id", "maker");

  // ---- where it counts

  @Test
  void a_projection_counts_wherever_a_value_of_the_class_occurs() {
    var shelf =
        new Shelf(
            WIDGET,
            Optional.of(WIDGET),
            List.of(List.of(WIDGET)),
            Map.of("k", WIDGET),
            new Widget[] {WIDGET},
            new Page<>(List.of(WIDGET), 1),
            List.of(WIDGET));

    assertThat(written(json(Map.of(Widget.class, NO_ID)), shelf))
        .isEqualTo(
            """
            {"one":{"sku":"x-1"},"two":{"sku":"x-1"},"lists":[[{"sku":"x-1"}]],\
            "map":{"k":{"sku":"x-1"}},"array":[{"sku":"x-1"}],\
            "page":{"items":[{"sku":"x-1"}],"total":1},"any":[{"sku":"x-1"}]}\
            """);
  }

  @Test
  void a_projection_counts_for_whole_documents_of_each_kind() {
    var json = json(Map.of(Widget.class, NO_ID));

    assertThat(written(json, WIDGET)).isEqualTo("{\"sku\":\"x-1\"}");
    assertThat(text(json.codec(new JsonType<List<Widget>>() {}).encode(List.of(WIDGET))))
        .isEqualTo("[{\"sku\":\"x-1\"}]");
    assertThat(text(json.codec(Object.class).encode(Map.of("w", WIDGET))))
        .isEqualTo("{\"w\":{\"sku\":\"x-1\"}}");
    assertThat(text(json.codec(new JsonType<@Nullable Widget>() {}).encode(null)))
        .isEqualTo("null");
  }

  @Test
  void a_projection_counts_for_what_is_read() {
    var json = json(Map.of(Widget.class, NO_ID.rename("sku", "article")));
    var pages = json.codec(new JsonType<Page<Widget>>() {});

    assertThat(
            pages.decode(bytes("{\"items\":[{\"id\":1,\"article\":\"a\"}],\"total\":1}")).orThrow())
        .isEqualTo(new Page<>(List.of(new Widget(null, "a", null)), 1));
    assertThat(problems(pages.decode(bytes("{\"items\":[{\"sku\":\"a\"}],\"total\":1}"))))
        .containsExactly("/items/0/article: The field is required: expected a text.");
  }

  @Test
  void message_pack_has_the_projections_of_its_settings() {
    var json = json(Map.of(Widget.class, NO_ID));
    var pack = MessagePack.of(json);

    var document = pack.codec(Widget.class).encode(WIDGET);

    assertThat(MessagePack.standard().codec(Object.class).decode(document).orThrow())
        .isEqualTo(Map.of("sku", "x-1"));
  }

  @Test
  void projections_are_kept_by_a_builder_that_starts_with_the_settings() {
    var json = json(Map.of(Widget.class, NO_ID)).toBuilder().naming(NamingStrategy.PASCAL_CASE);

    assertThat(written(json.build(), WIDGET)).isEqualTo("{\"Sku\":\"x-1\"}");
    assertThat(json.build().models().projections()).containsOnlyKeys(Widget.class);
  }

  @Test
  void types_without_projected_objects_keep_their_description() {
    var models = Models.standard().withProjections(Map.of(Widget.class, NO_ID));

    assertThat(((ObjectModel) models.model(Maker.class)).origin())
        .isSameAs(models.model(Maker.class));
    assertThat(((ObjectModel) models.model(Widget.class)).origin())
        .isNotSameAs(models.model(Widget.class));
  }

  @Test
  void equal_surroundings_share_one_description() {
    var models = Models.standard().withProjections(Map.of(Widget.class, NO_ID));
    var shelf = (ObjectModel) models.model(Shelf.class);

    assertThat(shelf.fields().getFirst().use().model()).isSameAs(models.model(Widget.class));
    assertThat(models.model(Shelf.class)).isSameAs(shelf);
    assertThat(models.model(new JsonType<Page<Widget>>() {}.type()))
        .isSameAs(shelf.fields().get(5).use().model());
  }

  // ---- recursion and depth

  @Test
  void a_projection_counts_on_every_level_of_a_recursive_type() {
    var json = json(Map.of(Tree.class, Projection.all().exclude("id")));

    assertThat(written(json, Tree.of(2)))
        .isEqualTo(
            """
            {"name":"n2","children":[{"name":"n1","children":[{"name":"n0","children":[]}]}]}\
            """);
  }

  @Test
  void a_path_counts_from_every_level_of_a_recursive_type() {
    var json = json(Map.of(Tree.class, Projection.all().exclude("children.id")));

    assertThat(written(json, Tree.of(2)))
        .isEqualTo(
            """
            {"id":2,"name":"n2","children":[{"name":"n1","children":[{"name":"n0","children":[]}]}]}\
            """);
  }

  @Test
  void the_depth_is_counted_from_the_outermost_object_that_has_the_projection() {
    var json = json(Map.of(Tree.class, Projection.all().exclude("id").maxDepth(1)));

    assertThat(written(json, Tree.of(3)))
        .isEqualTo("{\"name\":\"n3\",\"children\":[{\"name\":\"n2\"}]}");
    assertThat(
            text(
                json.codec(new JsonType<Page<Tree>>() {})
                    .encode(new Page<>(List.of(Tree.of(3)), 1))))
        .isEqualTo("{\"items\":[{\"name\":\"n3\",\"children\":[{\"name\":\"n2\"}]}],\"total\":1}");
  }

  record Husband(
      String town, @Nullable String name, @Nullable Wife wife, @Nullable Husband brother) {}

  record Wife(
      String town, @Nullable String name, @Nullable Husband husband, @Nullable Wife sister) {}

  @Test
  void deep_paths_through_types_that_contain_each_other_come_to_an_end() {
    var path = String.join(".", Collections.nCopies(24, "wife.sister.husband.brother"));
    var projections =
        Map.<Class<?>, Projection>of(
            Husband.class,
            Projection.all()
                .exclude(path + ".name", "wife.husband.wife.husband.name")
                .maxDepth(100),
            Wife.class,
            Projection.all()
                .exclude("sister.sister.sister.husband.wife.name")
                .naming(NamingStrategy.PASCAL_CASE));

    var models = Models.standard().withProjections(projections);

    assertThat(models.projectionProblems()).isEmpty();
    assertThat(((ObjectModel) models.model(Husband.class)).fields()).hasSize(4);
  }

  // ---- superclasses, interfaces, sealed types

  @Test
  void a_subclass_never_shows_what_the_projection_of_its_superclass_hides() {
    var json = json(Map.of(Person.class, Projection.all().exclude("secret")));

    assertThat(written(json, new Person())).isEqualTo("{\"name\":\"Ann\"}");
    assertThat(written(json, new Chief()))
        .isEqualTo("{\"name\":\"Ann\",\"level\":3,\"car\":\"red\"}");
    assertThat(text(json.codec(Object.class).encode(new Employee())))
        .isEqualTo("{\"name\":\"Ann\",\"level\":3}");
  }

  @Test
  void a_projection_that_includes_fields_of_a_superclass_hides_those_of_its_subclasses() {
    var json = json(Map.of(Person.class, Projection.all().include("name")));

    assertThat(written(json, new Chief())).isEqualTo("{\"name\":\"Ann\"}");
  }

  @Test
  void projections_of_a_class_and_its_superclasses_narrow_together() {
    var json =
        json(
            Map.of(
                Person.class,
                Projection.all().exclude("secret").rename("name", "who").named("P"),
                Employee.class,
                Projection.all().exclude("level").rename("name", "called").named("E"),
                Chief.class,
                Projection.all().rename("car", "vehicle")));

    assertThat(written(json, new Chief())).isEqualTo("{\"called\":\"Ann\",\"vehicle\":\"red\"}");
    assertThat(written(json, new Person())).isEqualTo("{\"who\":\"Ann\"}");
    assertThat(view(json, Chief.class)).contains("E");
    assertThat(view(json, Person.class)).contains("P");
  }

  @Test
  void a_projection_of_an_interface_counts_for_what_implements_it() {
    var json =
        json(
            Map.of(
                Owned.class,
                Projection.all().exclude("owner"),
                Audited.class,
                Projection.all().exclude("auditor")));

    assertThat(written(json, new Paper("t", "o", "a"))).isEqualTo("{\"title\":\"t\"}");
  }

  @Test
  void a_misspelt_path_of_an_interface_is_found_where_a_class_implements_it() {
    var json = json(Map.of(Owned.class, Projection.all().exclude("ovner")));

    assertThatThrownBy(() -> json.codec(Paper.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "Paper: There is no field \"ovner\" in Paper. Did you mean \"owner\"?");
  }

  @Test
  void a_projection_of_a_sealed_type_counts_for_each_variant_and_with_that_of_the_variant() {
    var json =
        json(
            Map.of(
                Shape.class,
                Projection.all().exclude("note"),
                Square.class,
                Projection.all().exclude("colour")));
    var shapes = json.codec(new JsonType<List<Shape>>() {});
    var square = new Square("n", 2, "red");

    assertThat(text(shapes.encode(List.of(new Circle("n", 1), square))))
        .isEqualTo("[{\"kind\":\"Circle\",\"radius\":1.0},{\"kind\":\"Square\",\"side\":2.0}]");
    assertThat(written(json, square)).isEqualTo("{\"side\":2.0}");
    assertThat(shapes.decode(bytes("[{\"side\":2,\"note\":\"x\",\"kind\":\"Square\"}]")).orThrow())
        .isEqualTo(List.of(new Square(null, 2, null)));
  }

  @Test
  void a_renamed_field_cannot_hide_the_tag_of_a_variant() {
    assertThat(problems(Map.of(Shape.class, Projection.all().rename("side", "kind"))))
        .containsExactly(
            "Shape: The field side of Square would have the name \"kind\", which tells the variants"
                + " apart. Give it another name.");
  }

  // ---- several projections

  record Order(int number, Widget widget, List<Widget> others, @Nullable Order previous) {
    Order(int number, Widget widget) {
      this(number, widget, List.of(widget), null);
    }
  }

  @Test
  void a_path_that_leads_into_an_object_with_a_projection_narrows_it() {
    var json =
        json(
            Map.of(
                Order.class,
                Projection.all().exclude("previous").exclude("widget.maker.id"),
                Widget.class,
                Projection.all().exclude("id")));

    assertThat(written(json, new Order(1, WIDGET)))
        .isEqualTo(
            """
            {"number":1,"widget":{"sku":"x-1","maker":{"name":"Acme"}},\
            "others":[{"sku":"x-1","maker":{"id":1,"name":"Acme"}}]}\
            """);
  }

  @Test
  void an_outer_path_cannot_show_what_a_projection_of_the_class_hides() {
    var json =
        json(
            Map.of(
                Order.class,
                Projection.all().include("widget.id", "widget.sku"),
                Widget.class,
                Projection.all().exclude("id")));

    assertThat(written(json, new Order(1, WIDGET))).isEqualTo("{\"widget\":{\"sku\":\"x-1\"}}");
  }

  @Test
  void the_outermost_path_decides_about_names_and_marks() {
    var json =
        json(
            Map.of(
                Order.class,
                Projection.all()
                    .exclude("previous")
                    .rename("widget.sku", "outer")
                    .mark("widget.id", Mark.NONE),
                Widget.class,
                Projection.all()
                    .exclude("maker")
                    .rename("sku", "inner")
                    .mark("id", Mark.WRITE_ONLY)));

    assertThat(written(json, new Order(1, WIDGET)))
        .isEqualTo(
            "{\"number\":1,\"widget\":{\"id\":7,\"outer\":\"x-1\"},\"others\":[{\"inner\":\"x-1\"}]}");
  }

  @Test
  void the_naming_of_the_nearest_projection_counts() {
    var json =
        json(
            Map.of(
                Order.class,
                Projection.all().exclude("previous", "others").naming(NamingStrategy.PASCAL_CASE),
                Maker.class,
                Projection.all().naming(NamingStrategy.AS_DECLARED)));

    assertThat(written(json, new Order(1, WIDGET)))
        .isEqualTo(
            """
            {"Number":1,"Widget":{"Id":7,"Sku":"x-1","Maker":{"id":1,"name":"Acme"}}}\
            """);
  }

  @Test
  void whether_unknown_fields_are_refused_is_up_to_the_nearest_projection() {
    var json =
        json(
            Map.of(
                Order.class,
                Projection.all().include("widget").refuseUnknown(true),
                Maker.class,
                Projection.all().refuseUnknown(false)));
    var orders = json.codec(Order.class, Projection.all().partial());

    assertThat(
            problems(
                orders.decodePartial(
                    bytes(
                        "{\"x\":1,\"widget\":{\"sku\":\"s\",\"y\":1,\"maker\":{\"name\":\"n\",\"z\":1}}}"))))
        .containsExactly(
            "/x: There is no field of this name.", "/widget/y: There is no field of this name.");
  }

  @Test
  void a_projection_of_one_use_comes_on_top_of_those_of_classes() {
    var json = json(Map.of(Widget.class, Projection.all().exclude("id")));
    var codec = json.codec(Order.class, Projection.all().include("widget.maker.name"));

    assertThat(text(codec.encode(new Order(1, WIDGET))))
        .isEqualTo("{\"widget\":{\"maker\":{\"name\":\"Acme\"}}}");
    assertThat(
            json.codec(Widget.class, Projection.all().partial())
                .decodePartial(bytes("{\"id\":1,\"maker\":{\"name\":\"n\"}}"))
                .orThrow()
                .present())
        .containsExactly("maker");
  }

  @Test
  void what_a_projection_of_a_class_left_out_can_be_left_out_again_and_nothing_else() {
    var models = Models.standard().withProjections(Map.of(Widget.class, NO_ID));
    var use = models.use(Widget.class);

    assertThat(Models.project(use, Projection.all().exclude("id")).model()).isNotNull();
    assertThatThrownBy(() -> Models.project(use, Projection.all().include("id", "sku")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "The field id of Widget is left out by another projection, which this one cannot undo.");
  }

  @Test
  void a_partial_projection_of_a_class_counts_for_whole_documents() {
    var json = json(Map.of(Widget.class, Projection.all().partial()));

    assertThat(json.codec(Widget.class).decodePartial(bytes("{\"id\":1}")).orThrow().present())
        .containsExactly("id");
    assertThat(problems(json.codec(new JsonType<List<Widget>>() {}).decode(bytes("[{\"id\":1}]"))))
        .containsExactly("/0/sku: The field is required: expected a text.");
  }

  // ---- mistakes

  @Test
  void every_projection_that_does_not_fit_its_class_is_reported_at_once() {
    var projections = new LinkedHashMap<Class<?>, Projection>();
    projections.put(Widget.class, Projection.all().exclude("makr.name", "maker.nam"));
    projections.put(Person.class, Projection.all().include("name").exclude("secret"));
    projections.put(Maker.class, Projection.all().rename("name", "id"));

    assertThat(problems(projections))
        .containsExactly(
            "Widget: There is no field \"makr\" in Widget. Did you mean \"maker\"? Its fields are"
                + " id, sku, maker.",
            "Widget.maker: There is no field \"nam\" in Maker. Did you mean \"name\"? Its fields are"
                + " id, name.",
            "Widget.maker: Two fields have the name or alias \"id\". Rename one of them to something"
                + " else.",
            "Person: Fields of Person are both included and excluded. Do one of them: what is not"
                + " included is left out.",
            "Maker: Two fields have the name or alias \"id\". Rename one of them to something"
                + " else.");
  }

  @Test
  void a_type_without_fields_cannot_have_a_projection() {
    assertThat(problems(Map.of(String.class, Projection.all().exclude("length"))))
        .containsExactly(
            "String: There is a projection of java.lang.String, which has no fields. Remove it, or"
                + " give it to the class that has the fields.");
    for (var type :
        List.of(
            Object.class,
            int.class,
            List.class,
            Optional.class,
            Widget[].class,
            Thread.State.class)) {
      assertThat(problems(Map.of(type, Projection.all().exclude("x"))))
          .as(type.getName())
          .singleElement()
          .asString()
          .contains("which has no fields");
    }
  }

  @Test
  void a_mapped_type_cannot_have_a_projection() {
    assertThatThrownBy(() ->
            Json.builder()
                .mapping(Maker.class, String.class, Maker::name, name -> new Maker(null, name))
                .projections(Map.of(Maker.class, Projection.all().exclude("id")))
                .build())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(
            "There is a projection of dev.lodestar.json.ClassProjectionTest$Maker, which is read and"
                + " written as a value of java.lang.String.");
  }

  @Test
  void a_projection_of_a_generic_class_is_examined_where_the_class_is_used() {
    var json = json(Map.of(Page.class, Projection.all().exclude("items.id")));

    assertThat(
            text(
                json.codec(new JsonType<Page<Maker>>() {})
                    .encode(new Page<>(List.of(new Maker(1L, "n")), 1))))
        .isEqualTo("{\"items\":[{\"name\":\"n\"}],\"total\":1}");
    assertThatThrownBy(() -> json.codec(new JsonType<Page<String>>() {}))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("There is no field \"id\": String has no fields.");
    assertThat(problems(Map.of(Page.class, Projection.all().exclude("itms"))))
        .containsExactly(
            "Page: There is no field \"itms\" in Page. Did you mean \"items\"? Its fields are items,"
                + " total.");
  }

  @Test
  void models_that_are_not_used_by_a_codec_report_mistakes_where_the_class_occurs() {
    var models =
        Models.standard().withProjections(Map.of(Widget.class, Projection.all().exclude("x")));

    assertThatThrownBy(() -> models.use(Shelf.class))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("There is no field \"x\" in Widget.");
    assertThat(models.use(Maker.class).model()).isInstanceOf(ObjectModel.class);
  }

  private static List<String> problems(Map<Class<?>, Projection> projections) {
    try {
      json(projections);
    } catch (ModelException unfit) {
      return unfit.problems().stream().map(Object::toString).toList();
    }
    throw new AssertionError("The projections were accepted.");
  }

  private static List<String> problems(Decoded<?> decoded) {
    return ((Decoded.Invalid<?>) decoded).problems().stream().map(DecodeProblem::toString).toList();
  }

  private static Optional<String> view(Json json, Class<?> type) {
    return ((ObjectModel) json.models().model(type)).view();
  }

  private static Json json(Map<Class<?>, Projection> projections) {
    return Json.builder().projections(projections).build();
  }

  private static <T> String written(Json json, T value) {
    @SuppressWarnings("unchecked") // the class of a T
    var type = (Class<T>) value.getClass();
    return text(json.codec(type).encode(value));
  }

  private static String text(byte[] document) {
    return new String(document, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String document) {
    return document.getBytes(StandardCharsets.UTF_8);
  }
}
