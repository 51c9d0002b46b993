package dev.lodestar.inject;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A way to make the value of a [Dependency], and what holds for that value. Immutable.
///
/// ```java
/// Provider.of(Clock.class, Clock::systemUTC).named("utc").singleton()
/// ```
///
/// Providers are registered on a layer: the application, a router or a controller. A parameter
/// takes the value of the nearest layer that has a provider for its exact type and qualifier. A
/// provider that needs what it provides itself gets it from the next layer outside of its own.
///
/// What is not said here is taken from annotations on the method, or on the class whose constructor
/// is called: `jakarta.inject.Singleton`, [RequestScoped], `jakarta.inject.Named` and other
/// qualifiers.
///
/// A value that is an `AutoCloseable` is closed when its scope ends, unless [#onClose(Cleanup)]
/// says what to do instead. A value is never `null`.
///
/// @param <T> the type of the value
@SuppressWarnings("overloads") // deliberate: one method for each number of arguments
public final class Provider<T> {

  /// Where the value comes from.
  public sealed interface Source {

    /// A method, a constructor or a lambda expression is called.
    ///
    /// @param factory what is called
    record OfFactory(Factory<?> factory) implements Source {}

    /// An object is made by the constructor of its class: the one annotated with [Inject], else the
    /// only public one, else the only one.
    ///
    /// @param type the class
    record OfClass(Class<?> type) implements Source {}

    /// The value is there already. It is never closed.
    ///
    /// @param value the value
    record OfInstance(Object value) implements Source {}
  }

  private final Dependency<T> dependency;
  private final Source source;
  private final Optional<Scope> scope;
  private final boolean concurrent;
  private final @Nullable Cleanup<? super T> before;
  private final @Nullable Cleanup<? super T> close;

  private Provider(
      Dependency<T> dependency,
      Source source,
      Optional<Scope> scope,
      boolean concurrent,
      @Nullable Cleanup<? super T> before,
      @Nullable Cleanup<? super T> close) {
    this.dependency = dependency;
    this.source = source;
    this.scope = scope;
    this.concurrent = concurrent;
    this.before = before;
    this.close = close;
  }

  private static <T> Provider<T> provider(Class<T> type, Source source) {
    return new Provider<>(Dependency.of(type), source, Optional.empty(), false, null, null);
  }

  private static <T> Provider<T> factory(Class<T> type, Factory<?> factory) {
    return provider(type, new Source.OfFactory(requireNonNull(factory, "factory")));
  }

  /// Returns a provider that makes objects of a class by its constructor.
  ///
  /// @param <T> the type of the value
  /// @param type the class
  /// @return the provider
  public static <T> Provider<T> of(Class<T> type) {
    return of(type, type);
  }

  /// Returns a provider of a type that makes objects of a class by its constructor.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param implementation the class of the value
  /// @return the provider
  public static <T> Provider<T> of(Class<T> type, Class<? extends T> implementation) {
    return provider(type, new Source.OfClass(requireNonNull(implementation, "implementation")));
  }

  /// Returns a provider of an object that is there already. It is shared by all requests, and never
  /// closed.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param value the value
  /// @return the provider
  public static <T> Provider<T> ofInstance(Class<T> type, T value) {
    return provider(type, new Source.OfInstance(requireNonNull(value, "value")));
  }

  /// Returns a provider that calls a factory with no argument.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T> Provider<T> of(Class<T> type, Factory.Of0<? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with one argument.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A> Provider<T> of(Class<T> type, Factory.Of1<A, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with two arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B> Provider<T> of(Class<T> type, Factory.Of2<A, B, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with three arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C> Provider<T> of(
      Class<T> type, Factory.Of3<A, B, C, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with four arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C, D> Provider<T> of(
      Class<T> type, Factory.Of4<A, B, C, D, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with five arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C, D, E> Provider<T> of(
      Class<T> type, Factory.Of5<A, B, C, D, E, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with six arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F> Provider<T> of(
      Class<T> type, Factory.Of6<A, B, C, D, E, F, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with seven arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G> Provider<T> of(
      Class<T> type, Factory.Of7<A, B, C, D, E, F, G, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with eight arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H> Provider<T> of(
      Class<T> type, Factory.Of8<A, B, C, D, E, F, G, H, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with nine arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H, I> Provider<T> of(
      Class<T> type, Factory.Of9<A, B, C, D, E, F, G, H, I, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory with ten arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H, I, J> Provider<T> of(
      Class<T> type, Factory.Of10<A, B, C, D, E, F, G, H, I, J, ? extends T> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with no argument.
  ///
  /// @param <T> the type of the value
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T> Provider<T> resource(
      Class<T> type, Factory.Of0<? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with one argument.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A> Provider<T> resource(
      Class<T> type, Factory.Of1<A, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with two arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B> Provider<T> resource(
      Class<T> type, Factory.Of2<A, B, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with three arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C> Provider<T> resource(
      Class<T> type, Factory.Of3<A, B, C, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with four arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C, D> Provider<T> resource(
      Class<T> type, Factory.Of4<A, B, C, D, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with five arguments.
  ///
  /// @param <T> the type of the value
  /// @param <A> the type of the first argument
  /// @param <B> the type of the second argument
  /// @param <C> the type of the third argument
  /// @param <D> the type of the fourth argument
  /// @param <E> the type of the fifth argument
  /// @param type the class that parameters take
  /// @param factory makes the value
  /// @return the provider
  public static <T, A, B, C, D, E> Provider<T> resource(
      Class<T> type, Factory.Of5<A, B, C, D, E, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with six arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F> Provider<T> resource(
      Class<T> type, Factory.Of6<A, B, C, D, E, F, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with seven arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G> Provider<T> resource(
      Class<T> type, Factory.Of7<A, B, C, D, E, F, G, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with eight arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H> Provider<T> resource(
      Class<T> type, Factory.Of8<A, B, C, D, E, F, G, H, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with nine arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H, I> Provider<T> resource(
      Class<T> type,
      Factory.Of9<A, B, C, D, E, F, G, H, I, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns a provider that calls a factory of a [Resource] with ten arguments.
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
  /// @return the provider
  public static <T, A, B, C, D, E, F, G, H, I, J> Provider<T> resource(
      Class<T> type,
      Factory.Of10<A, B, C, D, E, F, G, H, I, J, ? extends Resource<? extends T>> factory) {
    return factory(type, factory);
  }

  /// Returns this provider for a generic type, where the factory does not say it: a lambda
  /// expression has a result of a class without type arguments.
  ///
  /// @param <U> the type of the value
  /// @param newDependency what is provided, with its qualifier
  /// @return the new provider
  public <U extends T> Provider<U> as(Dependency<U> newDependency) {
    return new Provider<>(
        requireNonNull(newDependency, "newDependency"), source, scope, concurrent, before, close);
  }

  /// Returns this provider with a name, which parameters ask for with `@Named`.
  ///
  /// @param name the name
  /// @return the new provider
  public Provider<T> named(String name) {
    return qualifiedBy(Qualifier.named(name));
  }

  /// Returns this provider with a qualifier.
  ///
  /// @param qualifier the qualifier
  /// @return the new provider
  public Provider<T> qualifiedBy(Qualifier qualifier) {
    return new Provider<>(
        dependency.qualifiedBy(qualifier), source, scope, concurrent, before, close);
  }

  /// Returns this provider with one value for the application; see [Scope#SINGLETON].
  ///
  /// @return the new provider
  public Provider<T> singleton() {
    return scope(Scope.SINGLETON);
  }

  /// Returns this provider with one value for each request; see [Scope#REQUEST].
  ///
  /// @return the new provider
  public Provider<T> requestScope() {
    return scope(Scope.REQUEST);
  }

  /// Returns this provider with one value for each parameter; see [Scope#TRANSIENT].
  ///
  /// @return the new provider
  public Provider<T> transientScope() {
    return scope(Scope.TRANSIENT);
  }

  private Provider<T> scope(Scope newScope) {
    return new Provider<>(dependency, source, Optional.of(newScope), concurrent, before, close);
  }

  /// Returns this provider with permission to run at the same time as others that have it and do
  /// not depend on each other. Each then runs on a virtual thread of its own, and the first failure
  /// interrupts the others, waits for them and is thrown. Worth it only for providers that wait for
  /// something. Without effect on singletons.
  ///
  /// @return the new provider
  public Provider<T> concurrent() {
    return new Provider<>(dependency, source, scope, true, before, close);
  }

  /// Returns this provider with code that runs when the result of the handler has been rendered and
  /// nothing of it has been sent, or when something failed; see
  /// [Resource#beforeResponse(Resource.Hook)].
  ///
  /// @param hook the code
  /// @return the new provider
  public Provider<T> beforeResponse(Cleanup<? super T> hook) {
    return new Provider<>(
        dependency, source, scope, concurrent, requireNonNull(hook, "hook"), close);
  }

  /// Returns this provider with code that ends its values, in place of `AutoCloseable.close()`; see
  /// [Resource#afterResponse(Resource.Hook)].
  ///
  /// @param hook the code
  /// @return the new provider
  public Provider<T> onClose(Cleanup<? super T> hook) {
    return new Provider<>(
        dependency, source, scope, concurrent, before, requireNonNull(hook, "hook"));
  }

  /// Returns what is provided, as far as it was said here.
  ///
  /// @return type and qualifier
  public Dependency<T> dependency() {
    return dependency;
  }

  /// Returns where the value comes from.
  ///
  /// @return the source
  public Source source() {
    return source;
  }

  /// Returns the scope that was chosen here.
  ///
  /// @return the scope; nothing if annotations or the default decide
  public Optional<Scope> scope() {
    return scope;
  }

  /// Tells whether the provider may run at the same time as others.
  ///
  /// @return true after [#concurrent()]
  public boolean isConcurrent() {
    return concurrent;
  }

  /// Returns the code of [#beforeResponse(Cleanup)].
  ///
  /// @return the code; nothing if there is none
  public Optional<Cleanup<? super T>> beforeResponseHook() {
    return Optional.ofNullable(before);
  }

  /// Returns the code of [#onClose(Cleanup)].
  ///
  /// @return the code; nothing if there is none
  public Optional<Cleanup<? super T>> closeHook() {
    return Optional.ofNullable(close);
  }

  /// Returns what is provided and where it comes from, for explanations.
  @Override
  public String toString() {
    var maker =
        switch (source) {
          case Source.OfFactory _ -> "a factory";
          case Source.OfClass(var type) -> "new " + type.getSimpleName();
          case Source.OfInstance _ -> "an object";
        };
    return dependency + " by " + maker + scope.map(chosen -> " (" + chosen + ")").orElse("");
  }
}
