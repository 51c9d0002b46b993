package dev.lodestar.document;

import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.SchemaPage;
import dev.lodestar.openapi.SchemaUi;
import java.util.Optional;
import java.util.function.Supplier;

/// The page of a UI that is asked for.
///
/// @param path the path of the request
/// @param source makes the document, or has it already
record ShownPage(OpenApi said, SchemaUi ui, String path, Supplier<OpenApiDocument> source)
    implements SchemaPage {

  @Override
  public String title() {
    return String.valueOf(said.info().get("title"));
  }

  @Override
  public String version() {
    return String.valueOf(said.info().get("version"));
  }

  @Override
  public String documentUrl() {
    return below("openapi.json");
  }

  @Override
  public String yamlUrl() {
    return below("openapi.yaml");
  }

  @Override
  public String resourceUrl(String path) {
    return below(ui.name() + "/" + path);
  }

  @Override
  public String applicationUrl() {
    var folders = folders(path);
    return folders == 0 ? "./" : "../".repeat(folders);
  }

  @Override
  public Optional<Csrf> csrf() {
    return Optional.empty();
  }

  @Override
  public OpenApiDocument document() {
    return source.get();
  }

  /// A URL below the path of the schema. The path of the page is that path, or one or two folders
  /// further.
  private String below(String name) {
    var root = said.path();
    var further = folders(path) - folders(root);
    return further == 0
        ? root.substring(root.lastIndexOf('/') + 1) + "/" + name
        : "../".repeat(further - 1) + name;
  }

  /// How many folders the last segment of a path is in.
  private static int folders(String path) {
    var slashes = 0;
    for (var i = 1; i < path.length(); i++) {
      if (path.charAt(i) == '/') {
        slashes++;
      }
    }
    return slashes;
  }
}
