package dev.lodestar.openapi.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One method of one path.
///
/// @param method in capital letters, such as `GET`
/// @param path the template, such as `/widgets/{sku}`
/// @param id its `operationId`, or one made of method and path; unique in the document
/// @param parameters those of the path item included
/// @param body what it takes
/// @param answers by status, such as `200`, `4XX` or `default`
/// @param security its alternatives: scopes by the names of schemes that are all needed; no
///   alternative, or one without schemes, means that none is needed
/// @param node the operation object
public record ApiOperation(
    String method,
    String path,
    String id,
    List<Parameter> parameters,
    Optional<Body> body,
    Map<String, Answer> answers,
    List<Map<String, List<String>>> security,
    Node node) {

  /// Something that a client sends beside the body.
  ///
  /// @param in `path`, `query`, `header` or `cookie`
  /// @param name its name
  /// @param required whether it has to be sent
  /// @param schema the schema of its value
  /// @param style how it becomes a text; that of its place unless the document says otherwise
  /// @param explode whether elements of arrays are sent one by one
  /// @param mediaType the media type of its text, where that is not made by a style
  /// @param node the parameter object
  public record Parameter(
      String in,
      String name,
      boolean required,
      Node schema,
      String style,
      boolean explode,
      Optional<String> mediaType,
      Node node) {}

  /// The body of a request.
  ///
  /// @param required whether it has to be sent
  /// @param contents the media type objects by media types
  /// @param node the request body object
  public record Body(boolean required, Map<String, Node> contents, Node node) {}

  /// A response.
  ///
  /// @param contents the media type objects by media types
  /// @param headers the header objects by names
  /// @param node the response object
  public record Answer(Map<String, Node> contents, Map<String, Node> headers, Node node) {}

  /// Tells the operation as in a log.
  ///
  /// @return such as `GET /widgets/{sku}`
  public String title() {
    return method + " " + path;
  }
}
