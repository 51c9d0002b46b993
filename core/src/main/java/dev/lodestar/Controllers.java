package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the instances of controller classes, by their constructors without parameters.
final class Controllers {
  private final List<StartupProblem> problems;
  private final Map<Class<?>, Optional<Object>> shared = new HashMap<>();

  Controllers(List<StartupProblem> problems) {
    this.problems = problems;
  }

  /// The one instance for all references to methods of a class; nothing after a problem.
  Optional<Object> sharedInstance(Class<?> type) {
    var known = shared.get(type);
    if (known == null) {
      known = newInstance(type);
      shared.put(type, known);
    }
    return known;
  }

  /// A new instance; nothing after a problem.
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
              : "Add a constructor without parameters, or register an object of it.");
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
