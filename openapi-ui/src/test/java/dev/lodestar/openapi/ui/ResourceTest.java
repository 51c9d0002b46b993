package dev.lodestar.openapi.ui;

import static dev.lodestar.openapi.ui.Pages.bytes;
import static dev.lodestar.openapi.ui.Pages.get;
import static dev.lodestar.openapi.ui.Pages.html;
import static dev.lodestar.openapi.ui.Pages.links;
import static dev.lodestar.openapi.ui.Pages.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lodestar.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the scripts and styles of a UI are served.
class ResourceTest {
  private static final String UIS = "dev.lodestar.openapi.ui.Pages#uis";

  @ParameterizedTest
  @MethodSource(UIS)
  void scripts_and_styles_are_kept_for_a_year(BundledUi<?> ui) {
    assertThat(files(ui))
        .allSatisfy(file -> {
          var headers = response(ui, file).headers();
          assertThat(headers.first("Cache-Control"))
              .hasValue("public, max-age=31536000, immutable");
          assertThat(headers.first("ETag")).isPresent();
          assertThat(headers.first("X-Content-Type-Options")).hasValue("nosniff");
        });
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void their_media_types_are_those_of_scripts_and_styles(BundledUi<?> ui) {
    assertThat(files(ui))
        .allSatisfy(file ->
            assertThat(response(ui, file).mediaType().orElseThrow().toString())
                .isEqualTo(
                    file.endsWith(".css")
                        ? "text/css;charset=utf-8"
                        : "text/javascript;charset=utf-8"));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void the_fingerprint_in_a_url_is_that_of_the_content(BundledUi<?> ui) {
    var other = ui.withStyle("p { color: red }");

    assertThat(fingerprint(ui)).matches("[0-9a-f]{16}").isEqualTo(fingerprint(ui));
    assertThat(fingerprint(other)).isNotEqualTo(fingerprint(ui));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void under_the_url_of_another_release_there_is_nothing(BundledUi<?> ui) {
    assertThat(ui.resource("0123456789abcdef/start.js", get("/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "start.js",
        "FINGERPRINT",
        "FINGERPRINT/",
        "FINGERPRINT/packages.json",
        "FINGERPRINT/../packages.json",
        "FINGERPRINT/../scalar/start.js",
        "FINGERPRINT/common/common.js",
        "FINGERPRINT/BundledUi.class",
        "FINGERPRINT//start.js",
        "FINGERPRINT/standalone.js.gz"
      })
  void nothing_but_the_files_of_a_ui_is_served(String path) {
    var ui = new ScalarUi();

    assertThat(ui.resource(path.replace("FINGERPRINT", fingerprint(ui)), get("/"))).isEmpty();
  }

  @Test
  void what_is_stored_compressed_is_sent_compressed_to_who_takes_it() throws IOException {
    var ui = new SwaggerUi();
    var file = fingerprint(ui) + "/swagger-ui.css";

    var plain = ui.resource(file, get("/")).orElseThrow();
    var coded = ui.resource(file, get("/", "Accept-Encoding", "gzip, br")).orElseThrow();

    assertThat(plain.headers().first("Content-Encoding")).isEmpty();
    assertThat(coded.headers().first("Content-Encoding")).hasValue("gzip");
    assertThat(inflated(bytes(coded))).isEqualTo(bytes(plain));
    assertThat(text(plain)).startsWith(".swagger-ui{");
  }

  @Test
  void the_two_forms_of_a_file_are_told_apart() {
    var ui = new SwaggerUi();
    var file = fingerprint(ui) + "/swagger-ui.css";

    var plain = ui.resource(file, get("/")).orElseThrow();
    var coded = ui.resource(file, get("/", "Accept-Encoding", "gzip")).orElseThrow();

    assertThat(plain.headers().first("Vary")).hasValue("Accept-Encoding");
    assertThat(coded.headers().first("Vary")).hasValue("Accept-Encoding");
    assertThat(coded.headers().first("ETag")).isNotEqualTo(plain.headers().first("ETag"));
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void the_style_sheet_of_an_application_comes_last_and_as_a_file(BundledUi<?> ui) {
    var styled = ui.withStyle("p { color: rebeccapurple }");
    var styles = files(styled).stream().filter(file -> file.endsWith(".css")).toList();

    assertThat(styles.getLast()).endsWith("/custom.css");
    assertThat(text(response(styled, styles.getLast()))).isEqualTo("p { color: rebeccapurple }");
    assertThat(html(styled)).doesNotContain("rebeccapurple");
  }

  @ParameterizedTest
  @MethodSource(UIS)
  void without_a_style_sheet_of_the_application_there_is_none(BundledUi<?> ui) {
    assertThat(ui.resource(fingerprint(ui) + "/custom.css", get("/"))).isEmpty();
  }

  @Test
  void an_authorization_comes_back_to_a_page_whose_url_does_not_change() {
    for (var redirect :
        List.of(
            response(new SwaggerUi(), "oauth2-redirect.html"),
            response(new SwaggerUi().withStyle("p {}"), "oauth2-redirect.html"),
            response(new RapidocUi(), "oauth-receiver.html"))) {
      assertThat(redirect.headers().first("Content-Security-Policy"))
          .hasValueSatisfying(
              policy -> assertThat(policy).startsWith("default-src 'none'; script-src 'self';"));
      assertThat(redirect.headers().first("Cache-Control")).hasValue("no-cache");
    }
  }

  @Test
  void the_script_of_that_page_is_there() {
    for (var ui : List.of(new SwaggerUi(), new RapidocUi())) {
      var page = ui instanceof SwaggerUi ? "oauth2-redirect.html" : "oauth-receiver.html";
      var script = links(text(response(ui, page))).getLast();

      assertThat(script).startsWith(fingerprint(ui) + "/").endsWith(".js");
      assertThat(ui.resource(script, get("/"))).isPresent();
    }
  }

  @Test
  void uis_that_know_no_authorization_in_another_window_have_no_such_page() {
    assertThat(new RedocUi().resource("oauth2-redirect.html", get("/"))).isEmpty();
  }

  private static List<String> files(BundledUi<?> ui) {
    var prefix = "schema/" + ui.name() + "/";
    return links(html(ui)).stream()
        .filter(link -> link.startsWith(prefix))
        .map(link -> link.substring(prefix.length()))
        .toList();
  }

  private static String fingerprint(BundledUi<?> ui) {
    var file = files(ui).getFirst();
    return file.substring(0, file.indexOf('/'));
  }

  private static Response<?> response(BundledUi<?> ui, String path) {
    return ui.resource(path, get("/")).orElseThrow();
  }

  private static byte[] inflated(byte[] compressed) throws IOException {
    try (var input = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return input.readAllBytes();
    }
  }
}
