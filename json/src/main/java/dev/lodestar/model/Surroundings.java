package dev.lodestar.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What projections say about a place in a type. Equal surroundings make equal models.
///
/// @param nodes where the paths of projections have led to, the outermost projection first
/// @param placed projections that begin at the next object
/// @param depth how many levels of objects are left
/// @param partial whether every field may be missing
/// @param naming how names are written; null if nothing is said
/// @param refuses whether unknown fields are problems; null if nothing is said
record Surroundings(
    List<PathNode> nodes,
    List<View> placed,
    int depth,
    boolean partial,
    @Nullable NamingStrategy naming,
    @Nullable Boolean refuses) {
  static final int UNLIMITED = Integer.MAX_VALUE;
  static final Surroundings NONE =
      new Surroundings(List.of(), List.of(), UNLIMITED, false, null, null);

  /// The surroundings of a whole value that a projection is applied to.
  static Surroundings of(Projection projection) {
    var placed = projection.saysNothing() ? List.<View>of() : List.of(View.of(projection));
    return new Surroundings(List.of(), placed, UNLIMITED, projection.isPartial(), null, null);
  }

  Surroundings inPart() {
    return new Surroundings(nodes, placed, depth, true, naming, refuses);
  }

  /// The surroundings of what is never partial: elements of lists, and computed fields.
  Surroundings whole() {
    return partial ? new Surroundings(nodes, placed, depth, false, naming, refuses) : this;
  }

  boolean sayNothing() {
    return nodes.isEmpty()
        && placed.isEmpty()
        && depth == UNLIMITED
        && !partial
        && naming == null
        && refuses == null;
  }

  /// What counts in an object.
  ///
  /// @param views the projections that begin here, the most specific first
  Surroundings enter(List<View> views) {
    if (views.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(nodes);
    int least = depth;
    NamingStrategy names = null;
    Boolean strict = null;
    for (var view : views) {
      all.add(view.root());
      var projection = view.projection();
      least = Math.min(least, projection.maxDepth().orElse(UNLIMITED));
      names = names == null ? projection.naming().orElse(null) : names;
      strict = strict == null ? projection.refusesUnknown().orElse(null) : strict;
    }
    return new Surroundings(
        List.copyOf(all),
        List.of(),
        least,
        partial,
        names == null ? naming : names,
        strict == null ? refuses : strict);
  }

  /// The surroundings inside of a field of the object that was entered.
  Surroundings inside(String javaName) {
    var next = new ArrayList<PathNode>();
    var begin = new ArrayList<View>();
    for (var node : nodes) {
      var child = node.child(javaName);
      if (child != null) {
        begin.addAll(child.nested());
        if (!child.children().isEmpty()) {
          next.add(child);
        }
      }
    }
    int left = depth == UNLIMITED ? UNLIMITED : depth - 1;
    return new Surroundings(List.copyOf(next), List.copyOf(begin), left, partial, naming, refuses);
  }

  /// The same without what one projection says about the object.
  Surroundings without(PathNode root) {
    var others = new ArrayList<>(nodes);
    others.remove(root);
    return new Surroundings(List.copyOf(others), placed, depth, partial, naming, refuses);
  }

  /// Whether all projections keep a field of the object that was entered.
  boolean keep(String javaName) {
    for (var node : nodes) {
      if (!node.keeps(javaName)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a projection asks for a field, or for something inside of it.
  boolean askFor(String javaName) {
    for (var node : nodes) {
      var child = node.child(javaName);
      if (child != null && child.asksFor()) {
        return true;
      }
    }
    return false;
  }

  /// The name that the outermost projection gives to a field; null if none does.
  @Nullable String name(String javaName) {
    for (var node : nodes) {
      var child = node.child(javaName);
      if (child != null && child.name() != null) {
        return child.name();
      }
    }
    return null;
  }

  /// The mark that the outermost projection gives to a field; null if none does.
  @Nullable Mark mark(String javaName) {
    for (var node : nodes) {
      var child = node.child(javaName);
      if (child != null && child.mark() != null) {
        return child.mark();
      }
    }
    return null;
  }
}
