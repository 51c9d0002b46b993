package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.OptionalModel;
import org.jspecify.annotations.Nullable;

/// Reads optional values: null is the empty one.
record OptionalDecoder(OptionalModel model, Slot value) implements Decoder {

  @Override
  public String expected() {
    return value.decoder().expected();
  }

  @Override
  public boolean readsNull() {
    return true;
  }

  @Override
  public @Nullable Object read(Input in) {
    if (in.isNull()) {
      in.readNull();
      return model.empty();
    }
    var content = value.read(in);
    return content == null ? null : model.of(content);
  }
}
