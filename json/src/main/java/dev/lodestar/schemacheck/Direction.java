package dev.lodestar.schemacheck;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which way values travel: fields that are `readOnly` are not sent, those that are `writeOnly` not
/// answered.
public enum Direction {
  /// It does not matter.
  ANY(""),
  /// Clients send them.
  REQUEST("readOnly"),
  /// Clients get them.
  RESPONSE("writeOnly");

  private final String hidingKeyword;

  Direction(String hidingKeyword) {
    this.hidingKeyword = hidingKeyword;
  }

  /// Whether a property does not travel.
  public boolean hides(@Nullable Object schema) {
    return schema instanceof Map<?, ?> tree && Boolean.TRUE.equals(tree.get(hidingKeyword));
  }
}
