package dev.lodestar.merge;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entries of a map, or of an object whose type nobody knows, that a document gave: null for
/// one that is to be removed. In the order of the document, and unmodifiable.
public final class PartialMap extends AbstractMap<Object, @Nullable Object> implements Part {
  private final Map<Object, @Nullable Object> entries;

  /// Takes entries, which belong to the map afterwards.
  public PartialMap(Map<?, ? extends @Nullable Object> entries) {
    this.entries = Collections.unmodifiableMap(entries);
  }

  @Override
  public Set<Entry<Object, @Nullable Object>> entrySet() {
    return entries.entrySet();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return entries.containsKey(key);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return entries.get(key);
  }
}
