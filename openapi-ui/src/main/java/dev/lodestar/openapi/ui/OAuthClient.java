package dev.lodestar.openapi.ui;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What a UI says of itself when it gets an OAuth 2.0 token for the person in front of it: what an
/// authorization server knows it as. Immutable.
///
/// There is no client secret: everybody who may see the page would know it. A code is exchanged for
/// a token with a proof of the key instead (PKCE, RFC 7636), and the authorization server has to be
/// told that this client is a public one.
///
/// ```java
/// new SwaggerUi().withOAuth(OAuthClient.of("docs").withScopes("widgets:read"))
/// ```
public final class OAuthClient {
  private final String id;
  private final List<String> scopes;
  private final SequencedMap<String, String> parameters;

  private OAuthClient(String id, List<String> scopes, SequencedMap<String, String> parameters) {
    this.id = id;
    this.scopes = scopes;
    this.parameters = parameters;
  }

  /// Returns the client of an id.
  ///
  /// @param id the client id
  /// @return the client, which asks for no scope
  /// @throws IllegalArgumentException if the id is blank
  public static OAuthClient of(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("The id of an OAuth client cannot be blank.");
    }
    return new OAuthClient(id, List.of(), new LinkedHashMap<>());
  }

  /// Sets the scopes that are selected at first.
  ///
  /// @param scopes scopes of the security schemes of the document; they replace those given before
  /// @return the client
  public OAuthClient withScopes(String... scopes) {
    return new OAuthClient(id, List.of(scopes), parameters);
  }

  /// Adds a parameter to the URL of the authorization, for instance an audience.
  ///
  /// @param name the name
  /// @param value the value
  /// @return the client
  public OAuthClient withParameter(String name, String value) {
    var added = new LinkedHashMap<>(parameters);
    added.put(name, value);
    return new OAuthClient(id, scopes, added);
  }

  /// What the scripts are told.
  Map<String, Object> tree() {
    var tree = new LinkedHashMap<String, Object>();
    tree.put("clientId", id);
    tree.put("scopes", scopes);
    tree.put("parameters", parameters);
    return tree;
  }
}
