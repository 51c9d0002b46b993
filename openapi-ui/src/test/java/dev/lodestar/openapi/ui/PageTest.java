package dev.lodestar.openapi.ui;

import static dev.lodestar.openapi.ui.Pages.html;
import static dev.lodestar.openapi.ui.Pages.links;
import static dev.lodestar.openapi.ui.Pages.policy;
import static dev.lodestar.openapi.ui.Pages.settings;
import static dev.lodestar.openapi.ui.Pages.text;
import static dev.lodestar.openapi.ui.Pages.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.openapi.SchemaPage.Csrf;
import dev.lodestar.openapi.SchemaUi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the page of each UI consists of, and what a browser may do with it.
class PageTest {
  private static final String UIS = "dev.lodestar.openapi.ui.Pages#uis";
  private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>([^<]*)</script>");

  @Test
  void the_uis_are_found_as_services_and_scalar_is_the_first() {
    assertThat(ServiceLoader.load(SchemaUi.class).stream().map(found -> found.get().name()))
        .containsExactly("scalar", "swagger-ui", "redoc", "elements", "rapidoc");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void every_url_of_a_page_is_relative(BundledUi<?> ui) {
    assertThat(links(html(ui)))
        .isNotEmpty()
        .allSatisfy(link ->
            assertThat(link)
                .matches(url -> url.startsWith("schema/") || url.equals("data:,"), "is relative"));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void everything_that_a_page_links_to_is_there(BundledUi<?> ui) {
    var prefix = "schema/" + ui.name() + "/";
    var files =
        links(html(ui)).stream()
            .filter(link -> link.startsWith(prefix))
            .map(link -> link.substring(prefix.length()))
            .toList();

    assertThat(files).hasSizeGreaterThanOrEqualTo(2);
    assertThat(files).allSatisfy(file -> assertThat(ui.resource(file, Pages.get("/"))).isPresent());
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_page_has_no_script_of_its_own_but_data(BundledUi<?> ui) {
    var scripts = SCRIPT.matcher(html(ui)).results().toList();

    assertThat(scripts).hasSizeGreaterThanOrEqualTo(2);
    for (var script : scripts) {
      var isData = script.group(1).contains("type=\"application/json\"");
      assertThat(script.group(2).isEmpty()).isNotEqualTo(isData);
    }
    assertThat(html(ui))
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContain("javascript:", "<style");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void the_policy_lets_only_scripts_of_the_application_run_and_only_it_be_asked(BundledUi<?> ui) {
    assertThat(policy(ui, told(ui)).split("; ", -1))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'self'");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void only_swagger_ui_gets_along_without_styles_in_its_page(BundledUi<?> ui) {
    var strict = ui instanceof SwaggerUi;

    assertThat(policy(ui, told(ui)))
        .contains(strict ? "style-src 'self';" : "style-src 'self' 'unsafe-inline';");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_title_cannot_add_markup(BundledUi<?> ui) {
    var page =
        new Pages.Told(
            ui.name(), "</title><script>alert('\"&')</script>", Pages.NO_SERVERS, Optional.empty());

    assertThat(text(ui.page(page)))
        .contains(
            "<title>&lt;/title&gt;&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;</title>");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void an_option_cannot_end_the_block_of_settings(BundledUi<?> ui) {
    var dangerous = "</script><!-- <script>alert(1)</script> & \u2028";
    var html = html((BundledUi<?>) ui.withOption("danger", dangerous));

    assertThat((Map<?, ?>) settings(html).get("options")).isEqualTo(optionsWith(ui, dangerous));
    assertThat(html).doesNotContain("<!--", "alert(1)</script>");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_page_tells_where_the_document_and_the_application_are(BundledUi<?> ui) {
    assertThat(settings(html(ui)).get("document")).isEqualTo("schema/openapi.json");
    assertThat(settings(html(ui)).get("application")).isEqualTo("./");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_page_tells_how_requests_are_protected_against_forgery(BundledUi<?> ui) {
    var csrf = new Csrf("csrftoken", "X-CSRF-Token");
    var page = new Pages.Told(ui.name(), "Widgets", Pages.NO_SERVERS, Optional.of(csrf));

    assertThat((Object) settings(text(ui.page(page))).get("csrf"))
        .isEqualTo(Map.of("cookie", "csrftoken", "header", "X-CSRF-Token"));
    assertThat(settings(html(ui)).containsKey("csrf")).isFalse();
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_page_is_asked_for_again_and_recognised(BundledUi<?> ui) {
    var first = ui.page(told(ui));
    var changed = ui.withStyle("body { margin: 1px }");

    assertThat(first.headers().first("Cache-Control")).hasValue("no-cache");
    assertThat(first.headers().first("ETag")).isPresent();
    assertThat(ui.page(told(ui)).headers().first("ETag")).isEqualTo(first.headers().first("ETag"));
    assertThat(changed.page(told(ui)).headers().first("ETag"))
        .isNotEqualTo(first.headers().first("ETag"));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void another_policy_is_another_page(BundledUi<?> ui) {
    var more = ui.withConnectionsTo("https://api.example.com");

    assertThat(more.page(told(ui)).headers().first("ETag"))
        .isNotEqualTo(ui.page(told(ui)).headers().first("ETag"));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void a_page_says_what_is_to_be_done_without_scripts(BundledUi<?> ui) {
    assertThat(html(ui))
        .contains(
            "<noscript>"
                + ui.title()
                + " needs JavaScript. <a href=\"schema/openapi.json\">The OpenAPI document</a>");
  }

  private static Map<Object, Object> optionsWith(BundledUi<?> ui, String dangerous) {
    var expected = new LinkedHashMap<Object, Object>(Pages.options(ui));
    expected.put("danger", dangerous);
    return expected;
  }
}
