package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Describes handler methods. One instance serves the building of one application and reads every
/// class file at most once. Not thread-safe; the descriptions are.
public final class HandlerMethods {

  private final SourceFiles sources;
  private final Map<Class<?>, ClassDetails> classes = new HashMap<>();

  /// Starts with nothing read.
  public HandlerMethods() {
    this(SourceFiles.ofThisProcess());
  }

  HandlerMethods(SourceFiles sources) {
    this.sources = sources;
  }

  /// Lists the handlers of a class: its own in the order of their declaration, then inherited ones
  /// of its superclasses and interfaces.
  ///
  /// @param isHandler recognises a handler by its declaration or by one it overrides
  public List<HandlerMethod> of(Class<?> type, Predicate<Method> isHandler) {
    var handlers = new ArrayList<HandlerMethod>();
    int group = 0;
    for (ClassMethods.MethodFamily family : ClassMethods.of(type)) {
      if (!isHandler(family, isHandler)) {
        continue;
      }
      Method method = family.method();
      if (group < handlers.size()
          && handlers.get(group).declaringClass() != method.getDeclaringClass()) {
        sort(handlers.subList(group, handlers.size()));
        group = handlers.size();
      }
      handlers.add(describe(method, type, family.overridden()));
    }
    sort(handlers.subList(group, handlers.size()));
    return List.copyOf(handlers);
  }

  /// Describes the method that a method reference names.
  public HandlerMethod of(ResolvedReference reference) {
    return of(reference.receiverClass(), reference.method());
  }

  /// Describes a method of a class.
  ///
  /// @param type the class of the receiver, or of a static method the class it is called through
  public HandlerMethod of(Class<?> type, Method method) {
    return describe(method, type, ClassMethods.overridden(type, method));
  }

  /// The names of the annotation classes of a class that Java does not keep for running programs.
  public List<String> droppedAnnotations(Class<?> type) {
    return detailsOf(type).droppedAnnotations();
  }

  /// Describes a constructor.
  public ConstructorSignature of(Constructor<?> constructor) {
    return new ConstructorSignature(constructor, detailsOf(constructor.getDeclaringClass()));
  }

  /// Describes what the object of a method reference, a constructor reference or a lambda
  /// expression takes; if it is none of these, adds a problem and returns empty.
  public Optional<FactorySignature> ofFactory(Serializable factory, List<StartupProblem> problems) {
    return MethodReferences.factory(factory, this, problems);
  }

  private HandlerMethod describe(Method method, Class<?> receiver, List<Method> overridden) {
    return new HandlerMethod(method, receiver, overridden, detailsOf(method.getDeclaringClass()));
  }

  ClassDetails detailsOf(Class<?> type) {
    ClassDetails details = classes.get(type);
    if (details == null) {
      details = new ClassDetails(type, sources);
      classes.put(type, details);
    }
    return details;
  }

  private static boolean isHandler(ClassMethods.MethodFamily family, Predicate<Method> isHandler) {
    if (isHandler.test(family.method())) {
      return true;
    }
    for (Method overridden : family.overridden()) {
      if (isHandler.test(overridden)) {
        return true;
      }
    }
    return false;
  }

  /// The virtual machine lists methods in no particular order, and not in the same one on every
  /// run.
  private static void sort(List<HandlerMethod> ofOneClass) {
    if (ofOneClass.size() > 1) {
      ofOneClass.sort(new DeclarationOrder());
    }
  }

  private static final class DeclarationOrder implements Comparator<HandlerMethod> {
    @Override
    public int compare(HandlerMethod one, HandlerMethod other) {
      int byPosition =
          Integer.compare(
              one.details().position(one.method()), other.details().position(other.method()));
      return byPosition != 0 ? byPosition : signature(one).compareTo(signature(other));
    }

    private static String signature(HandlerMethod handler) {
      return handler.name() + ClassDetails.descriptorOf(handler.method());
    }
  }
}
