package dev.lodestar;

import dev.lodestar.bind.Arguments;
import dev.lodestar.convert.Converter;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.Key;
import dev.lodestar.layer.RouteMetadata;
import dev.lodestar.pipeline.Routing;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Sourced;
import dev.lodestar.socket.SocketJson;
import dev.lodestar.websocket.WebSocketHandler;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A route whose declaration has been checked and planned, before its handler can be called.
///
/// @param method the request method
/// @param template the whole path template
/// @param converters the converter of each parameter of the template
/// @param name the name for reverse URLs
/// @param writer renders the result
/// @param action what is called
/// @param layers what the layers say
/// @param socket the codecs of messages, if it is a route of WebSockets, whose handshakes are GET
///   requests
record PlannedRoute(
    HttpMethod method,
    PathTemplate template,
    List<Converter<?>> converters,
    Optional<String> name,
    ResultWriter writer,
    Action action,
    Layers layers,
    Optional<SocketJson> socket) {

  /// What the layers of a route say.
  ///
  /// @param each outermost first
  /// @param merged what they say together
  /// @param annotations those of the handler, then those of its controller
  /// @param hosts for which hosts only; empty for all
  /// @param results renders errors and what hooks answer
  record Layers(
      List<LayerSettings> each,
      LayerSettings merged,
      List<Annotation> annotations,
      List<String> hosts,
      Results results) {}

  /// What a route calls.
  sealed interface Action {

    /// What reports and listings call it.
    String display();

    /// Where its source is.
    Optional<String> location();
  }

  /// A handler method.
  record MethodAction(
      HandlerMethod handler, @Nullable SingletonSource receiver, Arguments arguments)
      implements Action {
    @Override
    public String display() {
      return handler.toString();
    }

    @Override
    public Optional<String> location() {
      return Optional.of(handler.location().toString());
    }
  }

  /// An application or a function that takes a path and everything below it.
  ///
  /// @param path the template of the path
  record MountAction(Object mounted, PathTemplate path, CallSite callSite) implements Action {
    /// How many segments the path has.
    int segments() {
      return path.segments().size();
    }

    @Override
    public String display() {
      return mounted instanceof App ? "a mounted application" : "a mounted function";
    }

    @Override
    public Optional<String> location() {
      return callSite.location();
    }
  }

  /// A function.
  ///
  /// @param parameters what the layers ask of its requests; nothing if they ask for nothing
  record FunctionAction(RequestHandler handler, Optional<Arguments> parameters, CallSite callSite)
      implements Action {
    @Override
    public String display() {
      return "a function";
    }

    @Override
    public Optional<String> location() {
      return callSite.location();
    }
  }

  /// A function that handles WebSockets.
  ///
  /// @param parameters what it and the layers ask of its requests
  record SocketAction(WebSocketHandler handler, Arguments parameters, CallSite callSite)
      implements Action {
    @Override
    public String display() {
      return "a function";
    }

    @Override
    public Optional<String> location() {
      return callSite.location();
    }
  }

  /// Whether it opens WebSockets.
  boolean isWebSocket() {
    return socket.isPresent();
  }

  /// What people are shown in place of the method.
  String verb() {
    return isWebSocket() ? Routing.WEB_SOCKET.name() : method.name();
  }

  /// Whether requests of a method are answered here, among them those of HEAD that GET answers.
  boolean takes(HttpMethod method) {
    return this.method.equals(method)
        || (method.equals(HttpMethod.HEAD) && this.method.equals(HttpMethod.GET));
  }

  /// What guards, hooks and middleware are told.
  RouteMetadata metadata() {
    var settings = layers.merged();
    return new RouteMetadata(
        method,
        template.toString(),
        action.display(),
        name,
        layers.annotations(),
        metadataOf(settings),
        settings.get(LayerSettings.TAGS).keySet(),
        Sourced.values(settings.get(LayerSettings.SECURITY)));
  }

  /// The metadata that layers together set.
  static Map<Key<?>, Object> metadataOf(LayerSettings settings) {
    var metadata = new HashMap<Key<?>, Object>();
    for (var entry : settings.get(LayerSettings.METADATA).entrySet()) {
      metadata.put(entry.getKey(), entry.getValue().value());
    }
    return metadata;
  }

  RouteInfo describe() {
    return new RouteInfo(
        method,
        template.toString(),
        action.display(),
        action.location(),
        name,
        !isWebSocket() && layers.merged().get(LayerSettings.IN_SCHEMA).chosen().orElse(true),
        isWebSocket());
  }

  /// `Widgets.get(String sku) (Widgets.java:17)`, made only when a report asks.
  @Override
  public String toString() {
    return action.display() + action.location().map(place -> " (" + place + ")").orElse("");
  }
}
