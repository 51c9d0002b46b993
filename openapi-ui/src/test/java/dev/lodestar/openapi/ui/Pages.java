package dev.lodestar.openapi.ui;

import dev.lodestar.http.Connection;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.http.Response;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.SchemaPage;
import dev.lodestar.openapi.SchemaUi;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Pages as a browser gets them that asks for `/schema`.
final class Pages {
  static final Map<String, Object> NO_SERVERS = Map.of("openapi", "3.1.0", "paths", Map.of());

  private static final Pattern SETTINGS =
      Pattern.compile(
          "<script type=\"application/json\" id=\"settings\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  private Pages() {}

  static Stream<BundledUi<?>> uis() {
    return Stream.of(
        new ScalarUi(), new SwaggerUi(), new RedocUi(), new ElementsUi(), new RapidocUi());
  }

  static SchemaPage told(SchemaUi ui) {
    return new Told(ui.name(), "Widgets", NO_SERVERS, Optional.empty());
  }

  static SchemaPage told(SchemaUi ui, Map<String, Object> document) {
    return new Told(ui.name(), "Widgets", document, Optional.empty());
  }

  /// What the page of a UI is told.
  record Told(String ui, String title, Map<String, Object> tree, Optional<Csrf> csrf)
      implements SchemaPage {
    @Override
    public String version() {
      return "1.4.0";
    }

    @Override
    public String documentUrl() {
      return "schema/openapi.json";
    }

    @Override
    public String yamlUrl() {
      return "schema/openapi.yaml";
    }

    @Override
    public String resourceUrl(String path) {
      return "schema/" + ui + "/" + path;
    }

    @Override
    public String applicationUrl() {
      return "./";
    }

    @Override
    public OpenApiDocument document() {
      return OpenApiDocument.of(tree);
    }
  }

  static String html(SchemaUi ui) {
    return text(ui.page(told(ui)));
  }

  static String text(Response<?> response) {
    return new String(bytes(response), StandardCharsets.UTF_8);
  }

  static byte[] bytes(Response<?> response) {
    return (byte[]) response.entity().orElseThrow();
  }

  /// The URLs of everything that a page links to.
  static List<String> links(String html) {
    return LINK.matcher(html).results().map(found -> found.group(1)).toList();
  }

  /// What the script of a page is told.
  static Map<?, ?> settings(String html) {
    var found = SETTINGS.matcher(html);
    if (!found.find()) {
      throw new AssertionError("The page has no settings: " + html);
    }
    var json = found.group(1).getBytes(StandardCharsets.UTF_8);
    return (Map<?, ?>) Json.standard().codec(Object.class).decode(json).orThrow();
  }

  static Map<?, ?> options(BundledUi<?> ui) {
    return (Map<?, ?>) settings(html(ui)).get("options");
  }

  static String policy(SchemaUi ui, SchemaPage page) {
    return ui.page(page).headers().first("Content-Security-Policy").orElseThrow();
  }

  static Request get(String path, String... headers) {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return Request.of(
        HttpMethod.GET,
        path,
        Headers.of(headers),
        RequestBody.empty(),
        new Connection(address, address, false, "HTTP/1.1"));
  }
}
