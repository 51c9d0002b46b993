package dev.lodestar;

import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_HEADER;
import static dev.lodestar.test.ContractFinding.Kind.UNDOCUMENTED_STATUS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.dto.Dto;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Representations;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.json.Json;
import dev.lodestar.messagepack.MessagePack;
import dev.lodestar.model.Private;
import dev.lodestar.model.Projection;
import dev.lodestar.sse.ServerSentEvent;
import dev.lodestar.sse.Sse;
import dev.lodestar.test.TestClient;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients see where a DTO is attached with `returns`.
class ShapedResultsTest {
  private static final String SECRET = "hush-hush";

  record Maker(String name, String taxNumber) {}

  record Widget(long id, String sku, String notes, @Private String internal, Maker maker) {}

  sealed interface Item permits Tool, Toy {
    String secret();
  }

  record Tool(String secret, int weight) implements Item {}

  record Toy(String secret, String colour) implements Item {}

  record Page<T>(int total, List<T> items) {}

  record Order(int number, Widget widget, Map<String, Widget> byName, Object anything) {}

  static class Animal {
    public String name = "Rex";
    public String chip = SECRET;
  }

  static final class Dog extends Animal {
    public int age = 7;
  }

  static final class ReadWidget extends Dto<Widget> {
    ReadWidget() {
      exclude(Widget::id, Widget::notes);
      exclude("maker.taxNumber");
      rename(Widget::sku, "article");
    }
  }

  static final class PublicWidget extends Dto<Widget> {
    PublicWidget() {
      include(Widget::sku);
    }
  }

  static final class ReadMaker extends Dto<Maker> {
    ReadMaker() {
      exclude(Maker::taxNumber);
    }
  }

  static final class ReadItem extends Dto<Item> {
    ReadItem() {
      exclude(Item::secret);
    }
  }

  static final class ReadAnimal extends Dto<Animal> {
    ReadAnimal() {
      exclude("chip");
    }
  }

  private static final Widget WIDGET =
      new Widget(7, "w-7", SECRET, SECRET, new Maker("ACME", SECRET));
  private static final String SHAPED = "{\"article\":\"w-7\",\"maker\":{\"name\":\"ACME\"}}";

  static final class Widgets {
    @Get("/one")
    Widget one() {
      return WIDGET;
    }

    @Get("/list")
    List<Widget> list() {
      return List.of(WIDGET);
    }

    @Get("/array")
    Widget[] array() {
      return new Widget[] {WIDGET};
    }

    @Get("/map")
    Map<String, Widget> map() {
      return Map.of("a", WIDGET);
    }

    @Get("/optional")
    Optional<Widget> optional() {
      return Optional.of(WIDGET);
    }

    @Get("/absent")
    Optional<Widget> absent() {
      return Optional.empty();
    }

    @Get("/null")
    @Nullable Widget none() {
      return null;
    }

    @Get("/page")
    Page<Widget> page() {
      return new Page<>(1, List.of(WIDGET));
    }

    @Get("/response")
    Response<Widget> response() {
      return Response.of(WIDGET).status(202);
    }

    @Get("/response-of-anything")
    Response<?> responseOfAnything() {
      return Response.of(List.of(WIDGET));
    }

    @Get("/object")
    Object object() {
      return new Page<>(1, List.of(WIDGET));
    }

    @Get("/iterator")
    Iterator<Widget> iterator() {
      return List.of(WIDGET).iterator();
    }

    @Get("/stream")
    Stream<Widget> stream() {
      return Stream.of(WIDGET, WIDGET);
    }

    @Get("/iterable")
    Iterable<Widget> iterable() {
      return List.of(WIDGET);
    }

    @Get("/order")
    Order order() {
      return new Order(1, WIDGET, Map.of("a", WIDGET), List.of(Map.of("b", WIDGET)));
    }

    @Get("/events")
    Sse<Widget> events() {
      return Sse.of(List.of(WIDGET));
    }

    @Get("/named-events")
    Sse<Widget> namedEvents() {
      return Sse.ofEvents(List.of(ServerSentEvent.of("made", WIDGET)));
    }

    @Get("/representations")
    Representations representations() {
      return Representations.of(MediaType.JSON, () -> WIDGET);
    }

    @Get("/failing")
    @SuppressWarnings("DoNotCallSuggester") // the application calls it
    Widget failing() {
      throw new WidgetLost(WIDGET);
    }

    @Get("/problem")
    @SuppressWarnings("DoNotCallSuggester") // the application calls it
    Widget problem() {
      throw new HttpException(Problem.of(Status.CONFLICT).with("widget", WIDGET));
    }
  }

  static final class WidgetLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Widget widget;

    WidgetLost(Widget widget) {
      this.widget = widget;
    }
  }

  private static TestClient client() {
    return TestClient.of(
            Lodestar.app()
                .returns(ReadWidget.class)
                .onError(WidgetLost.class, (lost, request) -> Response.of(lost.widget).status(410))
                .get("/function", request -> Response.of(WIDGET))
                .mount("/mounted", request -> Response.of(Optional.of(Map.of("w", WIDGET))))
                .routes(new Widgets())
                .build())
        .ignoringFindings(UNDOCUMENTED_STATUS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/one", "/optional", "/response", "/representations", "/function"})
  void a_single_value_is_shaped(String path) {
    assertThat(client().get(path).text()).isEqualTo(SHAPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/list", "/array", "/response-of-anything", "/iterator", "/iterable"})
  void every_element_is_shaped(String path) {
    assertThat(client().get(path).text()).isEqualTo("[" + SHAPED + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/page", "/object"})
  void what_a_wrapper_holds_is_shaped(String path) {
    assertThat(client().get(path).text()).isEqualTo("{\"total\":1,\"items\":[" + SHAPED + "]}");
  }

  @Test
  void values_of_maps_are_shaped() {
    assertThat(client().get("/map").text()).isEqualTo("{\"a\":" + SHAPED + "}");
    assertThat(client().get("/mounted").text()).isEqualTo("{\"w\":" + SHAPED + "}");
  }

  @Test
  void fields_of_other_objects_are_shaped_also_where_their_type_is_open() {
    assertThat(client().get("/order").text())
        .isEqualTo(
            "{\"number\":1,\"widget\":"
                + SHAPED
                + ",\"byName\":{\"a\":"
                + SHAPED
                + "},\"anything\":[{\"b\":"
                + SHAPED
                + "}]}");
  }

  @Test
  void nothing_is_nothing_as_without_a_dto() {
    client().get("/null").expectStatus(204);
    client().get("/absent").expectStatus(404);
  }

  @Test
  void each_line_of_ndjson_is_shaped() {
    var response =
        client().request(HttpMethod.GET, "/stream").header("Accept", "application/x-ndjson").send();

    assertThat(response.text()).isEqualTo(SHAPED + "\n" + SHAPED + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/one", "/object", "/function", "/order"})
  void message_pack_is_shaped_like_json(String path) {
    var response =
        client().request(HttpMethod.GET, path).header("Accept", "application/vnd.msgpack").send();

    assertThat(response.contentType()).contains(MediaType.MESSAGE_PACK);
    var value = MessagePack.standard().codec(Object.class).decode(response.bytes()).orThrow();
    assertThat(
            new String(Json.standard().codec(Object.class).encode(value), StandardCharsets.UTF_8))
        .isEqualTo(client().get(path).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/named-events"})
  void the_data_of_events_is_shaped(String path) {
    try (var events = client().events(path)) {
      assertThat(events.next().data()).isEqualTo(SHAPED);
    }
  }

  @Test
  void what_an_error_handler_answers_is_shaped() {
    assertThat(client().get("/failing").expectStatus(410).text()).isEqualTo(SHAPED);
  }

  @Test
  void members_of_problems_are_shaped() {
    var problem = client().get("/problem").expectStatus(409);

    assertThat(problem.text()).contains("\"widget\":" + SHAPED).doesNotContain(SECRET);
  }

  @Test
  void no_form_of_a_problem_shows_what_is_left_out() {
    for (var accept : List.of("text/html", "text/plain", "application/problem+json")) {
      var problem = client().request(HttpMethod.GET, "/problem").header("Accept", accept).send();

      assertThat(problem.text()).contains("ACME").doesNotContain(SECRET);
    }
  }

  @Test
  void the_nearest_layer_decides() {
    var app =
        Lodestar.app()
            .returns(ReadWidget.class)
            .get("/outer", request -> Response.of(WIDGET))
            .mount(
                Router.at("/inner")
                    .returns(Dto.of(Widget.class).include(Widget::sku))
                    .get("/", request -> Response.of(WIDGET)))
            .mount(
                Router.at("/bare")
                    .withoutReturns(Widget.class)
                    .get("/", request -> Response.of(WIDGET)))
            .build();
    var client = TestClient.of(app);

    assertThat(client.get("/outer").text()).isEqualTo(SHAPED);
    assertThat(client.get("/inner").text()).isEqualTo("{\"sku\":\"w-7\"}");
    assertThat(client.get("/bare").text())
        .isEqualTo(
            "{\"id\":7,\"sku\":\"w-7\",\"notes\":\"hush-hush\","
                + "\"maker\":{\"name\":\"ACME\",\"taxNumber\":\"hush-hush\"}}");
  }

  @Test
  void dtos_of_several_classes_count_together() {
    var app =
        Lodestar.app()
            .returns(ReadMaker.class)
            .mount(
                Router.at("/inner")
                    .returns(Dto.of(Widget.class).exclude(Widget::id, Widget::notes))
                    .get("/", request -> Response.of(List.of(WIDGET, WIDGET.maker()))))
            .build();

    assertThat(TestClient.of(app).get("/inner").text())
        .isEqualTo("[{\"sku\":\"w-7\",\"maker\":{\"name\":\"ACME\"}},{\"name\":\"ACME\"}]");
  }

  @Returns(ReadWidget.class)
  static final class Annotated {
    @Get("/read")
    Widget read() {
      return WIDGET;
    }

    @Get("/public")
    @Returns(PublicWidget.class)
    Widget shown() {
      return WIDGET;
    }

    @Get("/bare")
    @Returns(without = Widget.class)
    Widget bare() {
      return WIDGET;
    }

    @Delete("/read")
    void delete() {}
  }

  @Test
  void controllers_and_handlers_say_it_with_annotations() {
    var client = TestClient.of(Lodestar.app().routes(Annotated.class).build());

    assertThat(client.get("/read").text()).isEqualTo(SHAPED);
    assertThat(client.get("/public").text()).isEqualTo("{\"sku\":\"w-7\"}");
    assertThat(client.get("/bare").text()).contains("\"taxNumber\"");
  }

  @Test
  void a_dto_of_a_sealed_type_counts_for_each_variant() {
    var app =
        Lodestar.app()
            .returns(ReadItem.class)
            .get(
                "/open", request -> Response.of(List.of(new Tool(SECRET, 3), new Toy(SECRET, "r"))))
            .routes(new Items())
            .build();
    var client = TestClient.of(app);

    assertThat(client.get("/items").text())
        .isEqualTo("[{\"type\":\"Tool\",\"weight\":3},{\"type\":\"Toy\",\"colour\":\"red\"}]");
    assertThat(client.get("/tool").text()).isEqualTo("{\"weight\":3}");
    assertThat(client.get("/open").text()).isEqualTo("[{\"weight\":3},{\"colour\":\"r\"}]");
  }

  static final class Items {
    @Get("/items")
    List<Item> items() {
      return List.of(new Tool(SECRET, 3), new Toy(SECRET, "red"));
    }

    @Get("/tool")
    Tool tool() {
      return new Tool(SECRET, 3);
    }
  }

  static final class Animals {
    @Get("/dog")
    Dog dog() {
      return new Dog();
    }

    @Get("/object")
    Object object() {
      return new Dog();
    }

    @Get("/animal")
    Animal animal() {
      return new Dog();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dog", "/object", "/animal"})
  void a_subclass_never_shows_what_the_dto_of_its_superclass_hides(String path) {
    var app = Lodestar.app().returns(ReadAnimal.class).routes(new Animals()).build();

    assertThat(TestClient.of(app).get(path).text())
        .contains("\"name\":\"Rex\"")
        .doesNotContain("chip")
        .doesNotContain(SECRET);
  }

  abstract static class Crud<T> {
    abstract T example();

    @Get("/example")
    T get() {
      return example();
    }

    @Get("/examples")
    Page<T> all() {
      return new Page<>(1, List.of(example()));
    }
  }

  @Returns(ReadWidget.class)
  static final class WidgetCrud extends Crud<Widget> {
    @Override
    Widget example() {
      return WIDGET;
    }
  }

  @Test
  void generic_controllers_are_shaped_by_what_their_type_variable_stands_for() {
    var client = TestClient.of(Lodestar.app().routes(WidgetCrud.class).build());

    assertThat(client.get("/example").text()).isEqualTo(SHAPED);
    assertThat(client.get("/examples").text())
        .isEqualTo("{\"total\":1,\"items\":[" + SHAPED + "]}");
  }

  @Test
  void after_request_hooks_see_the_value_and_clients_its_shape() {
    var app =
        Lodestar.app()
            .returns(ReadWidget.class)
            .afterRequest((Request request, Response<?> response) ->
                response.header("X-Notes", response.entity().toString().contains(SECRET) + ""))
            .routes(new Annotated())
            .build();

    var response = TestClient.of(app).ignoringFindings(UNDOCUMENTED_HEADER).get("/read");

    assertThat(response.header("X-Notes")).contains("true");
    assertThat(response.text()).isEqualTo(SHAPED);
  }

  @Test
  void projections_of_the_application_s_own_codecs_stay_for_other_classes() {
    var json =
        Json.builder()
            .projections(Map.of(Maker.class, Projection.all().exclude("taxNumber")))
            .build();
    var app =
        Lodestar.app()
            .json(json)
            .returns(Dto.of(Widget.class).exclude(Widget::id, Widget::notes))
            .get("/", request -> Response.of(WIDGET))
            .build();

    assertThat(TestClient.of(app).get("/").text())
        .isEqualTo("{\"sku\":\"w-7\",\"maker\":{\"name\":\"ACME\"}}");
  }

  @Test
  void computed_fields_are_written() {
    var app =
        Lodestar.app()
            .returns(
                Dto.of(Widget.class)
                    .include(Widget::sku)
                    .add("label", widget -> widget.sku() + " by " + widget.maker().name()))
            .get("/", request -> Response.of(new LinkedHashMap<>(Map.of("w", WIDGET))))
            .build();

    assertThat(TestClient.of(app).get("/").text())
        .isEqualTo("{\"w\":{\"sku\":\"w-7\",\"label\":\"w-7 by ACME\"}}");
  }

  @Test
  void explanations_name_the_dto_and_who_attached_it() {
    var app =
        Lodestar.app()
            .returns(ReadWidget.class)
            .accepts(Dto.of(Maker.class).rename("name", "brand"))
            .mount(Router.at("/bare").withoutReturns(Widget.class).routes(new Takers()))
            .build();

    assertThat(app.explain("POST", "/bare/makers"))
        .contains("  accepts\n    Maker = Dto.of(Maker.class)")
        .contains("  returns\n    Widget = none")
        .contains("Router.at(\"/bare\")");
  }

  static final class Takers {
    @Post("/makers")
    Widget take(Map<String, Maker> makers) {
      return WIDGET;
    }
  }

  interface Audited {
    String getAuditor();

    String trail();
  }

  record Ledger(int total, String auditor, String trail) implements Audited {
    @Override
    public String getAuditor() {
      return auditor;
    }
  }

  @Test
  void a_dto_of_an_interface_counts_for_every_class_that_implements_it() {
    var app =
        Lodestar.app()
            .returns(Dto.of(Audited.class).exclude(Audited::getAuditor, Audited::trail))
            .get("/", request -> Response.of(new Ledger(3, SECRET, SECRET)))
            .build();

    assertThat(TestClient.of(app).get("/").text()).isEqualTo("{\"total\":3}");
  }

  @Test
  void whoever_answers_is_shaped_middleware_and_hooks_included() {
    var app =
        Lodestar.app()
            .mount(
                Router.at("/hook")
                    .returns(ReadWidget.class)
                    .beforeRequest((request, route) -> Optional.of(Response.of(WIDGET)))
                    .get("/", request -> Response.empty()))
            .mount(
                Router.at("/middleware")
                    .returns(ReadWidget.class)
                    .middleware((request, next) -> Response.of(List.of(WIDGET)))
                    .get("/", request -> Response.empty()))
            .mount(
                Router.at("/after")
                    .returns(ReadWidget.class)
                    .afterRequest((request, response) -> Response.of(Map.of("w", WIDGET)))
                    .get("/", request -> Response.empty()))
            .build();
    var client = TestClient.of(app);

    assertThat(client.get("/hook").text()).isEqualTo(SHAPED);
    assertThat(client.get("/middleware").text()).isEqualTo("[" + SHAPED + "]");
    assertThat(client.get("/after").text()).isEqualTo("{\"w\":" + SHAPED + "}");
  }

  @Test
  void an_error_handler_of_the_application_is_shaped_where_there_is_no_route() {
    var app =
        Lodestar.app()
            .returns(ReadWidget.class)
            .onStatus(404, (failure, request) -> Response.of(WIDGET).status(404))
            .get("/", request -> Response.empty())
            .build();

    assertThat(TestClient.of(app).get("/nowhere").expectStatus(404).text()).isEqualTo(SHAPED);
  }

  static final class Lazy {
    private int touched;

    public String getName() {
      return "lazy";
    }

    public List<String> getHuge() {
      touched++;
      return List.of("loaded");
    }
  }

  @Test
  void what_is_left_out_is_never_touched() {
    var lazy = new Lazy();
    var app =
        Lodestar.app()
            .returns(Dto.of(Lazy.class).exclude(Lazy::getHuge))
            .get("/", request -> Response.of(List.of(lazy)))
            .build();

    assertThat(TestClient.of(app).get("/").text()).isEqualTo("[{\"name\":\"lazy\"}]");
    assertThat(lazy.touched).isZero();
  }

  record Node(String name, String secret, List<Node> children) {}

  static final class ReadNode extends Dto<Node> {
    ReadNode() {
      exclude(Node::secret);
    }
  }

  @Test
  void recursive_types_are_shaped_at_every_depth_and_cut_where_the_dto_says() {
    var leaf = new Node("c", SECRET, List.of());
    var root = new Node("a", SECRET, List.of(new Node("b", SECRET, List.of(leaf))));
    var app =
        Lodestar.app()
            .mount(Router.at("/all").returns(ReadNode.class).get("/", request -> Response.of(root)))
            .mount(
                Router.at("/flat")
                    .returns(Dto.of(Node.class).exclude(Node::secret).maxDepth(0))
                    .get("/", request -> Response.of(root)))
            .build();
    var client = TestClient.of(app);

    assertThat(client.get("/all").text())
        .isEqualTo(
            "{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[{\"name\":\"c\","
                + "\"children\":[]}]}]}");
    assertThat(client.get("/flat").text()).isEqualTo("{\"name\":\"a\"}");
  }

  @Test
  void the_object_that_a_handler_returns_is_not_changed() {
    var page = new Page<>(1, List.of(WIDGET));
    var app =
        Lodestar.app()
            .returns(ReadWidget.class)
            .get("/shaped", request -> Response.of(page))
            .mount(
                Router.at("/bare")
                    .withoutReturns(Widget.class)
                    .get("/", request -> Response.of(page)))
            .build();
    var client = TestClient.of(app);

    var first = client.get("/shaped").text();
    assertThat(client.get("/bare").text()).contains("\"taxNumber\"");
    assertThat(client.get("/shaped").text()).isEqualTo(first).doesNotContain("taxNumber");
    assertThat(page.items()).containsExactly(WIDGET);
  }

  static final class Broken extends Dto<Widget> {
    Broken() {
      include(Widget::sku);
      add("label", ShapedResultsTest::broken);
    }
  }

  @SuppressWarnings("DoNotCallSuggester") // the DTO calls it
  static String broken(Widget widget) {
    throw new IllegalStateException("no label");
  }

  @Test
  void a_computed_value_that_fails_is_an_error_that_shows_nothing_of_the_object() {
    var app =
        Lodestar.app()
            .debug(true)
            .returns(Broken.class)
            .get("/", request -> Response.of(WIDGET))
            .build();

    for (var accept : List.of("text/html, application/json;q=0.1", "application/json")) {
      var response =
          TestClient.of(app)
              .raiseServerErrors(false)
              .request(HttpMethod.GET, "/")
              .header("Accept", accept)
              .send()
              .expectStatus(500);
      assertThat(response.text()).doesNotContain(SECRET);
    }
  }

  private static int instances;

  static final class Counted extends Dto<Widget> {
    Counted() {
      instances++;
      include(Widget::sku);
    }
  }

  @Test
  void a_dto_class_is_made_once_for_an_application() {
    instances = 0;
    var builder = Lodestar.app().returns(Counted.class).routes(new Widgets());
    for (var i = 0; i < 3; i++) {
      builder.mount(
          Router.at("/r" + i).returns(Counted.class).get("/", request -> Response.of(WIDGET)));
    }
    builder.build();

    assertThat(instances).isEqualTo(1);
  }
}
