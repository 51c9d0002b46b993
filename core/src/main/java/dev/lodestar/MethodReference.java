package dev.lodestar;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/// A method named by a method reference, such as `Widgets::create`.
///
/// Handlers, providers, reverse routes and other declarations name a method by a reference to it,
/// so that the compiler checks the name and refactoring tools rename it. Nobody implements these
/// interfaces or calls them: a declaring method is overloaded for [Returning0] to [Returning10] and
/// [Void0] to [Void10], the compiler picks the one that fits, and Lodestar finds out which method
/// is meant. Java has no type for "any method", hence one interface for each number of arguments,
/// with and without a result. They are [Serializable] because the serialized form of a method
/// reference is the only place where Java says which method it refers to; nothing is ever written
/// or read.
///
/// An instance method may be named by its class (`Widgets::create`: the receiver counts as the
/// first argument, and Lodestar supplies the instance) or by an instance (`widgets::create`).
/// Private methods are allowed. Not allowed, and reported when the application starts, are lambda
/// expressions, constructors (`Widget::new`) and forms that the compiler turns into a lambda, such
/// as `super::create`.
///
/// The compiler cannot choose among the overloads if the method itself is overloaded, generic or of
/// variable arity. A cast then says what is meant:
///
/// ```java
/// router.route((MethodReference.Returning2<Widgets, String, Widget>) Widgets::get);
/// ```
@SuppressWarnings("serial") // a method reference is never stored
public interface MethodReference extends Serializable {

  /// A method with no argument and a result.
  ///
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning0<R extends @Nullable Object> extends MethodReference {

    /// Calls the method.
    ///
    /// @return the result
    /// @throws Exception whatever the method throws
    R call() throws Exception;
  }

  /// A method with one argument and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning1<A extends @Nullable Object, R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a) throws Exception;
  }

  /// A method with two arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning2<
          A extends @Nullable Object, B extends @Nullable Object, R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b) throws Exception;
  }

  /// A method with three arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning3<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c) throws Exception;
  }

  /// A method with four arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning4<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d) throws Exception;
  }

  /// A method with five arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning5<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e) throws Exception;
  }

  /// A method with six arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning6<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e, F f) throws Exception;
  }

  /// A method with seven arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning7<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e, F f, G g) throws Exception;
  }

  /// A method with eight arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning8<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          R extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
  }

  /// A method with nine arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning9<
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
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e, F f, G g, H h, I i) throws Exception;
  }

  /// A method with ten arguments and a result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param <J> the type of the tenth argument
  /// @param <R> the type of the result
  @FunctionalInterface
  interface Returning10<
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
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @param j the tenth argument
    /// @return the result
    /// @throws Exception whatever the method throws
    R call(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j) throws Exception;
  }

  /// A method with no argument and no result.
  @FunctionalInterface
  interface Void0 extends MethodReference {

    /// Calls the method.
    ///
    /// @throws Exception whatever the method throws
    void call() throws Exception;
  }

  /// A method with one argument and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  @FunctionalInterface
  interface Void1<A extends @Nullable Object> extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @throws Exception whatever the method throws
    void call(A a) throws Exception;
  }

  /// A method with two arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  @FunctionalInterface
  interface Void2<A extends @Nullable Object, B extends @Nullable Object> extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @throws Exception whatever the method throws
    void call(A a, B b) throws Exception;
  }

  /// A method with three arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  @FunctionalInterface
  interface Void3<
          A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c) throws Exception;
  }

  /// A method with four arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  @FunctionalInterface
  interface Void4<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d) throws Exception;
  }

  /// A method with five arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  @FunctionalInterface
  interface Void5<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e) throws Exception;
  }

  /// A method with six arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  @FunctionalInterface
  interface Void6<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e, F f) throws Exception;
  }

  /// A method with seven arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  @FunctionalInterface
  interface Void7<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e, F f, G g) throws Exception;
  }

  /// A method with eight arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  @FunctionalInterface
  interface Void8<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
  }

  /// A method with nine arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  @FunctionalInterface
  interface Void9<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object,
          E extends @Nullable Object,
          F extends @Nullable Object,
          G extends @Nullable Object,
          H extends @Nullable Object,
          I extends @Nullable Object>
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e, F f, G g, H h, I i) throws Exception;
  }

  /// A method with ten arguments and no result.
  ///
  /// @param <A> the type of the first argument, or of the receiver
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param <J> the type of the tenth argument
  @FunctionalInterface
  interface Void10<
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
      extends MethodReference {

    /// Calls the method.
    ///
    /// @param a the first argument, or the receiver
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @param j the tenth argument
    /// @throws Exception whatever the method throws
    void call(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j) throws Exception;
  }
}
