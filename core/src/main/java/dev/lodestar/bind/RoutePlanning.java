package dev.lodestar.bind;

import dev.lodestar.body.BodyKind;
import dev.lodestar.body.ContentTypes;
import dev.lodestar.form.Multipart;
import dev.lodestar.graph.Choice;
import dev.lodestar.graph.Choices;
import dev.lodestar.graph.Cycles;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.graph.ScopeDraft;
import dev.lodestar.graph.SingletonPlanner;
import dev.lodestar.graph.Singletons;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.handler.Signature;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.http.Request;
import dev.lodestar.http.RequestBody;
import dev.lodestar.inject.Scope;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.websocket.WebSocket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The planning of one handler on one route: its parameters and those of the providers that it
/// needs. Used once, by one thread.
final class RoutePlanning {
  /// Stands for a value where a problem has been reported; no route is built from it.
  private static final int REFUSED = 0;

  private final ArgumentPlanner.Values values;
  private final Function<HandlerParameter, Optional<ExplicitSource>> annotations;
  private final HandlerMethod handler;
  private final RouteShape route;
  private final ProblemList problems;
  private final ParameterProblems wrong;
  private final BiConsumer<HandlerParameter, StartupProblem> refusals;
  private final PathSlots pathSlots;
  private final Choices choices;
  private final Singletons singletons;
  private final FieldPlanner fields;
  private final PathPlanner paths;
  private final BodyTakers bodyTakers = new BodyTakers();
  private final Inputs inputs = new Inputs();
  private final ScopeDraft draft = new ScopeDraft();

  /// Made for the first parameter of its kind, since most handlers have none.
  private @Nullable PagePlanner pages;

  private @Nullable SingletonPlanner singletonPlanner;

  /// Whether the handler takes the request itself.
  private boolean openRequest;

  /// What the providers call that are called for each request.
  private final List<Signature> signatures = new ArrayList<>();

  /// The providers that are being planned, the one that the handler needs first.
  private final Deque<ProviderEntry> open = new ArrayDeque<>();

  RoutePlanning(
      ArgumentPlanner.Values values,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations,
      HandlerMethod handler,
      RouteShape route,
      ProviderLayers layers,
      Singletons singletons,
      ProblemList problems) {
    this.values = values;
    this.annotations = annotations;
    this.handler = handler;
    this.route = route;
    this.problems = problems;
    this.wrong = new ParameterProblems(route.method(), route.template(), route.webSocket());
    this.pathSlots = new PathSlots(route.template(), values.slots());
    this.refusals = this::refuse;
    this.fields = new FieldPlanner(values, route.consumed(), wrong, refusals);
    this.paths = new PathPlanner(values, pathSlots, route, wrong, refusals);
    this.choices = new Choices(layers, this::isSimple, problems);
    this.singletons = singletons;
  }

  private PagePlanner pages() {
    var known = pages;
    if (known == null) {
      known = new PagePlanner(values.json(), values.cursorKeys(), route, wrong, refusals);
      pages = known;
    }
    return known;
  }

  private SingletonPlanner singletonPlanner() {
    var known = singletonPlanner;
    if (known == null) {
      known =
          new SingletonPlanner(
              singletons,
              choices,
              values.context()::shared,
              parameter -> ArgumentPlanner.requestData(parameter, annotations, values.context()),
              problems::addOnce);
      singletonPlanner = known;
    }
    return known;
  }

  private boolean isSimple(Class<?> type) {
    return Declared.mayBeSimple(type, values.models());
  }

  /// Plans the route.
  ///
  /// @param receiver makes what the handler is called on for each request; null if that is shared
  /// @param groups parameters that every handler of a layer has, whether it takes them or not
  Optional<RoutePlan> plan(@Nullable ProviderEntry receiver, Collection<Class<?>> groups) {
    Integer receiverReference = null;
    if (receiver != null) {
      receiverReference = receiver.isUsable() ? provided(receiver) : refused();
    }
    var references = new ArrayList<Integer>();
    for (var parameter : handler.parameters()) {
      references.add(resolve(parameter, null));
    }
    var required = new ArrayList<Integer>();
    for (var group : groups) {
      required.add(required(group));
    }
    fields.checkPages();
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutePlan(
            arguments(references, receiverReference, required),
            pathSlots.converters(),
            pathSlots.takenNames(),
            values.read()));
  }

  private int required(Class<?> group) {
    var entry = choices.find(group);
    return entry == null || !entry.isUsable() ? refused() : provided(entry);
  }

  private Arguments arguments(
      List<Integer> references, @Nullable Integer receiver, List<Integer> required) {
    fields.finish(inputs.all());
    var settings = values.json().constraints();
    var restriction =
        route.consumed().isEmpty() ? null : ContentTypes.of(BodyKind.RAW, route.consumed());
    if (!draft.isEmpty()) {
      var plan = draft.build(inputs.size(), references, receiver, required);
      return new Arguments(inputs.all(), plan, settings, restriction, openRequest, signatures);
    }
    var arguments = new Argument[references.size()];
    for (var i = 0; i < arguments.length; i++) {
      arguments[i] = inputs.get(references.get(i));
    }
    return new Arguments(arguments, null, settings, restriction, openRequest, signatures);
  }

  /// Resolves a parameter to a reference of the draft: an input, or the value of a provider.
  ///
  /// @param taker the provider whose parameter it is; null for the handler
  private int resolve(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    try {
      if (PagePlanner.isLimitedInVain(parameter)) {
        return refuse(parameter, wrong.pageSizeWithoutPage(parameter));
      }
      var explicit =
          parameter.isReceiver() ? Optional.<ExplicitSource>empty() : annotations.apply(parameter);
      return explicit.isPresent() ? explicit(parameter, explicit.get()) : byRules(parameter, taker);
    } catch (ModelException unsupported) {
      if (parameter.rawType() == WebSocket.class) {
        return refuse(parameter, wrong.socketWithoutHandshake(parameter));
      }
      var file = fields.fileIn(parameter);
      if (file.isPresent()) {
        return refuse(parameter, wrong.fileOutsideForm(parameter, file.get()));
      }
      var page = PagePlanner.pageIn(parameter);
      if (page.isPresent()) {
        return refuse(parameter, wrong.pageInGroup(parameter, page.get()));
      }
      for (var problem : unsupported.problems()) {
        refuse(parameter, unusable(parameter, problem));
      }
      return REFUSED;
    }
  }

  /// What a DTO leaves out is told apart from what the type lacks itself.
  private StartupProblem unusable(HandlerParameter parameter, ModelProblem problem) {
    var models = values.readings().of(parameter).models();
    var source = annotations.apply(parameter).map(ExplicitSource::source);
    var draftable =
        source.orElse(InputSource.BODY) == InputSource.BODY
            && DtoGaps.isDraftable(parameter, models, problem);
    if (DtoGaps.isLacking(parameter, models, problem)) {
      return wrong.constructor(parameter, problem, draftable);
    }
    return draftable ? wrong.undrafted(parameter, problem) : wrong.unusable(parameter, problem);
  }

  private boolean isInPath(String name) {
    return !route.pathNames().isEmpty() && route.pathNames().contains(name);
  }

  private int byRules(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    var injected = Choices.isExplicit(parameter);
    if (!injected && isInPath(parameter.name().orElse(""))) {
      return PagePlanner.isPage(parameter)
          ? refuse(parameter, wrong.pageInPath(parameter))
          : added(paths.argument(parameter, parameter.name().orElseThrow()));
    }
    if (route.webSocket() && parameter.rawType() == WebSocket.class) {
      return inputs.add(SocketArgument.INSTANCE);
    }
    var context = values.context().argument(parameter.rawType());
    if (context.isPresent()) {
      return fromContext(parameter, context.get());
    }
    if (!injected && PagePlanner.isPage(parameter)) {
      return added(fields.page(parameter, pages(), Optional.empty()));
    }
    if (!injected && FormPlanner.isForm(parameter)) {
      return fromForm(parameter, Optional.empty());
    }
    var choice = choices.choose(parameter, taker);
    if (choice.isPresent()) {
      return fromProviders(parameter, choice.get());
    }
    var shape = Declared.shape(parameter, values.models());
    if (shape.isPresent()) {
      return added(fields.inHead(parameter, RequestTexts.QUERY, Optional.empty(), shape.get()));
    }
    return takesBody() && isOnlyBodyCandidate(parameter, taker)
        ? fromBody(parameter)
        : refuse(parameter, unresolvable(parameter, taker));
  }

  private int fromContext(HandlerParameter parameter, Argument argument) {
    if (parameter.rawType() == RequestBody.class && route.webSocket()) {
      return refuse(parameter, wrong.bodyWithoutContent(parameter));
    }
    var input = inputs.add(argument);
    openRequest |= parameter.rawType() == Request.class && parameter.owner() == handler;
    return parameter.rawType() == RequestBody.class
        ? taking(parameter, input, BodyTakers.Way.WHOLE)
        : input;
  }

  private int fromProviders(HandlerParameter parameter, Choice choice) {
    if (choice.isMissing()) {
      return refuse(parameter, choices.missing(parameter, choice, chain()));
    }
    if (choice.isBroken()) {
      return refused();
    }
    var sources = new ArrayList<Integer>();
    for (var entry : choice.entries()) {
      sources.add(provided(entry));
    }
    return switch (choice.shape()) {
      case ONE -> sources.getFirst();
      case MAYBE -> draft.maybe(sources);
      case ALL -> draft.all(sources);
      case LATER -> draft.later(sources.getFirst());
    };
  }

  /// The value of a provider: a new one, or the one that is in the plan already.
  private int provided(ProviderEntry entry) {
    if (entry.scope() == Scope.SINGLETON) {
      var source = singletonPlanner().plan(entry);
      return source == null ? refused() : inputs.add(new SingletonArgument(source));
    }
    var known = draft.sharedValue(entry);
    if (known != null) {
      return known;
    }
    if (open.contains(entry)) {
      problems.addOnce(entry, Cycles.problem(entry, open));
      return refused();
    }
    open.addLast(entry);
    var sources = new ArrayList<Integer>();
    for (var parameter : entry.parameters()) {
      sources.add(resolve(parameter, entry));
    }
    open.removeLast();
    entry.signature().ifPresent(signatures::add);
    return draft.provided(entry, sources, entry.scope() == Scope.REQUEST);
  }

  /// How the handler comes to need the provider that is being planned.
  private String chain() {
    if (open.isEmpty()) {
      return "";
    }
    var text = new StringBuilder(" It is needed by this chain: ").append(handler);
    for (var entry : open) {
      text.append(" -> ").append(entry);
    }
    return text.append('.').toString();
  }

  private int explicit(HandlerParameter parameter, ExplicitSource explicit) {
    if (PagePlanner.isPage(parameter)) {
      return explicit.source() == InputSource.QUERY
          ? added(fields.page(parameter, pages(), explicit.name()))
          : refuse(parameter, wrong.pageOutsideQuery(parameter));
    }
    return switch (explicit.source()) {
      case BODY -> fromBody(parameter);
      case FORM -> fromForm(parameter, explicit.name());
      case PATH -> {
        var name = explicit.name().or(parameter::name);
        yield name.isPresent()
            ? added(paths.argument(parameter, name.get()))
            : refuse(parameter, parameter.owner().missingName(parameter));
      }
      case QUERY, HEADER, COOKIE ->
          added(fields.inHead(parameter, sourceOf(explicit), explicit.name()));
    };
  }

  private int added(@Nullable Argument argument) {
    return argument == null ? REFUSED : inputs.add(argument);
  }

  /// One field or file of a form, a group of them, or the whole form.
  ///
  /// @param given the name that the annotation gives
  private int fromForm(HandlerParameter parameter, Optional<String> given) {
    if (!mayHaveBody()) {
      return refuse(parameter, wrong.bodyWithoutContent(parameter));
    }
    var unreadable = BodyKind.FORM.unreadable(route.consumed());
    if (unreadable.isPresent()) {
      return refuse(parameter, wrong.unreadable(parameter, unreadable.get(), BodyKind.FORM));
    }
    var argument = fields.inForm(parameter, given);
    var parts = parameter.rawType() == Multipart.class;
    return argument == null
        ? REFUSED
        : taking(
            parameter, inputs.add(argument), parts ? BodyTakers.Way.STREAMED : BodyTakers.Way.FORM);
  }

  private static TextSource sourceOf(ExplicitSource explicit) {
    return switch (explicit.source()) {
      case HEADER -> RequestTexts.HEADER;
      case COOKIE -> RequestTexts.COOKIE;
      default -> RequestTexts.QUERY;
    };
  }

  private int fromBody(HandlerParameter parameter) {
    if (!mayHaveBody()) {
      return refuse(parameter, wrong.bodyWithoutContent(parameter));
    }
    var context = values.context().argument(parameter.rawType());
    if (parameter.rawType() == RequestBody.class && context.isPresent()) {
      return fromContext(parameter, context.get());
    }
    var reading = values.reading(parameter);
    var bodies = new BodyPlanner(reading.models(), reading.bodies(), route.consumed());
    var kind = bodies.kind(parameter);
    if (kind == BodyKind.TYPED
        && !reading.models().projections().isEmpty()
        && DtoGaps.isPartial(parameter, reading.models())) {
      return refuse(parameter, wrong.partial(parameter));
    }
    var unreadable = kind.unreadable(route.consumed());
    if (unreadable.isPresent()) {
      return refuse(parameter, wrong.unreadable(parameter, unreadable.get(), kind));
    }
    var reader = bodies.reader(parameter);
    var input =
        inputs.addBody(parameter, new BodyArgument(reader, new Taker(parameter, reading.json())));
    return taking(
        parameter, input, reader.streams() ? BodyTakers.Way.STREAMED : BodyTakers.Way.WHOLE);
  }

  /// Makes sure that the body can be taken in all the ways in which it is.
  private int taking(HandlerParameter parameter, int input, BodyTakers.Way way) {
    var conflict = bodyTakers.add(parameter, input, way);
    if (conflict == null) {
      return input;
    }
    return refuse(
        parameter,
        conflict.form()
            ? wrong.bodyAndForm(conflict.first(), conflict.second())
            : wrong.bodyTakenTwice(conflict.second(), conflict.first()));
  }

  private boolean mayHaveBody() {
    return route.method() != HttpMethod.GET && route.method() != HttpMethod.HEAD;
  }

  private boolean takesBody() {
    var method = route.method();
    return method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH;
  }

  private boolean isOnlyBodyCandidate(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    for (var other : parameter.owner().parameters()) {
      if (other != parameter && isBodyCandidate(other, taker)) {
        return false;
      }
    }
    return isBodyCandidate(parameter, taker);
  }

  private boolean isBodyCandidate(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    if (Choices.isExplicit(parameter)) {
      return false;
    }
    var explicit = annotations.apply(parameter);
    if (explicit.isPresent()) {
      return explicit.get().source() == InputSource.BODY;
    }
    if (values.context().argument(parameter.rawType()).isPresent()
        || FormPlanner.isForm(parameter)
        || PagePlanner.isPage(parameter)
        || choices.choose(parameter, taker).isPresent()) {
      return false;
    }
    try {
      return Declared.shape(parameter, values.models()).isEmpty();
    } catch (ModelException reported) {
      return false; // a mistake of that parameter is reported once, with that parameter
    }
  }

  private StartupProblem unresolvable(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    if (parameter.rawType() == WebSocket.class) {
      return wrong.socketWithoutHandshake(parameter);
    }
    if (PatchShape.isOne(parameter) && !wrong.mayHaveBody()) {
      return wrong.patchWithoutContent(parameter);
    }
    var page = PagePlanner.requestFor(parameter);
    if (page.isPresent() && !wrong.mayHaveBody()) {
      return wrong.pageAsParameter(parameter, page.get());
    }
    var candidates = new ArrayList<HandlerParameter>();
    for (var other : parameter.owner().parameters()) {
      if (isBodyCandidate(other, taker)) {
        candidates.add(other);
      }
    }
    return wrong.unresolvable(
        parameter,
        takesBody() ? Optional.of(candidates) : Optional.empty(),
        !route.pathNames().isEmpty(),
        chain());
  }

  private int refuse(HandlerParameter parameter, StartupProblem problem) {
    var provider = open.peekLast();
    if (provider == null || parameter.owner() == handler) {
      problems.add(problem);
    } else {
      problems.addOnce(provider, problem);
    }
    return REFUSED;
  }

  /// Stands where a problem has been reported.
  private int refused() {
    problems.addReported();
    return REFUSED;
  }
}
