package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter of a handler method. The name and the nullness are found out when asked for.
public final class HandlerParameter {

  private final HandlerMethod owner;
  private final int index;
  private final Parameter parameter;
  private final Type type;
  private final List<Annotation> annotations;

  HandlerParameter(
      HandlerMethod owner,
      int index,
      Parameter parameter,
      Type type,
      List<Annotation> annotations) {
    this.owner = owner;
    this.index = index;
    this.parameter = parameter;
    this.type = type;
    this.annotations = annotations;
  }

  /// The position, counted from 0.
  public int index() {
    return index;
  }

  /// The name in the source; empty if neither the class file nor the source tells it, which
  /// [HandlerMethod#missingName(HandlerParameter)] explains.
  public Optional<String> name() {
    return parameter.isNamePresent()
        ? Optional.of(parameter.getName())
        : Optional.ofNullable(owner.details().parameterName(owner.method(), index));
  }

  /// The generic type, with the type variables of the declaring class replaced where the receiver
  /// class says what they are.
  public Type type() {
    return type;
  }

  /// The class of the values: the erasure of [#type()].
  public Class<?> rawType() {
    return TypeArguments.erase(type);
  }

  /// The annotations of the parameter, then those that only an overridden declaration has.
  public List<Annotation> annotations() {
    return annotations;
  }

  /// Finds an annotation of the parameter or of an overridden declaration.
  public <A extends Annotation> Optional<A> annotation(Class<A> annotationType) {
    return Annotations.find(annotations, annotationType);
  }

  /// The type as declared, with its type annotations.
  public AnnotatedType annotatedType() {
    return parameter.getAnnotatedType();
  }

  /// Whether the declared type is marked with JSpecify's `@Nullable`.
  public boolean isNullable() {
    return !rawType().isPrimitive() && Annotations.isNullable(annotatedType());
  }

  /// The reflective view.
  public Parameter parameter() {
    return parameter;
  }

  /// Shows the parameter as its declaration does: `String sku`, or `String` if the name is unknown.
  @Override
  public String toString() {
    @Nullable String name = name().orElse(null);
    return name == null ? TypeNames.of(type) : TypeNames.of(type) + " " + name;
  }
}
