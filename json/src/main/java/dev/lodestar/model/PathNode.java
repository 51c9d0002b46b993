package dev.lodestar.model;

import dev.lodestar.model.Projection.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a projection says about one field, and about those of the objects in it. The root stands
/// for the object itself. Nodes are compared by identity.
final class PathNode {
  private final Map<String, PathNode> children = new LinkedHashMap<>();
  private final List<View> nested = new ArrayList<>();
  private boolean included;
  private boolean excluded;
  private boolean selective;
  private @Nullable String name;
  private @Nullable Mark mark;

  static PathNode of(List<Step> steps) {
    var root = new PathNode();
    for (var step : steps) {
      var node = root;
      for (var field : step.path().split("\\.", -1)) {
        node = node.children.computeIfAbsent(field, missing -> new PathNode());
      }
      node.apply(step);
    }
    root.narrow();
    return root;
  }

  /// Where only some fields of an object are kept, the objects that are kept for a projection that
  /// was put into a field of theirs show that field alone: nobody has included the others.
  private void narrow() {
    boolean selects = selects();
    for (var child : children.values()) {
      child.selective = selects && !child.leadsToIncluded() && child.nested.isEmpty();
      child.narrow();
    }
  }

  private void apply(Step step) {
    switch (step) {
      case Step.Include include -> included = true;
      case Step.Exclude exclude -> excluded = true;
      case Step.Rename rename -> name = rename.name();
      case Step.Remark remark -> mark = remark.mark();
      case Step.Nest nest -> nested.add(View.of(nest.projection()));
    }
  }

  /// The nodes of fields, by the Java names of these.
  Map<String, PathNode> children() {
    return children;
  }

  /// What is said about a field of the object; null if nothing is.
  @Nullable PathNode child(String javaName) {
    return children.get(javaName);
  }

  /// The projections that were put into the field.
  List<View> nested() {
    return nested;
  }

  boolean isIncluded() {
    return included;
  }

  boolean isExcluded() {
    return excluded;
  }

  @Nullable String name() {
    return name;
  }

  @Nullable Mark mark() {
    return mark;
  }

  /// Whether the field or something in it is included.
  boolean leadsToIncluded() {
    if (included) {
      return true;
    }
    for (var child : children.values()) {
      if (child.leadsToIncluded()) {
        return true;
      }
    }
    return false;
  }

  /// Whether the field is kept where only some are: it leads to what is included, or to a
  /// projection that was put into it.
  boolean isWanted() {
    if (included || !nested.isEmpty()) {
      return true;
    }
    for (var child : children.values()) {
      if (child.isWanted()) {
        return true;
      }
    }
    return false;
  }

  /// Whether only some fields of the object are kept.
  boolean selects() {
    boolean selects = false;
    for (var child : children.values()) {
      if (child.excluded) {
        return false;
      }
      selects |= child.leadsToIncluded() || (selective && child.isWanted());
    }
    return selects;
  }

  /// Whether the object keeps a field, as far as this projection decides.
  boolean keeps(String javaName) {
    var child = children.get(javaName);
    return child == null ? !selects() : !child.excluded && (child.isWanted() || !selects());
  }
}
