package dev.lodestar.bind;

import dev.lodestar.cursor.CursorKeys;
import dev.lodestar.graph.Choices;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.graph.SingletonPlanner;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.json.Json;
import dev.lodestar.model.Models;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.Slots;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Decides where each parameter of a handler takes its value from, by the published rules:
///
/// 1. an annotation says so;
/// 2. its name is in the path template: the path;
/// 3. its type stands for the request, a part of it, or a part of the application;
/// 4. a provider on a layer around the handler has its type;
/// 5. on a method with a body, it is the only parameter whose type is not simple: the body;
/// 6. its type is simple: the query.
///
/// The parameters of providers are resolved by the same rules. Anything else is a start-up problem.
/// Used by one thread, while an application is built.
public final class ArgumentPlanner {
  private final Slots slots;
  private final Json json;
  private final Readings readings;
  private final ContextTypes context;
  private final Function<HandlerParameter, Optional<ExplicitSource>> annotations;
  private final Singletons singletons;
  private final Supplier<CursorKeys> cursorKeys;

  /// The mistakes of providers that have been reported, so that each is reported once and not for
  /// every handler.
  private final Set<Object> reported = new HashSet<>();

  /// Creates a planner.
  ///
  /// @param json what parameters are read with
  /// @param written what results are written with: what clients see, which some patches need to
  ///   know
  /// @param context the types that stand for the request, a part of it or the application
  /// @param annotations reads what the annotations of a parameter say of its source
  /// @param ownCodecs finds the codecs of a parameter that has its own
  /// @param singletons receives the singletons that are needed
  /// @param cursorKeys sign the cursors of the application
  public ArgumentPlanner(
      Slots slots,
      Json json,
      Json written,
      ContextTypes context,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations,
      Function<HandlerParameter, Optional<Json>> ownCodecs,
      Singletons singletons,
      Supplier<CursorKeys> cursorKeys) {
    this.slots = slots;
    this.json = json;
    this.readings = new Readings(json, written, ownCodecs);
    this.context = context;
    this.annotations = annotations;
    this.singletons = singletons;
    this.cursorKeys = cursorKeys;
  }

  /// Plans one route of a handler.
  ///
  /// @param handler the handler
  /// @param route the route
  /// @param layers the providers that the handler sees
  /// @param receiver makes what the handler is called on for each request; null if that is shared
  /// @param groups classes of parameters that every handler of a layer has, each with a provider
  /// @param problems receives every mistake
  /// @return the plan; nothing if there was a mistake
  public Optional<RoutePlan> plan(
      HandlerMethod handler,
      RouteShape route,
      ProviderLayers layers,
      @Nullable ProviderEntry receiver,
      Collection<Class<?>> groups,
      Consumer<StartupProblem> problems) {
    var values = new Values(slots, json, readings, context, new LinkedHashSet<>(), cursorKeys);
    var found = new ProblemList(reported);
    var plan =
        new RoutePlanning(values, annotations, handler, route, layers, singletons, found)
            .plan(receiver, groups);
    found.problems().forEach(problems);
    return plan;
  }

  /// Plans a value that all requests share, and that is no parameter: a controller.
  ///
  /// @param entry makes the value
  /// @param layers the providers that it sees
  /// @param problems receives every mistake
  /// @return where the value is taken from; nothing if there was a mistake
  public Optional<SingletonSource> planShared(
      ProviderEntry entry, ProviderLayers layers, Consumer<StartupProblem> problems) {
    if (!entry.isUsable()) {
      return Optional.empty();
    }
    var found = new ProblemList(reported);
    var choices = new Choices(layers, this::isSimple, found);
    var planner =
        new SingletonPlanner(
            singletons, choices, context::shared, this::requestData, found::addOnce);
    var source = planner.plan(entry);
    found.problems().forEach(problems);
    return Optional.ofNullable(source);
  }

  private boolean isSimple(Class<?> type) {
    return Declared.mayBeSimple(type, json.models());
  }

  /// What a parameter is of the request, by annotation or type.
  private Optional<String> requestData(HandlerParameter parameter) {
    return requestData(parameter, annotations, context);
  }

  static Optional<String> requestData(
      HandlerParameter parameter,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations,
      ContextTypes context) {
    var explicit =
        parameter.isReceiver() ? Optional.<ExplicitSource>empty() : annotations.apply(parameter);
    if (explicit.isPresent()) {
      return Optional.of("the " + explicit.get().source().noun() + " of a request");
    }
    return context.argument(parameter.rawType()).isPresent()
            || FormPlanner.isForm(parameter)
            || PagePlanner.isPage(parameter)
        ? Optional.of("what there is for each request")
        : Optional.empty();
  }

  /// What values are made with.
  ///
  /// @param read receives the parameters that codecs read
  record Values(
      Slots slots,
      Json json,
      Readings readings,
      ContextTypes context,
      Set<HandlerParameter> read,
      Supplier<CursorKeys> cursorKeys) {
    Models models() {
      return json.models();
    }

    /// What a parameter is read with: codecs of its own only where codecs read it.
    Json jsonOf(HandlerParameter parameter) {
      return read.contains(parameter) ? readings.of(parameter).json() : json;
    }

    Readings.Reading reading(HandlerParameter parameter) {
      read.add(parameter);
      return readings.of(parameter);
    }
  }
}
