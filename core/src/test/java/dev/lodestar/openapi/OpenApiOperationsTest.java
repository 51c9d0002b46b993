package dev.lodestar.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Answers;
import dev.lodestar.App;
import dev.lodestar.Form;
import dev.lodestar.Get;
import dev.lodestar.Header;
import dev.lodestar.InSchema;
import dev.lodestar.Lodestar;
import dev.lodestar.OperationId;
import dev.lodestar.Post;
import dev.lodestar.Query;
import dev.lodestar.Router;
import dev.lodestar.Security;
import dev.lodestar.Tags;
import dev.lodestar.form.Upload;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.model.Default;
import dev.lodestar.model.Doc;
import dev.lodestar.model.Name;
import dev.lodestar.schema.Schema;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What the document says of operations, beside what their plans tell.
class OpenApiOperationsTest {
  record Widget(@NotBlank String name, Sku sku) {}

  record Sku(String text) {}

  record Conflict(String with) {}

  record Filter(@Name(aliases = "v") Optional<String> view) {}

  record Sold(Widget widget) {}

  @Answers(status = 409, value = Conflict.class, description = "It exists.")
  static final class ExistsException extends HttpException {
    private static final long serialVersionUID = 1;

    ExistsException() {
      super(Problem.of(Status.CONFLICT));
    }
  }

  @Answers(status = 429, description = "Too many.")
  static final class Slow implements Guard {
    @Override
    public void check(Request request, RouteMetadata route) {}
  }

  @Tags("widgets")
  static final class Widgets {
    @Doc("Makes a **widget**. It is made at once.")
    @Post("/widgets")
    @Security("bearer")
    Widget make(Widget widget, @Doc("How many.") @Min(1) Optional<Integer> count)
        throws ExistsException {
      return widget;
    }

    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // nobody calls it
    @Get("/widgets/{id}")
    @Answers(status = 410, value = void.class, description = "It is gone.")
    Optional<Widget> getWidget(long id, @Query Filter filter) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> operation(App app, String id) {
    return at(app.openApi().operation(id).orElseThrow());
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> at(Object tree, Object... path) {
    Object at = tree;
    for (var step : path) {
      at = step instanceof Integer index ? ((List<?>) at).get(index) : ((Map<?, ?>) at).get(step);
    }
    return (Map<String, Object>) at;
  }

  private static App widgets() {
    return Lodestar.app().routes(Router.at("/").guard(Slow.class).routes(Widgets.class)).build();
  }

  @Test
  void what_is_said_is_summary_and_description() {
    assertThat(operation(widgets(), "widgetsMake"))
        .containsEntry("summary", "Makes a widget.")
        .containsEntry("description", "Makes a **widget**. It is made at once.")
        .containsEntry("tags", List.of("widgets"))
        .containsEntry("security", List.of(Map.of("bearer", List.of())));
  }

  @Test
  void without_a_word_the_summary_is_the_name() {
    assertThat(operation(widgets(), "getWidget")).containsEntry("summary", "Get widget");
  }

  @Test
  void parameters_have_descriptions_and_constraints() {
    var parameter = at(operation(widgets(), "widgetsMake"), "parameters", 0);

    assertThat(parameter)
        .containsEntry("name", "count")
        .containsEntry("in", "query")
        .containsEntry("description", "How many.")
        .doesNotContainKey("required");
    assertThat(at(parameter, "schema"))
        .containsEntry("type", "integer")
        .containsEntry("minimum", 1L);
  }

  static final class Keyed {
    @Get("/keyed")
    @OperationId("keyed")
    void get(@Header("X-Api-Key") @Default("changeme") String key) {}
  }

  @Test
  void the_default_of_a_secret_parameter_is_not_told() {
    var app = Lodestar.app().routes(Keyed.class).debug(true).build();

    assertThat(at(operation(app, "keyed"), "parameters", 0).toString())
        .contains("X-Api-Key")
        .doesNotContain("changeme");
  }

  @Test
  void the_body_is_a_component() {
    var app = widgets();
    var body = at(operation(app, "widgetsMake"), "requestBody");

    assertThat(body).containsEntry("required", true);
    assertThat(at(body, "content", "application/json", "schema"))
        .containsExactly(Map.entry("$ref", "#/components/schemas/Widget"));
    assertThat(at(app.openApi().tree(), "components", "schemas")).containsKeys("Sku", "Widget");
  }

  @Test
  void refusals_are_shared_components() {
    var app = widgets();
    var responses = at(operation(app, "widgetsMake"), "responses");

    assertThat(at(responses, "400"))
        .containsExactly(Map.entry("$ref", "#/components/responses/BadRequest"));
    assertThat(at(responses, "401"))
        .containsExactly(Map.entry("$ref", "#/components/responses/Unauthorized"));
    assertThat(
            at(
                app.openApi().tree(),
                "components",
                "responses",
                "BadRequest",
                "content",
                "application/problem+json",
                "schema"))
        .containsExactly(Map.entry("$ref", "#/components/schemas/InvalidInput"));
    assertThat(at(app.openApi().tree(), "components", "schemas"))
        .containsKeys("InputError", "InvalidInput", "Problem");
  }

  @Test
  void a_refusal_has_the_headers_of_its_status() {
    var responses = at(widgets().openApi().tree(), "components", "responses");

    assertThat(at(responses, "Unauthorized", "headers")).containsOnlyKeys("WWW-Authenticate");
    assertThat(at(responses, "UnsupportedMediaType", "headers"))
        .containsOnlyKeys("Accept", "Accept-Patch", "Accept-Encoding");
    assertThat(at(responses, "BadRequest")).doesNotContainKey("headers");
  }

  @Test
  void exceptions_that_are_declared_tell_their_answer() {
    var response = at(operation(widgets(), "widgetsMake"), "responses", "409");

    assertThat(response).containsEntry("description", "It exists.");
    assertThat(at(response, "content", "application/json", "schema"))
        .containsExactly(Map.entry("$ref", "#/components/schemas/Conflict"));
  }

  @Test
  void guards_tell_their_answers() {
    assertThat(at(operation(widgets(), "getWidget"), "responses", "429"))
        .containsEntry("description", "Too many.")
        .containsKey("content");
  }

  @Test
  void an_answer_without_content_has_none() {
    assertThat(at(operation(widgets(), "getWidget"), "responses", "410"))
        .containsExactly(Map.entry("description", "It is gone."));
  }

  @Test
  void what_is_deprecated_in_java_is_deprecated() {
    assertThat(operation(widgets(), "getWidget")).containsEntry("deprecated", true);
  }

  static final class Pictures {
    @Post("/pictures")
    void add(@Doc("A PNG.") Upload picture, @Doc("Below it.") @Form Optional<String> caption) {}

    @Post("/hidden")
    void hidden(
        @InSchema(false) @Doc("For us.") @Form Optional<String> trace, @Form String title) {}
  }

  @Test
  void what_is_said_of_a_field_is_not_said_of_the_form() {
    var app = Lodestar.app().routes(Pictures.class).build();
    var body = at(operation(app, "picturesAdd"), "requestBody");

    assertThat(body).doesNotContainKey("description");
    assertThat(at(body, "content", "multipart/form-data", "schema", "properties", "picture"))
        .containsEntry("description", "A PNG.");
  }

  @Test
  void what_is_said_of_a_hidden_field_is_hidden() {
    var app = Lodestar.app().routes(Pictures.class).build();

    assertThat(app.openApi().toJson()).contains("title").doesNotContain("For us.");
  }

  @Test
  void aliases_are_told() {
    var parameters = (List<?>) operation(widgets(), "getWidget").get("parameters");

    assertThat(at(parameters.getLast()))
        .containsEntry("x-aliases", List.of("v"))
        .containsEntry("description", "Also accepted as `v`.");
  }

  @Test
  void standard_schemes_are_described_where_they_are_used() {
    assertThat(at(widgets().openApi().tree(), "components", "securitySchemes", "bearer"))
        .containsEntry("type", "http")
        .containsEntry("scheme", "bearer");
  }

  @Test
  void a_layer_changes_how_operations_are_presented() {
    var app =
        Lodestar.app()
            .operation(operation -> operation.summary("outer").extension("x-team", "a"))
            .routes(
                Router.at("/")
                    .operation(operation ->
                        operation
                            .summary("inner")
                            .tags("more")
                            .externalDocs("https://example.org", "")
                            .parameter("id", "The number.")
                            .parameterExample("id", "first", 1)
                            .response(200, "Here it is.")
                            .responseExample(200, "usual", Map.of("name", "x"))
                            .callback(
                                "sold",
                                "{$request.query.view}",
                                HttpMethod.POST,
                                Sold.class,
                                "When it is sold."))
                    .route(Widgets::getWidget))
            .build();
    var operation = operation(app, "getWidget");

    assertThat(operation)
        .containsEntry("summary", "inner")
        .containsEntry("x-team", "a")
        .containsEntry("tags", List.of("widgets", "more"))
        .containsEntry("externalDocs", Map.of("url", "https://example.org"));
    assertThat(at(operation, "parameters", 0)).containsEntry("description", "The number.");
    assertThat(at(operation, "responses", "200")).containsEntry("description", "Here it is.");
    assertThat(
            at(operation, "responses", "200", "content", "application/json", "examples", "usual"))
        .containsEntry("value", Map.of("name", "x"));
    assertThat(
            at(
                operation,
                "callbacks",
                "sold",
                "{$request.query.view}",
                "post",
                "requestBody",
                "content",
                "application/json",
                "schema"))
        .containsExactly(Map.entry("$ref", "#/components/schemas/Sold"));
  }

  @Test
  void the_order_of_a_map_that_has_none_is_that_of_its_names() {
    var letters = List.of("g", "c", "a", "f", "b", "e", "d", "h");
    var example = Map.copyOf(letters.stream().collect(Collectors.toMap(letter -> letter, _ -> 1)));
    var app =
        Lodestar.app()
            .openApi(OpenApi.standard().withTransform(tree -> tree.put("x-letters", example)))
            .operation(operation -> operation.responseExample(200, "usual", example))
            .routes(Router.at("/").route(Widgets::getWidget))
            .build();

    assertThat(at(app.openApi().tree(), "x-letters").keySet())
        .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
    assertThat(app.openApi().toJson().replaceAll("\\s", ""))
        .contains("{\"usual\":{\"value\":{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,");
  }

  @Test
  void headers_of_responses_can_be_told() {
    var app =
        Lodestar.app()
            .operation(operation ->
                operation
                    .responseHeader("X-Request-Id", "The id of the request.")
                    .responseHeader(200, "X-Age", "How old it is."))
            .routes(Router.at("/").route(Widgets::getWidget))
            .build();
    var responses = at(operation(app, "getWidget"), "responses");

    assertThat(at(responses, "200", "headers")).containsKeys("X-Request-Id", "X-Age");
    assertThat(at(responses, "404", "headers", "X-Request-Id"))
        .containsEntry("description", "The id of the request.");
    assertThat(at(responses, "404", "content")).containsKey("application/problem+json");
  }

  @Test
  void prose_for_what_is_not_there_is_refused() {
    var app =
        Lodestar.app()
            .operation(operation -> operation.parameter("nmae", "…"))
            .routes(Widgets.class)
            .build();

    assertThatThrownBy(app::openApi)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no parameter \"nmae\"");
  }

  @Test
  void a_type_can_have_a_schema_of_its_own() {
    var app =
        Lodestar.app()
            .openApi(
                OpenApi.standard().withSchema(Sku.class, Schema.string().pattern("^[A-Z]-[0-9]$")))
            .routes(Widgets.class)
            .build();

    assertThat(at(app.openApi().tree(), "components", "schemas", "Widget", "properties", "sku"))
        .containsEntry("pattern", "^[A-Z]-[0-9]$");
  }

  @Test
  void what_is_said_of_the_whole_comes_into_the_document() {
    var app =
        Lodestar.app()
            .openApi(
                OpenApi.titled("Widgets", "1.4.0")
                    .withSummary("All about widgets.")
                    .withContact("Ann", "", "ann@example.org")
                    .withLicense("Apache 2.0", "Apache-2.0")
                    .withServer(
                        "https://{region}.example.org",
                        "Production",
                        ServerVariable.of("region", "eu", "us"))
                    .withTag("widgets", "What can be sold.")
                    .withSecurityScheme("key", SecurityScheme.apiKeyInHeader("X-Api-Key"))
                    .withWebhook("widgetSold", HttpMethod.POST, Sold.class, "When one is sold.")
                    .withTransform(tree -> tree.put("x-last", true)))
            .routes(Widgets.class)
            .build();
    var tree = app.openApi().tree();

    assertThat(tree.keySet())
        .containsExactly(
            "openapi", "info", "servers", "paths", "webhooks", "components", "tags", "x-last");
    assertThat(at(tree, "info"))
        .containsExactlyInAnyOrderEntriesOf(
            new LinkedHashMap<>(
                Map.of(
                    "title", "Widgets",
                    "version", "1.4.0",
                    "summary", "All about widgets.",
                    "contact", Map.of("name", "Ann", "email", "ann@example.org"),
                    "license", Map.of("name", "Apache 2.0", "identifier", "Apache-2.0"))));
    assertThat(at(tree, "servers", 0, "variables", "region"))
        .containsEntry("enum", List.of("eu", "us"))
        .containsEntry("default", "eu");
    assertThat(at(tree, "tags", 0)).containsEntry("description", "What can be sold.");
    assertThat(at(tree, "components", "securitySchemes", "key")).containsEntry("in", "header");
    assertThat(at(tree, "webhooks", "widgetSold", "post")).containsKey("requestBody");
    assertThat(at(tree, "components", "schemas")).containsKey("Sold");
  }

  @Test
  void examples_are_made_where_they_are_asked_for() {
    var app =
        Lodestar.app().openApi(OpenApi.standard().withExamples(true)).routes(Widgets.class).build();

    assertThat(at(operation(app, "widgetsMake"), "requestBody", "content", "application/json"))
        .containsKey("example");
  }

  @Test
  void no_examples_are_made_by_default_and_all_are_in_debug_mode() {
    var plain = Lodestar.app().debug(false).routes(Widgets.class).build();
    var debugging = Lodestar.app().debug(true).routes(Widgets.class).build();

    assertThat(plain.openApi().toJson()).doesNotContain("\"example\": {");
    assertThat(debugging.openApi().toJson()).contains("\"example\": {");
  }

  @Test
  void a_status_that_the_application_answers_itself_is_no_problem_document() {
    var app =
        Lodestar.app()
            .onStatus(400, (failure, request) -> Response.text("no"))
            .routes(Widgets.class)
            .build();

    assertThat(at(operation(app, "widgetsMake"), "responses", "400"))
        .doesNotContainKey("$ref")
        .containsEntry("content", Map.of("*/*", Map.of("schema", Map.of())));
  }
}
