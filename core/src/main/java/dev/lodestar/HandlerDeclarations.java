package dev.lodestar;

import dev.lodestar.bind.RouteShape;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.http.HttpMethod;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Problem;
import dev.lodestar.http.Request;
import dev.lodestar.http.Response;
import dev.lodestar.http.Status;
import dev.lodestar.model.ModelException;
import dev.lodestar.pipeline.HookedWriter;
import dev.lodestar.pipeline.TimelyWriter;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.result.ResultDefaults;
import dev.lodestar.result.ResultWriter;
import dev.lodestar.result.Results;
import dev.lodestar.result.UnwritableException;
import dev.lodestar.route.PathTemplate;
import dev.lodestar.route.RouteProblem;
import dev.lodestar.route.Segment;
import dev.lodestar.route.Slots;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.suggest.Suggestions;
import dev.lodestar.websocket.WebSocket;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Reads the mapping annotations of handler methods into planned routes.
final class HandlerDeclarations {
  private final Codecs codecs;
  private final Slots slots;
  private final List<StartupProblem> problems;

  HandlerDeclarations(Codecs codecs, Slots slots, List<StartupProblem> problems) {
    this.codecs = codecs;
    this.slots = slots;
    this.problems = problems;
  }

  /// Adds the routes of one handler inside of layers.
  ///
  /// @param providers the providers that it sees, given what its own layer says
  void read(
      HandlerMethod handler,
      Controllers.Receiver receiver,
      Surroundings surroundings,
      Function<LayerSettings, ProviderLayers> providers,
      List<PlannedRoute> routes) {
    var layer =
        new AnnotatedLayer(handler.toString(), () -> Optional.of(handler.location().toString()));
    LayerAnnotations.read(handler.annotations(), layer, problems);
    LayerAnnotations.checkDropped(
        handler.droppedAnnotations(), handler.declaringClass(), layer, problems);
    var settings = layer.settings();
    var own = surroundings.with("", settings);
    var visible = providers.apply(settings);
    for (var mapping : Mapping.of(handler)) {
      read(handler, receiver, mapping, own, visible, routes);
    }
  }

  private void read(
      HandlerMethod handler,
      Controllers.Receiver receiver,
      Mapping mapping,
      Surroundings surroundings,
      ProviderLayers providers,
      List<PlannedRoute> routes) {
    var settings = surroundings.merged();
    var codecSet = codecs.of(settings);
    var methods = methodsOf(handler, mapping);
    var templates = templatesOf(handler, mapping, surroundings.path());
    var defaults = defaultsOf(handler, mapping, methods, settings);
    var consumed = consumedBy(handler, mapping);
    var pathNames = new HashSet<String>();
    for (var template : templates) {
      pathNames.addAll(namesIn(template));
    }
    if (methods.isEmpty() || templates.isEmpty() || defaults.isEmpty() || consumed.isEmpty()) {
      if (codecs.knowDtos()) {
        codecs.dtoUses().addUnknown(surroundings.layers());
      }
      return;
    }
    if (mapping.isWebSocket() && !mayHandleSockets(handler)) {
      return;
    }
    var writer =
        mapping.isWebSocket()
            ? Optional.of(
                codecSet.results().writerOf(Response.class, ResultDefaults.undeclared(List.of())))
            : writerOf(handler, defaults.get(), settings, codecSet.results());
    checkSources(handler);
    var taken = new HashSet<String>();
    for (var template : templates) {
      for (var method : methods) {
        var plan =
            codecSet
                .planner()
                .plan(
                    handler,
                    new RouteShape(
                        method,
                        template,
                        pathNames,
                        consumed.get(),
                        settings.get(LayerSettings.PAGE_SIZE).chosen(),
                        settings.get(LayerSettings.PAGE_NAMES).chosen(),
                        mapping.isWebSocket()),
                    providers,
                    receiver.ofRequest(),
                    settings.get(LayerSettings.PARAMETERS).keySet(),
                    problems::add);
        if (mapping.isWebSocket()) {
          if (codecs.knowDtos()) {
            codecs
                .dtoUses()
                .addOpen(
                    surroundings.layers(),
                    codecSet.unshaped().models(),
                    () -> Optional.of(handler.location().toString()));
          }
        } else if (codecs.knowDtos() || isShaped(handler)) {
          codecs.dtoUses().add(handler, surroundings.layers(), codecSet.unshaped().models(), plan);
        }
        if (plan.isPresent()) {
          taken.addAll(plan.get().pathNames());
        }
        if (plan.isPresent() && writer.isPresent()) {
          routes.add(
              new PlannedRoute(
                  method,
                  template,
                  plan.get().pathConverters(),
                  mapping.name().isEmpty()
                      ? Optional.empty()
                      : Optional.of(surroundings.name() + mapping.name()),
                  writer.get(),
                  new PlannedRoute.MethodAction(handler, receiver.shared(), plan.get().arguments()),
                  new PlannedRoute.Layers(
                      surroundings.layers(),
                      settings,
                      annotationsOf(handler),
                      surroundings.hosts(),
                      codecSet.results()),
                  mapping.isWebSocket() ? Optional.of(codecSet.socket()) : Optional.empty()));
        }
      }
    }
    checkPathIsUsed(handler, mapping, taken);
  }

  /// What a handler returns has nowhere to go, and one without the socket can only close it.
  private boolean mayHandleSockets(HandlerMethod handler) {
    var type = handler.method().getReturnType();
    if (type != void.class && type != Void.class) {
      problems.add(
          handler.problem(
              "socket-result",
              "It handles WebSockets, so it has many messages to send, but it returns "
                  + type.getSimpleName()
                  + ".",
              "Return void, and send with socket.sendJson(…) or socket.send(…)."));
      return false;
    }
    for (var parameter : handler.parameters()) {
      if (parameter.rawType() == WebSocket.class) {
        return true;
      }
    }
    problems.add(
        handler.problem(
            "socket-missing",
            "It handles WebSockets, but takes none: all that it could do is to close it.",
            "Add a parameter of the type dev.lodestar.websocket.WebSocket."));
    return false;
  }

  private static boolean isShaped(HandlerMethod handler) {
    for (var parameter : handler.parameters()) {
      if (Codecs.isShaped(parameter)) {
        return true;
      }
    }
    return false;
  }

  private static List<Annotation> annotationsOf(HandlerMethod handler) {
    var annotations = new ArrayList<>(handler.annotations());
    annotations.addAll(List.of(handler.receiverClass().getAnnotations()));
    return annotations;
  }

  private List<HttpMethod> methodsOf(HandlerMethod handler, Mapping mapping) {
    var methods = new ArrayList<HttpMethod>(1);
    for (var name : mapping.methods()) {
      try {
        var upper = HttpMethod.of(name.toUpperCase(Locale.ROOT));
        if (!upper.name().equals(name) && upper == HttpMethod.of(upper.name())) {
          problems.add(
              handler.problem(
                  "request-method",
                  "The request method \"" + name + "\" is none: method names are case-sensitive.",
                  "Did you mean \"" + upper + "\"?"));
        }
        methods.add(HttpMethod.of(name));
      } catch (IllegalArgumentException refused) {
        problems.add(
            handler.problem(
                "request-method",
                String.valueOf(refused.getMessage()),
                "Write the method as it stands in a request line, in upper case."));
      }
    }
    if (mapping.methods().isEmpty()) {
      problems.add(
          handler.problem(
              "request-method",
              "@Route names no request method.",
              "Write one or more, for instance @Route(method = \"PURGE\")."));
    }
    return methods;
  }

  private List<PathTemplate> templatesOf(HandlerMethod handler, Mapping mapping, String prefix) {
    var templates = new ArrayList<PathTemplate>(1);
    var found = new ArrayList<RouteProblem>();
    for (var path : mapping.paths()) {
      var template = PathTemplate.parse(PathTemplate.join(prefix, path), slots, found::add);
      if (template.isPresent()) {
        templates.add(template.get());
      }
    }
    for (var problem : found) {
      problems.add(handler.problem(problem.code(), problem.what(), problem.fix()));
    }
    if (mapping.paths().isEmpty()) {
      problems.add(
          handler.problem(
              "path-missing",
              mapping.annotation() + " names an empty list of paths.",
              "Write at least one path, or leave the list out."));
    }
    return found.isEmpty() ? templates : List.of();
  }

  private static Set<String> namesIn(PathTemplate template) {
    var names = new HashSet<String>();
    for (var parameter : template.parameters()) {
      names.add(parameter.name());
    }
    return names;
  }

  /// A parameter in the handler's own path that neither it nor a provider takes is most likely a
  /// typing mistake; in the path of a controller or router it may be meant for other handlers.
  ///
  /// @param planned what they take, as far as that could be planned
  private void checkPathIsUsed(HandlerMethod handler, Mapping mapping, Set<String> planned) {
    var taken = new ArrayList<String>(planned);
    for (var parameter : handler.parameters()) {
      if (parameter.rawType() == Request.class
          || (parameter.name().isEmpty() && ParameterAnnotations.read(parameter).isEmpty())) {
        return;
      }
      var source = ParameterAnnotations.read(parameter);
      var name = source.isPresent() ? source.get().name() : Optional.<String>empty();
      if (name.isEmpty()) {
        name = parameter.name();
      }
      if (name.isPresent()) {
        taken.add(name.get());
      }
    }
    for (var path : mapping.paths()) {
      var template = PathTemplate.parse(path, slots, RouteProblem.UNHEARD);
      if (template.isPresent()) {
        for (var parameter : template.get().parameters()) {
          if (!taken.contains(parameter.name())) {
            problems.add(unused(handler, path, parameter, taken));
          }
        }
      }
    }
  }

  private void checkSources(HandlerMethod handler) {
    for (var parameter : handler.parameters()) {
      if (ParameterAnnotations.count(parameter) > 1) {
        problems.add(
            handler.problem(
                "parameter-source-twice",
                "The parameter \"" + parameter + "\" has more than one annotation for its source.",
                "Keep one of @Query, @Header, @Cookie, @PathParam, @Form and @Body."));
      }
    }
  }

  private static StartupProblem unused(
      HandlerMethod handler, String path, Segment.Parameter parameter, List<String> taken) {
    var suggestion = Suggestions.closest(parameter.name(), taken);
    return handler.problem(
        "path-parameter-unused",
        "The path \""
            + path
            + "\" has the parameter \""
            + parameter.name()
            + "\", but the handler takes no parameter of that name.",
        suggestion.isPresent()
            ? "Write {"
                + suggestion.get()
                + "} in the path, or call the parameter \""
                + parameter.name()
                + "\": path and parameter need the same name."
            : "Add a parameter named \""
                + parameter.name()
                + "\", or take the dev.lodestar.http.Request.");
  }

  private Optional<ResultDefaults> defaultsOf(
      HandlerMethod handler, Mapping mapping, List<HttpMethod> methods, LayerSettings settings) {
    var produces = mediaTypesOf(handler, mapping);
    if (methods.isEmpty() || produces.size() != mapping.produces().size()) {
      return Optional.empty();
    }
    var method = methods.contains(HttpMethod.POST) ? HttpMethod.POST : methods.getFirst();
    var status = mapping.status();
    if (status != 0 && (status < 200 || status > 999)) {
      problems.add(
          handler.problem(
              "status",
              "The status of the route is " + status + ", which is not a final status code.",
              "Write a code from 200 to 999, or leave it out for the default."));
      return Optional.empty();
    }
    var declared =
        status != 0
            ? Optional.of(Status.of(status))
            : method == HttpMethod.DELETE && !returnsResponse(handler)
                ? Optional.of(Status.NO_CONTENT)
                : Optional.<Status>empty();
    if (declared.isPresent() && forbidsContent(declared.get()) && returnsContent(handler)) {
      problems.add(contentForbidden(handler, mapping, declared.get()));
      return Optional.empty();
    }
    if (method == HttpMethod.HEAD && methods.size() == 1 && returnsContent(handler)) {
      problems.add(
          handler.problem(
              "head-with-content",
              "A HEAD response has no content, but the handler returns "
                  + handler.method().getReturnType().getSimpleName()
                  + ".",
              "Return void, or use @Get, which answers HEAD requests as well."));
      return Optional.empty();
    }
    var preferred = settings.get(LayerSettings.PRODUCES).chosen().orElse(List.of());
    return Optional.of(new ResultDefaults(declared, produces, preferred, method));
  }

  private List<MediaType> mediaTypesOf(HandlerMethod handler, Mapping mapping) {
    var mediaTypes = new ArrayList<MediaType>();
    for (var text : mapping.produces()) {
      mediaType(
              handler,
              text,
              HandlerDeclarations::sendable,
              "Write produces as a media type, for instance \"text/html;charset=utf-8\".")
          .ifPresent(mediaTypes::add);
    }
    return mediaTypes;
  }

  /// Reads a media type; nothing if there is something wrong with it, which is reported.
  private Optional<MediaType> mediaType(
      HandlerMethod handler, String text, UnaryOperator<MediaType> check, String fix) {
    try {
      return Optional.of(check.apply(MediaType.parse(text)));
    } catch (IllegalArgumentException refused) {
      problems.add(handler.problem("media-type", String.valueOf(refused.getMessage()), fix));
      return Optional.empty();
    }
  }

  private static MediaType sendable(MediaType mediaType) {
    if (mediaType.subtype().equals("*")) {
      throw new IllegalArgumentException(
          "'" + mediaType + "' is a range; a response has one media type.");
    }
    if (!Results.knowsCharset(mediaType)) {
      throw new IllegalArgumentException(
          "'" + mediaType + "' names a character set that this Java does not know.");
    }
    return mediaType;
  }

  /// The media types and ranges that bodies are restricted to; nothing if one is malformed.
  private Optional<List<MediaType>> consumedBy(HandlerMethod handler, Mapping mapping) {
    var consumed = new ArrayList<MediaType>(mapping.consumes().size());
    for (var text : mapping.consumes()) {
      var mediaType =
          mediaType(
              handler,
              text,
              UnaryOperator.identity(),
              "Write consumes as media types, for instance \"application/json\" or \"image/*\".");
      if (mediaType.isEmpty()) {
        return Optional.empty();
      }
      consumed.add(mediaType.get());
    }
    return Optional.of(consumed);
  }

  /// 205 asks for an empty form and must not bring one (RFC 9110, section 15.3.6).
  private static boolean forbidsContent(Status status) {
    return !status.allowsContent() || status.equals(Status.RESET_CONTENT);
  }

  private static boolean returnsResponse(HandlerMethod handler) {
    return handler.method().getReturnType() == Response.class
        || handler.method().getReturnType() == Problem.class;
  }

  private static boolean returnsContent(HandlerMethod handler) {
    var type = handler.method().getReturnType();
    return type != void.class && type != Void.class && !returnsResponse(handler);
  }

  private static StartupProblem contentForbidden(
      HandlerMethod handler, Mapping mapping, Status status) {
    return handler.problem(
        "content-forbidden",
        (mapping.status() == 0
                ? mapping.annotation() + " answers with status " + status + " unless told otherwise"
                : "The status of the route is " + status)
            + ", and such a response has no content, but the handler returns "
            + handler.method().getReturnType().getSimpleName()
            + ".",
        mapping.status() == 0
            ? "Return void, or add a status with content to "
                + mapping.annotation()
                + ": status = 200."
            : "Return void, or change the status.");
  }

  /// A writer that shows results to the after-request hook and keeps the time limit, where there
  /// are any.
  static ResultWriter hooked(
      LayerSettings settings,
      ResultWriter writer,
      Type returnType,
      Results results,
      ResultDefaults defaults) {
    var hook = settings.get(LayerSettings.AFTER_REQUEST).chosen();
    var hooked =
        hook.isEmpty()
            ? writer
            : new HookedWriter(hook.get(), writer, results.responseWriterOf(returnType, defaults));
    return settings.get(LayerSettings.TIMEOUT).chosen().isEmpty()
        ? hooked
        : new TimelyWriter(hooked);
  }

  private Optional<ResultWriter> writerOf(
      HandlerMethod handler, ResultDefaults defaults, LayerSettings settings, Results results) {
    try {
      var type = handler.returnType();
      return Optional.of(
          hooked(settings, results.writerOf(type, defaults), type, results, defaults));
    } catch (UnwritableException unwritable) {
      problems.add(
          unwritable.bypassesDto()
              ? handler.problem(
                  "dto-format",
                  String.valueOf(unwritable.getMessage()),
                  "Let writerOf(…) of the format return nothing for this type, return a class that"
                      + " has the right fields itself, or leave the DTO out with withoutReturns(…).")
              : handler.problem(
                  "result-format",
                  String.valueOf(unwritable.getMessage()),
                  "Name one of these, add a format for it with format(…) of a layer, or return a"
                      + " String or byte[] that is written already."));
      return Optional.empty();
    } catch (ModelException unsupported) {
      for (var problem : unsupported.problems()) {
        problems.add(
            handler.problem(
                "result-type",
                "Its result cannot be written as JSON. "
                    + problem.path()
                    + ": "
                    + problem.message(),
                problem.fix()));
      }
      return Optional.empty();
    }
  }
}
