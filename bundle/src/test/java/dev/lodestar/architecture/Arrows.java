package dev.lodestar.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// A table of packages and the packages each may use, written as lines `package: used used`.
///
/// A row may only name rows above it, so the packages of a table cannot depend on each other in a
/// circle. A package without a row may not exist below the root.
final class Arrows {
  private final String root;
  private final Map<String, Set<String>> allowed = new LinkedHashMap<>();

  /// Reads a table whose names are relative to the root; the root itself is written `(root)`.
  Arrows(String root, String table) {
    this.root = root;
    for (var line : table.lines().filter(text -> !text.isBlank()).toList()) {
      var row = line.split(":", -1);
      var used = new LinkedHashSet<String>();
      for (var name : row[1].strip().split("\\s+", -1)) {
        if (name.isEmpty()) {
          continue;
        }
        if (!allowed.containsKey(fullName(name))) {
          throw new IllegalArgumentException(
              "The row '" + row[0].strip() + "' uses '" + name + "', which is no row above it.");
        }
        used.add(fullName(name));
      }
      if (allowed.put(fullName(row[0].strip()), used) != null) {
        throw new IllegalArgumentException("The row '" + row[0].strip() + "' is there twice.");
      }
    }
  }

  /// Lists every use that the table does not allow, as sentences in alphabetical order.
  List<String> violations(Iterable<JavaClass> classes) {
    var violations = new TreeSet<String>();
    for (var type : classes) {
      var from = type.getPackageName();
      if (!isBelowRoot(from)) {
        continue;
      }
      var used = allowed.get(from);
      if (used == null) {
        violations.add(
            "The package " + from + " has no row in the table; add one and say what it may use.");
        continue;
      }
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = dependency.getTargetClass().getBaseComponentType();
        var to = target.getPackageName();
        if (isBelowRoot(to) && !to.equals(from) && !used.contains(to)) {
          violations.add(
              from
                  + " may not use "
                  + to
                  + ", but "
                  + type.getName()
                  + " uses "
                  + target.getName()
                  + ".");
        }
      }
    }
    return List.copyOf(violations);
  }

  private String fullName(String name) {
    return name.equals("(root)") ? root : root + "." + name;
  }

  private boolean isBelowRoot(String name) {
    return name.equals(root) || name.startsWith(root + ".");
  }
}
