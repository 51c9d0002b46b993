package dev.lodestar.openapi.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Whom a page may send requests to: who the document names.
class NamedOriginsTest {

  @Test
  void a_document_without_servers_names_nobody_else() {
    assertThat(connections(Map.of())).isEqualTo("connect-src 'self'");
  }

  @Test
  void servers_that_are_relative_are_the_application() {
    assertThat(connections(servers("/api", "../v2", "."))).isEqualTo("connect-src 'self'");
  }

  @Test
  void servers_of_the_document_are_named_once_each() {
    assertThat(
            connections(
                servers(
                    "https://api.example.com/v1",
                    "https://api.example.com/v2",
                    "HTTP://localhost:8080")))
        .isEqualTo("connect-src 'self' https://api.example.com http://localhost:8080");
  }

  @Test
  void servers_of_paths_and_operations_count() {
    var operation = servers("https://operation.example.com");
    var path = new LinkedHashMap<String, Object>(servers("https://path.example.com"));
    path.put("get", operation);

    assertThat(connections(Map.of("paths", Map.of("/widgets", path))))
        .isEqualTo("connect-src 'self' https://path.example.com https://operation.example.com");
  }

  @Test
  void variables_of_a_server_have_all_their_values() {
    var server =
        Map.of(
            "url",
            "https://{region}.example.com:{port}/{base}",
            "variables",
            sorted(
                Map.of("default", "eu", "enum", List.of("eu", "us")),
                Map.of("default", "8443"),
                Map.of("default", "v1")));

    assertThat(connections(Map.of("servers", List.of(server))))
        .isEqualTo("connect-src 'self' https://eu.example.com:8443 https://us.example.com:8443");
  }

  @Test
  void variables_cannot_make_the_policy_endless() {
    var values = IntStream.range(0, 1000).mapToObj(i -> "r" + i).toList();
    var server =
        Map.of(
            "url",
            "https://{region}.{zone}.example.com",
            "variables",
            Map.of(
                "region", Map.of("default", "r0", "enum", values),
                "zone", Map.of("default", "r0", "enum", values)));

    assertThat(connections(Map.of("servers", List.of(server))).split(" ", -1)).hasSize(34);
  }

  @Test
  void security_schemes_name_where_tokens_come_from() {
    var flow =
        Map.of(
            "authorizationUrl", "https://login.example.com/authorize",
            "tokenUrl", "https://tokens.example.com/token",
            "refreshUrl", "https://refresh.example.com/token");
    var schemes =
        sorted(
            Map.of("type", "oauth2", "flows", Map.of("authorizationCode", flow)),
            Map.of(
                "type", "openIdConnect", "openIdConnectUrl", "https://id.example.com/.well-known"),
            Map.of("type", "http", "scheme", "bearer"));

    assertThat(connections(Map.of("components", Map.of("securitySchemes", schemes))))
        .isEqualTo(
            "connect-src 'self' https://tokens.example.com https://refresh.example.com"
                + " https://id.example.com");
  }

  @Test
  void a_url_cannot_add_a_directive_to_the_policy() {
    assertThat(
            connections(
                servers(
                    "https://a.example.com; script-src *",
                    "https://b.example.com;script-src/",
                    "https://user:pass@c.example.com/; x",
                    "https:///nowhere",
                    "https://exa mple.com",
                    "javascript:alert(1)",
                    "data:text/plain,x",
                    "https://[::1]:8080/")))
        .isEqualTo("connect-src 'self' https://[::1]:8080");
  }

  @Test
  void a_document_that_is_bent_by_a_transformation_names_what_can_be_read() {
    var bent =
        Map.<String, Object>of(
            "paths", List.of(1),
            "servers", List.of("x", Map.of(), Map.of("url", 7, "variables", "x")),
            "components", Map.of("securitySchemes", Map.of("a", "b")));

    assertThat(connections(bent)).isEqualTo("connect-src 'self'");
  }

  private static Map<String, Object> servers(String... urls) {
    return Map.of(
        "servers", List.of(urls).stream().map(url -> Map.<String, Object>of("url", url)).toList());
  }

  /// The variables region, port and base, or three schemes, in this order.
  private static Map<String, Object> sorted(Object first, Object second, Object third) {
    var map = new LinkedHashMap<String, Object>();
    map.put("region", first);
    map.put("port", second);
    map.put("base", third);
    return map;
  }

  private static String connections(Map<String, Object> document) {
    var ui = new SwaggerUi();
    var policy = Pages.policy(ui, Pages.told(ui, document));
    return List.of(policy.split("; ", -1)).stream()
        .filter(directive -> directive.startsWith("connect-src "))
        .findFirst()
        .orElseThrow();
  }
}
