package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A method that may serve as a handler, described without knowing anything of HTTP.
///
/// Immutable. Parameter names, the place in the source and documentation are read from the class
/// file or the source when first asked for.
public final class HandlerMethod extends Signature {

  private final Method method;
  private final Class<?> receiverClass;
  private final List<Annotation> annotations;
  private final Type returnType;
  private final List<HandlerParameter> parameters;

  HandlerMethod(
      Method method, Class<?> receiverClass, List<Method> overridden, ClassDetails details) {
    super(details);
    this.method = method;
    this.receiverClass = receiverClass;
    this.annotations = Annotations.merge(method, overridden);
    TypeArguments typeArguments =
        TypeArguments.seenFrom(
            receiverClass == method.getDeclaringClass() ? Object.class : receiverClass);
    this.returnType = typeArguments.resolve(method.getGenericReturnType());
    this.parameters = describe(method.getParameters(), overridden, typeArguments);
  }

  private List<HandlerParameter> describe(
      Parameter[] declared, List<Method> overridden, TypeArguments typeArguments) {
    var described = new ArrayList<HandlerParameter>(declared.length);
    for (int i = 0; i < declared.length; i++) {
      var others = new ArrayList<Parameter>();
      for (Method other : overridden) {
        others.add(other.getParameters()[i]);
      }
      described.add(
          new HandlerParameter(
              this,
              i,
              i,
              declared[i],
              typeArguments.resolve(declared[i].getParameterizedType()),
              Annotations.merge(declared[i], others)));
    }
    return List.copyOf(described);
  }

  /// The method itself.
  public Method method() {
    return method;
  }

  @Override
  public Executable executable() {
    return method;
  }

  /// The name of the method.
  public String name() {
    return method.getName();
  }

  /// The class whose source declares the method.
  public Class<?> declaringClass() {
    return method.getDeclaringClass();
  }

  /// The class of the object the method is called on: the declaring class or a subtype of it.
  public Class<?> receiverClass() {
    return receiverClass;
  }

  /// Whether the method is called without a receiver.
  public boolean isStatic() {
    return Modifier.isStatic(method.getModifiers());
  }

  @Override
  public List<HandlerParameter> parameters() {
    return parameters;
  }

  @Override
  public Type returnType() {
    return returnType;
  }

  /// The result type as declared, with its type annotations.
  public AnnotatedType annotatedReturnType() {
    return method.getAnnotatedReturnType();
  }

  /// Whether the result type is marked with JSpecify's `@Nullable`.
  public boolean returnsNullable() {
    return !method.getReturnType().isPrimitive() && Annotations.isNullable(annotatedReturnType());
  }

  @Override
  public List<Annotation> annotations() {
    return annotations;
  }

  /// The names of the annotation classes of the method that Java does not keep for running
  /// programs.
  public List<String> droppedAnnotations() {
    return details().droppedAnnotations(method);
  }

  /// The text of the documentation comment; empty unless the program was launched from source.
  public String documentation() {
    return details().documentation(method);
  }

  /// Equal if the same method is called on the same class.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HandlerMethod that
        && method.equals(that.method)
        && receiverClass == that.receiverClass;
  }

  @Override
  public int hashCode() {
    return method.hashCode();
  }

  /// Shows the handler as a person would name it: `Widgets.get(String sku)`.
  @Override
  public String toString() {
    return withParameters(TypeNames.simpleName(receiverClass) + "." + method.getName());
  }
}
