package dev.lodestar.bind;

import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerParameter;
import dev.lodestar.http.Headers;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.InputSource;
import dev.lodestar.model.ModelException;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.Slots;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// The planning of one handler on one route. Used once, by one thread.
final class RoutePlanning {
  private final ArgumentPlanner.Values values;
  private final Function<HandlerParameter, Optional<ExplicitSource>> annotations;
  private final HandlerMethod handler;
  private final HttpMethod method;
  private final PathTemplate template;
  private final Set<String> pathNames;
  private final List<StartupProblem> problems = new ArrayList<>();
  private final PathSlots pathSlots;

  RoutePlanning(
      ArgumentPlanner.Values values,
      Function<HandlerParameter, Optional<ExplicitSource>> annotations,
      HandlerMethod handler,
      HttpMethod method,
      PathTemplate template,
      Set<String> pathNames) {
    this.values = values;
    this.annotations = annotations;
    this.handler = handler;
    this.method = method;
    this.template = template;
    this.pathNames = pathNames;
    this.pathSlots = new PathSlots(template, values.slots());
  }

  Optional<RoutePlan> plan(Consumer<StartupProblem> sink) {
    var parameters = handler.parameters();
    var arguments = new Argument[parameters.size()];
    for (var i = 0; i < arguments.length; i++) {
      arguments[i] = resolve(parameters.get(i));
    }
    problems.forEach(sink);
    return problems.isEmpty()
        ? Optional.of(new RoutePlan(new Arguments(arguments), pathSlots.converters()))
        : Optional.empty();
  }

  private Argument resolve(HandlerParameter parameter) {
    try {
      var explicit = annotations.apply(parameter);
      return explicit.isPresent() ? explicit(parameter, explicit.get()) : byRules(parameter);
    } catch (ModelException unsupported) {
      for (var problem : unsupported.problems()) {
        problems.add(unusable(parameter, problem));
      }
      return refused();
    }
  }

  private Argument byRules(HandlerParameter parameter) {
    if (!pathNames.isEmpty() && pathNames.contains(parameter.name().orElse(""))) {
      return fromPath(parameter, parameter.name().orElseThrow());
    }
    var context = values.context().argument(parameter.rawType());
    if (context.isPresent()) {
      return context.get();
    }
    if (Declared.shape(parameter, values.models()).isPresent()) {
      return parameter.name().isPresent()
          ? fromText(parameter, TextSource.QUERY, parameter.name().get())
          : refuse(handler.missingName(parameter));
    }
    return takesBody() && isOnlyBodyCandidate(parameter)
        ? fromBody(parameter)
        : refuse(unresolvable(parameter));
  }

  private Argument explicit(HandlerParameter parameter, ExplicitSource explicit) {
    if (explicit.source() == InputSource.BODY) {
      return method == HttpMethod.GET || method == HttpMethod.HEAD
          ? refuse(bodyWithoutContent(parameter))
          : fromBody(parameter);
    }
    var name = explicit.name().or(parameter::name);
    if (name.isEmpty()) {
      return refuse(handler.missingName(parameter));
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

  private Argument fromPath(HandlerParameter parameter, String name) {
    var index = pathSlots.indexOf(name);
    if (index < 0 && !pathNames.contains(name)) {
      return refuse(notInPath(parameter, name));
    }
    var shape = Declared.shape(parameter, values.models());
    if (shape.isEmpty()) {
      return refuse(notASimpleType(parameter, "path parameter \"" + name + "\""));
    }
    if (index < 0) {
      return absentFromPath(parameter, name, shape.get());
    }
    if (shape.get().takesSeveral() && !takesSegments(shape.get(), index)) {
      return refuse(notASimpleType(parameter, "path parameter \"" + name + "\""));
    }
    var conflict = pathSlots.claim(index, shape.get());
    return conflict.isPresent()
        ? refuse(slotConflict(parameter, name, conflict.get()))
        : new PathArgument(name, index, shape.get(), values.json().constraints());
  }

  private boolean takesSegments(ValueShape shape, int index) {
    return pathSlots.isGreedy(index)
        && shape.use().model().rawClass() == List.class
        && shape.elementType() == String.class;
  }

  /// The name stands in another path of the handler, and not in this one.
  private Argument absentFromPath(HandlerParameter parameter, String name, ValueShape shape) {
    return shape.isRequired()
        ? refuse(sometimesAbsent(parameter, name))
        : (request, match, errors) -> shape.absent();
  }

  private Argument fromText(HandlerParameter parameter, TextSource source, String name) {
    var shape = Declared.shape(parameter, values.models());
    if (shape.isEmpty()) {
      return refuse(notASimpleType(parameter, source.inputSource().noun() + " \"" + name + "\""));
    }
    if (source != TextSource.QUERY && !isToken(name)) {
      return refuse(notAToken(parameter, source, name));
    }
    var argument = new TextArgument(source, name, shape.get(), values.json().constraints());
    var violation = argument.violationOfDefault();
    return violation.isPresent() ? refuse(defaultForbidden(parameter, violation.get())) : argument;
  }

  /// Header and cookie names have one grammar, and headers know it.
  private static boolean isToken(String name) {
    try {
      return !Headers.of(name, "").isEmpty();
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }

  private Argument fromBody(HandlerParameter parameter) {
    return new BodyArgument(values.json(), Declared.use(parameter, values.models()));
  }

  private boolean takesBody() {
    return method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH;
  }

  private boolean isOnlyBodyCandidate(HandlerParameter parameter) {
    for (var other : handler.parameters()) {
      if (other != parameter && isBodyCandidate(other)) {
        return false;
      }
    }
    return isBodyCandidate(parameter);
  }

  private boolean isBodyCandidate(HandlerParameter parameter) {
    var explicit = annotations.apply(parameter);
    if (explicit.isPresent()) {
      return explicit.get().source() == InputSource.BODY;
    }
    if (values.context().argument(parameter.rawType()).isPresent()) {
      return false;
    }
    try {
      return Declared.shape(parameter, values.models()).isEmpty();
    } catch (ModelException reported) {
      return false; // a mistake of that parameter is reported once, with that parameter
    }
  }

  // The problems. Each says what rule is broken, for which parameter, and what to write instead.

  private Argument refuse(StartupProblem problem) {
    problems.add(problem);
    return refused();
  }

  /// Stands where a problem has been reported; no route is built from it.
  private static Argument refused() {
    return (request, match, errors) -> {
      throw new IllegalStateException("A route with start-up problems was built.");
    };
  }

  private StartupProblem problem(String code, String what, String fix) {
    return handler.problem(code, what, fix);
  }

  private static String label(HandlerParameter parameter) {
    return "\"" + parameter + "\"";
  }

  private StartupProblem unresolvable(HandlerParameter parameter) {
    var candidates = new ArrayList<String>();
    for (var other : handler.parameters()) {
      if (isBodyCandidate(other)) {
        candidates.add(label(other));
      }
    }
    var body =
        takesBody()
            ? "there are "
                + candidates.size()
                + " parameters that could be the body ("
                + String.join(", ", candidates)
                + ")"
            : method + " requests have no body";
    return problem(
        "parameter-source",
        "The parameter "
            + label(parameter)
            + " has no source: no annotation names one, "
            + (pathNames.isEmpty()
                ? "the path \"" + template + "\" has no parameters"
                : "its name is not in the path \"" + template + "\"")
            + ", its type does not stand for the request or a part of it, "
            + body
            + ", and its type is not a simple one that could come from the query.",
        takesBody()
            ? "Put @Body on the parameter that is the body, and take the others from elsewhere."
            : "Give it a simple type (String, a number, boolean, enum, UUID, java.time, or an"
                + " Optional, List, Set or array of these), register a converter for its type with"
                + " converter(…), or take the dev.lodestar.http.Request instead.");
  }

  private StartupProblem bodyWithoutContent(HandlerParameter parameter) {
    return problem(
        "body-without-content",
        "The parameter "
            + label(parameter)
            + " is annotated with @Body, but the content of a "
            + method
            + " request has no meaning.",
        "Use @Post, @Put or @Patch, or take the value from the query.");
  }

  private StartupProblem notASimpleType(HandlerParameter parameter, String what) {
    return problem(
        "parameter-type",
        "The parameter "
            + label(parameter)
            + " takes the "
            + what
            + ", but its type cannot be made of a text.",
        "Use String, a number, boolean, enum, UUID, URI, a type of java.time or another simple type,"
            + " or register a converter for the type with converter(…).");
  }

  private StartupProblem notAToken(HandlerParameter parameter, TextSource source, String name) {
    return problem(
        "parameter-name-illegal",
        "The parameter "
            + label(parameter)
            + " takes the "
            + source.inputSource().noun()
            + " \""
            + name.replace("\n", "\\n").replace("\r", "\\r")
            + "\", but no request can carry one of that name.",
        "Write a name of letters, digits and !#$%&'*+-.^_`|~.");
  }

  private StartupProblem defaultForbidden(HandlerParameter parameter, String violation) {
    return problem(
        "default-constraint",
        "The default of parameter "
            + label(parameter)
            + " violates the parameter's own constraint: "
            + violation
            + ".",
        "Change the default or the constraint.");
  }

  private StartupProblem notInPath(HandlerParameter parameter, String name) {
    var known = pathSlots.names();
    var suggestion = Suggestions.closest(name, known);
    return problem(
        "path-parameter-unknown",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", but the path \""
            + template
            + "\" has "
            + (known.isEmpty() ? "no parameters" : "only " + String.join(", ", known))
            + ".",
        suggestion.isPresent()
            ? "Did you mean \"" + suggestion.get() + "\"?"
            : "Write {" + name + "} in the path, or drop @PathParam.");
  }

  private StartupProblem sometimesAbsent(HandlerParameter parameter, String name) {
    return problem(
        "path-parameter-absent",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", which the path \""
            + template
            + "\" does not have, though another path of the handler has.",
        "Make it an Optional, annotate it with @Nullable, or give it a @Default.");
  }

  private StartupProblem slotConflict(HandlerParameter parameter, String name, Slots.Slot<?> slot) {
    return problem(
        "path-parameter-type",
        "The parameter "
            + label(parameter)
            + " takes the path parameter \""
            + name
            + "\", whose slot in \""
            + template
            + "\" gives "
            + slot.type().getSimpleName()
            + ".",
        "Change the type to "
            + slot.type().getSimpleName()
            + ", or write {"
            + name
            + "} so that the parameter's type decides.");
  }

  private StartupProblem unusable(HandlerParameter parameter, ModelProblem problem) {
    return problem(
        "parameter-declaration",
        "The parameter "
            + label(parameter)
            + " cannot be used"
            + (problem.path().equals(Declared.label(parameter)) ? "" : " (" + problem.path() + ")")
            + ": "
            + problem.message(),
        problem.fix());
  }
}
