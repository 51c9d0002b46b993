package dev.lodestar.setting;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One kind of thing that can be set on a layer: its name and its rule. Compared by identity.
///
/// @param <C> what one layer, or all layers of a route together, say of it
public final class LayerSetting<C> {
  private final String name;
  private final MergeRule rule;
  private final C nothing;

  private LayerSetting(String name, MergeRule rule, C nothing) {
    this.name = name;
    this.rule = rule;
    this.nothing = nothing;
  }

  static <T> LayerSetting<Choice<T>> replace(String name) {
    return new LayerSetting<>(name, MergeRule.REPLACE, new Choice.Inherit<>());
  }

  static <K, V> LayerSetting<Map<K, Sourced<V>>> map(String name) {
    return new LayerSetting<>(name, MergeRule.MAP, Map.of());
  }

  static <T> LayerSetting<List<Sourced<T>>> chain(String name) {
    return new LayerSetting<>(name, MergeRule.CHAIN, List.of());
  }

  /// A union keeps where each element was set first.
  static <T> LayerSetting<Map<T, Origin>> union(String name) {
    return new LayerSetting<>(name, MergeRule.UNION, Map.of());
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

  /// Not a function for each rule: to link four of them costs every start milliseconds.
  @SuppressWarnings("unchecked") // of a rule there are settings of one type alone
  C merge(C outer, C inner) {
    if (rule == MergeRule.REPLACE) {
      return inner instanceof Choice.Inherit<?> ? outer : inner;
    }
    if (rule == MergeRule.CHAIN) {
      var merged = new ArrayList<>((List<Object>) outer);
      merged.addAll((List<Object>) inner);
      return (C) Collections.unmodifiableList(merged);
    }
    var merged = new LinkedHashMap<>((Map<Object, Object>) outer);
    if (rule == MergeRule.MAP) {
      merged.putAll((Map<Object, Object>) inner);
    } else {
      for (var entry : ((Map<Object, Object>) inner).entrySet()) {
        merged.putIfAbsent(entry.getKey(), entry.getValue());
      }
    }
    return (C) Collections.unmodifiableMap(merged);
  }

  /// Returns name and rule.
  @Override
  public String toString() {
    return name + " (" + rule + ")";
  }
}
