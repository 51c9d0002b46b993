package dev.lodestar.example;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which way examples travel: fields that are `readOnly` are not sent, those that are `writeOnly`
/// not answered.
enum Direction {
  ANY(""),
  REQUEST("readOnly"),
  RESPONSE("writeOnly");

  private final String hidingKeyword;

  Direction(String hidingKeyword) {
    this.hidingKeyword = hidingKeyword;
  }

  /// Whether a property does not travel.
  boolean hides(@Nullable Object schema) {
    return schema instanceof Map<?, ?> tree && Boolean.TRUE.equals(tree.get(hidingKeyword));
  }
}
