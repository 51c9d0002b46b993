package dev.lodestar.document;

import dev.lodestar.http.InputSource;
import dev.lodestar.json.Json;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.operation.Place;
import dev.lodestar.schema.Schemas;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One operation of the document.
final class OperationAssembly {
  /// The extension that marks a path parameter which takes the rest of the path, slashes included.
  static final String REST = "x-rest-of-path";

  /// The extension that lists the other names of a parameter.
  static final String ALIASES = "x-aliases";

  private final Contents contents;
  private final Parameters parameters;
  private final Responses responses;
  private final Prose prose;
  private final Function<AnnotatedElement, List<DeclaredAnswer>> declarations;

  /// @param declarations reads what the annotations of something declare
  OperationAssembly(
      Schemas schemas,
      Json json,
      Prose prose,
      Function<AnnotatedElement, List<DeclaredAnswer>> declarations) {
    this.contents = new Contents(schemas, prose);
    this.parameters = new Parameters(contents, prose);
    this.responses = new Responses(contents, json);
    this.prose = prose;
    this.declarations = declarations;
  }

  Contents contents() {
    return contents;
  }

  /// The operation of a route, without its id.
  ///
  /// @param names what the document calls the parameters of the path, in their order
  Map<String, @Nullable Object> of(DescribedRoute route, List<String> names) {
    var settings = route.settings();
    Map<String, @Nullable Object> operation = new LinkedHashMap<>();
    var tags = settings.get(LayerSettings.TAGS).keySet();
    if (!tags.isEmpty()) {
      operation.put("tags", List.copyOf(tags));
    }
    if (route.handler().isPresent()) {
      var said = prose.of(route.handler().get());
      Trees.putText(operation, "summary", said.summary());
      Trees.putText(operation, "description", said.description());
    }
    operation.put("operationId", "");
    var taken = parameters.of(route, names);
    if (!taken.isEmpty()) {
      operation.put("parameters", taken);
    }
    route
        .plan()
        .body()
        .filter(body -> !body.contents().isEmpty())
        .ifPresent(body -> {
          Map<String, @Nullable Object> request = new LinkedHashMap<>();
          Trees.putText(request, "description", prose.of(body.declaration()));
          request.put(
              "content",
              contents.of(
                  body.contents(),
                  Contents.Direction.REQUEST,
                  route.plan().strict().contains(InputSource.FORM)));
          if (body.required()) {
            request.put("required", true);
          }
          operation.put("requestBody", request);
        });
    operation.put(
        "responses",
        responses.of(
            route.plan(), declared(route), route.handler().map(prose::ofResult).orElse("")));
    if (isDeprecated(route)) {
      operation.put("deprecated", true);
    }
    var security = settings.get(LayerSettings.SECURITY);
    if (!security.isEmpty()) {
      var alternatives = new ArrayList<Map<String, @Nullable Object>>();
      for (var requirement : security) {
        var alternative = Trees.object(requirement.value().scheme(), requirement.value().scopes());
        if (!alternatives.contains(alternative)) {
          alternatives.add(alternative);
        }
      }
      operation.put("security", alternatives);
    }
    if (!route.hosts().isEmpty()) {
      operation.put("servers", route.hosts().stream().map(OperationAssembly::server).toList());
    }
    return operation;
  }

  /// A server that differs by its host from that of the document.
  private static Map<String, @Nullable Object> server(String host) {
    return host.startsWith("*.")
        ? Trees.object(
            "url",
            "//{subdomain}" + host.substring(1),
            "variables",
            Trees.object("subdomain", Trees.object("default", "www")))
        : Trees.object("url", "//" + host);
  }

  private List<DeclaredAnswer> declared(DescribedRoute route) {
    var declared = new ArrayList<DeclaredAnswer>();
    for (var place : route.plan().places()) {
      if (place.kind() != Place.Kind.CONTROLLER && place.kind() != Place.Kind.HANDLER) {
        declared.addAll(declarations.apply(place.element()));
      }
    }
    route.settings().get(LayerSettings.ANSWERS).stream().map(Sourced::value).forEach(declared::add);
    return declared;
  }

  private static boolean isDeprecated(DescribedRoute route) {
    return route.metadata().annotation(Deprecated.class).isPresent();
  }
}
