package dev.lodestar.graph;

import dev.lodestar.graph.ProviderEntry.Description;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerMethod;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.handler.Invokers;
import dev.lodestar.handler.Signature;
import dev.lodestar.inject.Dependency;
import dev.lodestar.inject.Factory;
import dev.lodestar.inject.Provider;
import dev.lodestar.inject.Qualifier;
import dev.lodestar.inject.Resource;
import dev.lodestar.inject.Scope;
import dev.lodestar.report.StartupProblem;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Describes the providers of one application while it is built, by one thread, and makes callable
/// those that are needed.
public final class ProviderEntries {
  private final HandlerMethods methods;
  private final Consumer<StartupProblem> problems;
  private final Constructors constructors;
  private final List<Signature> lateSignatures = new ArrayList<>();
  private final List<LateMaker> lateMakers = new ArrayList<>();

  /// Starts without any.
  ///
  /// @param problems receives every mistake of a provider that is needed
  public ProviderEntries(HandlerMethods methods, Consumer<StartupProblem> problems) {
    this.methods = methods;
    this.problems = problems;
    this.constructors = new Constructors(methods);
  }

  /// The entry of one registration.
  ///
  /// @param place where it was registered
  public ProviderEntry of(Provider<?> provider, Supplier<Optional<String>> place) {
    var raw = GenericTypes.erase(provider.dependency().type());
    var entry = new ProviderEntry[1];
    entry[0] =
        new ProviderEntry(
            raw,
            "the provider of " + GenericTypes.nameOf(raw),
            place,
            () -> describe(provider, entry[0]));
    return entry[0];
  }

  /// The entry of a method that is annotated as a provider.
  ///
  /// @param receiver gives the object that it is called on; null for a static method
  public ProviderEntry of(HandlerMethod method, Supplier<@Nullable Object> receiver) {
    var type = resultOf(method.returnType());
    return new ProviderEntry(
        GenericTypes.erase(Dependency.of(type, Optional.empty()).type()),
        method.toString(),
        () -> Optional.of(method.location().toString()),
        () -> describe(method, type, receiver));
  }

  /// The entry of a class that is made by its constructor, outside of any layer.
  ///
  /// @param scope how long its objects live
  public ProviderEntry ofClass(Class<?> type, Scope scope) {
    var provider = Provider.of(type);
    return of(
        scope == Scope.SINGLETON ? provider.singleton() : provider.requestScope(), Optional::empty);
  }

  private @Nullable Description describe(Provider<?> provider, ProviderEntry entry) {
    if (provider.source() instanceof Provider.Source.OfInstance(var value)) {
      return describeInstance(provider, value);
    }
    if (provider.source() instanceof Provider.Source.OfFactory(var factory)) {
      return describeFactory(provider, factory, entry);
    }
    var type = ((Provider.Source.OfClass) provider.source()).type();
    return describeClass(provider, type, entry);
  }

  private static Description describeInstance(Provider<?> provider, Object value) {
    var dependency = dependencyOf(provider, value.getClass(), List.of());
    var call =
        new ProviderCall(
            "the given " + ProviderEntry.nameOf(dependency),
            (values, places) -> value,
            null,
            null,
            false,
            false);
    return new Description(dependency, Scope.SINGLETON, null, call, value);
  }

  private @Nullable Description describeFactory(
      Provider<?> provider, Factory<?> factory, ProviderEntry entry) {
    var found = new ArrayList<StartupProblem>(1);
    var signature = methods.ofFactory(factory, found);
    for (var problem : found) {
      problems.accept(entry.located(problem));
    }
    return signature.isEmpty()
        ? null
        : described(
            provider,
            signature.get(),
            resultOf(signature.get().returnType()),
            FactoryMakers.of(factory));
  }

  private @Nullable Description describeClass(
      Provider<?> provider, Class<?> type, ProviderEntry entry) {
    var signature = constructors.of(type, problem -> problems.accept(entry.located(problem)));
    if (signature.isEmpty()) {
      return null;
    }
    return described(provider, signature.get(), type, late(signature.get(), () -> null));
  }

  private LateMaker late(Signature signature, Supplier<@Nullable Object> receiver) {
    var maker = new LateMaker(receiver);
    lateSignatures.add(signature);
    lateMakers.add(maker);
    return maker;
  }

  private Description described(
      Provider<?> provider, Signature signature, Type result, Maker maker) {
    var annotations = signature.annotations();
    var dependency = dependencyOf(provider, result, annotations);
    var call =
        new ProviderCall(
            signature.toString(),
            maker,
            provider.beforeResponseHook().orElse(null),
            provider.closeHook().orElse(null),
            true,
            provider.isConcurrent());
    return new Description(
        dependency, provider.scope().orElse(scopeOf(annotations)), signature, call, null);
  }

  private @Nullable Description describe(
      HandlerMethod method, Type result, Supplier<@Nullable Object> receiver) {
    if (result == void.class || result == Void.class) {
      problems.accept(
          method.problem(
              "provider-type",
              "It is annotated with @Provides, but it returns nothing that could be provided.",
              "Return the dependency, or a Resource of it."));
      return null;
    }
    var annotations = method.annotations();
    var call = new ProviderCall(method.toString(), late(method, receiver), null, null, true, false);
    return new Description(
        Dependency.of(result, Qualifier.in(annotations)), scopeOf(annotations), method, call, null);
  }

  private static Scope scopeOf(List<Annotation> annotations) {
    for (var annotation : annotations) {
      if (annotation.annotationType() == Singleton.class) {
        return Scope.SINGLETON;
      }
    }
    return Scope.REQUEST;
  }

  /// What a factory's result stands for: a resource for its value.
  private static Type resultOf(Type returned) {
    var value = GenericTypes.argumentOf(returned);
    return GenericTypes.erase(returned) == Resource.class && value != null ? value : returned;
  }

  /// A class as it was registered gets its type arguments from what is made.
  private static Dependency<?> dependencyOf(
      Provider<?> provider, Type result, List<Annotation> annotations) {
    var declared = provider.dependency();
    var type =
        declared.type() instanceof Class<?> plain && plain.getTypeParameters().length > 0
            ? GenericTypes.seenAs(result, plain)
            : declared.type();
    return Dependency.of(
        type, declared.qualifier().isPresent() ? declared.qualifier() : Qualifier.in(annotations));
  }

  /// Makes every class and method that turned out to be needed callable, at once.
  public void generate() {
    var found = new ArrayList<StartupProblem>();
    var invokers = Invokers.generate(lateSignatures, found);
    for (var i = 0; i < invokers.size(); i++) {
      lateMakers.get(i).invokeBy(invokers.get(i));
    }
    found.forEach(problems);
  }
}
