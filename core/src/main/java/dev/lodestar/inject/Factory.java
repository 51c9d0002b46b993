package dev.lodestar.inject;

import java.io.Serializable;

/// What makes the value of a provider: a method reference (`Clock::systemUTC`,
/// `WidgetRepository::visibleOnly`), a constructor reference (`Repository::new`) or a lambda
/// expression with declared parameter types (`(Config config) -> new Repository(config)`).
///
/// Its arguments are dependencies of the provider, resolved like the parameters of a handler. The
/// object that an instance method named by its class is called on counts as the first argument, and
/// is always a dependency. Java keeps neither the type arguments nor the annotations of the
/// parameters of a lambda expression; where they matter, write a method and refer to it.
///
/// There is one interface for each number of arguments, since Java has no type for "any method";
/// the compiler picks the one that fits. They are [Serializable] because the serialized form is the
/// only place where Java says which method a reference names; nothing is ever written or read.
///
/// @param <T> the type of the result
@SuppressWarnings("serial") // a factory is never stored
public sealed interface Factory<T> extends Serializable {

  /// A factory with no argument.
  ///
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of0<T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make() throws Exception;
  }

  /// A factory with one argument.
  ///
  /// @param <A> the type of the first argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of1<A, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a) throws Exception;
  }

  /// A factory with two arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of2<A, B, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b) throws Exception;
  }

  /// A factory with three arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of3<A, B, C, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c) throws Exception;
  }

  /// A factory with four arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of4<A, B, C, D, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d) throws Exception;
  }

  /// A factory with five arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of5<A, B, C, D, E, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e) throws Exception;
  }

  /// A factory with six arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of6<A, B, C, D, E, F, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e, F f) throws Exception;
  }

  /// A factory with seven arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of7<A, B, C, D, E, F, G, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e, F f, G g) throws Exception;
  }

  /// A factory with eight arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of8<A, B, C, D, E, F, G, H, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e, F f, G g, H h) throws Exception;
  }

  /// A factory with nine arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of9<A, B, C, D, E, F, G, H, I, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e, F f, G g, H h, I i) throws Exception;
  }

  /// A factory with ten arguments.
  ///
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param <J> the type of the tenth argument
  /// @param <T> the type of the result
  @FunctionalInterface
  non-sealed interface Of10<A, B, C, D, E, F, G, H, I, J, T> extends Factory<T> {

    /// Makes a value.
    ///
    /// @param a the first argument
    /// @param b the second argument
    /// @param c the third argument
    /// @param d the fourth argument
    /// @param e the fifth argument
    /// @param f the sixth argument
    /// @param g the seventh argument
    /// @param h the eighth argument
    /// @param i the ninth argument
    /// @param j the tenth argument
    /// @return the value
    /// @throws Exception whatever the factory throws
    T make(A a, B b, C c, D d, E e, F f, G g, H h, I i, J j) throws Exception;
  }
}
