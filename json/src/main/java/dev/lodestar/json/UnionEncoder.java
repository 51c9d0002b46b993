package dev.lodestar.json;

import dev.lodestar.model.UnionModel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a variant of a sealed type with its tag first.
final class UnionEncoder implements Encoder {
  private final Map<Class<?>, Variant> variants = new HashMap<>();

  private record Variant(byte[] start, ObjectEncoder encoder) {}

  /// Completes the encoder. It exists before, because a variant may contain the union.
  void complete(UnionModel model, Encoders encoders) {
    for (var variant : model.variants()) {
      var start = new JsonBuffer(32);
      start.write((byte) '{');
      Texts.write(start, model.tag());
      start.write((byte) ':');
      Texts.write(start, variant.name());
      variants.put(
          variant.model().rawClass(),
          new Variant(start.toByteArray(), encoders.object(variant.model())));
    }
  }

  @Override
  public void write(JsonBuffer out, Object value) {
    var variant = find(value.getClass());
    if (variant == null) {
      throw new EncodeException(
          "The class " + value.getClass().getName() + " is not one of the variants.");
    }
    out.enter();
    out.write(variant.start);
    variant.encoder.writeFields(out, value, false);
    out.write((byte) '}');
    out.leave();
  }

  /// A variant that is not final may have subclasses, such as an entity's proxy.
  private @Nullable Variant find(Class<?> type) {
    Variant variant = null;
    for (Class<?> c = type; c != null && variant == null; c = c.getSuperclass()) {
      variant = variants.get(c);
    }
    return variant;
  }
}
