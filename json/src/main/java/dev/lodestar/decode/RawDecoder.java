package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.model.TypeModel.RawModel;
import org.jspecify.annotations.Nullable;

/// Keeps any value as it stands, null included.
record RawDecoder(RawModel model) implements Decoder {

  @Override
  public String expected() {
    return "a value";
  }

  @Override
  public boolean readsNull() {
    return true;
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    var json = in.readRaw();
    return in.count() == before ? model.create(json) : null;
  }
}
