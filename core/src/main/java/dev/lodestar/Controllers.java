package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.graph.Constructors;
import dev.lodestar.graph.ProviderEntries;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.handler.Unwrapped;
import dev.lodestar.inject.RequestScoped;
import dev.lodestar.inject.Scope;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the instances of controller classes: at once by a constructor without parameters, with the
/// singletons of the application by one that takes dependencies, or for each request.
final class Controllers {

  /// What the handlers of a controller are called on.
  ///
  /// @param shared the object that all requests share; null if there is none
  /// @param ofRequest makes one for each request; null if there is a shared one or none is needed
  record Receiver(@Nullable SingletonSource shared, @Nullable ProviderEntry ofRequest) {
    /// Of static methods, and after a problem.
    static final Receiver NONE = new Receiver(null, null);

    /// The shared object; null if there is none.
    @Nullable Object get() {
      try {
        return shared == null ? null : shared.get();
      } catch (Throwable failure) {
        throw Unwrapped.of(failure);
      }
    }

    static Receiver of(Object instance) {
      return new Receiver(new SingletonSource.Instance(instance, instance), null);
    }
  }

  private record Known(Class<?> type, ProviderLayers layers) {}

  private final List<StartupProblem> problems;
  private final ProviderEntries entries;
  private final Instances instances;
  private final Map<Known, Receiver> shared = new HashMap<>();

  Controllers(List<StartupProblem> problems, ProviderEntries entries) {
    this.problems = problems;
    this.entries = entries;
    this.instances = new Instances(problems);
  }

  /// The one instance for all references to methods of a class that see the same providers.
  Receiver shared(Class<?> type, ProviderLayers layers, ArgumentPlanner planner) {
    var key = new Known(type, layers);
    var known = shared.get(key);
    if (known == null) {
      known = create(type, layers, planner);
      shared.put(key, known);
    }
    return known;
  }

  /// A new instance, or what makes it.
  Receiver create(Class<?> type, ProviderLayers layers, ArgumentPlanner planner) {
    var ofRequest = type.isAnnotationPresent(RequestScoped.class);
    if (!ofRequest && !takesDependencies(type)) {
      var instance = instances.create(type);
      return instance.isPresent() ? Receiver.of(instance.get()) : Receiver.NONE;
    }
    if (ofRequest) {
      return new Receiver(null, entries.ofClass(type, Scope.REQUEST));
    }
    var entry = entries.ofClass(type, Scope.SINGLETON);
    return new Receiver(planner.planShared(entry, layers, problems::add).orElse(null), null);
  }

  private static boolean takesDependencies(Class<?> type) {
    var constructors = type.getDeclaredConstructors();
    if (Instances.isInner(type)
        || Modifier.isAbstract(type.getModifiers())
        || constructors.length == 0) {
      return false;
    }
    for (var constructor : constructors) {
      if (constructor.getParameterCount() == 0) {
        return constructors.length > 1 && hasInject(constructors);
      }
    }
    return true;
  }

  private static boolean hasInject(Constructor<?>[] constructors) {
    for (var constructor : constructors) {
      if (Constructors.isChosen(constructor)) {
        return true;
      }
    }
    return false;
  }
}
