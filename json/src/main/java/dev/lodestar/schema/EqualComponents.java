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

  /// What a component looks like, without what it refers to.
  private record Look(Type type, boolean partial, Map<String, @Nullable Object> content) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Look that
          && partial == that.partial
          && type.equals(that.type)
          && alike(content, that.content);
    }

    @Override
    public int hashCode() {
      return 31 * type.hashCode() + hash(content);
    }
  }

  private record Parted(int before, List<Integer> references) {}

  static List<ComponentGroup> groups(List<Component> components) {
    int[] class_ = new int[components.size()];
    var looks = new HashMap<Look, Integer>();
    var index = new HashMap<Component, Integer>();
    for (int i = 0; i < class_.length; i++) {
      var component = components.get(i);
      index.put(component, i);
      var look =
          new Look(component.shape().type(), component.shape().partial(), component.content());
      class_[i] = looks.computeIfAbsent(look, missing -> looks.size());
    }
    int count = looks.size();
    while (count < class_.length) {
      var parted = parted(components, class_, index);
      int more = 0;
      for (int each : parted) {
        more = Math.max(more, each + 1);
      }
      class_ = parted;
      if (more == count) {
        break;
      }
      count = more;
    }
    return grouped(components, class_);
  }

  private static int[] parted(
      List<Component> components, int[] before, Map<Component, Integer> index) {
    var known = new HashMap<Parted, Integer>();
    int[] after = new int[before.length];
    for (int i = 0; i < after.length; i++) {
      var references = new ArrayList<Integer>();
      for (var reference : components.get(i).references()) {
        references.add(before[index.getOrDefault(reference, 0)]);
      }
      var key = new Parted(before[i], references);
      after[i] = known.computeIfAbsent(key, missing -> known.size());
    }
    return after;
  }

  private static List<ComponentGroup> grouped(List<Component> components, int[] class_) {
    var members = new LinkedHashMap<Integer, List<Component>>();
    for (int i = 0; i < class_.length; i++) {
      members.computeIfAbsent(class_[i], missing -> new ArrayList<>()).add(components.get(i));
    }
    var groups = new ArrayList<ComponentGroup>();
    members.values().forEach(each -> groups.add(new ComponentGroup(each)));
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

  private static int hash(@Nullable Object tree) {
    if (tree instanceof Component) {
      return 1;
    }
    if (tree instanceof Map<?, ?> map) {
      int hash = 7;
      for (var entry : map.entrySet()) {
        hash += entry.getKey().hashCode() ^ hash(entry.getValue());
      }
      return hash;
    }
    if (tree instanceof List<?> list) {
      int hash = 3;
      for (var element : list) {
        hash = 31 * hash + hash(element);
      }
      return hash;
    }
    return Objects.hashCode(tree);
  }
}
