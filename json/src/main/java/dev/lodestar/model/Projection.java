package dev.lodestar.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A selection of the fields of a type: what of it is read and written, and under which names.
/// [Models#project] applies it. Codecs of the result read and write the original class directly.
///
/// ```java
/// var projection = Projection.all()
///     .exclude("id", "owner.email")      // paths of Java names
///     .rename("sku", "article")
///     .naming(NamingStrategy.SNAKE_CASE);
/// ```
///
/// A path leads through lists, maps, arrays and `Optional` values as if they were not there:
/// `lines.price` is the price of every line. In a sealed type it means the field of every variant
/// that has it. Whether the paths fit a type is examined when the projection is applied, so that
/// all mistakes are found together.
///
/// Instances are immutable and safe for use by many threads. Every method returns a new instance.
public final class Projection {
  /// The greatest number that [#maxDepth(int)] takes: 100, as deep as documents are by default.
  public static final int MAX_DEPTH = 100;

  private static final Projection ALL = new Projection(List.of(), null, null, -1, false);

  private final List<Step> steps;
  private final @Nullable NamingStrategy naming;
  private final @Nullable Boolean refusesUnknown;
  private final int maxDepth;
  private final boolean partial;

  /// One thing that is said about one path.
  ///
  /// @param name the new name, for [Kind#RENAME]
  /// @param mark the new mark, for [Kind#MARK]
  record Step(Kind kind, String path, @Nullable String name, @Nullable Mark mark) {}

  enum Kind {
    INCLUDE,
    EXCLUDE,
    RENAME,
    MARK
  }

  private Projection(
      List<Step> steps,
      @Nullable NamingStrategy naming,
      @Nullable Boolean refusesUnknown,
      int maxDepth,
      boolean partial) {
    this.steps = steps;
    this.naming = naming;
    this.refusesUnknown = refusesUnknown;
    this.maxDepth = maxDepth;
    this.partial = partial;
  }

  /// The projection that changes nothing.
  ///
  /// @return every field, under its own name
  public static Projection all() {
    return ALL;
  }

  /// Keeps only some fields of their objects. Where one field of an object is included, the others
  /// of that object are left out; the parents of a nested field are kept.
  ///
  /// @param paths paths of Java names such as `owner.name`
  /// @return a new projection
  public Projection include(String... paths) {
    return with(Kind.INCLUDE, paths);
  }

  /// Leaves fields out. They are neither written nor read: a document that has them is treated as
  /// if the type had no such field, and an instance gets the [TypeUse#absentValue()].
  ///
  /// @param paths paths of Java names such as `owner.email`
  /// @return a new projection
  public Projection exclude(String... paths) {
    return with(Kind.EXCLUDE, paths);
  }

  /// Gives a field another name outside of Java. Its aliases stay, its former name does not.
  ///
  /// @param path a path of Java names
  /// @param name the name that is read and written; the last one for a path wins
  /// @return a new projection
  public Projection rename(String path, String name) {
    return with(new Step(Kind.RENAME, path, name, null));
  }

  /// Gives a field another mark, also one that allows more than the mark of the type.
  ///
  /// @param path a path of Java names
  /// @param mark in which directions the field travels; the last one for a path wins
  /// @return a new projection
  public Projection mark(String path, Mark mark) {
    return with(new Step(Kind.MARK, path, null, mark));
  }

  /// Writes the names of all fields in one way, those of nested objects included.
  ///
  /// @param naming the strategy; a [Name] and [#rename] take precedence
  /// @return a new projection
  public Projection naming(NamingStrategy naming) {
    return new Projection(steps, naming, refusesUnknown, maxDepth, partial);
  }

  /// Sets whether a field that the projection does not have is a problem of a document, also in
  /// nested objects.
  ///
  /// @param refuse true if it is; false if it is ignored
  /// @return a new projection
  public Projection refuseUnknown(boolean refuse) {
    return new Projection(steps, naming, refuse, maxDepth, partial);
  }

  /// Leaves out fields that hold objects more than some levels below the outermost. Lists, maps and
  /// optional values are no levels of their own.
  ///
  /// @param levels 0 for no nested objects at all, 1 for objects in the outermost object, and so
  ///   on, at most [#MAX_DEPTH]. Default: no limit
  /// @return a new projection
  /// @throws IllegalArgumentException if the number is negative or greater
  public Projection maxDepth(int levels) {
    if (levels < 0 || levels > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The depth " + levels + " is not between 0 and " + MAX_DEPTH + ".");
    }
    return new Projection(steps, naming, refusesUnknown, levels, partial);
  }

  /// Makes every field one that may be missing, also the fields of objects that are held directly
  /// or by an `Optional`; elements of lists and maps, and variants of sealed types, stay whole.
  /// Documents of such a shape are changes of an instance, not instances.
  ///
  /// @return a new projection
  public Projection partial() {
    return new Projection(steps, naming, refusesUnknown, maxDepth, true);
  }

  private Projection with(Kind kind, String... paths) {
    var result = this;
    for (var path : paths) {
      result = result.with(new Step(kind, path, null, null));
    }
    return result;
  }

  private Projection with(Step step) {
    var more = new ArrayList<>(steps);
    more.add(step);
    return new Projection(List.copyOf(more), naming, refusesUnknown, maxDepth, partial);
  }

  Optional<NamingStrategy> naming() {
    return Optional.ofNullable(naming);
  }

  Optional<Boolean> refusesUnknown() {
    return Optional.ofNullable(refusesUnknown);
  }

  OptionalInt maxDepth() {
    return maxDepth < 0 ? OptionalInt.empty() : OptionalInt.of(maxDepth);
  }

  boolean isPartial() {
    return partial;
  }

  /// What is said about the fields, as a tree.
  Node tree() {
    var root = new Node();
    for (var step : steps) {
      var node = root;
      for (var name : step.path().split("\\.", -1)) {
        node = node.children.computeIfAbsent(name, missing -> new Node());
      }
      node.apply(step);
    }
    return root;
  }

  /// What is said about one field, and about those of the objects in it.
  static final class Node {
    final Map<String, Node> children = new LinkedHashMap<>();
    boolean included;
    boolean excluded;
    @Nullable String name;
    @Nullable Mark mark;

    private void apply(Step step) {
      switch (step.kind()) {
        case INCLUDE -> included = true;
        case EXCLUDE -> excluded = true;
        case RENAME -> name = step.name();
        case MARK -> mark = step.mark();
      }
    }

    /// Whether something in the field is included, so that the field is needed.
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
  }
}
