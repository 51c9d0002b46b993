package dev.lodestar.pipeline;

import dev.lodestar.convert.Converter;
import dev.lodestar.engine.HttpApplication;
import dev.lodestar.http.Request;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.route.Segment;
import dev.lodestar.setting.LayerSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Puts what the layers of a route say around its handler, from the inside to the outside: only
/// what is there costs anything when a request comes. Used once, while an application is built.
///
/// From the outside: after-response hook, time limit, thread for blocking handlers, path
/// parameters, middleware, error boundary, layered headers, entity tags, guards, before-request
/// hook, handler.
public final class EndpointAssembly {
  private final Results applicationResults;
  private final Reporting reporting;

  // Made when the first route needs them: most applications need neither.
  private @Nullable TimeLimits timeLimits;
  private @Nullable BlockingThreads blockingThreads;
  private boolean plansBodies;

  /// Creates an assembly.
  ///
  /// @param applicationResults renders where there is no route
  /// @param reporting who is told about failures
  public EndpointAssembly(Results applicationResults, Reporting reporting) {
    this.applicationResults = applicationResults;
    this.reporting = reporting;
  }

  /// One route and what its layers say.
  ///
  /// @param layers outermost first
  /// @param settings what the layers say together
  /// @param guards all guards, outermost first
  /// @param middleware all middleware, outermost first
  /// @param parameters the parameters of the path template
  /// @param converters the converter of each of them
  /// @param streamsBody whether the handler reads the body while it arrives
  /// @param acceptPatch the media types of the patches that it takes
  /// @param showsPath whether the handler looks at path parameters of the request itself
  /// @param results renders errors and what hooks answer
  /// @param plan explains the route
  public record RouteParts(
      RouteMetadata route,
      List<LayerSettings> layers,
      LayerSettings settings,
      List<Guard> guards,
      List<Middleware> middleware,
      List<Segment.Parameter> parameters,
      List<Converter<?>> converters,
      boolean streamsBody,
      Optional<String> acceptPatch,
      boolean showsPath,
      Results results,
      Supplier<List<String>> plan) {}

  /// What is mounted on a path.
  public sealed interface Mount {

    /// An application.
    ///
    /// @param segments how many segments the path has
    /// @param answersOptions whether it has an automatic answer to a request of OPTIONS
    record OfApplication(
        HttpApplication application, int segments, Predicate<Request> answersOptions)
        implements Mount {}

    /// A function.
    ///
    /// @param segments how many segments the path has
    record OfFunction(FunctionEndpoint.RequestFunction function, ResultWriter writer, int segments)
        implements Mount {}
  }

  /// Makes the endpoint of something that is mounted.
  public Endpoint mount(Mount mount) {
    return switch (mount) {
      case Mount.OfApplication(var application, var segments, var answersOptions) ->
          new MountEndpoint(application, segments, answersOptions);
      case Mount.OfFunction(var function, var writer, var segments) ->
          new MountedFunction(function, writer, segments);
    };
  }

  /// Surrounds the endpoint of a handler.
  public RouteTarget around(RouteParts parts, Endpoint handler) {
    var settings = parts.settings();
    var boundary =
        new ErrorBoundary(
            parts.results(), ErrorHandlers.of(parts.layers()), reporting, parts.plan());
    var before = settings.get(LayerSettings.BEFORE_REQUEST).chosen();
    var endpoint = handler.within(boundary);
    if (before.isPresent()) {
      var answers = settings.get(LayerSettings.AFTER_REQUEST).chosen();
      endpoint =
          new BeforeRequestEndpoint(
              before.get(),
              parts.route(),
              answers.isPresent()
                  ? new HookedWriter(answers.get(), boundary.responses(), boundary.responses())
                  : boundary.responses(),
              endpoint);
    }
    endpoint = GuardedEndpoint.of(parts.guards(), parts.route(), endpoint);
    if (handler instanceof MountEndpoint mount && !parts.guards().isEmpty()) {
      endpoint = new MountEndpoint.BesideGuards(mount, endpoint);
    }
    endpoint = EntityTagEndpoint.of(settings, endpoint);
    endpoint = LayeredHeaders.of(settings, endpoint);
    endpoint = new BoundaryEndpoint(boundary, endpoint);
    endpoint = surround(parts.middleware(), endpoint, boundary, Optional.of(parts.route()));
    if (!parts.middleware().isEmpty()) { // which may have said what its answers can be compared by
      endpoint = new BoundaryEndpoint(boundary, endpoint);
    }
    if (parts.showsPath()
        || before.isPresent()
        || !parts.guards().isEmpty()
        || !parts.middleware().isEmpty()
        || settings.get(LayerSettings.AFTER_REQUEST).chosen().isPresent()
        || settings.get(LayerSettings.AFTER_RESPONSE).chosen().isPresent()
        || !settings.get(LayerSettings.ERROR_HANDLERS).isEmpty()) {
      endpoint = PathParametersEndpoint.of(parts.parameters(), parts.converters(), endpoint);
    }
    var formLimits = settings.get(LayerSettings.FORM_LIMITS).chosen();
    if (formLimits.isPresent()) {
      endpoint = new FormLimitsEndpoint(formLimits.get(), endpoint);
    }
    if (settings.get(LayerSettings.BLOCKING).chosen().orElse(false)) {
      endpoint = new BlockingEndpoint(blockingThreads(), endpoint);
    }
    var timeout = settings.get(LayerSettings.TIMEOUT).chosen();
    if (timeout.isPresent()) {
      endpoint = new TimeLimitedEndpoint(timeout.get(), timeLimits(), boundary, endpoint);
    }
    var after = settings.get(LayerSettings.AFTER_RESPONSE).chosen();
    if (after.isPresent()) {
      endpoint = new AfterResponseEndpoint(after.get(), reporting.background(), endpoint);
    }
    var bodyLimit = settings.get(LayerSettings.BODY_LIMIT).chosen();
    var mounted =
        handler instanceof MountEndpoint mount
            ? Optional.of(mount)
            : Optional.<MountEndpoint>empty();
    plansBodies |= bodyLimit.isPresent() || parts.streamsBody() || mounted.isPresent();
    return new RouteTarget(
        endpoint, boundary, bodyLimit, parts.streamsBody(), parts.acceptPatch(), mounted);
  }

  private TimeLimits timeLimits() {
    if (timeLimits == null) {
      timeLimits = new TimeLimits();
    }
    return timeLimits;
  }

  private BlockingThreads blockingThreads() {
    if (blockingThreads == null) {
      blockingThreads = new BlockingThreads();
    }
    return blockingThreads;
  }

  private static Endpoint surround(
      List<Middleware> middleware,
      Endpoint core,
      ErrorBoundary boundary,
      Optional<RouteMetadata> route) {
    var endpoint = core;
    for (var one : middleware.reversed()) {
      endpoint = new MiddlewareEndpoint(one, endpoint, boundary, boundary.responses(), route);
    }
    return endpoint;
  }

  /// Completes the application.
  ///
  /// @param routing leads to the endpoints of all routes
  /// @param application what the application's own layer says
  /// @param middleware the middleware of the application's own layer, outermost first
  public Pipeline pipeline(
      Routing routing, LayerSettings application, List<Middleware> middleware) {
    var boundary =
        new ErrorBoundary(
            applicationResults, ErrorHandlers.of(List.of(application)), reporting, List::of);
    var unmatched =
        surround(
            middleware,
            new BoundaryEndpoint(boundary, new UnmatchedEndpoint(routing)),
            boundary,
            Optional.empty());
    return new Pipeline(routing, unmatched, boundary, plansBodies, reporting.background());
  }
}
