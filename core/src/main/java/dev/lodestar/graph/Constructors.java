package dev.lodestar.graph;

import dev.lodestar.handler.ConstructorSignature;
import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.HandlerMethods;
import dev.lodestar.inject.Inject;
import dev.lodestar.report.StartupProblem;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Chooses the constructor that objects of a class are made by.
public final class Constructors {
  private final HandlerMethods methods;

  Constructors(HandlerMethods methods) {
    this.methods = methods;
  }

  /// The one annotated with `@Inject`, else the only public one, else the only one; nothing after a
  /// problem.
  Optional<ConstructorSignature> of(Class<?> type, Consumer<StartupProblem> problems) {
    if (type.isInterface()
        || type.isArray()
        || type.isPrimitive()
        || Modifier.isAbstract(type.getModifiers())) {
      problems.accept(
          problem(
              type,
              "It is to be made by its constructor, but it is "
                  + (type.isInterface() ? "an interface" : "abstract")
                  + ", so no object of it can be made.",
              "Name a concrete class: provide("
                  + GenericTypes.nameOf(type)
                  + ".class, Implementation.class); or give a method that makes it."));
      return Optional.empty();
    }
    if (type.getEnclosingClass() != null
        && !Modifier.isStatic(type.getModifiers())
        && !type.isRecord()) {
      problems.accept(
          problem(
              type,
              "It is to be made by its constructor, but it is an inner class, whose constructor"
                  + " needs an object of the class around it.",
              "Make it static, or give a method that makes it. In a compact source file every class"
                  + " is an inner class unless it is static."));
      return Optional.empty();
    }
    var candidates = candidates(type);
    if (candidates.size() != 1) {
      problems.accept(
          problem(
              type,
              "It is to be made by its constructor, but of its "
                  + type.getDeclaredConstructors().length
                  + " constructors "
                  + candidates.size()
                  + " could be meant.",
              "Annotate one of them with @Inject, or leave only one public."));
      return Optional.empty();
    }
    return Optional.of(methods.of(candidates.getFirst()));
  }

  /// Whether an annotation chooses the constructor.
  public static boolean isChosen(Constructor<?> constructor) {
    return constructor.isAnnotationPresent(Inject.class)
        || constructor.isAnnotationPresent(jakarta.inject.Inject.class);
  }

  private static List<Constructor<?>> candidates(Class<?> type) {
    var declared = type.getDeclaredConstructors();
    var marked = new ArrayList<Constructor<?>>();
    var open = new ArrayList<Constructor<?>>();
    for (var constructor : declared) {
      if (isChosen(constructor)) {
        marked.add(constructor);
      }
      if (Modifier.isPublic(constructor.getModifiers())) {
        open.add(constructor);
      }
    }
    if (!marked.isEmpty()) {
      return marked;
    }
    return open.isEmpty() ? List.of(declared) : open;
  }

  private static StartupProblem problem(Class<?> type, String what, String fix) {
    return new StartupProblem("provider-constructor", GenericTypes.nameOf(type), what, fix);
  }
}
