package dev.lodestar.encode;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.format.Output;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes the variants of a sealed type with their tag.
record UnionEncoder(Map<Class<?>, Encoder> variants) implements Encoder {

  @Override
  public void write(Output out, Object value) {
    var variant = find(value.getClass());
    if (variant == null) {
      throw new EncodeException(
          "The class " + value.getClass().getName() + " is not one of the variants.");
    }
    variant.write(out, value);
  }

  /// A variant that is not final may have subclasses, such as an entity's proxy.
  private @Nullable Encoder find(Class<?> type) {
    Encoder variant = null;
    for (Class<?> c = type; c != null && variant == null; c = c.getSuperclass()) {
      variant = variants.get(c);
    }
    return variant;
  }
}
