package dev.lodestar.encode;

import dev.lodestar.format.Output;
import org.jspecify.annotations.Nullable;

/// Stands for the encoder of a type that contains itself, until that is made.
final class LateEncoder implements Encoder {
  private @Nullable Encoder target;

  void complete(Encoder target) {
    this.target = target;
  }

  @Override
  public void write(Output out, Object value) {
    if (target == null) {
      throw new IllegalStateException("The encoder is used before it is complete.");
    }
    target.write(out, value);
  }
}
