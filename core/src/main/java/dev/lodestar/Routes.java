package dev.lodestar;

import static java.util.Objects.requireNonNull;

import dev.lodestar.http.HttpMethod;
import dev.lodestar.websocket.WebSocketHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What handlers are registered with: the application under construction and its routers.
///
/// A handler belongs to no application: the same controller, method or router can be registered
/// several times, in several places. Registrations are collected here and analysed when the
/// application is built; every mistake in them is reported then, together with all others. Not
/// thread-safe.
///
/// @param <S> the type that the methods return, so that calls can be chained
@SuppressWarnings("overloads") // deliberate: one method for each shape of method reference
public abstract sealed class Routes<S extends Routes<S>> extends Layer<S>
    permits App.Builder, Router {
  private final List<Registration> registrations = new ArrayList<>();

  Routes() {}

  List<Registration> registrations() {
    return List.copyOf(registrations);
  }

  /// Registers controllers and routers.
  ///
  /// @param routes each one a controller class, of which one instance is made by its constructor,
  ///   which may take dependencies; a controller object; or a [Router]
  /// @return this
  public S routes(Object... routes) {
    var callSite = CallSite.ofCaller();
    for (var route : routes) {
      registrations.add(registrationOf(requireNonNull(route, "route"), callSite));
    }
    return self();
  }

  private static Registration registrationOf(Object route, CallSite callSite) {
    if (route instanceof Router router) {
      return new Registration.OfRouter(router, callSite);
    }
    return route instanceof Class<?> type
        ? new Registration.OfControllerClass(type, callSite)
        : new Registration.OfController(route, callSite);
  }

  /// Registers a router below this one's path.
  ///
  /// @param router the router; it may be mounted in several places
  /// @return this
  public S mount(Router router) {
    registrations.add(
        new Registration.OfRouter(requireNonNull(router, "router"), CallSite.ofCaller()));
    return self();
  }

  /// Mounts an application below a path. It sees requests as if the path where it is mounted were
  /// the root (see [dev.lodestar.http.Request#rootPath()]), keeps its own layers, error handlers
  /// and life, and starts and stops with this one. Guards and middleware of the layers around stand
  /// around it too. It takes requests of every method whose path starts, segment by segment, with
  /// this path and that no route takes; of several mounts the one on the longest path takes them.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param application the application; it may be mounted in several places
  /// @return this
  public S mount(String path, App application) {
    registrations.add(
        new Registration.OfMount(
            requireNonNull(path, "path"),
            requireNonNull(application, "application"),
            CallSite.ofCaller()));
    return self();
  }

  /// Mounts a function below a path: it answers requests of every method, as an application would
  /// that is mounted there, but for paths that have routes, if only for other methods.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the function
  /// @return this
  public S mount(String path, RequestHandler handler) {
    registrations.add(
        new Registration.OfMount(
            requireNonNull(path, "path"), requireNonNull(handler, "handler"), CallSite.ofCaller()));
    return self();
  }

  /// Registers a handler of GET requests, and so of HEAD requests.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S get(String path, RequestHandler handler) {
    return handle(HttpMethod.GET, path, handler);
  }

  /// Registers a handler of POST requests.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S post(String path, RequestHandler handler) {
    return handle(HttpMethod.POST, path, handler);
  }

  /// Registers a handler of PUT requests.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S put(String path, RequestHandler handler) {
    return handle(HttpMethod.PUT, path, handler);
  }

  /// Registers a handler of PATCH requests.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S patch(String path, RequestHandler handler) {
    return handle(HttpMethod.PATCH, path, handler);
  }

  /// Registers a handler of DELETE requests.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S delete(String path, RequestHandler handler) {
    return handle(HttpMethod.DELETE, path, handler);
  }

  /// Registers a handler of requests of any one method.
  ///
  /// @param method the method
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S handle(HttpMethod method, String path, RequestHandler handler) {
    registrations.add(
        new Registration.OfFunction(
            requireNonNull(method, "method"),
            requireNonNull(path, "path"),
            requireNonNull(handler, "handler"),
            CallSite.ofCaller()));
    return self();
  }

  /// Registers a handler that was declared somewhere else.
  final S function(HttpMethod method, String path, RequestHandler handler, CallSite callSite) {
    registrations.add(new Registration.OfFunction(method, path, handler, callSite));
    return self();
  }

  /// Registers a handler of WebSockets. The path may have a handler of GET requests as well.
  ///
  /// @param path a path template as [Route#value()] describes it
  /// @param handler the handler
  /// @return this
  public S webSocket(String path, WebSocketHandler handler) {
    registrations.add(
        new Registration.OfSocketFunction(
            requireNonNull(path, "path"), requireNonNull(handler, "handler"), CallSite.ofCaller()));
    return self();
  }

  private S register(MethodReference handler) {
    registrations.add(
        new Registration.OfReference(requireNonNull(handler, "handler"), CallSite.ofCaller()));
    return self();
  }

  /// Registers one handler method, annotated with [Get], [Post] or another of that kind, by a
  /// reference such as `Widgets::create`.
  ///
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <R extends @Nullable Object> S route(MethodReference.Returning0<R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <A extends @Nullable Object, R extends @Nullable Object> S route(
      MethodReference.Returning1<A, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      S route(MethodReference.Returning2<A, B, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning3<A, B, C, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning4<A, B, C, D, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning5<A, B, C, D, E, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning6<A, B, C, D, E, F, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning7<A, B, C, D, E, F, G, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning8<A, B, C, D, E, F, G, H, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param <I> the type of argument 9
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          I extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning9<A, B, C, D, E, F, G, H, I, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param <I> the type of argument 9
  /// @param <J> the type of argument 10
  /// @param <R> the type of the result
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          I extends @Nullable Object,
          J extends @Nullable Object,
          R extends @Nullable Object>
      S route(MethodReference.Returning10<A, B, C, D, E, F, G, H, I, J, R> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param handler the reference
  /// @return this
  public S route(MethodReference.Void0 handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param handler the reference
  /// @return this
  public <A extends @Nullable Object> S route(MethodReference.Void1<A> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param handler the reference
  /// @return this
  public <A extends @Nullable Object, B extends @Nullable Object> S route(
      MethodReference.Void2<A, B> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param handler the reference
  /// @return this
  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      S route(MethodReference.Void3<A, B, C> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      S route(MethodReference.Void4<A, B, C, D> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      S route(MethodReference.Void5<A, B, C, D, E> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object>
      S route(MethodReference.Void6<A, B, C, D, E, F> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object>
      S route(MethodReference.Void7<A, B, C, D, E, F, G> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object>
      S route(MethodReference.Void8<A, B, C, D, E, F, G, H> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param <I> the type of argument 9
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          I extends @Nullable Object>
      S route(MethodReference.Void9<A, B, C, D, E, F, G, H, I> handler) {
    return register(handler);
  }

  /// Registers one handler method by a reference; see [#route(MethodReference.Returning0)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param <I> the type of argument 9
  /// @param <J> the type of argument 10
  /// @param handler the reference
  /// @return this
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          I extends @Nullable Object,
          J extends @Nullable Object>
      S route(MethodReference.Void10<A, B, C, D, E, F, G, H, I, J> handler) {
    return register(handler);
  }
}
