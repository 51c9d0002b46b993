package dev.lodestar.bind;

import jakarta.validation.Payload;
import jakarta.validation.constraints.Max;
import java.lang.annotation.Annotation;

/// `@Max` with a value that is known at the start only.
record Most(long value) implements Max {
  @Override
  public Class<? extends Annotation> annotationType() {
    return Max.class;
  }

  @Override
  public String message() {
    return "{jakarta.validation.constraints.Max.message}";
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
