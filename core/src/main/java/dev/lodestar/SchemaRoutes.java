package dev.lodestar;

import dev.lodestar.document.DescribedRoute;
import dev.lodestar.document.DocumentAssembly;
import dev.lodestar.document.SchemaSite;
import dev.lodestar.engine.RenderedResponse;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.layer.SecurityRequirement;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.openapi.OpenApi;
import dev.lodestar.openapi.OpenApiDocument;
import dev.lodestar.openapi.SecurityScheme;
import dev.lodestar.pipeline.Endpoint;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.route.Match;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Segment;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import dev.lodestar.suggest.Suggestions;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The routes of the OpenAPI document of an application, and the document itself. Nothing of it is
/// made before somebody asks for it, so that no start pays for it. Thread-safe.
final class SchemaRoutes implements Endpoint {
  /// What stands below the path of the schema.
  static final String BELOW = "schemaPath";

  private final Optional<OpenApi> said;
  private final Operations operations;
  private final Results results;
  private final boolean debug;

  private volatile @Nullable OpenApiDocument document;
  private volatile @Nullable Served served;

  /// @param said what the application says about the document; nothing for the defaults
  /// @param results renders answers
  /// @param debug whether the application is in debug mode
  SchemaRoutes(Optional<OpenApi> said, Operations operations, Results results, boolean debug) {
    this.said = said;
    this.operations = operations;
    this.results = results;
    this.debug = debug;
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
    return new RouteMetadata(
        HttpMethod.GET,
        path,
        "the OpenAPI document",
        Optional.empty(),
        List.of(),
        PlannedRoute.metadataOf(application),
        Set.of(),
        List.of());
  }

  /// Finds the mistakes that would make the document wrong or keep it from being served.
  static void check(
      Optional<OpenApi> said,
      List<PlannedRoute> routes,
      List<PlannedRoute> mounts,
      List<StartupProblem> problems) {
    var path = path(said);
    if (path.isPresent()) {
      var segments = path.get().substring(1).split("/", -1);
      for (var route : routes) {
        checkPath(route, route.template(), segments, problems);
      }
      for (var mount : mounts) {
        var action = (PlannedRoute.MountAction) mount.action();
        if (action.path() == mount.template()) {
          checkPath(mount, action.path(), segments, problems);
        }
      }
    }
    var ids = new HashMap<String, PlannedRoute>();
    for (var route : routes) {
      var settings = route.layers().merged();
      for (var requirement : settings.get(LayerSettings.SECURITY)) {
        checkScheme(route, requirement.value().scheme(), said, problems);
        checkScopes(route, requirement.value(), said, problems);
      }
      var id = settings.get(LayerSettings.OPERATION_ID).chosen();
      if (id.isPresent()) {
        checkId(route, id.get(), ids, problems);
      }
    }
  }

  private static void checkPath(
      PlannedRoute route, PathTemplate template, String[] segments, List<StartupProblem> problems) {
    if (!route.layers().hosts().isEmpty() || template.segments().size() < segments.length) {
      return;
    }
    for (var i = 0; i < segments.length; i++) {
      if (!(template.segments().get(i) instanceof Segment.Literal(var text)
          && text.equals(segments[i]))) {
        return;
      }
    }
    problems.add(
        Assembly.problemOf(
            route,
            "schema-path",
            "The path \"" + template + "\" is that of the OpenAPI document, or below it.",
            "Choose another path, serve the document elsewhere with"
                + " openApi(OpenApi.standard().withPath(\"/api-docs\")), or leave it out with"
                + " withoutOpenApi()."));
  }

  private static void checkScheme(
      PlannedRoute route, String scheme, Optional<OpenApi> said, List<StartupProblem> problems) {
    var known = new TreeSet<>(OpenApi.STANDARD_SCHEMES);
    said.ifPresent(openApi -> known.addAll(openApi.securitySchemes().keySet()));
    if (!known.contains(scheme)) {
      var meant = Suggestions.closest(scheme, known);
      problems.add(
          Assembly.problemOf(
              route,
              "security-scheme",
              "It requires the security scheme \""
                  + scheme
                  + "\", but the description of the API knows "
                  + String.join(", ", known)
                  + " only.",
              (meant.isPresent()
                      ? "Did you mean \"" + meant.get() + "\"? Otherwise describe it with "
                      : "Describe it with ")
                  + "openApi(OpenApi.titled(…).withSecurityScheme(\""
                  + scheme
                  + "\", SecurityScheme.apiKeyInHeader(…)))."));
    }
  }

  /// A scheme that names no scopes may have any.
  private static void checkScopes(
      PlannedRoute route,
      SecurityRequirement requirement,
      Optional<OpenApi> said,
      List<StartupProblem> problems) {
    var scheme = said.map(openApi -> openApi.securitySchemes().get(requirement.scheme()));
    var known = scheme.map(SchemaRoutes::scopesOf).orElse(Set.of());
    for (var scope : requirement.scopes()) {
      if (!known.isEmpty() && !known.contains(scope)) {
        var meant = Suggestions.closest(scope, known);
        problems.add(
            Assembly.problemOf(
                route,
                "security-scope",
                "It requires the scope \""
                    + scope
                    + "\" of the security scheme \""
                    + requirement.scheme()
                    + "\", which has "
                    + String.join(", ", known)
                    + " only.",
                (meant.isPresent()
                        ? "Did you mean \"" + meant.get() + "\"? Otherwise add it"
                        : "Add it")
                    + " to the scopes of the scheme."));
      }
    }
  }

  private static Set<String> scopesOf(SecurityScheme scheme) {
    var scopes = new TreeSet<String>();
    if (scheme.tree().get("flows") instanceof Map<?, ?> flows) {
      for (var flow : flows.values()) {
        if (flow instanceof Map<?, ?> told && told.get("scopes") instanceof Map<?, ?> known) {
          known.keySet().forEach(scope -> scopes.add(String.valueOf(scope)));
        }
      }
    }
    return scopes;
  }

  private static void checkId(
      PlannedRoute route, String id, Map<String, PlannedRoute> ids, List<StartupProblem> problems) {
    var earlier = ids.putIfAbsent(id, route);
    if (earlier != null && !earlier.action().display().equals(route.action().display())) {
      problems.add(
          Assembly.problemOf(
              route,
              "operation-id",
              "The operation id \"" + id + "\" belongs to " + earlier + " already.",
              "Choose another one; ids are unique in an application."));
    }
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
          known =
              DocumentAssembly.of(
                  configuration(),
                  operations.json(),
                  debug,
                  described(),
                  SchemaRoutes::declarations);
          document = known;
        }
      }
    }
    return known;
  }

  /// What annotations declare on something that is no layer.
  private static List<DeclaredAnswer> declarations(AnnotatedElement element) {
    var layer = new AnnotatedLayer(element.toString(), Optional::empty);
    LayerAnnotations.read(List.of(element.getAnnotations()), layer, new ArrayList<>());
    return Sourced.values(layer.settings().get(LayerSettings.ANSWERS));
  }

  private List<DescribedRoute> described() {
    var all = operations.all();
    var described = new ArrayList<DescribedRoute>(all.size());
    for (var operation : all) {
      var route = operation.route();
      described.add(
          new DescribedRoute(
              route.method(),
              route.template(),
              route.action() instanceof PlannedRoute.MethodAction action
                  ? Optional.of(action.handler())
                  : Optional.empty(),
              route.layers().merged(),
              route.layers().hosts(),
              route.metadata(),
              operation.plan()));
    }
    return described;
  }
}
