package dev.lodestar.bind;

import dev.lodestar.model.Default;
import java.lang.annotation.Annotation;

/// `@Default` with a value that is known at the start only.
record Standard(int number) implements Default {
  @Override
  public Class<? extends Annotation> annotationType() {
    return Default.class;
  }

  @Override
  public String[] value() {
    return new String[] {Integer.toString(number)};
  }
}
