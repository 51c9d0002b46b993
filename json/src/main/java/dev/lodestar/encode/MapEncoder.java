package dev.lodestar.encode;

import dev.lodestar.codec.EncodeException;
import dev.lodestar.format.Output;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes maps as objects.
///
/// @param sorted whether the entries are ordered by the text of their keys
record MapEncoder(KeyText keys, Encoder value, boolean sorted, boolean omitNulls)
    implements Encoder {

  /// Gives the text of a key.
  interface KeyText {
    String of(Object key);
  }

  @Override
  public void write(Output out, Object object) {
    var map = (Map<?, ?>) object;
    int mark = out.enterObject(map.size());
    if (sorted) {
      sorted(out, map);
    } else {
      for (var entry : map.entrySet()) {
        entry(out, key(entry.getKey()), entry.getValue());
      }
    }
    out.leaveObject(mark);
  }

  private void sorted(Output out, Map<?, ?> map) {
    var entries = new TreeMap<String, @Nullable Object>();
    for (var entry : map.entrySet()) {
      entries.put(key(entry.getKey()), entry.getValue());
    }
    for (var entry : entries.entrySet()) {
      entry(out, entry.getKey(), entry.getValue());
    }
  }

  private void entry(Output out, String key, @Nullable Object content) {
    if (content != null || !omitNulls) {
      out.name(key);
      value.writeNullable(out, content);
    }
  }

  private String key(@Nullable Object key) {
    if (key == null) {
      throw new EncodeException("A map has the key null.");
    }
    return keys.of(key);
  }
}
