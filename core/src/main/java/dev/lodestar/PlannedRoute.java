package dev.lodestar;

import dev.lodestar.bind.Arguments;
import dev.lodestar.convert.Converter;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.route.PathTemplate;
import java.util.List;
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
record PlannedRoute(
    HttpMethod method,
    PathTemplate template,
    List<Converter<?>> converters,
    Optional<String> name,
    ResultWriter writer,
    Action action) {

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

  /// A function.
  record FunctionAction(RequestHandler handler, CallSite callSite) implements Action {
    @Override
    public String display() {
      return "a function";
    }

    @Override
    public Optional<String> location() {
      return callSite.location();
    }
  }

  RouteInfo describe() {
    return new RouteInfo(method, template.toString(), action.display(), action.location(), name);
  }

  /// `Widgets.get(String sku) (Widgets.java:17)`, made only when a report asks.
  @Override
  public String toString() {
    return action.display() + action.location().map(place -> " (" + place + ")").orElse("");
  }
}
