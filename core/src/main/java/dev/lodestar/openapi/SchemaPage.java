package dev.lodestar.openapi;

import java.util.Optional;

/// What the page of a [SchemaUi] has to know. All URLs are relative to the page as the browser
/// asked for it, so that it works behind every prefix that a proxy takes away or a mount adds.
public interface SchemaPage {

  /// Returns the title of the API.
  ///
  /// @return a text, which has to be escaped
  String title();

  /// Returns the version of the API.
  ///
  /// @return a text, which has to be escaped
  String version();

  /// Returns where the document is as JSON.
  ///
  /// @return a relative URL
  String documentUrl();

  /// Returns where the document is as YAML.
  ///
  /// @return a relative URL
  String yamlUrl();

  /// Returns where something is that [SchemaUi#resource] answers with.
  ///
  /// @param path its path, of characters that need no escaping in URLs
  /// @return a relative URL
  String resourceUrl(String path);

  /// Returns the root of the application.
  ///
  /// @return a relative URL that ends with a slash
  String applicationUrl();

  /// Returns the protection against requests that others forge.
  ///
  /// @return what requests have to carry; nothing if the application has no such protection
  Optional<Csrf> csrf();

  /// Returns the document, which is made when it is first asked for.
  ///
  /// @return the document
  OpenApiDocument document();

  /// A protection against forged requests: the value of a cookie has to be sent in a header too.
  ///
  /// @param cookie the name of the cookie, which scripts can read
  /// @param header the name of the request header
  record Csrf(String cookie, String header) {}
}
