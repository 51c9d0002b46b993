package dev.lodestar.constraint;

import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.ContainerElementNodeContextBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.LeafNodeContextBuilder;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderCustomizableContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeBuilderDefinedContext;
import jakarta.validation.ConstraintValidatorContext.ConstraintViolationBuilder.NodeContextBuilder;
import org.jspecify.annotations.Nullable;

/// Builds one violation of a validator. The steps of the specification's builder are all this one
/// object: its interfaces only say which step may follow.
final class ViolationBuilder
    implements ConstraintViolationBuilder,
        NodeBuilderDefinedContext,
        NodeBuilderCustomizableContext,
        NodeContextBuilder,
        LeafNodeBuilderDefinedContext,
        LeafNodeBuilderCustomizableContext,
        LeafNodeContextBuilder,
        ContainerElementNodeBuilderDefinedContext,
        ContainerElementNodeBuilderCustomizableContext,
        ContainerElementNodeContextBuilder {
  private final ValidatorContext context;
  private final String template;
  private final ValuePath path;

  ViolationBuilder(ValidatorContext context, String template) {
    this.context = context;
    this.template = template;
    this.path = new ValuePath(context.model());
  }

  @Override
  @Deprecated
  public ViolationBuilder addNode(String name) {
    path.property(name);
    return this;
  }

  @Override
  public ViolationBuilder addPropertyNode(String name) {
    path.property(name);
    return this;
  }

  @Override
  public ViolationBuilder addBeanNode() {
    path.unnamed();
    return this;
  }

  @Override
  public ViolationBuilder addContainerElementNode(
      String name, Class<?> containerType, Integer typeArgumentIndex) {
    path.unnamed();
    return this;
  }

  @Override
  public ViolationBuilder addParameterNode(int index) {
    throw new IllegalStateException("A validator of single values knows no parameters.");
  }

  @Override
  public ViolationBuilder inIterable() {
    return this;
  }

  @Override
  public ViolationBuilder inContainer(Class<?> containerClass, Integer typeArgumentIndex) {
    return this;
  }

  @Override
  public ViolationBuilder atKey(@Nullable Object key) {
    path.within(String.valueOf(key));
    return this;
  }

  @Override
  public ViolationBuilder atIndex(Integer index) {
    path.within(index.toString());
    return this;
  }

  @Override
  public ConstraintValidatorContext addConstraintViolation() {
    context.add(path.pointer(), template);
    return context;
  }
}
