package dev.lodestar.bind;

import jakarta.validation.Payload;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;

/// `@Min` with a value that is known at the start only.
record Least(long value) implements Min {
  @Override
  public Class<? extends Annotation> annotationType() {
    return Min.class;
  }

  @Override
  public String message() {
    return "{jakarta.validation.constraints.Min.message}";
  }

  @Override
  public Class<?>[] groups() {
    return new Class<?>[0];
  }

  @Override
  @SuppressWarnings("unchecked") // an array cannot have a type argument
  public Class<? extends Payload>[] payload() {
    return (Class<? extends Payload>[]) new Class<?>[0];
  }
}
