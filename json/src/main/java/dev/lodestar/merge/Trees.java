package dev.lodestar.merge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The algorithm of RFC 7396 for values whose type nobody knows: maps, lists and simple values.
final class Trees {
  private Trees() {}

  /// What a value becomes by what was sent: maps are merged, all else is replaced. Nothing that is
  /// there is changed.
  ///
  /// @param sent what was sent
  /// @param old what is there; null if nothing is
  static @Nullable Object merged(@Nullable Object sent, @Nullable Object old) {
    if (!(sent instanceof Map<?, ?> changes)) {
      return sent;
    }
    var result = new LinkedHashMap<Object, @Nullable Object>();
    if (old instanceof Map<?, ?> entries) {
      result.putAll(entries);
    }
    for (var change : changes.entrySet()) {
      if (change.getValue() == null) {
        result.remove(change.getKey());
      } else {
        result.put(change.getKey(), merged(change.getValue(), result.get(change.getKey())));
      }
    }
    return Collections.unmodifiableSequencedMap(result);
  }
}
