package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the method that a method reference names.
public final class MethodReferences {

  private MethodReferences() {}

  /// Finds the method; if there is none, adds a problem that says why and returns empty.
  public static Optional<ResolvedReference> resolve(
      Serializable reference, List<StartupProblem> problems) {
    SerializedLambda form = SerializedForm.of(reference);
    if (form == null) {
      problems.add(notReference(reference));
      return Optional.empty();
    }
    if (form.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
      problems.add(constructor(form));
      return Optional.empty();
    }
    ClassLoader loader = reference.getClass().getClassLoader();
    try {
      Class<?> named = load(form.getImplClass(), loader);
      Method method = find(named, form);
      if (method.isSynthetic()) {
        problems.add(lambda(form, named, method));
        return Optional.empty();
      }
      return Optional.of(resolved(form, named, method, loader));
    } catch (ClassNotFoundException | NoSuchMethodException | LinkageError missing) {
      problems.add(notFound(form, missing));
      return Optional.empty();
    }
  }

  /// Describes what the object of a method reference, a constructor reference or a lambda
  /// expression takes; if it is none of these, adds a problem that says why and returns empty.
  static Optional<FactorySignature> factory(
      Serializable factory, HandlerMethods descriptions, List<StartupProblem> problems) {
    SerializedLambda form = SerializedForm.of(factory);
    if (form == null) {
      problems.add(notReference(factory));
      return Optional.empty();
    }
    ClassLoader loader = factory.getClass().getClassLoader();
    try {
      Class<?> named = load(form.getImplClass(), loader);
      var type = MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader);
      if (form.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
        return Optional.of(
            new FactorySignature(
                constructor(named, form), named, null, 0, null, descriptions.detailsOf(named)));
      }
      Method method = find(named, form);
      var details = descriptions.detailsOf(method.getDeclaringClass());
      boolean isStatic = form.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic;
      if (method.isSynthetic()) {
        int captured = form.getCapturedArgCount() - (isStatic ? 0 : 1);
        return Optional.of(
            new FactorySignature(method, named, null, captured, type.returnType(), details));
      }
      Class<?> receiver =
          isStatic || form.getCapturedArgCount() > 0
              ? null
              : named.isAssignableFrom(type.parameterType(0)) ? type.parameterType(0) : named;
      return Optional.of(new FactorySignature(method, named, receiver, 0, null, details));
    } catch (ClassNotFoundException | NoSuchMethodException | LinkageError missing) {
      problems.add(notFound(form, missing));
      return Optional.empty();
    }
  }

  private static Constructor<?> constructor(Class<?> type, SerializedLambda form)
      throws NoSuchMethodException {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (ClassDetails.descriptorOf(constructor).equals(form.getImplMethodSignature())) {
        return constructor;
      }
    }
    throw new NoSuchMethodException("a constructor " + form.getImplMethodSignature());
  }

  private static ResolvedReference resolved(
      SerializedLambda form, Class<?> named, Method method, ClassLoader loader) {
    if (form.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic) {
      return new ResolvedReference(method, named, Optional.empty());
    }
    if (form.getCapturedArgCount() > 0) {
      Object receiver = form.getCapturedArg(0);
      Class<?> receiverClass = receiver.getClass().isHidden() ? named : receiver.getClass();
      return new ResolvedReference(method, receiverClass, Optional.of(receiver));
    }
    Class<?> receiverClass =
        MethodType.fromMethodDescriptorString(form.getInstantiatedMethodType(), loader)
            .parameterType(0);
    return new ResolvedReference(
        method, named.isAssignableFrom(receiverClass) ? receiverClass : named, Optional.empty());
  }

  private static Class<?> load(String internalName, ClassLoader loader)
      throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'), false, loader);
  }

  private static Method find(Class<?> named, SerializedLambda form) throws NoSuchMethodException {
    for (Class<?> type = named; type != null; type = type.getSuperclass()) {
      Method method = declared(type, form);
      if (method != null) {
        return method;
      }
    }
    for (Class<?> type = named; type != null; type = type.getSuperclass()) {
      Method method = inInterfaces(type, form);
      if (method != null) {
        return method;
      }
    }
    throw new NoSuchMethodException(form.getImplMethodName() + form.getImplMethodSignature());
  }

  private static @Nullable Method inInterfaces(Class<?> type, SerializedLambda form) {
    for (Class<?> superinterface : type.getInterfaces()) {
      Method method = declared(superinterface, form);
      if (method == null) {
        method = inInterfaces(superinterface, form);
      }
      if (method != null) {
        return method;
      }
    }
    return null;
  }

  /// A bridge stands for a method further up, and that one is meant.
  private static @Nullable Method declared(Class<?> type, SerializedLambda form) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getName().equals(form.getImplMethodName())
          && !method.isBridge()
          && ClassDetails.descriptorOf(method).equals(form.getImplMethodSignature())) {
        return method;
      }
    }
    return null;
  }

  private static StartupProblem notReference(Serializable reference) {
    return new StartupProblem(
        "method-reference-invalid",
        "an object of " + reference.getClass().getName(),
        "A method reference such as Widgets::create is expected here, but this is an object of a"
            + " class that implements its interface.",
        "Refer to a method with \"::\".");
  }

  private static StartupProblem constructor(SerializedLambda form) {
    String type = simpleName(form.getImplClass());
    return new StartupProblem(
        "method-reference-constructor",
        type + "::new",
        "A reference to a constructor names no method.",
        "Write a method that returns new " + type + "(...) and refer to it.");
  }

  private static StartupProblem lambda(SerializedLambda form, Class<?> type, Method body) {
    var details = new ClassDetails(type, SourceFiles.ofThisProcess());
    return new StartupProblem(
            "method-reference-lambda",
            "a lambda expression in " + simpleName(form.getCapturingClass()),
            "A lambda expression has neither a name nor annotations nor parameter names, so"
                + " Lodestar cannot tell what it takes. References such as super::create, to"
                + " methods of variable arity and to protected methods of another package are"
                + " lambda expressions to the compiler.",
            "Write a method and refer to it, as in Widgets::create, or handle the request yourself,"
                + " as in app.get(path, request -> ...).")
        .at(details.location(body).toString());
  }

  private static StartupProblem notFound(SerializedLambda form, Throwable missing) {
    return new StartupProblem(
        "method-reference-not-found",
        simpleName(form.getImplClass()) + "::" + form.getImplMethodName(),
        "The method named by this reference is not there: "
            + missing
            + ". The class was probably compiled against another version.",
        "Compile the application again, and check that every class is on the path only once.");
  }

  private static String simpleName(String internalName) {
    String name = internalName.substring(internalName.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('$') + 1);
  }
}
