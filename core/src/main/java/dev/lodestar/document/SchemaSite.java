package dev.lodestar.document;

import dev.lodestar.http.CacheControl;
import dev.lodestar.http.HttpException;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.SchemaUi;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/// What is served at the path of the schema: the document as JSON and YAML, and the UIs. Made when
/// the first request for any of it comes. Thread-safe.
public final class SchemaSite {
  private static final MediaType OPENAPI_JSON =
      MediaType.parse("application/vnd.oai.openapi+json;version=3.1");
  private static final MediaType OPENAPI_YAML =
      MediaType.parse("application/vnd.oai.openapi;version=3.1");
  private static final MediaType YAML = MediaType.parse("application/yaml");
  private static final MediaType HTML = MediaType.parse("text/html");
  private static final List<MediaType> JSON_FORMS =
      List.of(OPENAPI_JSON, MediaType.parse("application/json"));
  private static final List<MediaType> YAML_FORMS = List.of(OPENAPI_YAML, YAML);

  private final OpenApi said;
  private final Renditions renditions;
  private final List<SchemaUi> uis;

  /// @param document makes the document, or has it already
  public SchemaSite(OpenApi said, Supplier<OpenApiDocument> document) {
    this.said = said;
    this.renditions = new Renditions(document);
    this.uis = said.uis().orElseGet(SchemaSite::found);
  }

  private static List<SchemaUi> found() {
    return ServiceLoader.load(SchemaUi.class, SchemaUi.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /// Answers a request of GET or HEAD.
  ///
  /// @param below the path below that of the schema, decoded, without a slash in front
  public Response<?> answer(Request request, String below) {
    return switch (below) {
      case "" -> front(request);
      case "openapi.json" -> json(request);
      case "openapi.yaml", "openapi.yml" -> yaml(request);
      default -> ofUi(request, below);
    };
  }

  /// Browsers see the first UI; who asks for JSON gets the document.
  private Response<?> front(Request request) {
    if (uis.isEmpty()) {
      return json(request);
    }
    var offers = List.of(HTML, JSON_FORMS.getFirst(), JSON_FORMS.getLast(), OPENAPI_YAML, YAML);
    var preferred = request.accept().preferred(offers).orElse(HTML);
    var answer =
        preferred.equals(HTML)
            ? page(request, uis.getFirst())
            : YAML_FORMS.contains(preferred) ? yaml(request) : json(request);
    return answer.vary("Accept");
  }

  private Response<?> json(Request request) {
    var form = request.accept().preferred(JSON_FORMS).orElse(OPENAPI_JSON);
    return document(renditions.json(request.rootPath()), form);
  }

  private Response<?> yaml(Request request) {
    var form = request.accept().preferred(YAML_FORMS).orElse(OPENAPI_YAML);
    return document(renditions.yaml(request.rootPath()), form);
  }

  private static Response<?> document(Renditions.Rendition rendition, MediaType form) {
    return Response.bytes(form, rendition.content())
        .entityTag(rendition.tag())
        .cacheControl(CacheControl.noCache())
        .vary("Accept");
  }

  private Response<?> ofUi(Request request, String below) {
    var slash = below.indexOf('/');
    var name = slash < 0 ? below : below.substring(0, slash);
    var rest = slash < 0 ? "" : below.substring(slash + 1);
    for (var ui : uis) {
      if (ui.name().equals(name)) {
        return rest.isEmpty()
            ? page(request, ui)
            : ui.resource(rest, request).orElseThrow(() -> unknown(below));
      }
    }
    throw unknown(below);
  }

  private Response<?> page(Request request, SchemaUi ui) {
    return ui.page(new ShownPage(said, ui, request.path(), renditions::document));
  }

  private HttpException unknown(String below) {
    var known = new StringBuilder("openapi.json, openapi.yaml");
    for (var ui : uis) {
      known.append(", ").append(ui.name());
    }
    return HttpException.notFound(
        "There is no \"" + below + "\" here. " + "There are " + known + ".");
  }
}
