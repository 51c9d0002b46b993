package dev.lodestar.decode;

import dev.lodestar.format.Input;
import dev.lodestar.merge.Part;
import dev.lodestar.model.TypeModel.MappedModel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the stand-in of a mapped type and turns it into the value. A part of one stays what it is.
record MappedDecoder(MappedModel model, Decoder target, Slot slot) implements Decoder {

  @Override
  public String expected() {
    return target.expected();
  }

  @Override
  public @Nullable Object read(Input in) {
    int before = in.count();
    int where = in.valueStart();
    var standIn = slot.read(in);
    if (standIn == null || in.count() != before) {
      return null;
    }
    return standIn instanceof Part ? standIn : made(model, in, where, standIn);
  }

  /// Turns a stand-in into the value; null if the application refuses it, which is noted.
  static @Nullable Object made(MappedModel model, Input in, int where, Object standIn) {
    try {
      return Objects.requireNonNull(model.fromTarget().apply(standIn));
    } catch (RuntimeException refused) {
      in.refused(where, refused);
      return null;
    }
  }
}
