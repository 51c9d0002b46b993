package dev.lodestar.dto;

import static java.util.Objects.requireNonNull;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.function.Consumer;

/// Where a DTO comes from: an object, or a class of which one is made.
sealed interface DtoSource {

  /// The DTO; nothing after a problem.
  Optional<Dto<?>> dto(Consumer<StartupProblem> problems);

  static DtoSource of(Dto<?> dto) {
    return new OfObject(requireNonNull(dto, "dto"));
  }

  static DtoSource of(Class<? extends Dto<?>> type) {
    return new OfClass(requireNonNull(type, "dto"));
  }

  /// An object.
  record OfObject(Dto<?> object) implements DtoSource {
    @Override
    public Optional<Dto<?>> dto(Consumer<StartupProblem> problems) {
      return Optional.of(object);
    }
  }

  /// A class.
  record OfClass(Class<? extends Dto<?>> type) implements DtoSource {
    @Override
    public Optional<Dto<?>> dto(Consumer<StartupProblem> problems) {
      if (Modifier.isAbstract(type.getModifiers())) {
        problems.accept(
            problem(
                "It is abstract, so no DTO can be made of it.", "Name a class that extends it."));
        return Optional.empty();
      }
      try {
        var constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return Optional.of(constructor.newInstance());
      } catch (NoSuchMethodException missing) {
        problems.accept(
            problem(
                "It has no constructor without parameters"
                    + (isInner() ? ", since it is an inner class that is not static." : "."),
                isInner()
                    ? "Make it static, or attach an object of it. In a compact source file every"
                        + " class is an inner class unless it is static."
                    : "Add a constructor without parameters, or attach an object of it."));
      } catch (InvocationTargetException failure) {
        problems.accept(
            problem(
                "Its constructor failed with " + failure.getCause() + ".",
                "Correct the constructor."));
      } catch (LinkageError broken) {
        problems.accept(
            problem(
                "Its class cannot be initialized: "
                    + (broken.getCause() == null ? broken : broken.getCause())
                    + ".",
                "Correct its static initializer."));
      } catch (ReflectiveOperationException | RuntimeException inaccessible) {
        problems.accept(
            problem(
                "Its constructor cannot be called: " + inaccessible.getMessage() + ".",
                "Open its package to the module dev.lodestar.core, or attach an object of it."));
      }
      return Optional.empty();
    }

    private boolean isInner() {
      return type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    }

    private StartupProblem problem(String what, String fix) {
      return new StartupProblem("dto-instance", GenericTypes.nameOf(type), what, fix);
    }
  }
}
