package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.convert.Converter;
import dev.lodestar.dto.Dto;
import dev.lodestar.engine.WebSocketOptions;
import dev.lodestar.form.FormLimits;
import dev.lodestar.http.CacheControl;
import dev.lodestar.http.Key;
import dev.lodestar.http.MediaType;
import dev.lodestar.http.Response;
import dev.lodestar.http.SetCookie;
import dev.lodestar.http.Status;
import dev.lodestar.inject.Provider;
import dev.lodestar.json.Json;
import dev.lodestar.layer.AfterRequest;
import dev.lodestar.layer.AfterResponse;
import dev.lodestar.layer.BeforeRequest;
import dev.lodestar.layer.EntityTagPolicy;
import dev.lodestar.layer.ErrorHandler;
import dev.lodestar.layer.Guard;
import dev.lodestar.layer.MediaFormat;
import dev.lodestar.layer.Middleware;
import dev.lodestar.layer.SecurityRequirement;
import dev.lodestar.openapi.DeclaredAnswer;
import dev.lodestar.openapi.OperationDraft;
import dev.lodestar.pagination.PageLimits;
import dev.lodestar.pagination.PageNames;
import dev.lodestar.setting.Component;
import dev.lodestar.setting.DtoChoice;
import dev.lodestar.setting.ErrorCase;
import dev.lodestar.setting.LayerSetting;
import dev.lodestar.setting.LayerSettings;
import dev.lodestar.setting.Origin;
import dev.lodestar.setting.ResponseHeader;
import dev.lodestar.setting.Sourced;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What can be set on every layer: the application, its routers, controllers and handlers. A
/// setting of a layer counts for everything below it.
///
/// Each setting meets those of the layers around it by one of four rules, which its method names:
///
/// - **Replace**: the nearest layer that says something wins. It may also say that there is none,
///   with the method that starts with `without`.
/// - **Map**: entries by key; for each key the nearest layer wins.
/// - **Chain**: all of them, those of the outermost layer first.
/// - **Union**: all of them, each once.
///
/// [App#explain(String, String)] prints what counts for a route, and which layer said so. Not
/// thread-safe; what counts is the state when the application is built.
///
/// @param <S> the type that the methods return, so that calls can be chained
public abstract sealed class Layer<S extends Layer<S>> extends Providers<S>
    permits Routes, AnnotatedLayer {
  private final LayerSettings.Builder settings = new LayerSettings.Builder();

  Layer() {}

  /// What reports and explanations call this layer.
  abstract String layerName();

  LayerSettings settings() {
    return settings.build();
  }

  /// Where what is set now is set.
  Origin origin() {
    var callSite = CallSite.ofCaller();
    return new Origin(layerName(), callSite::location);
  }

  /// Registers a provider. The nearest layer that provides a type with a qualifier wins.
  @Override
  public S provide(Provider<?> provider) {
    settings.add(LayerSettings.PROVIDERS, requireNonNull(provider, "provider"), origin());
    return self();
  }

  /// Declares parameters of every request, in a record whose components are like parameters of
  /// handlers. They are read and checked for each request, whether its handler takes them or not;
  /// what is missing or not accepted stands in the same 400 as everything else. A handler, or a
  /// provider, that takes the record gets it. Union. Does not count for what is mounted.
  ///
  /// ```java
  /// record Tenancy(@Header("X-Tenant") @Pattern(regexp = "[a-z]+") String tenant) {}
  ///
  /// Router.at("/widgets").parameters(Tenancy.class)
  /// ```
  ///
  /// @param group the class of the record
  /// @return this
  public S parameters(Class<? extends Record> group) {
    settings.include(LayerSettings.PARAMETERS, requireNonNull(group, "group"), origin());
    return provide(Provider.of(group));
  }

  /// Adds guards. Chain: those of the outermost layer run first.
  ///
  /// @param guards the guards, in the order in which they run
  /// @return this
  public S guard(Guard... guards) {
    for (var guard : guards) {
      settings.add(
          LayerSettings.GUARDS, new Component.Given<>(requireNonNull(guard, "guard")), origin());
    }
    return self();
  }

  /// Adds a guard by its class, of which the application makes one instance; its constructor may
  /// take singletons of the application. Chain.
  ///
  /// @param guard the class
  /// @return this
  public S guard(Class<? extends Guard> guard) {
    settings.add(
        LayerSettings.GUARDS, new Component.Made<>(requireNonNull(guard, "guard")), origin());
    return self();
  }

  /// Adds middleware. Chain: that of the outermost layer stands outside, and within one layer the
  /// first; [Middleware#order()] may change that.
  ///
  /// @param middleware the middleware, outermost first
  /// @return this
  public S middleware(Middleware... middleware) {
    for (var one : middleware) {
      settings.add(
          LayerSettings.MIDDLEWARE,
          new Component.Given<>(requireNonNull(one, "middleware")),
          origin());
    }
    return self();
  }

  /// Adds middleware by its class, of which the application makes one instance; its constructor may
  /// take singletons of the application. Chain.
  ///
  /// @param middleware the class
  /// @return this
  public S middleware(Class<? extends Middleware> middleware) {
    settings.add(
        LayerSettings.MIDDLEWARE,
        new Component.Made<>(requireNonNull(middleware, "middleware")),
        origin());
    return self();
  }

  /// Leaves out middleware that the layers around, or this one, add. Union. Middleware of the
  /// application still sees requests for which there is no route.
  ///
  /// @param middleware the class; its subclasses are left out too
  /// @return this
  public S withoutMiddleware(Class<? extends Middleware> middleware) {
    settings.include(
        LayerSettings.WITHOUT_MIDDLEWARE, requireNonNull(middleware, "middleware"), origin());
    return self();
  }

  /// Sets the hook that runs before the handler. Replace.
  ///
  /// @param hook the hook
  /// @return this
  public S beforeRequest(BeforeRequest hook) {
    settings.set(LayerSettings.BEFORE_REQUEST, requireNonNull(hook, "hook"), origin());
    return self();
  }

  /// Runs no hook before the handler, whatever the layers around say.
  ///
  /// @return this
  public S withoutBeforeRequest() {
    settings.disable(LayerSettings.BEFORE_REQUEST, origin());
    return self();
  }

  /// Sets the hook that runs after the handler. Replace.
  ///
  /// @param hook the hook
  /// @return this
  public S afterRequest(AfterRequest hook) {
    settings.set(LayerSettings.AFTER_REQUEST, requireNonNull(hook, "hook"), origin());
    return self();
  }

  /// Runs no hook after the handler, whatever the layers around say.
  ///
  /// @return this
  public S withoutAfterRequest() {
    settings.disable(LayerSettings.AFTER_REQUEST, origin());
    return self();
  }

  /// Sets the hook that runs after the response has been sent. Replace.
  ///
  /// @param hook the hook
  /// @return this
  public S afterResponse(AfterResponse hook) {
    settings.set(LayerSettings.AFTER_RESPONSE, requireNonNull(hook, "hook"), origin());
    return self();
  }

  /// Runs no hook after the response, whatever the layers around say.
  ///
  /// @return this
  public S withoutAfterResponse() {
    settings.disable(LayerSettings.AFTER_RESPONSE, origin());
    return self();
  }

  /// Answers failures of a class. Map by class; see [ErrorHandler] for which one is chosen. On the
  /// application it also answers failures for which there is no route, such as 404.
  ///
  /// @param <E> the class of the failures
  /// @param type the class of the failures
  /// @param handler answers them
  /// @return this
  public <E extends Throwable> S onError(Class<E> type, ErrorHandler<? super E> handler) {
    settings.put(
        LayerSettings.ERROR_HANDLERS,
        new ErrorCase.OfClass(requireNonNull(type, "type")),
        requireNonNull(handler, "handler"),
        origin());
    return self();
  }

  /// Answers failures of a status: that of an [dev.lodestar.http.HttpException], 500 for every
  /// other exception. Map by status; see [ErrorHandler] for which handler is chosen.
  ///
  /// @param status the code, 400 to 999
  /// @param handler answers them
  /// @return this
  /// @throws IllegalArgumentException if the status is not that of an error
  public S onStatus(int status, ErrorHandler<? super Throwable> handler) {
    if (status < 400) {
      throw new IllegalArgumentException(
          "The status " + status + " is not that of an error; expected 400 to 999.");
    }
    settings.put(
        LayerSettings.ERROR_HANDLERS,
        new ErrorCase.OfStatus(Status.of(status)),
        requireNonNull(handler, "handler"),
        origin());
    return self();
  }

  /// Adds a header to responses that do not have it already. Map by name, whatever its case. Error
  /// responses do not get it.
  ///
  /// @param name the name, a token
  /// @param value the value
  /// @return this
  /// @throws IllegalArgumentException as [dev.lodestar.http.Response#header(String, String)] does
  public S header(String name, String value) {
    if (name.equalsIgnoreCase("Content-Type")) {
      throw new IllegalArgumentException(
          "The header '"
              + name
              + "' cannot be set on a layer: each handler says what it produces, such as"
              + " @Get(produces = \"text/html\").");
    }
    var _ = Response.noContent().header(name, value);
    settings.put(
        LayerSettings.HEADERS,
        name.toLowerCase(Locale.ROOT),
        new ResponseHeader(name, value, false),
        origin());
    return self();
  }

  /// Adds no header of this name, whatever the layers around say.
  ///
  /// @param name the name, a token
  /// @return this
  public S withoutHeader(String name) {
    settings.put(
        LayerSettings.HEADERS,
        name.toLowerCase(Locale.ROOT),
        new ResponseHeader(name, "", true),
        origin());
    return self();
  }

  /// Sets the header `Cache-Control` of responses that do not have it already. The same entry as
  /// `header("Cache-Control", …)`.
  ///
  /// @param cacheControl what caches may do
  /// @return this
  public S cacheControl(CacheControl cacheControl) {
    return header("Cache-Control", cacheControl.headerValue());
  }

  /// Adds a cookie to responses that do not set it already. Map by name, path and domain. Error
  /// responses do not get it.
  ///
  /// @param cookie the cookie
  /// @return this
  public S cookie(SetCookie cookie) {
    settings.put(LayerSettings.COOKIES, cookie.identity(), cookie, origin());
    return self();
  }

  /// Says how entity tags of responses are made. Replace; the default is [EntityTagPolicy#GIVEN].
  ///
  /// @param policy the policy
  /// @return this
  public S entityTags(EntityTagPolicy policy) {
    settings.set(LayerSettings.ENTITY_TAGS, requireNonNull(policy, "policy"), origin());
    return self();
  }

  /// Sets metadata that guards, hooks and middleware read from the route. Map by key.
  ///
  /// @param <T> the type of the value
  /// @param key the key
  /// @param value the value; immutable, or at least thread-safe
  /// @return this
  public <T> S metadata(Key<T> key, T value) {
    settings.put(LayerSettings.METADATA, requireNonNull(key, "key"), value, origin());
    return self();
  }

  /// Limits the body of requests. Replace; the default is that of the engine
  /// ([dev.lodestar.engine.ServerOptions]). A larger body is answered with 413.
  ///
  /// @param bytes the largest body, 0 or more; may be more than the engine's default
  /// @return this
  /// @throws IllegalArgumentException if the number is negative
  public S bodyLimit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException(
          "The body limit is " + bytes + " bytes; expected 0 or more.");
    }
    settings.set(LayerSettings.BODY_LIMIT, bytes, origin());
    return self();
  }

  /// Limits bodies as the engine does by default, whatever the layers around say.
  ///
  /// @return this
  public S withoutBodyLimit() {
    settings.disable(LayerSettings.BODY_LIMIT, origin());
    return self();
  }

  /// Sets the limits and time-outs of WebSockets, and who may open them. Replace; the default is
  /// [dev.lodestar.engine.ServerOptions#webSocket()].
  ///
  /// @param options the options
  /// @return this
  public S webSocketOptions(WebSocketOptions options) {
    settings.set(LayerSettings.WEB_SOCKET, requireNonNull(options, "options"), origin());
    return self();
  }

  /// Has WebSockets keep to the options of the server, whatever the layers around say.
  ///
  /// @return this
  public S withoutWebSocketOptions() {
    settings.disable(LayerSettings.WEB_SOCKET, origin());
    return self();
  }

  /// Limits the forms in the bodies of requests. Replace; the default is [FormLimits#standard()]. A
  /// form beyond a limit is answered with 413.
  ///
  /// @param limits the limits
  /// @return this
  public S formLimits(FormLimits limits) {
    settings.set(LayerSettings.FORM_LIMITS, requireNonNull(limits, "limits"), origin());
    return self();
  }

  /// Limits forms by [FormLimits#standard()], whatever the layers around say.
  ///
  /// @return this
  public S withoutFormLimits() {
    settings.disable(LayerSettings.FORM_LIMITS, origin());
    return self();
  }

  /// Says how many items pages have. Replace; the default is 20, and at most 100. It counts for
  /// parameters of type [dev.lodestar.pagination.PageRequest],
  /// [dev.lodestar.pagination.OffsetRequest] and [dev.lodestar.pagination.CursorRequest].
  ///
  /// @param standard how many there are if the client does not say it, 1 or more
  /// @param max the most that a client may ask for, at least as many; more is a 400
  /// @return this
  /// @throws IllegalArgumentException if a number is out of range
  public S pageSize(int standard, int max) {
    settings.set(LayerSettings.PAGE_SIZE, new PageLimits(standard, max), origin());
    return self();
  }

  /// Says what the query parameters of page requests are called. Replace; the default is
  /// [PageNames#standard()].
  ///
  /// @param names the names
  /// @return this
  public S pageNames(PageNames names) {
    settings.set(LayerSettings.PAGE_NAMES, requireNonNull(names, "names"), origin());
    return self();
  }

  /// Says whether bodies of requests arrive while they are read, instead of being received whole
  /// before the handler is called: for functions, and for handlers that take the `Request` or its
  /// `RequestBody`, which are then read as a [stream][dev.lodestar.http.RequestBody#stream()].
  /// Replace; by default the parameters of a handler decide, and functions get the whole body.
  ///
  /// @param streamed whether they do; `false` also for handlers whose parameters could be streamed
  /// @return this
  public S streamedBody(boolean streamed) {
    settings.set(LayerSettings.STREAM_BODY, streamed, origin());
    return self();
  }

  /// Limits the time from the start of middleware until the response is rendered. Replace; there is
  /// no limit by default. Then the request's thread is interrupted, and the answer is 503.
  ///
  /// @param timeout the limit, 1 ms or more
  /// @return this
  /// @throws IllegalArgumentException if the limit is shorter
  public S timeout(Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "The timeout is " + timeout + "; expected 1 millisecond or more.");
    }
    settings.set(LayerSettings.TIMEOUT, timeout, origin());
    return self();
  }

  /// Limits no time, whatever the layers around say.
  ///
  /// @return this
  public S withoutTimeout() {
    settings.disable(LayerSettings.TIMEOUT, origin());
    return self();
  }

  /// Says whether handlers block the thread of their processor, with native code, file access or
  /// long computations. Those that do run on a thread that holds up no other connection. Replace;
  /// the default is `false`. Waiting for sockets, locks or queues does not count as blocking.
  ///
  /// @param blocking whether they do
  /// @return this
  public S blocking(boolean blocking) {
    settings.set(LayerSettings.BLOCKING, blocking, origin());
    return self();
  }

  /// Adds tags to the description of the API. Union.
  ///
  /// @param tags the tags
  /// @return this
  public S tags(String... tags) {
    for (var tag : tags) {
      settings.include(LayerSettings.TAGS, requireNonNull(tag, "tag"), origin());
    }
    return self();
  }

  /// Adds a security scheme to the description of the API, as an alternative to those of the layers
  /// around. Chain. It enforces nothing: guards do.
  ///
  /// @param scheme the name of the scheme
  /// @param scopes the scopes that are needed
  /// @return this
  public S security(String scheme, String... scopes) {
    settings.add(
        LayerSettings.SECURITY, new SecurityRequirement(scheme, List.of(scopes)), origin());
    return self();
  }

  /// Declares responses for the description of the API, besides those that the framework knows of
  /// by itself: those that guards, handlers and what they call cause. Chain; several of one status
  /// are alternatives of each other. It changes nothing of what is sent.
  ///
  /// @param answers the responses
  /// @return this
  public S answers(DeclaredAnswer... answers) {
    for (var answer : answers) {
      settings.add(LayerSettings.ANSWERS, requireNonNull(answer, "answer"), origin());
    }
    return self();
  }

  /// Changes how the description of the API presents operations: prose, examples, and what else
  /// clients should be told. Chain: the changes of the nearest layer are made last, so that they
  /// win.
  ///
  /// @param changes makes the changes; called when the description is made, once for each operation
  /// @return this
  public S operation(Consumer<OperationDraft> changes) {
    settings.add(LayerSettings.OPERATION, requireNonNull(changes, "changes"), origin());
    return self();
  }

  final void operationId(String id) {
    settings.set(LayerSettings.OPERATION_ID, id, origin());
  }

  /// Says whether the description of the API shows routes. Replace; the default is `true`.
  ///
  /// @param included whether it does
  /// @return this
  public S includeInSchema(boolean included) {
    settings.set(LayerSettings.IN_SCHEMA, included, origin());
    return self();
  }

  /// Says what results are sent as, the preferred media type first, where their handlers do not say
  /// it themselves. Replace; by default typed values are offered as JSON and MessagePack, and in
  /// the [formats][#format(MediaFormat)] of the application. What the type of a result cannot be
  /// written as does not count for it: a `String` heeds `text/*` only.
  ///
  /// @param mediaTypes the media types, at least one, no ranges
  /// @return this
  /// @throws IllegalArgumentException if there is none, or one is a range
  public S produces(MediaType... mediaTypes) {
    if (mediaTypes.length == 0) {
      throw new IllegalArgumentException(
          "produces names no media type; name one, or use withoutProduces().");
    }
    for (var mediaType : mediaTypes) {
      if (mediaType.subtype().equals("*")) {
        throw new IllegalArgumentException(
            "'" + mediaType + "' is a range; results are sent as one media type.");
      }
    }
    settings.set(LayerSettings.PRODUCES, List.of(mediaTypes), origin());
    return self();
  }

  /// Sends results as their types ask for, whatever the layers around say.
  ///
  /// @return this
  public S withoutProduces() {
    settings.disable(LayerSettings.PRODUCES, origin());
    return self();
  }

  /// Adds a format of the application's own, in which typed results are offered beside JSON and
  /// MessagePack. Map by media type, whatever its parameters; a format for one of these two takes
  /// its place.
  ///
  /// @param format writes results
  /// @return this
  public S format(MediaFormat format) {
    var mediaType = requireNonNull(format, "format").mediaType();
    settings.put(
        LayerSettings.FORMATS, mediaType.type() + "/" + mediaType.subtype(), format, origin());
    return self();
  }

  /// Changes the codecs that read bodies and parameters and write results, for instance by mappings
  /// of types. Chain: the changes of the nearest layer are made last, so that they win.
  ///
  /// @param changes makes the changes
  /// @return this
  public S codecs(UnaryOperator<Json.Builder> changes) {
    settings.add(LayerSettings.CODECS, requireNonNull(changes, "changes"), origin());
    return self();
  }

  /// Shapes what is read: wherever a value of the class of a DTO is read, in bodies, items, forms
  /// and groups of parameters, clients may send what the DTO leaves of it. Map by class: for each
  /// class the nearest DTO counts. A DTO also counts for subclasses, unless these have their own.
  ///
  /// @param dtos the DTOs, each for another class
  /// @return this
  /// @throws IllegalArgumentException if two are for the same class
  public S accepts(Dto<?>... dtos) {
    return shaped(LayerSettings.ACCEPTS, DtoTypes.of(dtos));
  }

  /// Shapes what is read by DTO classes, of which the application makes one instance each by the
  /// constructor without parameters; see [#accepts(Dto...)]. Map by class.
  ///
  /// @param dtos the classes, each for another class
  /// @return this
  /// @throws IllegalArgumentException if two are for the same class
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final S accepts(Class<? extends Dto<?>>... dtos) {
    return shaped(LayerSettings.ACCEPTS, DtoTypes.of(Arrays.asList(dtos)));
  }

  /// Reads values of classes as they are, whatever the layers around say.
  ///
  /// @param models the classes that DTOs of layers around are for
  /// @return this
  public S withoutAccepts(Class<?>... models) {
    return shaped(LayerSettings.ACCEPTS, DtoTypes.without(models));
  }

  /// Shapes what is written: wherever a value of the class of a DTO is written, in results, items,
  /// events and what error handlers answer, in every format, clients see what the DTO leaves of it.
  /// Map by class: for each class the nearest DTO counts. A DTO also counts for subclasses, which
  /// never show what it hides. Mounted applications keep their own layers, and a
  /// [format][#format(MediaFormat)] of the application's own is not offered for what is shaped.
  ///
  /// @param dtos the DTOs, each for another class
  /// @return this
  /// @throws IllegalArgumentException if two are for the same class
  public S returns(Dto<?>... dtos) {
    return shaped(LayerSettings.RETURNS, DtoTypes.of(dtos));
  }

  /// Shapes what is written by DTO classes, of which the application makes one instance each by the
  /// constructor without parameters; see [#returns(Dto...)]. Map by class.
  ///
  /// @param dtos the classes, each for another class
  /// @return this
  /// @throws IllegalArgumentException if two are for the same class
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final S returns(Class<? extends Dto<?>>... dtos) {
    return shaped(LayerSettings.RETURNS, DtoTypes.of(Arrays.asList(dtos)));
  }

  /// Writes values of classes as they are, whatever the layers around say.
  ///
  /// @param models the classes that DTOs of layers around are for
  /// @return this
  public S withoutReturns(Class<?>... models) {
    return shaped(LayerSettings.RETURNS, DtoTypes.without(models));
  }

  final S shaped(
      LayerSetting<Map<Class<?>, Sourced<DtoChoice>>> setting, Map<Class<?>, DtoChoice> choices) {
    var origin = origin();
    choices.forEach((model, choice) -> settings.put(setting, model, choice, origin));
    return self();
  }

  /// Lets a type of the application's own be taken from paths, queries, headers and cookies, and be
  /// written as a text in JSON. Chain, as [#codecs(UnaryOperator)].
  ///
  /// @param <T> the type of the values
  /// @param type the class of the values
  /// @param converter reads and formats them
  /// @return this
  public <T> S converter(Class<T> type, Converter<T> converter) {
    return codecs(codecs -> codecs.converter(type, converter));
  }
}
