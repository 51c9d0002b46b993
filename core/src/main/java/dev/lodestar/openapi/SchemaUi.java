package dev.lodestar.openapi;

import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import java.util.Optional;

/// Shows the OpenAPI document in browsers. The module `lodestar-openapi-ui` brings several, which
/// are found as services; an application names those that it wants with
/// [OpenApi#withUis(SchemaUi...)]. Thread-safe.
///
/// The page of a UI is served at `/schema/NAME`, that of the first one at `/schema` too, and
/// whatever else it needs below `/schema/NAME/`. UIs are loaded when a browser first asks for one.
public interface SchemaUi {

  /// Returns the last segment of its path.
  ///
  /// @return lower-case letters, digits and hyphens, such as `swagger-ui`
  String name();

  /// Returns what people call it.
  ///
  /// @return for instance `Swagger UI`
  String title();

  /// Answers with the page.
  ///
  /// @param page what the page has to know
  /// @return an HTML page, with its content security policy, and with an entity tag and what caches
  ///   may do if it is to be cached
  Response<?> page(SchemaPage page);

  /// Answers with something that the page needs: a script, a style sheet, a page to come back to.
  ///
  /// @param path the path below `/schema/NAME/`, decoded, without a slash in front; never with a
  ///   segment `..`
  /// @param request the request, for what the client accepts
  /// @return the response; nothing if there is no such thing, which is answered with 404. By
  ///   default there is nothing
  default Optional<Response<?>> resource(String path, Request request) {
    return Optional.empty();
  }
}
