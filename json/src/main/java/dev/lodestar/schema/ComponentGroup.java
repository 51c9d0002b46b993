package dev.lodestar.schema;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Components with the same content, which become one.
final class ComponentGroup {
  /// Plain types before what projections left of them, by the names of the types; what is written
  /// before what is read. The content decides where nothing else does.
  static final Comparator<ComponentGroup> ORDER =
      Comparator.comparing((ComponentGroup group) -> group.shape.type().getTypeName())
          .thenComparing(group -> group.kind())
          .thenComparing(group -> !group.isWritten())
          .thenComparing(group -> group.first().content().toString());

  private final List<Component> members;
  private final Component.Shape shape;
  private final boolean written;
  private String stem = "";

  ComponentGroup(List<Component> members) {
    this.members = members;
    this.shape = plainest(members);
    this.written = members.stream().anyMatch(member -> !member.reading());
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
    return kind(shape);
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
    members.forEach(member -> member.name(name));
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
