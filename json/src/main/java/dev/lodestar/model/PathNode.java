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
  private boolean excludes;
  private @Nullable String name;
  private @Nullable Mark mark;

  // Whether this node or one below it is included or has a projection put into it, whether only
  // some fields of the object are kept.
  private boolean leadsToIncluded;
  private boolean wanted;
  private boolean selects;

  static PathNode of(List<Step> steps) {
    var root = new PathNode();
    for (var step : steps) {
      var node = root;
      for (var field : step.path().split("\\.", -1)) {
        node = node.children.computeIfAbsent(field, missing -> new PathNode());
      }
      node.apply(step);
    }
    root.complete();
    root.narrow();
    return root;
  }

  /// Where only some fields of an object are kept, the objects that are kept for a projection that
  /// was put into a field of theirs show that field alone: nobody has included the others.
  private void narrow() {
    for (var child : children.values()) {
      if (selects && child.wanted && !child.leadsToIncluded && child.nested.isEmpty()) {
        child.selects = !child.excludes;
      }
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

  private void complete() {
    leadsToIncluded = included;
    wanted = included || !nested.isEmpty();
    for (var child : children.values()) {
      child.complete();
      leadsToIncluded |= child.leadsToIncluded;
      wanted |= child.wanted;
      selects |= child.leadsToIncluded;
      excludes |= child.excluded;
    }
    selects &= !excludes;
  }

  /// Whether the field or something in it is included.
  boolean leadsToIncluded() {
    return leadsToIncluded;
  }

  /// Whether the field is kept where only some are: it leads to what is included, or to a
  /// projection that was put into it.
  boolean isWanted() {
    return wanted;
  }

  /// Whether the projection asks for the field, so that one is shown that is left out otherwise.
  /// What is left out of it, or called otherwise, asks for nothing.
  boolean asksFor() {
    return wanted || (mark != null && mark != Mark.PRIVATE);
  }

  /// Whether only some fields of the object are kept.
  boolean selects() {
    return selects;
  }

  /// Whether the object keeps a field, as far as this projection decides.
  boolean keeps(String javaName) {
    var child = children.get(javaName);
    return child == null ? !selects : !child.excluded && (child.wanted || !selects);
  }
}
