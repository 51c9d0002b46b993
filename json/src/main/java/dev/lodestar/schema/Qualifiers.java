package dev.lodestar.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Tells types of the same name apart by what is around them: the type that a projection is of,
/// outer classes, packages.
final class Qualifiers {
  private Qualifiers() {}

  /// Gives each type as few qualifiers as needed, all the same number of them.
  static void tellApart(List<ComponentGroup> groups) {
    if (areVariants(groups)) {
      return;
    }
    int most = 0;
    for (var group : groups) {
      most = Math.max(most, of(group).size());
    }
    for (int count = 1; count <= most; count++) {
      if (count == most || differ(groups, count)) {
        for (var group : groups) {
          group.stem(qualified(group, count));
        }
        return;
      }
    }
  }

  /// The variants of a sealed type that a projection shows: the name of the projection is that of
  /// the whole.
  private static boolean areVariants(List<ComponentGroup> groups) {
    int wholes = 0;
    for (var group : groups) {
      wholes += group.shape().union() == null ? 1 : 0;
    }
    if (wholes > 1 || groups.getFirst().shape().view() == null) {
      return false;
    }
    for (var group : groups) {
      if (group.shape().union() != null) {
        group.stem(group.stem() + group.shape().raw().getSimpleName());
      }
    }
    return true;
  }

  private static boolean differ(List<ComponentGroup> groups, int count) {
    var types = new HashSet<Object>();
    var names = new HashSet<String>();
    for (var group : groups) {
      if (types.add(group.shape().type()) && !names.add(qualified(group, count))) {
        return false;
      }
    }
    return true;
  }

  private static String qualified(ComponentGroup group, int count) {
    var name = new StringBuilder(group.stem());
    var qualifiers = of(group);
    for (int i = 0; i < Math.min(count, qualifiers.size()); i++) {
      name.insert(0, qualifiers.get(i));
    }
    return name.toString();
  }

  /// What is around a type, from the inside to the outside.
  private static List<String> of(ComponentGroup group) {
    var qualifiers = new ArrayList<String>();
    var raw = group.shape().raw();
    if (group.shape().view() != null) {
      qualifiers.add(raw.getSimpleName());
    }
    for (var outer = raw.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
      qualifiers.add(outer.getSimpleName());
    }
    var packages = raw.getPackageName().split("\\.", -1);
    for (int i = packages.length - 1; i >= 0; i--) {
      if (!packages[i].isEmpty()) {
        qualifiers.add(Character.toUpperCase(packages[i].charAt(0)) + packages[i].substring(1));
      }
    }
    return qualifiers;
  }
}
