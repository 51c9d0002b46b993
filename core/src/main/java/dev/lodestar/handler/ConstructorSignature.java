package dev.lodestar.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Type;
import java.util.List;

/// A constructor that is called to make an object of its class.
public final class ConstructorSignature extends Signature {
  private final Constructor<?> constructor;
  private final List<HandlerParameter> parameters;

  ConstructorSignature(Constructor<?> constructor, ClassDetails details) {
    super(details);
    this.constructor = constructor;
    this.parameters = FactorySignature.declared(this, constructor, 0, 0);
  }

  @Override
  public Executable executable() {
    return constructor;
  }

  @Override
  public List<HandlerParameter> parameters() {
    return parameters;
  }

  @Override
  public Type returnType() {
    return constructor.getDeclaringClass();
  }

  /// The annotations of the class: those of the constructor say which one to call, and no more.
  @Override
  public List<Annotation> annotations() {
    return List.of(constructor.getDeclaringClass().getAnnotations());
  }

  /// Shows the constructor as a person would name it: `new Widgets(Clock clock)`.
  @Override
  public String toString() {
    return withParameters("new " + TypeNames.simpleName(constructor.getDeclaringClass()));
  }
}
