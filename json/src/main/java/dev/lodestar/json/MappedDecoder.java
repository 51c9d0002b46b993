package dev.lodestar.json;

import dev.lodestar.model.TypeModel.MappedModel;
import org.jspecify.annotations.Nullable;

/// Reads the stand-in of a mapped type and turns it into the value.
final class MappedDecoder implements Decoder {
  private final MappedModel model;
  private final Decoder target;
  private final Slot slot;

  MappedDecoder(MappedModel model, Decoder target, Slot slot) {
    this.model = model;
    this.target = target;
    this.slot = slot;
  }

  @Override
  public String expected() {
    return target.expected();
  }

  @Override
  public @Nullable Object read(Reader in) {
    var problems = in.problems();
    int before = problems.count();
    var standIn = slot.read(in);
    if (standIn == null || in.malformed() || problems.count() != before) {
      return null;
    }
    try {
      return model.fromTarget().apply(standIn);
    } catch (RuntimeException refused) {
      problems.note("invalid", Refused.reason(refused));
      return null;
    }
  }
}
