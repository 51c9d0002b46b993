package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the object of a method reference, a constructor reference or a lambda expression takes when
/// it is called: the receiver first where the reference names none, and nothing that it has caught.
public final class FactorySignature extends Signature {

  private final Executable executable;
  private final Class<?> owner;
  private final Type returnType;
  private final boolean lambda;
  private final List<HandlerParameter> parameters;

  /// Describes a factory.
  ///
  /// @param receiver the class of the receiver that a caller gives; null if there is none to give
  /// @param captured how many parameters of the declaration the object has caught
  /// @param returnType the type of the result; null if the declaration says it
  FactorySignature(
      Executable executable,
      Class<?> owner,
      @Nullable Class<?> receiver,
      int captured,
      @Nullable Type returnType,
      ClassDetails details) {
    super(details);
    this.executable = executable;
    this.owner = owner;
    this.lambda = executable.isSynthetic();
    this.returnType = returnType == null ? resultOf(executable) : returnType;
    var described = new ArrayList<HandlerParameter>();
    if (receiver != null) {
      described.add(new HandlerParameter(this, 0, 0, null, receiver, List.of()));
    }
    described.addAll(declared(this, executable, captured, described.size()));
    this.parameters = List.copyOf(described);
  }

  /// Describes the parameters of a declaration from one on, seen as those of a caller.
  static List<HandlerParameter> declared(
      Signature owner, Executable executable, int from, int firstIndex) {
    Parameter[] declared = executable.getParameters();
    var described = new ArrayList<HandlerParameter>(declared.length);
    for (int i = from; i < declared.length; i++) {
      described.add(
          new HandlerParameter(
              owner,
              firstIndex + i - from,
              i,
              declared[i],
              declared[i].getParameterizedType(),
              List.of(declared[i].getAnnotations())));
    }
    return List.copyOf(described);
  }

  private static Type resultOf(Executable executable) {
    return executable instanceof Method method
        ? method.getGenericReturnType()
        : executable.getDeclaringClass();
  }

  /// Whether it is a lambda expression, of whose parameters Java keeps neither type arguments nor
  /// annotations.
  public boolean isLambda() {
    return lambda;
  }

  @Override
  public Executable executable() {
    return executable;
  }

  @Override
  public List<HandlerParameter> parameters() {
    return parameters;
  }

  @Override
  public Type returnType() {
    return returnType;
  }

  /// The annotations of the method, or of the class whose constructor is called.
  @Override
  public List<Annotation> annotations() {
    return executable instanceof Constructor<?> constructor
        ? List.of(constructor.getDeclaringClass().getAnnotations())
        : List.of(executable.getAnnotations());
  }

  /// Shows the factory as a person would name it: `Widgets.connect(URI uri)`, or `(URI uri) -> … in
  /// Widgets`.
  @Override
  public String toString() {
    String type = TypeNames.simpleName(owner);
    if (lambda) {
      return withParameters("") + " -> … in " + type;
    }
    return withParameters(
        executable instanceof Constructor<?> ? "new " + type : type + "." + executable.getName());
  }
}
