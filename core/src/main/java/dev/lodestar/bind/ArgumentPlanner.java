package dev.lodestar.bind;

import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.json.Json;
import dev.lodestar.model.Models;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Slots;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Decides where each parameter of a handler takes its value from, by the published rules:
///
/// 1. an annotation says so;
/// 2. its name is in the path template: the path;
/// 3. its type stands for the request, a part of it, or a part of the application;
/// 4. a provider has its type (reserved for providers, which do not exist yet);
/// 5. on a method with a body, it is the only parameter whose type is not simple: the body;
/// 6. its type is simple: the query.
///
/// Anything else is a start-up problem. Immutable and thread-safe.
public final class ArgumentPlanner {
  private final Slots slots;
  private final Json json;
  private final ContextTypes context;
  private final Function<HandlerParameter, Optional<ExplicitSource>> annotations;

  /// Creates a planner.
  ///
  /// @param context the types that stand for the request, a part of it or the application
  /// @param annotations reads what the annotations of a parameter say of its source
  public ArgumentPlanner(
      Slots slots,
      Json json,
      ContextTypes context,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations) {
    this.slots = slots;
    this.json = json;
    this.context = context;
    this.annotations = annotations;
  }

  /// Plans one route of a handler.
  ///
  /// @param handler the handler
  /// @param method the request method of the route
  /// @param template the whole path template of the route
  /// @param pathNames the names in all path templates of the handler, so that a parameter which is
  ///   in one of them never becomes a query parameter on another
  /// @param problems receives every mistake
  /// @return the plan; nothing if there was a mistake
  public Optional<RoutePlan> plan(
      HandlerMethod handler,
      HttpMethod method,
      PathTemplate template,
      Set<String> pathNames,
      Consumer<StartupProblem> problems) {
    return new RoutePlanning(
            new Values(json.models(), slots, json, context),
            annotations,
            handler,
            method,
            template,
            pathNames)
        .plan(problems);
  }

  /// What values are made with.
  record Values(Models models, Slots slots, Json json, ContextTypes context) {}
}
