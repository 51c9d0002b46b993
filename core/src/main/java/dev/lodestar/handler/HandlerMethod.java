package dev.lodestar.handler;

import dev.lodestar.report.StartupProblem;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A method that may serve as a handler, described without knowing anything of HTTP.
///
/// Immutable. Parameter names, the place in the source and documentation are read from the class
/// file or the source when first asked for.
public final class HandlerMethod {

  private final Method method;
  private final Class<?> receiverClass;
  private final List<Annotation> annotations;
  private final Type returnType;
  private final List<HandlerParameter> parameters;
  private final ClassDetails details;

  HandlerMethod(
      Method method, Class<?> receiverClass, List<Method> overridden, ClassDetails details) {
    this.method = method;
    this.receiverClass = receiverClass;
    this.details = details;
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

  /// The parameters in the order of the declaration, without the receiver.
  public List<HandlerParameter> parameters() {
    return parameters;
  }

  /// The generic type of the result, with the type variables of the declaring class replaced where
  /// the receiver class says what they are; `void.class` if there is none.
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

  /// The annotations of the method, then those that only an overridden declaration has.
  public List<Annotation> annotations() {
    return annotations;
  }

  /// Finds an annotation of the method or of a declaration it overrides.
  public <A extends Annotation> Optional<A> annotation(Class<A> annotationType) {
    return Annotations.find(annotations, annotationType);
  }

  /// The place in the source: the line of the declaration where the source is at hand, otherwise of
  /// the first statement; no line if the class was compiled without lines.
  public SourceLocation location() {
    return details.location(method);
  }

  /// The text of the documentation comment; empty unless the program was launched from source.
  public String documentation() {
    return details.documentation(method);
  }

  /// The problem of a parameter whose name is needed and not known.
  public StartupProblem missingName(HandlerParameter parameter) {
    String type = TypeNames.simpleName(declaringClass());
    String compile =
        Modifier.isAbstract(method.getModifiers())
            ? "Compile with \"-parameters\" (an abstract method has no other place for names)"
            : "Compile with \"-g\", as Maven and Gradle do, or with \"-parameters\"";
    return problem(
        "parameter-name-missing",
        "The name of parameter "
            + (parameter.index() + 1)
            + ", of type "
            + TypeNames.of(parameter.type())
            + ", is not known, because "
            + type
            + " was compiled without parameter names.",
        compile + ", or give the name in an annotation of the parameter, as in @Query(\"name\").");
  }

  /// A problem of this handler, with its place in the source.
  public StartupProblem problem(String code, String what, String fix) {
    return new StartupProblem(code, toString(), what, fix).at(location().toString());
  }

  ClassDetails details() {
    return details;
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
    var text = new StringBuilder(TypeNames.simpleName(receiverClass));
    text.append('.').append(method.getName()).append('(');
    for (HandlerParameter parameter : parameters) {
      text.append(parameter.index() == 0 ? "" : ", ").append(parameter);
    }
    return text.append(')').toString();
  }
}
