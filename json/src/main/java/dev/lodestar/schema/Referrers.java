package dev.lodestar.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which components refer to which, against the arrows.
final class Referrers {
  private final List<ComponentGroup> groups;
  private @Nullable Map<Component, List<ComponentGroup>> referrers;

  Referrers(List<ComponentGroup> groups) {
    this.groups = groups;
  }

  /// The name of the nearest projection that a group is a part of, the first by name if there are
  /// several; null if there is none.
  @Nullable String projectionAround(ComponentGroup group) {
    var seen = new HashSet<ComponentGroup>();
    var level = List.of(group);
    while (!level.isEmpty()) {
      var names = new TreeSet<String>();
      var next = new ArrayList<ComponentGroup>();
      for (var each : level) {
        for (var referrer : of(each)) {
          if (referrer.shape().view() != null) {
            names.add(referrer.shape().view());
          }
          if (seen.add(referrer)) {
            next.add(referrer);
          }
        }
      }
      if (!names.isEmpty()) {
        return names.first();
      }
      level = next;
    }
    return null;
  }

  private List<ComponentGroup> of(ComponentGroup group) {
    var all = new ArrayList<ComponentGroup>();
    for (var member : group.members()) {
      all.addAll(referrers().getOrDefault(member, List.of()));
    }
    return all;
  }

  private Map<Component, List<ComponentGroup>> referrers() {
    var made = referrers;
    if (made == null) {
      made = new HashMap<>();
      for (var group : groups) {
        for (var member : group.members()) {
          for (var reference : member.references()) {
            made.computeIfAbsent(reference, missing -> new ArrayList<>()).add(group);
          }
        }
      }
      referrers = made;
    }
    return made;
  }
}
