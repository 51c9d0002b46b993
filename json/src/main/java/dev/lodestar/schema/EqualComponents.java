package dev.lodestar.schema;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Finds components of the same type that have the same content, also where they refer to each
/// other: at first all that look alike are taken for equal, and those are parted that refer to
/// different ones, until nothing changes.
final class EqualComponents {
  private EqualComponents() {}

  static List<ComponentGroup> groups(List<Component> components) {
    var index = new HashMap<Component, Integer>();
    int[] kinds = new int[components.size()];
    int count = 0;
    for (var same : byType(components).values()) {
      for (int i = 0; i < same.size(); i++) {
        int twin = twin(components, same, i);
        kinds[same.get(i)] = twin < 0 ? count++ : kinds[twin];
        index.put(components.get(same.get(i)), same.get(i));
      }
    }
    while (count < kinds.length) {
      kinds = parted(components, kinds, index);
      int more = 0;
      for (int kind : kinds) {
        more = Math.max(more, kind + 1);
      }
      if (more == count) {
        break;
      }
      count = more;
    }
    return grouped(components, kinds);
  }

  private static Map<Type, List<Integer>> byType(List<Component> components) {
    var byType = new HashMap<Type, List<Integer>>();
    for (int i = 0; i < components.size(); i++) {
      byType
          .computeIfAbsent(components.get(i).shape().type(), missing -> new ArrayList<>(2))
          .add(i);
    }
    return byType;
  }

  /// The first component before one of the same type that looks like it, but for what it refers to;
  /// negative if there is none.
  private static int twin(List<Component> components, List<Integer> same, int position) {
    var component = components.get(same.get(position));
    for (int i = 0; i < position; i++) {
      var other = components.get(same.get(i));
      if (other.shape().partial() == component.shape().partial()
          && alike(other.content(), component.content())) {
        return same.get(i);
      }
    }
    return -1;
  }

  private static int[] parted(
      List<Component> components, int[] before, Map<Component, Integer> index) {
    // A list and no record: the generated hash code of a record takes long at its first use.
    var known = new HashMap<List<Integer>, Integer>();
    int[] after = new int[before.length];
    for (int i = 0; i < after.length; i++) {
      var key = new ArrayList<Integer>();
      key.add(before[i]);
      for (var reference : components.get(i).references()) {
        key.add(before[index.getOrDefault(reference, 0)]);
      }
      after[i] = known.computeIfAbsent(key, missing -> known.size());
    }
    return after;
  }

  private static List<ComponentGroup> grouped(List<Component> components, int[] kinds) {
    var members = new LinkedHashMap<Integer, List<Component>>();
    for (int i = 0; i < kinds.length; i++) {
      members.computeIfAbsent(kinds[i], missing -> new ArrayList<>()).add(components.get(i));
    }
    var groups = new ArrayList<ComponentGroup>();
    for (var same : members.values()) {
      groups.add(new ComponentGroup(same));
    }
    return groups;
  }

  private static boolean alike(@Nullable Object one, @Nullable Object other) {
    if (one instanceof Component && other instanceof Component) {
      return true;
    }
    if (one instanceof Map<?, ?> map && other instanceof Map<?, ?> that) {
      return map.size() == that.size() && alikeEntries(map, that);
    }
    if (one instanceof List<?> list && other instanceof List<?> that) {
      if (list.size() != that.size()) {
        return false;
      }
      for (int i = 0; i < list.size(); i++) {
        if (!alike(list.get(i), that.get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(one, other);
  }

  /// The order counts, too, so that references stand in the same order.
  private static boolean alikeEntries(Map<?, ?> map, Map<?, ?> that) {
    var others = that.entrySet().iterator();
    for (var entry : map.entrySet()) {
      var other = others.next();
      if (!entry.getKey().equals(other.getKey()) || !alike(entry.getValue(), other.getValue())) {
        return false;
      }
    }
    return true;
  }
}
