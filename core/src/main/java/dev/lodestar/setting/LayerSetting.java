package dev.lodestar.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// One kind of thing that can be set on a layer: its name and its rule. Compared by identity.
///
/// @param <C> what one layer, or all layers of a route together, say of it
public final class LayerSetting<C> {
  private final String name;
  private final MergeRule rule;
  private final C nothing;
  private final BinaryOperator<C> merge;

  private LayerSetting(String name, MergeRule rule, C nothing, BinaryOperator<C> merge) {
    this.name = name;
    this.rule = rule;
    this.nothing = nothing;
    this.merge = merge;
  }

  static <T> LayerSetting<Choice<T>> replace(String name) {
    return new LayerSetting<>(
        name,
        MergeRule.REPLACE,
        new Choice.Inherit<>(),
        (outer, inner) -> inner instanceof Choice.Inherit<T> ? outer : inner);
  }

  static <K, V> LayerSetting<Map<K, Sourced<V>>> map(String name) {
    return new LayerSetting<>(
        name,
        MergeRule.MAP,
        Map.of(),
        (outer, inner) -> {
          var merged = new LinkedHashMap<>(outer);
          merged.putAll(inner);
          return Collections.unmodifiableMap(merged);
        });
  }

  static <T> LayerSetting<List<Sourced<T>>> chain(String name) {
    return new LayerSetting<>(
        name,
        MergeRule.CHAIN,
        List.of(),
        (outer, inner) -> {
          var merged = new ArrayList<>(outer);
          merged.addAll(inner);
          return Collections.unmodifiableList(merged);
        });
  }

  /// A union keeps where each element was set first.
  static <T> LayerSetting<Map<T, Origin>> union(String name) {
    return new LayerSetting<>(
        name,
        MergeRule.UNION,
        Map.of(),
        (outer, inner) -> {
          var merged = new LinkedHashMap<>(outer);
          inner.forEach(merged::putIfAbsent);
          return Collections.unmodifiableMap(merged);
        });
  }

  /// Returns the name.
  ///
  /// @return the name, as explanations print it, for instance `guards`
  public String name() {
    return name;
  }

  /// Returns the rule.
  ///
  /// @return how the layers merge
  public MergeRule rule() {
    return rule;
  }

  /// What a layer says that says nothing.
  C nothing() {
    return nothing;
  }

  C merge(C outer, C inner) {
    return merge.apply(outer, inner);
  }

  /// Returns name and rule.
  @Override
  public String toString() {
    return name + " (" + rule + ")";
  }
}
