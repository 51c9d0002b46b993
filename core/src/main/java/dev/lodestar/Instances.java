package dev.lodestar;

import dev.lodestar.report.StartupProblem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/// Makes instances of classes by their constructors without parameters.
final class Instances {
  private final List<StartupProblem> problems;

  Instances(List<StartupProblem> problems) {
    this.problems = problems;
  }

  /// Calls the constructor without parameters; nothing after a problem.
  Optional<Object> create(Class<?> type) {
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

  static boolean isInner(Class<?> type) {
    return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
  }

  private Optional<Object> refuse(Class<?> type, String what, String fix) {
    problems.add(new StartupProblem("controller-instance", nameOf(type), what, fix));
    return Optional.empty();
  }

  /// The name of a class as a person would write it.
  static String nameOf(Class<?> type) {
    var name = type.getTypeName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }
}
