package dev.lodestar.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lodestar.Answers;
import dev.lodestar.App;
import dev.lodestar.Get;
import dev.lodestar.Lodestar;
import dev.lodestar.OperationId;
import dev.lodestar.Security;
import dev.lodestar.http.Response;
import dev.lodestar.report.StartupException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is wrong with what an application says about its document is found at the start.
class OpenApiMistakesTest {
  static final class Ids {
    @Get("/a")
    @OperationId("same")
    String first() {
      return "";
    }

    @Get("/b")
    @OperationId("same")
    String second() {
      return "";
    }
  }

  static final class Secured {
    @Get("/a")
    @Security("baerer")
    String get() {
      return "";
    }
  }

  static final class Unknown {
    @Get("/a")
    @Answers(status = 700)
    String get() {
      return "";
    }
  }

  static final class Scoped {
    @Get("/a")
    @Security(value = "login", scopes = "orders:wite")
    String get() {
      return "";
    }
  }

  static final class Blank {
    @Get("/a")
    @OperationId(" ")
    String get() {
      return "";
    }
  }

  private static App.Builder scoped(Map<String, String> scopes) {
    var login = SecurityScheme.oauth2().clientCredentials("https://t.example", scopes);
    return Lodestar.app()
        .openApi(OpenApi.standard().withSecurityScheme("login", login))
        .routes(Scoped.class);
  }

  private static void refused(App.Builder app, String... texts) {
    assertThatThrownBy(app::build).isInstanceOf(StartupException.class).message().contains(texts);
  }

  @Test
  void a_route_on_the_path_of_the_schema() {
    refused(
        Lodestar.app().get("/schema/x", request -> Response.text("")),
        "schema-path",
        "The path \"/schema/x\" is that of the OpenAPI document, or below it.",
        "withoutOpenApi()");
  }

  @Test
  void a_mount_on_the_path_of_the_schema_is_one_mistake() {
    assertThatThrownBy(() -> Lodestar.app().mount("/schema", request -> Response.text("")).build())
        .message()
        .contains("1 problem", "schema-path");
  }

  @Test
  void the_path_is_free_where_the_document_is_elsewhere_or_nowhere() {
    Lodestar.app()
        .openApi(OpenApi.standard().withPath("/api-docs"))
        .get("/schema", request -> Response.text(""))
        .build();
    Lodestar.app().withoutOpenApi().get("/schema", request -> Response.text("")).build();
  }

  @Test
  void a_scheme_that_nobody_described() {
    refused(
        Lodestar.app().routes(Secured.class),
        "security-scheme",
        "requires the security scheme \"baerer\"",
        "Did you mean \"bearer\"? Otherwise describe it");
  }

  @Test
  void a_scope_that_its_scheme_does_not_have() {
    refused(
        scoped(Map.of("orders:write", "Order.")),
        "security-scope",
        "requires the scope \"orders:wite\" of the security scheme \"login\"",
        "Did you mean \"orders:write\"? Otherwise add it");
  }

  @Test
  void a_scheme_that_names_no_scopes_may_have_any() {
    scoped(Map.of()).build();
  }

  @Test
  void a_blank_id() {
    refused(
        Lodestar.app().routes(Blank.class), "The id is blank; write one such as \"getWidget\".");
  }

  @Test
  void an_id_twice() {
    refused(
        Lodestar.app().routes(Ids.class), "operation-id", "The operation id \"same\" belongs to");
  }

  @Test
  void configurations_that_cannot_work_are_refused_at_once() {
    var openApi = OpenApi.standard();

    assertThatIllegalArgumentException().isThrownBy(() -> OpenApi.titled(" ", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> openApi.withPath("schema"));
    assertThatIllegalArgumentException().isThrownBy(() -> openApi.withPath("/{x}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> openApi.withSecurityScheme("a b", SecurityScheme.basic()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> openApi.withServer("https://{region}.example.org", ""))
        .withMessageContaining("{region}");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> openApi.withServer("https://example.org", "", ServerVariable.of("x", "y")));
    assertThatIllegalArgumentException().isThrownBy(openApi::withUis);
    assertThatThrownBy(() -> SecurityScheme.basic().clientCredentials("/token", Map.of()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_tree_with_something_else_is_no_document() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenApiDocument.of(Map.of("info", new Object())))
        .withMessageContaining("At \"info\" is a value of java.lang.Object");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenApiDocument.of(Map.of("x-share", Double.NaN)))
        .withMessageContaining("At \"x-share\" is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityScheme.basic().extension("x-since", new Object()));
  }

  @Test
  void a_status_that_documents_cannot_have_is_not_declared() {
    refused(
        Lodestar.app().routes(Unknown.class),
        "A document cannot have the status 700; declare one up to");
  }

  @Test
  void what_was_said_cannot_be_changed_from_outside() {
    var said =
        OpenApi.standard()
            .withContact("Ann", "", "")
            .withServer("https://example.org", "")
            .withTag("widgets", "What is sold.");

    assertThat(List.of(object(said.info().get("contact")), said.servers().getFirst()))
        .allSatisfy(each ->
            assertThatThrownBy(each::clear).isInstanceOf(UnsupportedOperationException.class));
    assertThatThrownBy(() -> said.tags().get("widgets").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Map<?, ?> object(Object value) {
    return (Map<?, ?>) value;
  }

  @Test
  void oauth_has_its_flows() {
    var scheme =
        SecurityScheme.oauth2()
            .authorizationCode("https://a.example", "https://t.example", Map.of("write", "Write"));

    assertThat(scheme.tree().toString())
        .isEqualTo(
            "{type=oauth2, flows={authorizationCode={authorizationUrl=https://a.example,"
                + " tokenUrl=https://t.example, scopes={write=Write}}}}");
  }
}
