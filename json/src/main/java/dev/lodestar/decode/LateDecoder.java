package dev.lodestar.decode;

import dev.lodestar.format.Input;
import org.jspecify.annotations.Nullable;

/// Stands for the decoder of a type that contains itself, until that is made.
final class LateDecoder implements Decoder {
  private final String expected;
  private @Nullable Decoder target;

  LateDecoder(String expected) {
    this.expected = expected;
  }

  void complete(Decoder target) {
    this.target = target;
  }

  private Decoder target() {
    if (target == null) {
      throw new IllegalStateException("The decoder is used before it is complete.");
    }
    return target;
  }

  @Override
  public @Nullable Object read(Input in) {
    return target().read(in);
  }

  @Override
  public String expected() {
    return expected;
  }
}
