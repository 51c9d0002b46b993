package dev.lodestar.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.App;
import dev.lodestar.Delete;
import dev.lodestar.Get;
import dev.lodestar.InSchema;
import dev.lodestar.Lodestar;
import dev.lodestar.OperationId;
import dev.lodestar.Path;
import dev.lodestar.Post;
import dev.lodestar.Route;
import dev.lodestar.Router;
import dev.lodestar.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The paths of a document and the ids of its operations.
class OpenApiPathsTest {
  static final class Widgets {
    @Get("/widgets/{sku}")
    String get(String sku) {
      return sku;
    }

    @Get("/widgets")
    String listWidgets() {
      return "";
    }

    @Delete("/widgets/{id}")
    void remove(String id) {}
  }

  static final class Orders {
    @Get("/orders/{id:int}")
    String get(int id) {
      return "";
    }

    @Get("/files/{name:path}")
    String getFile(String name) {
      return name;
    }
  }

  @Path("/things")
  static final class Twins {
    @Get("/search")
    String search() {
      return "";
    }

    @Post("/search")
    String search(String text) {
      return text;
    }

    @Get({"/a", "/a/b"})
    String findAll() {
      return "";
    }

    @Route(
        method = {"GET", "PUT"},
        value = "/both")
    String takeBoth() {
      return "";
    }
  }

  static final class Hidden {
    @Get("/seen")
    String seen() {
      return "";
    }

    @Get("/unseen")
    @InSchema(false)
    String unseen() {
      return "";
    }
  }

  static final class Named {
    @Get("/x")
    @OperationId("fetchIt")
    String get() {
      return "";
    }
  }

  private static Map<String, ?> paths(App app) {
    return map(app.openApi().tree().get("paths"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> map(Object value) {
    return (Map<String, ?>) value;
  }

  private static List<String> ids(App app) {
    var ids = new ArrayList<String>();
    paths(app)
        .forEach((path, item) ->
            map(item)
                .forEach((method, operation) ->
                    ids.add(method + " " + path + " " + map(operation).get("operationId"))));
    return ids;
  }

  @Test
  void a_name_of_one_word_stands_behind_that_of_its_class() {
    assertThat(ids(Lodestar.app().routes(Orders.class).build()))
        .contains("get /orders/{id} ordersGet");
  }

  @Test
  void a_name_of_several_words_stands_alone() {
    assertThat(ids(Lodestar.app().routes(Widgets.class).build()))
        .contains("get /widgets listWidgets");
  }

  @Test
  void ids_do_not_depend_on_the_order_of_registration() {
    var one = Lodestar.app().routes(Widgets.class, Orders.class, Twins.class).build();
    var other = Lodestar.app().routes(Twins.class, Orders.class, Widgets.class).build();

    assertThat(ids(one)).isEqualTo(ids(other));
  }

  @Test
  void documents_of_equal_applications_have_equal_bytes() {
    var one = Lodestar.app().routes(Widgets.class, Orders.class).build();
    var other = Lodestar.app().routes(Orders.class, Widgets.class).build();

    assertThat(one.openApi().json()).isEqualTo(other.openApi().json());
    assertThat(one.openApi().yaml()).isEqualTo(other.openApi().yaml());
  }

  @Test
  void slots_are_not_part_of_the_path() {
    assertThat(paths(Lodestar.app().routes(Orders.class).build()))
        .containsOnlyKeys("/files/{name}", "/orders/{id}");
  }

  @Test
  void a_parameter_that_takes_the_rest_of_the_path_is_marked() {
    var operation =
        Lodestar.app().routes(Orders.class).build().openApi().operation("getFile").orElseThrow();

    assertThat(operation.get("parameters").toString())
        .contains("name=name, in=path, required=true")
        .contains("x-rest-of-path=true");
  }

  @Test
  void paths_that_differ_only_in_names_of_parameters_are_one() {
    var app = Lodestar.app().routes(Widgets.class).build();

    assertThat(ids(app))
        .containsExactly(
            "get /widgets listWidgets",
            "get /widgets/{sku} widgetsGet",
            "delete /widgets/{sku} widgetsRemove");
    assertThat(app.openApi().operation("widgetsRemove").orElseThrow().get("parameters").toString())
        .contains("name=sku");
  }

  @Test
  void operations_with_one_name_get_longer_ids() {
    assertThat(ids(Lodestar.app().routes(Twins.class).build()))
        .containsExactlyInAnyOrder(
            "get /things/a findAll",
            "get /things/a/b bFindAll",
            "get /things/both takeBoth",
            "put /things/both takeBothPut",
            "get /things/search twinsSearch",
            "post /things/search twinsSearchPost");
  }

  @Test
  void functions_are_called_by_method_and_path() {
    var app =
        Lodestar.app()
            .get("/raw/{id}", request -> Response.text(""))
            .get("/", request -> Response.text(""))
            .build();

    assertThat(ids(app)).containsExactly("get / getRoot", "get /raw/{id} getRawById");
  }

  @Test
  void an_id_that_is_declared_counts() {
    assertThat(ids(Lodestar.app().routes(Named.class).build())).containsExactly("get /x fetchIt");
  }

  @Test
  void an_application_can_name_all_operations() {
    var app =
        Lodestar.app()
            .openApi(
                OpenApi.standard()
                    .withOperationIds(
                        route -> Optional.of(route.method() + route.path().replace('/', '_'))))
            .get("/a", request -> Response.text(""))
            .build();

    assertThat(ids(app)).containsExactly("get /a GET_a");
  }

  @Test
  void what_is_not_to_be_shown_is_not_there() {
    assertThat(paths(Lodestar.app().routes(Hidden.class).build())).containsOnlyKeys("/seen");
  }

  @Test
  void literals_are_encoded_as_in_urls() {
    var app = Lodestar.app().get("/café au lait", request -> Response.text("")).build();

    assertThat(paths(app)).containsOnlyKeys("/caf%C3%A9%20au%20lait");
  }

  @Test
  void a_route_for_hosts_names_them_as_servers() {
    var app =
        Lodestar.app()
            .routes(Router.at("/").host("docs.example.org").get("/x", request -> Response.text("")))
            .build();

    assertThat(app.openApi().operation("getX").orElseThrow().get("servers").toString())
        .isEqualTo("[{url=//docs.example.org}]");
  }

  @Test
  void neither_the_document_nor_what_is_mounted_is_in_it() {
    var inner = Lodestar.app().get("/inner", request -> Response.text("")).build();
    var app = Lodestar.app().mount("/api", inner).build();

    assertThat(paths(app)).isEmpty();
  }
}
