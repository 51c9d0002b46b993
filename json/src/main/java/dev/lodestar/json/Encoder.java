package dev.lodestar.json;

import org.jspecify.annotations.Nullable;

/// Writes the values of one type. Null is written by the caller.
interface Encoder {
  void write(JsonBuffer out, Object value);

  default void writeNullable(JsonBuffer out, @Nullable Object value) {
    if (value == null) {
      out.writeAscii("null");
    } else {
      write(out, value);
    }
  }
}
