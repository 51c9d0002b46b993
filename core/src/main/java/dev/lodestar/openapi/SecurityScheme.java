package dev.lodestar.openapi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How clients say who they are, as OpenAPI describes it. It enforces nothing: guards do. Immutable
/// and thread-safe.
///
/// ```java
/// OpenApi.titled("Widgets", "1.4.0")
///     .withSecurityScheme("login", SecurityScheme.bearer("JWT").description("From /login."))
///     .withSecurityScheme("key", SecurityScheme.apiKeyInHeader("X-Api-Key"))
/// ```
public final class SecurityScheme {
  private final Map<String, @Nullable Object> tree;

  private SecurityScheme(Map<String, @Nullable Object> tree) {
    this.tree = Collections.unmodifiableMap(tree);
  }

  private static SecurityScheme of(String type, String... more) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("type", type);
    for (var i = 0; i < more.length; i += 2) {
      tree.put(more[i], more[i + 1]);
    }
    return new SecurityScheme(tree);
  }

  private SecurityScheme with(String key, Object value) {
    var changed = new LinkedHashMap<String, @Nullable Object>(tree);
    changed.put(key, value);
    return new SecurityScheme(changed);
  }

  /// Describes a token in the header `Authorization: Bearer …` (RFC 6750).
  ///
  /// @return the scheme
  public static SecurityScheme bearer() {
    return of("http", "scheme", "bearer");
  }

  /// Describes a token in the header `Authorization: Bearer …` (RFC 6750).
  ///
  /// @param format what the token is, for people, for instance `JWT`
  /// @return the scheme
  public static SecurityScheme bearer(String format) {
    return of("http", "scheme", "bearer", "bearerFormat", format);
  }

  /// Describes a name and a password in the header `Authorization: Basic …` (RFC 7617).
  ///
  /// @return the scheme
  public static SecurityScheme basic() {
    return http("basic");
  }

  /// Describes another scheme of the header `Authorization`.
  ///
  /// @param scheme its name, as the registry of IANA has it, for instance `digest`
  /// @return the scheme
  public static SecurityScheme http(String scheme) {
    return of("http", "scheme", scheme);
  }

  /// Describes a key in a request header.
  ///
  /// @param name the name of the header
  /// @return the scheme
  public static SecurityScheme apiKeyInHeader(String name) {
    return of("apiKey", "name", name, "in", "header");
  }

  /// Describes a key in the query.
  ///
  /// @param name the name of the parameter
  /// @return the scheme
  public static SecurityScheme apiKeyInQuery(String name) {
    return of("apiKey", "name", name, "in", "query");
  }

  /// Describes a key in a cookie, such as the id of a session.
  ///
  /// @param name the name of the cookie
  /// @return the scheme
  public static SecurityScheme apiKeyInCookie(String name) {
    return of("apiKey", "name", name, "in", "cookie");
  }

  /// Describes certificates of clients.
  ///
  /// @return the scheme
  public static SecurityScheme mutualTls() {
    return of("mutualTLS");
  }

  /// Describes OpenID Connect.
  ///
  /// @param discoveryUrl where the provider describes itself
  /// @return the scheme
  public static SecurityScheme openIdConnect(String discoveryUrl) {
    return of("openIdConnect", "openIdConnectUrl", discoveryUrl);
  }

  /// Describes OAuth 2.0 (RFC 6749); the flows follow, at least one.
  ///
  /// ```java
  /// SecurityScheme.oauth2().authorizationCode(
  ///     "https://id.example/authorize", "https://id.example/token",
  ///     Map.of("widgets:write", "Change widgets"))
  /// ```
  ///
  /// @return the scheme, without a flow yet
  public static SecurityScheme oauth2() {
    return of("oauth2").with("flows", Map.of());
  }

  /// Adds the flow with an authorization code.
  ///
  /// @param authorizationUrl where users are asked
  /// @param tokenUrl where tokens are given
  /// @param scopes the scopes there are, with what each allows
  /// @return the scheme with it
  /// @throws IllegalStateException if this is no scheme of OAuth 2.0
  public SecurityScheme authorizationCode(
      String authorizationUrl, String tokenUrl, Map<String, String> scopes) {
    return flow(
        "authorizationCode", scopes, "authorizationUrl", authorizationUrl, "tokenUrl", tokenUrl);
  }

  /// Adds the flow with the credentials of the client.
  ///
  /// @param tokenUrl where tokens are given
  /// @param scopes the scopes there are, with what each allows
  /// @return the scheme with it
  /// @throws IllegalStateException if this is no scheme of OAuth 2.0
  public SecurityScheme clientCredentials(String tokenUrl, Map<String, String> scopes) {
    return flow("clientCredentials", scopes, "tokenUrl", tokenUrl);
  }

  /// Adds the flow with name and password of the user, which RFC 9700 advises against.
  ///
  /// @param tokenUrl where tokens are given
  /// @param scopes the scopes there are, with what each allows
  /// @return the scheme with it
  /// @throws IllegalStateException if this is no scheme of OAuth 2.0
  public SecurityScheme password(String tokenUrl, Map<String, String> scopes) {
    return flow("password", scopes, "tokenUrl", tokenUrl);
  }

  /// Adds the implicit flow, which RFC 9700 advises against.
  ///
  /// @param authorizationUrl where users are asked
  /// @param scopes the scopes there are, with what each allows
  /// @return the scheme with it
  /// @throws IllegalStateException if this is no scheme of OAuth 2.0
  public SecurityScheme implicit(String authorizationUrl, Map<String, String> scopes) {
    return flow("implicit", scopes, "authorizationUrl", authorizationUrl);
  }

  private SecurityScheme flow(String name, Map<String, String> scopes, String... urls) {
    if (!"oauth2".equals(tree.get("type"))) {
      throw new IllegalStateException(
          "Only a scheme of OAuth 2.0 has flows, but this one is of type "
              + tree.get("type")
              + "; begin with SecurityScheme.oauth2().");
    }
    Map<String, @Nullable Object> flow = new LinkedHashMap<>();
    for (var i = 0; i < urls.length; i += 2) {
      flow.put(urls[i], urls[i + 1]);
    }
    flow.put("scopes", Trees.sorted(scopes));
    var flows = new LinkedHashMap<String, @Nullable Object>(Trees.mapAt(tree, "flows"));
    flows.put(name, Collections.unmodifiableMap(flow));
    return with("flows", Collections.unmodifiableMap(flows));
  }

  /// Says what it is and how to come by it.
  ///
  /// @param description CommonMark
  /// @return the scheme with it
  public SecurityScheme description(String description) {
    return with("description", description);
  }

  /// Adds something of one's own.
  ///
  /// @param name begins with `x-`
  /// @param value a tree, as [OpenApiDocument#of(Map)] takes it
  /// @return the scheme with it
  /// @throws IllegalArgumentException if the name does not begin with `x-`, or the value is no such
  ///   tree
  public SecurityScheme extension(String name, Object value) {
    var extension = Trees.frozenMap(Map.of(Trees.extensionName(name), value));
    var changed = new LinkedHashMap<String, @Nullable Object>(tree);
    changed.putAll(extension);
    return new SecurityScheme(changed);
  }

  /// Returns the scheme as it stands in a document.
  ///
  /// @return a security scheme object; unmodifiable
  public Map<String, @Nullable Object> tree() {
    return tree;
  }

  /// Compares what they say.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecurityScheme scheme && scheme.tree.equals(tree);
  }

  @Override
  public int hashCode() {
    return tree.hashCode();
  }

  /// Returns what it says.
  @Override
  public String toString() {
    return tree.toString();
  }
}
