package dev.lodestar.schema;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Components with the same content, which become one.
final class ComponentGroup implements Comparable<ComponentGroup> {
  private final List<Component> members;
  private final Component.Shape shape;
  private final String typeName;
  private final String kind;
  private final boolean written;
  private String stem = "";

  ComponentGroup(List<Component> members) {
    this.members = members;
    this.shape = plainest(members);
    this.typeName = shape.type().getTypeName();
    this.kind = kind(shape);
    this.written = isWritten(members);
  }

  private static boolean isWritten(List<Component> members) {
    for (var member : members) {
      if (!member.reading()) {
        return true;
      }
    }
    return false;
  }

  private static Component.Shape plainest(List<Component> members) {
    var best = members.getFirst().shape();
    for (var member : members) {
      if (kind(member.shape()).compareTo(kind(best)) < 0) {
        best = member.shape();
      }
    }
    return best;
  }

  /// Plain types before what projections left of them, by the names of the types; what is written
  /// before what is read. The content decides where nothing else does.
  @Override
  public int compareTo(ComponentGroup other) {
    int order = typeName.compareTo(other.typeName);
    order = order == 0 ? kind.compareTo(other.kind) : order;
    order = order == 0 ? Boolean.compare(other.written, written) : order;
    return order == 0
        ? first().content().toString().compareTo(other.first().content().toString())
        : order;
  }

  List<Component> members() {
    return members;
  }

  Component first() {
    return members.getFirst();
  }

  Component.Shape shape() {
    return shape;
  }

  boolean isWritten() {
    return written;
  }

  /// What tells shapes of the same type apart: the plain one has the first of all kinds.
  String kind() {
    return kind;
  }

  private static String kind(Component.Shape shape) {
    return (shape.derived() ? "1" : "0")
        + (shape.union() == null ? "" : " " + shape.union().getName())
        + (shape.view() == null ? "" : " " + shape.view())
        + (shape.partial() ? " partial" : "");
  }

  String stem() {
    return stem;
  }

  void stem(String newStem) {
    this.stem = newStem;
  }

  /// The name that one of the members has already.
  @Nullable String settledName() {
    for (var member : members) {
      if (member.name() != null) {
        return member.name();
      }
    }
    return null;
  }

  void name(String name) {
    for (var member : members) {
      member.name(name);
    }
  }

  /// The nearest of the components that the content leads to.
  static @Nullable Component nearest(Component from, Predicate<Component> wanted) {
    var seen = new HashSet<Component>();
    var queue = new ArrayDeque<>(List.of(from));
    while (!queue.isEmpty()) {
      for (var next : queue.removeFirst().references()) {
        if (wanted.test(next)) {
          return next;
        }
        if (seen.add(next)) {
          queue.add(next);
        }
      }
    }
    return null;
  }
}
