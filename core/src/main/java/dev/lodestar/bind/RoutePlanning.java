package dev.lodestar.bind;

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
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.inject.Scope;
import dev.lodestar.model.ModelException;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.PathTemplate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final HttpMethod method;
  private final Set<String> pathNames;
  private final ProblemList problems;
  private final ParameterProblems wrong;
  private final PathSlots pathSlots;
  private final Choices choices;
  private final SingletonPlanner singletons;
  private final Inputs inputs = new Inputs();
  private final ScopeDraft draft = new ScopeDraft();

  /// The providers that are being planned, the one that the handler needs first.
  private final Deque<ProviderEntry> open = new ArrayDeque<>();

  RoutePlanning(
      ArgumentPlanner.Values values,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations,
      HandlerMethod handler,
      HttpMethod method,
      PathTemplate template,
      Set<String> pathNames,
      ProviderLayers layers,
      Singletons singletons,
      ProblemList problems) {
    this.values = values;
    this.annotations = annotations;
    this.handler = handler;
    this.method = method;
    this.pathNames = pathNames;
    this.problems = problems;
    this.wrong = new ParameterProblems(method, template);
    this.pathSlots = new PathSlots(template, values.slots());
    this.choices = new Choices(layers, this::isSimple, problems::add);
    this.singletons =
        new SingletonPlanner(
            singletons,
            choices,
            values.context()::shared,
            parameter -> ArgumentPlanner.requestData(parameter, annotations, values.context()),
            problems::addOnce);
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
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutePlan(
            arguments(references, receiverReference, required),
            pathSlots.converters(),
            pathSlots.takenNames()));
  }

  private int required(Class<?> group) {
    var entry = choices.find(group);
    return entry == null || !entry.isUsable() ? refused() : provided(entry);
  }

  private Arguments arguments(
      List<Integer> references, @Nullable Integer receiver, List<Integer> required) {
    if (!draft.isEmpty()) {
      return new Arguments(
          inputs.all(), draft.build(inputs.size(), references, receiver, required));
    }
    var arguments = new Argument[references.size()];
    for (var i = 0; i < arguments.length; i++) {
      arguments[i] = inputs.get(references.get(i));
    }
    return new Arguments(arguments);
  }

  /// Resolves a parameter to a reference of the draft: an input, or the value of a provider.
  ///
  /// @param taker the provider whose parameter it is; null for the handler
  private int resolve(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    try {
      var explicit =
          parameter.isReceiver() ? Optional.<ExplicitSource>empty() : annotations.apply(parameter);
      return explicit.isPresent() ? explicit(parameter, explicit.get()) : byRules(parameter, taker);
    } catch (ModelException unsupported) {
      for (var problem : unsupported.problems()) {
        refuse(parameter, wrong.unusable(parameter, problem));
      }
      return REFUSED;
    }
  }

  private int byRules(HandlerParameter parameter, @Nullable ProviderEntry taker) {
    var injected = Choices.isExplicit(parameter);
    if (!injected && !pathNames.isEmpty() && pathNames.contains(parameter.name().orElse(""))) {
      return fromPath(parameter, parameter.name().orElseThrow());
    }
    var context = values.context().argument(parameter.rawType());
    if (context.isPresent()) {
      return inputs.add(context.get());
    }
    var choice = choices.choose(parameter, taker);
    if (choice.isPresent()) {
      return fromProviders(parameter, choice.get());
    }
    if (Declared.shape(parameter, values.models()).isPresent()) {
      return parameter.name().isPresent()
          ? fromText(parameter, TextSource.QUERY, parameter.name().get())
          : refuse(parameter, parameter.owner().missingName(parameter));
    }
    return takesBody() && isOnlyBodyCandidate(parameter, taker)
        ? fromBody(parameter)
        : refuse(parameter, unresolvable(parameter, taker));
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
      var source = singletons.plan(entry);
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
    if (explicit.source() == InputSource.BODY) {
      return method == HttpMethod.GET || method == HttpMethod.HEAD
          ? refuse(parameter, wrong.bodyWithoutContent(parameter))
          : fromBody(parameter);
    }
    var name = explicit.name().or(parameter::name);
    if (name.isEmpty()) {
      return refuse(parameter, parameter.owner().missingName(parameter));
    }
    return switch (explicit.source()) {
      case PATH -> fromPath(parameter, name.get());
      case QUERY -> fromText(parameter, TextSource.QUERY, name.get());
      case COOKIE -> fromText(parameter, TextSource.COOKIE, name.get());
      case HEADER ->
          fromText(parameter, TextSource.HEADER, explicit.name().orElse(headerNameOf(name.get())));
      case BODY -> fromBody(parameter);
    };
  }

  /// `ifModifiedSince` becomes `If-Modified-Since`.
  private static String headerNameOf(String parameterName) {
    var header = new StringBuilder(parameterName.length() + 4);
    for (var i = 0; i < parameterName.length(); i++) {
      var c = parameterName.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        header.append('-');
      }
      header.append(i == 0 ? Character.toUpperCase(c) : c == '_' ? '-' : c);
    }
    return header.toString();
  }

  private int fromPath(HandlerParameter parameter, String name) {
    var index = pathSlots.indexOf(name);
    if (index < 0 && !pathNames.contains(name)) {
      return refuse(parameter, wrong.notInPath(parameter, name, pathSlots.names()));
    }
    var shape = Declared.shape(parameter, values.models());
    if (shape.isEmpty()) {
      return refuse(parameter, wrong.notASimpleType(parameter, "path parameter \"" + name + "\""));
    }
    if (index < 0) {
      return absentFromPath(parameter, name, shape.get());
    }
    if (shape.get().takesSeveral() && !takesSegments(shape.get(), index)) {
      return refuse(parameter, wrong.notASimpleType(parameter, "path parameter \"" + name + "\""));
    }
    var earlier = pathSlots.takenAs(index, shape.get());
    if (earlier.isPresent()) {
      return refuse(parameter, wrong.takenAsOtherType(parameter, name, earlier.get()));
    }
    var conflict = pathSlots.claim(index, shape.get());
    return conflict.isPresent()
        ? refuse(parameter, wrong.slotConflict(parameter, name, conflict.get()))
        : inputs.add(new PathArgument(name, index, shape.get(), values.json().constraints()));
  }

  private boolean takesSegments(ValueShape shape, int index) {
    return pathSlots.isGreedy(index)
        && shape.use().model().rawClass() == List.class
        && shape.elementType() == String.class;
  }

  /// The name stands in another path of the handler, and not in this one.
  private int absentFromPath(HandlerParameter parameter, String name, ValueShape shape) {
    return shape.isRequired()
        ? refuse(parameter, wrong.sometimesAbsent(parameter, name))
        : inputs.add((request, match, errors) -> shape.absent());
  }

  private int fromText(HandlerParameter parameter, TextSource source, String name) {
    var shape = Declared.shape(parameter, values.models());
    if (shape.isEmpty()) {
      return refuse(
          parameter,
          wrong.notASimpleType(parameter, source.inputSource().noun() + " \"" + name + "\""));
    }
    if (source != TextSource.QUERY && !isToken(name)) {
      return refuse(parameter, wrong.notAToken(parameter, source, name));
    }
    var argument = new TextArgument(source, name, shape.get(), values.json().constraints());
    var violation = argument.violationOfDefault();
    return violation.isPresent()
        ? refuse(parameter, wrong.defaultForbidden(parameter, violation.get()))
        : inputs.add(argument);
  }

  /// Header and cookie names have one grammar, and headers know it.
  private static boolean isToken(String name) {
    try {
      return !Headers.of(name, "").isEmpty();
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private int fromBody(HandlerParameter parameter) {
    return inputs.addBody(
        parameter, new BodyArgument(values.json(), Declared.use(parameter, values.models())));
  }

  private boolean takesBody() {
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
    var candidates = new ArrayList<HandlerParameter>();
    for (var other : parameter.owner().parameters()) {
      if (isBodyCandidate(other, taker)) {
        candidates.add(other);
      }
    }
    return wrong.unresolvable(
        parameter,
        takesBody() ? Optional.of(candidates) : Optional.empty(),
        !pathNames.isEmpty(),
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
