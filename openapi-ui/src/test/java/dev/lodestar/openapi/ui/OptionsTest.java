package dev.lodestar.openapi.ui;

import static dev.lodestar.openapi.ui.Pages.options;
import static dev.lodestar.openapi.ui.Pages.policy;
import static dev.lodestar.openapi.ui.Pages.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What an application can say about a UI, and what its scripts are told then.
class OptionsTest {
  private static final String UIS = "dev.lodestar.openapi.ui.Pages#uis";

  @Test
  void scalar_is_told_by_its_own_names() {
    var ui =
        new ScalarUi()
            .withTheme(ScalarUi.Theme.BLUE_PLANET)
            .withLayout(ScalarUi.Layout.CLASSIC)
            .withDarkMode(true)
            .withoutModels()
            .withoutRequests()
            .withPersistentAuthorization()
            .withOperationIds()
            .withDefaultClient("java", "nethttp");

    assertThat(options(ui))
        .isEqualTo(
            Map.of(
                "theme", "bluePlanet",
                "layout", "classic",
                "darkMode", true,
                "hideModels", true,
                "hideTestRequestButton", true,
                "persistAuth", true,
                "showOperationId", true,
                "defaultHttpClient", Map.of("targetKey", "java", "clientKey", "nethttp")));
  }

  @Test
  void swagger_ui_is_told_by_its_own_names() {
    var ui =
        new SwaggerUi()
            .withExpansion(SwaggerUi.Expansion.FULL)
            .withTryItOut()
            .withoutRequests()
            .withFilter()
            .withoutModels()
            .withPersistentAuthorization()
            .withOperationIds()
            .withDurations();

    assertThat(options(ui))
        .isEqualTo(
            Map.of(
                "redirect", "schema/swagger-ui/oauth2-redirect.html",
                "docExpansion", "full",
                "tryItOutEnabled", true,
                "supportedSubmitMethods", List.of(),
                "filter", true,
                "defaultModelsExpandDepth", -1L,
                "persistAuthorization", true,
                "displayOperationId", true,
                "displayRequestDuration", true));
  }

  @Test
  void redoc_is_told_by_its_own_names() {
    var ui =
        new RedocUi()
            .withLayout(RedocUi.Layout.THREE_PANEL)
            .withRequiredPropertiesFirst()
            .withExpandedSchemas(2)
            .withoutDownload();

    assertThat(options(ui))
        .isEqualTo(
            Map.of(
                "layout",
                "three-panel",
                "sortRequiredPropsFirst",
                true,
                "schemasExpansionLevel",
                2L,
                "hideDownloadButtons",
                true));
  }

  @Test
  void elements_is_told_by_its_own_names() {
    var ui =
        new ElementsUi()
            .withLayout(ElementsUi.Layout.STACKED)
            .withLogo("/logo.svg")
            .withoutModels()
            .withoutRequests()
            .withoutDownload()
            .withoutInternals();

    assertThat(options(ui))
        .isEqualTo(
            Map.of(
                "layout", "stacked",
                "logo", "/logo.svg",
                "hideSchemas", true,
                "hideTryIt", true,
                "hideExport", true,
                "hideInternal", true));
  }

  @Test
  void rapidoc_is_told_by_its_own_names() {
    var ui =
        new RapidocUi()
            .withTheme(RapidocUi.Theme.DARK)
            .withRenderStyle(RapidocUi.Style.FOCUSED)
            .withPrimaryColour("#336699")
            .withModels()
            .withoutRequests()
            .withPersistentAuthorization();

    assertThat(options(ui))
        .isEqualTo(
            Map.of(
                "redirect", "schema/rapidoc/oauth-receiver.html",
                "theme", "dark",
                "render-style", "focused",
                "primary-color", "#336699",
                "show-components", true,
                "allow-try", false,
                "persist-auth", true));
  }

  @Test
  void an_oauth_client_is_what_an_authorization_server_knows_and_no_secret() {
    var client = OAuthClient.of("docs").withScopes("read", "write").withParameter("audience", "x");
    var expected =
        Map.of(
            "clientId", "docs",
            "scopes", List.of("read", "write"),
            "parameters", Map.of("audience", "x"));

    assertThat((Object) options(new ScalarUi().withOAuth(client)).get("oauth")).isEqualTo(expected);
    assertThat((Object) options(new SwaggerUi().withOAuth(client)).get("oauth"))
        .isEqualTo(expected);
    assertThat((Object) options(new RapidocUi().withOAuth(client)).get("oauth"))
        .isEqualTo(expected);
  }

  @Test
  void an_oauth_client_has_an_id() {
    assertThatThrownBy(() -> OAuthClient.of(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The id of an OAuth client cannot be blank.");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_ui_is_not_changed_by_what_is_said_about_it(BundledUi<?> ui) {
    var before = options(ui);

    var other = ui.withOption("some", "thing");

    assertThat(options(ui)).isEqualTo(before);
    assertThat(other).isNotSameAs(ui).hasSameClassAs(ui);
  }

  @Test
  void an_option_that_is_given_twice_has_its_last_value() {
    var ui = new ScalarUi().withTheme(ScalarUi.Theme.MARS).withOption("theme", "moon");

    assertThat((Object) options(ui).get("theme")).isEqualTo("moon");
  }

  @Test
  void the_value_of_an_option_is_copied() {
    var list = new ArrayList<Object>(List.of("a"));
    var map = new HashMap<String, Object>(Map.of("list", list));
    var ui = new ScalarUi().withOption("some", map);
    list.add("b");
    map.put("more", 1);

    assertThat((Object) options(ui).get("some")).isEqualTo(Map.of("list", List.of("a")));
  }

  @Test
  void a_value_that_json_cannot_say_is_refused_with_what_can_be() {
    var ui = new ScalarUi();

    for (var value :
        List.of(
            Set.of(1), Double.NaN, Float.POSITIVE_INFINITY, Map.of(1, 2), List.of(new Object()))) {
      assertThatThrownBy(() -> ui.withOption("some", value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("The option 'some' cannot have the value ")
          .hasMessageEndingWith(
              "; give a text, a finite number, a truth value, a list, or a map with texts as"
                  + " keys.");
    }
  }

  @Test
  void levels_cannot_be_negative() {
    assertThatThrownBy(() -> new RedocUi().withExpandedSchemas(-1))
        .hasMessage("Schemas cannot be unfolded by -1 levels; give 0 or more.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"red", "#fff", "#33669g", "#336699; x"})
  void a_colour_is_a_colour(String colour) {
    assertThatThrownBy(() -> new RapidocUi().withPrimaryColour(colour))
        .hasMessage(
            "'" + colour + "' is no colour; write # and six hexadecimal digits, such as #336699.");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void the_policy_has_what_an_application_adds(BundledUi<?> ui) {
    var more =
        ui.withConnectionsTo("https://*.example.com", "wss://live.example.com:8443")
            .withImagesFrom("https://images.example.com");

    assertThat(policy(more, told(ui)))
        .contains("connect-src 'self' https://*.example.com wss://live.example.com:8443;")
        .contains("img-src 'self' data: https://images.example.com;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "https://example.com/path",
        "https://example.com; script-src *",
        "https://example.com *",
        "'unsafe-inline'",
        "*",
        "https:",
        ""
      })
  void what_is_no_origin_cannot_be_added(String origin) {
    assertThatThrownBy(() -> new ScalarUi().withConnectionsTo(origin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "'"
                + origin
                + "' is no origin; write a scheme, a host and maybe a port, such as"
                + " https://api.example.com.");
    assertThatThrownBy(() -> new ScalarUi().withImagesFrom(origin))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void an_icon_is_linked_and_escaped(BundledUi<?> ui) {
    assertThat(Pages.html(ui.withFavicon("/icon.svg?a=\"b\"&c")))
        .contains("<link rel=\"icon\" href=\"/icon.svg?a=&quot;b&quot;&amp;c\">");
    assertThat(Pages.html(ui)).contains("<link rel=\"icon\" href=\"data:,\">");
  }
}
