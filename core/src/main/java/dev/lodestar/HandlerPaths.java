package dev.lodestar;

import org.jspecify.annotations.Nullable;

/// The paths of an application's handlers, found by method references. Separate from [App] only
/// because Java needs one method for each number of arguments.
@SuppressWarnings("overloads") // deliberate: one method for each shape of method reference
public abstract sealed class HandlerPaths permits App {
  HandlerPaths() {}

  abstract String pathOf(MethodReference handler, Object... values);

  /// Returns the path at which a handler method is served: `app.url(Widgets::get, "sku-1")` is
  /// `/widgets/sku-1`.
  ///
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path; they are formatted
  ///   by the converters that parse them and percent-encoded
  /// @return the path, which a request for it leads back to the same handler with the same values
  /// @throws IllegalArgumentException if the handler is not registered with that many path
  ///   parameters, is registered several times with as many, so that the path is not certain (name
  ///   the route then), or a value has the wrong type or cannot stand in a path
  public <R extends @Nullable Object> String url(
      MethodReference.Returning0<R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <A extends @Nullable Object, R extends @Nullable Object> String url(
      MethodReference.Returning1<A, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      String url(MethodReference.Returning2<A, B, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object>
      String url(MethodReference.Returning3<A, B, C, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object>
      String url(MethodReference.Returning4<A, B, C, D, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object>
      String url(MethodReference.Returning5<A, B, C, D, E, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          R extends @Nullable Object>
      String url(MethodReference.Returning6<A, B, C, D, E, F, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <R> the type of the result
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          R extends @Nullable Object>
      String url(MethodReference.Returning7<A, B, C, D, E, F, G, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
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
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
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
      String url(MethodReference.Returning8<A, B, C, D, E, F, G, H, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
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
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
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
      String url(
          MethodReference.Returning9<A, B, C, D, E, F, G, H, I, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
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
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
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
      String url(
          MethodReference.Returning10<A, B, C, D, E, F, G, H, I, J, R> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public String url(MethodReference.Void0 handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <A extends @Nullable Object> String url(
      MethodReference.Void1<A> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <A extends @Nullable Object, B extends @Nullable Object> String url(
      MethodReference.Void2<A, B> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      String url(MethodReference.Void3<A, B, C> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      String url(MethodReference.Void4<A, B, C, D> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      String url(MethodReference.Void5<A, B, C, D, E> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object>
      String url(MethodReference.Void6<A, B, C, D, E, F> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object>
      String url(MethodReference.Void7<A, B, C, D, E, F, G> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
  ///
  /// @param <A> the type of argument 1, or of the receiver
  /// @param <B> the type of argument 2
  /// @param <C> the type of argument 3
  /// @param <D> the type of argument 4
  /// @param <E> the type of argument 5
  /// @param <F> the type of argument 6
  /// @param <G> the type of argument 7
  /// @param <H> the type of argument 8
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
  public <
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object>
      String url(MethodReference.Void8<A, B, C, D, E, F, G, H> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
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
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
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
      String url(MethodReference.Void9<A, B, C, D, E, F, G, H, I> handler, Object... values) {
    return pathOf(handler, values);
  }

  /// Returns the path at which a handler method is served; see [#url(MethodReference.Returning0,
  /// Object...)].
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
  /// @param handler a reference to the handler
  /// @param values the values of the path parameters, in the order of the path
  /// @return the path
  /// @throws IllegalArgumentException as the method it refers to does
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
      String url(MethodReference.Void10<A, B, C, D, E, F, G, H, I, J> handler, Object... values) {
    return pathOf(handler, values);
  }
}
