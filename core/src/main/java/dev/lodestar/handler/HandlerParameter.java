package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A parameter of a handler method or of another thing that is called. The name and the nullness
/// are found out when asked for.
public final class HandlerParameter {

  private final Signature owner;
  private final int index;
  private final int position;
  private final @Nullable Parameter parameter;
  private final Type type;
  private final List<Annotation> annotations;

  /// Describes a parameter.
  ///
  /// @param index the position among those that the caller gives
  /// @param position the position in the declaration, which may have others before it
  /// @param parameter the declaration; null for the receiver of a method
  HandlerParameter(
      Signature owner,
      int index,
      int position,
      @Nullable Parameter parameter,
      Type type,
      List<Annotation> annotations) {
    this.owner = owner;
    this.index = index;
    this.position = position;
    this.parameter = parameter;
    this.type = type;
    this.annotations = annotations;
  }

  /// The position, counted from 0.
  public int index() {
    return index;
  }

  /// The name in the source; empty if neither the class file nor the source tells it, which
  /// [Signature#missingName(HandlerParameter)] explains.
  public Optional<String> name() {
    if (parameter == null) {
      return Optional.empty();
    }
    return parameter.isNamePresent() && !parameter.isSynthetic()
        ? Optional.of(parameter.getName())
        : Optional.ofNullable(owner.details().parameterName(owner.executable(), position));
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

  /// Whether this is the object that a method is called on, which has no name and no declaration.
  public boolean isReceiver() {
    return parameter == null;
  }

  /// The type as declared, with its type annotations.
  ///
  /// @throws IllegalStateException for a receiver
  public AnnotatedType annotatedType() {
    return parameter().getAnnotatedType();
  }

  /// Whether the declared type is marked with JSpecify's `@Nullable`.
  public boolean isNullable() {
    return parameter != null
        && !rawType().isPrimitive()
        && Annotations.isNullable(parameter.getAnnotatedType());
  }

  /// The reflective view.
  ///
  /// @throws IllegalStateException for a receiver
  public Parameter parameter() {
    if (parameter == null) {
      throw new IllegalStateException("The receiver of " + owner + " is no declared parameter.");
    }
    return parameter;
  }

  /// What takes the parameter.
  public Signature owner() {
    return owner;
  }

  /// Shows the parameter as its declaration does: `String sku`, or `String` if the name is unknown.
  @Override
  public String toString() {
    @Nullable String name = name().orElse(null);
    return name == null ? TypeNames.of(type) : TypeNames.of(type) + " " + name;
  }
}
