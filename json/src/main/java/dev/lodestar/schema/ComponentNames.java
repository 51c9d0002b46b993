package dev.lodestar.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Gives names to components: those with the same content share one.
///
/// Names follow from the types alone, whatever the order in which these came, but for those that
/// were settled before.
final class ComponentNames {
  private static final String INPUT = "Input";

  private final List<ComponentGroup> groups;
  private final Map<String, Component> names;
  private final Set<String> taken;
  private final Referrers referrers;

  /// @param settled names that were given before, and stay
  /// @param reserved names that must not be given
  ComponentNames(List<Component> components, Map<String, Component> settled, Set<String> reserved) {
    this.groups = EqualComponents.groups(components);
    this.referrers = new Referrers(groups);
    this.names = new TreeMap<>(settled);
    this.taken = new HashSet<>(reserved);
    taken.addAll(settled.keySet());
  }

  /// Names every component.
  ///
  /// @return one of the components of each name
  Map<String, Component> settle() {
    var open = new ArrayList<ComponentGroup>();
    for (var group : groups) {
      var name = group.settledName();
      if (name == null) {
        open.add(group);
      } else {
        group.name(name);
      }
    }
    Collections.sort(open);
    stems(open);
    var families = new TreeMap<String, List<ComponentGroup>>();
    for (var group : open) {
      families.computeIfAbsent(group.stem(), missing -> new ArrayList<>()).add(group);
    }
    for (var family : families.entrySet()) {
      name(family.getKey(), family.getValue());
    }
    return names;
  }

  /// Finds the stem of each name, those of generic types after those of their arguments.
  private void stems(List<ComponentGroup> open) {
    var stems = new TypeNames(groups);
    int deepest = 0;
    for (var group : open) {
      deepest = Math.max(deepest, TypeNames.nesting(group.shape().type()));
    }
    for (int nesting = 0; nesting <= deepest; nesting++) {
      var level = new ArrayList<ComponentGroup>();
      for (var group : open) {
        if (TypeNames.nesting(group.shape().type()) == nesting) {
          group.stem(stems.plain(group));
          level.add(group);
        }
      }
      qualify(level);
    }
  }

  /// Tells types apart that have the same name.
  private static void qualify(List<ComponentGroup> level) {
    var byStem = new TreeMap<String, List<ComponentGroup>>();
    for (var group : level) {
      byStem.computeIfAbsent(group.stem(), missing -> new ArrayList<>()).add(group);
    }
    for (var same : byStem.values()) {
      if (types(same) > 1) {
        Qualifiers.tellApart(same);
      }
    }
  }

  private static int types(List<ComponentGroup> groups) {
    var types = new HashSet<Object>();
    for (var group : groups) {
      types.add(group.shape().type());
    }
    return types.size();
  }

  /// Names those that have the same stem: one type, or types that nothing tells apart.
  private void name(String stem, List<ComponentGroup> family) {
    if (family.size() == 1) {
      give(stem, family.getFirst());
      return;
    }
    var kinds = new HashMap<String, List<ComponentGroup>>();
    var order = new ArrayList<String>();
    for (var group : family) {
      var kind = group.kind();
      if (!kinds.containsKey(kind)) {
        order.add(kind);
      }
      kinds.computeIfAbsent(kind, missing -> new ArrayList<>()).add(group);
    }
    for (int i = 0; i < order.size(); i++) {
      var same = kinds.getOrDefault(order.get(i), List.of());
      directions(i == 0 ? stem : longer(stem, same.getFirst()), same);
    }
  }

  /// The stem for a shape that is not the first of its type: with the sealed type that it is a
  /// variant of, or the projection that left it so.
  private String longer(String stem, ComponentGroup group) {
    var union = group.shape().union();
    if (union != null) {
      return union.getSimpleName() + stem;
    }
    var around = group.shape().derived() ? referrers.projectionAround(group) : null;
    return around == null ? stem : around + stem;
  }

  private void directions(String stem, List<ComponentGroup> same) {
    boolean written = false;
    for (var group : same) {
      if (group.isWritten()) {
        give(stem, group);
        written = true;
      }
    }
    for (var group : same) {
      if (!group.isWritten()) {
        give(written ? stem + INPUT : stem, group);
      }
    }
  }

  private void give(String wanted, ComponentGroup group) {
    var clean = cleaned(wanted);
    var name = clean;
    for (int i = 2; !taken.add(name); i++) {
      name = clean + i;
    }
    group.name(name);
    names.put(name, group.first());
  }

  /// Only what a document may have in the name of a component.
  private static String cleaned(String name) {
    var clean = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean allowed =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
      clean.append(allowed || c == '.' || c == '-' ? c : '_');
    }
    return clean.isEmpty() ? "Type" : clean.toString();
  }
}
