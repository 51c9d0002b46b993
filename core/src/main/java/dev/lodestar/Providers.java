package dev.lodestar;

import dev.lodestar.inject.Factory;
import dev.lodestar.inject.Provider;

/// What providers of dependencies are registered with. They serve the handlers of this layer and of
/// all layers inside of it; the nearest provider of a type wins. Not thread-safe.
///
/// @param <S> the type that the methods return, so that calls can be chained
@SuppressWarnings("overloads") // deliberate: one method for each number of arguments
public abstract sealed class Providers<S> permits Layer {
  Providers() {}

  abstract S self();

  /// Registers a provider.
  ///
  /// @param provider the provider
  /// @return this
  public abstract S provide(Provider<?> provider);

  /// Registers a class whose objects are made by its constructor; see [Provider#of(Class)].
  ///
  /// @param type the class
  /// @return this
  public S provide(Class<?> type) {
    return provide(Provider.of(type));
  }

  /// Registers the class that is made for a type; see [Provider#of(Class, Class)].
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param implementation the class of the value
  /// @return this
  public <T> S provide(Class<T> type, Class<? extends T> implementation) {
    return provide(Provider.of(type, implementation));
  }

  /// Registers an object that is there already, which is never closed.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param value the value
  /// @return this
  public <T> S provideInstance(Class<T> type, T value) {
    return provide(Provider.ofInstance(type, value));
  }

  /// Registers a factory with no argument, with one value for each request unless annotations say
  /// otherwise.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T> S provide(Class<T> type, Factory.Of0<? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with one argument, with one value for each request unless annotations say
  /// otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A> S provide(Class<T> type, Factory.Of1<A, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with two arguments, with one value for each request unless annotations say
  /// otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B> S provide(Class<T> type, Factory.Of2<A, B, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with three arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C> S provide(Class<T> type, Factory.Of3<A, B, C, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with four arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D> S provide(Class<T> type, Factory.Of4<A, B, C, D, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with five arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E> S provide(
      Class<T> type, Factory.Of5<A, B, C, D, E, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with six arguments, with one value for each request unless annotations say
  /// otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E, F> S provide(
      Class<T> type, Factory.Of6<A, B, C, D, E, F, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with seven arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E, F, G> S provide(
      Class<T> type, Factory.Of7<A, B, C, D, E, F, G, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with eight arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E, F, G, H> S provide(
      Class<T> type, Factory.Of8<A, B, C, D, E, F, G, H, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with nine arguments, with one value for each request unless annotations
  /// say otherwise.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param <F> the type of the sixth argument
  /// @param <G> the type of the seventh argument
  /// @param <H> the type of the eighth argument
  /// @param <I> the type of the ninth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E, F, G, H, I> S provide(
      Class<T> type, Factory.Of9<A, B, C, D, E, F, G, H, I, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }

  /// Registers a factory with ten arguments, with one value for each request unless annotations say
  /// otherwise.
  ///
  /// @param <T> the type of the value
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
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return this
  public <T, A, B, C, D, E, F, G, H, I, J> S provide(
      Class<T> type, Factory.Of10<A, B, C, D, E, F, G, H, I, J, ? extends T> factory) {
    return provide(Provider.of(type, factory));
  }
}
