package dev.lodestar;

import dev.lodestar.document.DescribedRoute;
import dev.lodestar.document.DocumentAssembly;
import dev.lodestar.document.SchemaSite;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.pipeline.Endpoint;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.route.Match;
import dev.lodestar.setting.LayerSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes of the OpenAPI document of an application, and the document itself. Nothing of it is
/// made before somebody asks for it, so that no start pays for it. Thread-safe.
final class SchemaRoutes implements Endpoint {
  /// What stands below the path of the schema.
  static final String BELOW = "schemaPath";

  private final Optional<OpenApi> said;
  private final List<PlannedRoute> routes;
  private final Results results;

  private volatile @Nullable OpenApiDocument document;
  private volatile @Nullable Served served;

  /// @param said what the application says about the document; nothing for the defaults
  /// @param results renders answers
  SchemaRoutes(Optional<OpenApi> said, List<PlannedRoute> routes, Results results) {
    this.said = said;
    this.routes = routes;
    this.results = results;
  }

  /// What is there once something was served.
  private record Served(SchemaSite site, ResultWriter writer) {}

  /// Whether anything is served, and if so, where.
  static Optional<String> path(Optional<OpenApi> said) {
    if (said.isEmpty()) {
      return Optional.of(OpenApi.DEFAULT_PATH);
    }
    return said.get().isServed() ? Optional.of(said.get().path()) : Optional.empty();
  }

  /// What guards and middleware are told.
  static RouteMetadata metadata(String path, LayerSettings application) {
    var metadata = new HashMap<Key<?>, Object>();
    application
        .get(LayerSettings.METADATA)
        .forEach((key, value) -> metadata.put(key, value.value()));
    return new RouteMetadata(
        HttpMethod.GET,
        path,
        "the OpenAPI document",
        Optional.empty(),
        List.of(),
        metadata,
        Set.of(),
        List.of());
  }

  @Override
  public RenderedResponse answer(Request request, Match<?> match) {
    var ready = served();
    var below = request.pathParameters().getOrDefault(BELOW, "");
    return ready.writer().write(request, ready.site().answer(request, below));
  }

  private Served served() {
    var known = served;
    if (known == null) {
      known =
          new Served(
              new SchemaSite(configuration(), this::document),
              results.writerOf(Response.class, ResultDefaults.undeclared(List.of())));
      served = known;
    }
    return known;
  }

  private OpenApi configuration() {
    return said.orElseGet(OpenApi::standard);
  }

  /// The document, made by the first who asks; others wait for it.
  OpenApiDocument document() {
    var known = document;
    if (known == null) {
      synchronized (this) {
        known = document;
        if (known == null) {
          known = DocumentAssembly.of(configuration(), described());
          document = known;
        }
      }
    }
    return known;
  }

  private List<DescribedRoute> described() {
    var described = new ArrayList<DescribedRoute>(routes.size());
    for (var route : routes) {
      described.add(
          new DescribedRoute(
              route.method(),
              route.template(),
              route.action() instanceof PlannedRoute.MethodAction action
                  ? Optional.of(action.handler())
                  : Optional.empty(),
              route.layers().merged(),
              route.layers().hosts(),
              route.metadata()));
    }
    return described;
  }
}
