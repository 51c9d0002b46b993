package dev.lodestar.encode;

import dev.lodestar.format.Output;
import org.jspecify.annotations.Nullable;

/// Writes the values of one type.
///
/// Implementations are records or generated classes wherever they can be: the just-in-time compiler
/// trusts the fields of these, and so a tree of encoders becomes straight code.
public interface Encoder {

  /// Writes a value.
  void write(Output out, Object value);

  /// Writes a value, or null.
  default void writeNullable(Output out, @Nullable Object value) {
    if (value == null) {
      out.nothing();
    } else {
      write(out, value);
    }
  }
}
