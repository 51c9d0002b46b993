package dev.lodestar;

import dev.lodestar.bind.ArgumentPlanner;
import dev.lodestar.graph.Constructors;
import dev.lodestar.graph.ProviderEntries;
import dev.lodestar.graph.ProviderEntry;
import dev.lodestar.graph.ProviderLayers;
import dev.lodestar.graph.SingletonSource;
import dev.lodestar.graph.Unwrapped;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.inject.RequestScoped;
import dev.lodestar.inject.Scope;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final Map<Known, Receiver> shared = new HashMap<>();
  private final Map<Class<?>, Optional<Object>> components = new HashMap<>();

  /// For instances that take no dependencies.
  Controllers(List<StartupProblem> problems) {
    this(problems, new ProviderEntries(new HandlerMethods(), problems::add));
  }

  Controllers(List<StartupProblem> problems, ProviderEntries entries) {
    this.problems = problems;
    this.entries = entries;
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
      var instance = newInstance(type);
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
    if (isInner(type) || Modifier.isAbstract(type.getModifiers()) || constructors.length == 0) {
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

  /// The one instance of a class of guards or middleware; nothing after a problem.
  Optional<Object> sharedInstance(Class<?> type) {
    var known = components.get(type);
    if (known == null) {
      known = newInstance(type);
      components.put(type, known);
    }
    return known;
  }

  /// Calls the constructor without parameters; nothing after a problem.
  Optional<Object> newInstance(Class<?> type) {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return refuse(
          type,
          "It is registered by its class, but it is abstract, so no instance can be made.",
          "Register an object of a concrete class.");
    }
    try {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance());
    } catch (NoSuchMethodException missing) {
      return refuse(
          type,
          "It is registered by its class, but it has no constructor without parameters"
              + (isInner(type) ? ", since it is an inner class that is not static." : "."),
          isInner(type)
              ? "Make it static, or register an object of it. In a compact source file every class is"
                  + " an inner class unless it is static."
              : "Add a constructor, or register an object of it.");
    } catch (InvocationTargetException failure) {
      return refuse(
          type,
          "Its constructor failed with " + failure.getCause() + ".",
          "Correct the constructor, or register an object that was made otherwise.");
    } catch (LinkageError broken) {
      return refuse(
          type,
          "Its class cannot be initialized: "
              + (broken.getCause() == null ? broken : broken.getCause())
              + ".",
          "Correct its static initializer.");
    } catch (ReflectiveOperationException | RuntimeException inaccessible) {
      return refuse(
          type,
          "Its constructor cannot be called: " + inaccessible.getMessage() + ".",
          "Open its package to the module dev.lodestar.core, or register an object of it.");
    }
  }

  private static boolean isInner(Class<?> type) {
    return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
  }

  private Optional<Object> refuse(Class<?> type, String what, String fix) {
    problems.add(new StartupProblem("controller-instance", nameOf(type), what, fix));
    return Optional.empty();
  }

  /// The name of a class as a person would write it.
  String nameOf(Class<?> type) {
    var name = type.getTypeName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }
}
