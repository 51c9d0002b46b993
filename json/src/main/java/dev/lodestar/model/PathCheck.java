package dev.lodestar.model;

import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Examines whether what a projection says about paths fits a type, and can have an effect.
final class PathCheck {
  private final Projections projections;
  private final ModelProblems problems;
  private final boolean lenient;

  /// @param projections those of classes, which may add fields
  /// @param lenient whether paths may lead into what is declared as `Object`
  PathCheck(Projections projections, ModelProblems problems, boolean lenient) {
    this.projections = projections;
    this.problems = problems;
    this.lenient = lenient;
  }

  /// Where a path has led to.
  ///
  /// @param prefix what the projection writes before names here: `""` or `"maker."`
  /// @param added the names of fields that projections add to the objects
  /// @param depth how many levels of objects are left
  /// @param inPart whether fields may be missing
  private record Target(
      String path,
      String prefix,
      String type,
      List<ObjectModel> objects,
      Set<String> added,
      int depth,
      boolean inPart) {

    List<FieldModel> fields(String javaName) {
      var fields = new ArrayList<FieldModel>();
      for (var object : objects) {
        var field = Paths.field(object, javaName);
        if (field != null) {
          fields.add(field);
        }
      }
      return fields;
    }

    /// Whether an object has a field that another projection has left out before.
    boolean hasLeftOut(String javaName) {
      for (var object : objects) {
        if (Paths.field(object.origin(), javaName) != null) {
          return true;
        }
      }
      return false;
    }

    List<String> names() {
      var names = new LinkedHashSet<String>();
      for (var object : objects) {
        for (var field : object.fields()) {
          names.add(field.javaName());
        }
      }
      names.addAll(added);
      return List.copyOf(names);
    }
  }

  void check(View view, TypeUse use, boolean inPart) {
    int depth = view.projection().maxDepth().orElse(Surroundings.UNLIMITED);
    begin(view, List.of(use), use.path(), depth, inPart);
  }

  /// Examines what is said about objects in the content of a field.
  void check(PathNode node, TypeUse use) {
    examine(node, target(List.of(use), use.path(), "", List.of(), Surroundings.UNLIMITED, false));
    for (var nested : node.nested()) {
      check(nested, use, false);
    }
  }

  private void begin(View view, List<TypeUse> uses, String path, int depth, boolean inPart) {
    var target = target(uses, path, "", List.of(view), depth, inPart);
    for (var added : view.projection().added()) {
      var child = view.root().child(added.name());
      if (child != null && child.isExcluded() && target.fields(added.name()).isEmpty()) {
        problems.add(
            target.path,
            "The field " + added.name() + " is both added and excluded.",
            "Do one of them.");
      }
    }
    examine(view.root(), target);
  }

  /// @param placed the projections that begin here
  private Target target(
      List<TypeUse> uses,
      String path,
      String prefix,
      List<View> placed,
      int depth,
      boolean inPart) {
    var first = Paths.innermost(uses.getFirst());
    var objects = new ArrayList<ObjectModel>();
    for (var use : uses) {
      objects.addAll(Paths.objects(use.model()));
    }
    var views = new ArrayList<>(placed);
    for (var object : objects) {
      views.addAll(projections.views(object.rawClass()));
    }
    var added = new LinkedHashSet<String>();
    for (var view : views) {
      for (var field : view.projection().added()) {
        added.add(field.name());
      }
    }
    var type = first.model();
    var name =
        type instanceof ObjectModel || type instanceof UnionModel
            ? type.toString()
            : type.rawClass().getSimpleName();
    return new Target(
        path + Paths.steps(uses.getFirst().model()), prefix, name, objects, added, depth, inPart);
  }

  private void examine(PathNode node, Target target) {
    mustNotMix(node, target);
    node.children()
        .forEach((name, child) -> {
          var fields = target.fields(name);
          if (!fields.isEmpty()) {
            mustHaveEffect(node, child, fields, target);
            follow(child, fields, target);
          } else if (!target.added.contains(name)) {
            unknown(name, child, target);
          }
        });
  }

  private void mustNotMix(PathNode node, Target target) {
    boolean selects = false;
    boolean excludes = false;
    for (var child : node.children().values()) {
      selects |= child.leadsToIncluded() && !child.isExcluded();
      excludes |= child.isExcluded();
      if (child.isIncluded() && child.isExcluded()) {
        problems.add(
            target.path,
            "The field " + name(node, child) + " is both included and excluded.",
            "Do one of them.");
      }
    }
    if (selects && excludes) {
      problems.add(
          target.path,
          "Fields of " + target.type + " are both included and excluded.",
          "Do one of them: what is not included is left out.");
    }
  }

  private static String name(PathNode parent, PathNode child) {
    for (var entry : parent.children().entrySet()) {
      if (entry.getValue() == child) {
        return entry.getKey();
      }
    }
    throw new IllegalArgumentException("The node is no child.");
  }

  private void mustHaveEffect(
      PathNode parent, PathNode node, List<FieldModel> fields, Target target) {
    var name = fields.getFirst().javaName();
    boolean changes = changes(node);
    if (node.isExcluded() && changes) {
      problems.add(
          target.path,
          "The field " + name + " is excluded, so that nothing else can be said about it.",
          "Do not exclude it, or remove the rest.");
      return;
    }
    if (parent.selects() && !node.isWanted() && changes) {
      problems.add(
          target.path,
          "The field " + name + " is not included, so that nothing else can be said about it.",
          "Include it too, or remove the rest.");
    }
    if (target.depth == 0
        && (changes || node.isIncluded())
        && fields.stream().allMatch(field -> Paths.holdsObject(field.use().model()))) {
      problems.add(
          target.path,
          "The field " + name + " lies deeper than the greatest depth of the projection.",
          "Raise maxDepth, or remove what is said about the field.");
    }
    boolean named = node.isWanted() || node.name() != null;
    if (named && fields.stream().allMatch(field -> isPrivate(field, node))) {
      problems.add(
          target.path,
          node.leadsToIncluded()
              ? "The field " + name + " is @Private and cannot be included."
              : "The field " + name + " is @Private, so that nothing else can be said about it.",
          node.leadsToIncluded()
              ? "Do not include it; or lift the mark as well: mark(\""
                  + target.prefix
                  + name
                  + "\", Mark.READ_ONLY) if it is only written, Mark.NONE if it is also read."
              : "Lift the mark as well, with mark(\""
                  + target.prefix
                  + name
                  + "\", Mark.NONE); or remove the rest.");
    }
  }

  private static boolean isPrivate(FieldModel field, PathNode node) {
    return (node.mark() == null ? field.mark() : node.mark()) == Mark.PRIVATE;
  }

  /// Whether the node says more than what is left out.
  private static boolean changes(PathNode node) {
    if (node.name() != null || node.mark() != null || !node.nested().isEmpty()) {
      return true;
    }
    for (var child : node.children().values()) {
      if (child.isIncluded() || changes(child)) {
        return true;
      }
    }
    return false;
  }

  private void follow(PathNode node, List<FieldModel> fields, Target target) {
    int depth =
        target.depth == Surroundings.UNLIMITED ? target.depth : Math.max(0, target.depth - 1);
    var uses = fields.stream().map(FieldModel::use).toList();
    var javaName = fields.getFirst().javaName();
    var path = target.path + "." + javaName;
    if (!node.children().isEmpty()) {
      var prefix = target.prefix + javaName + ".";
      examine(node, target(uses, path, prefix, node.nested(), depth, target.inPart));
    }
    for (var nested : node.nested()) {
      var projection = nested.projection();
      if (projection.isPartial() && !target.inPart) {
        problems.add(
            target.path,
            "The projection of the field "
                + fields.getFirst().javaName()
                + " is partial, but the object that holds it is not.",
            "Remove partial() from the inner projection, or add it to the outer one.");
      }
      if (uses.stream().noneMatch(use -> Paths.holdsObject(use.model()))) {
        nothingIn(uses, path, target);
      } else {
        int own = projection.maxDepth().orElse(Surroundings.UNLIMITED);
        begin(nested, uses, path, Math.min(depth, own), target.inPart);
      }
    }
  }

  private void nothingIn(List<TypeUse> uses, String path, Target target) {
    if (lenient && uses.stream().anyMatch(use -> Paths.mayHoldAnything(use.model()))) {
      return;
    }
    var use = Paths.innermost(uses.getFirst());
    problems.add(
        path,
        "A projection cannot be put into the field: "
            + use.model().rawClass().getSimpleName()
            + " has no fields.",
        "Remove it, or choose a field of " + target.type + " that holds objects.");
  }

  private void unknown(String name, PathNode node, Target target) {
    if (target.hasLeftOut(name)) {
      if (!node.isExcluded() || changes(node)) {
        problems.add(
            target.path,
            "The field "
                + name
                + " of "
                + target.type
                + " is left out by another projection, which this one cannot undo.",
            "Remove what is said about the field, or change the other projection.");
      }
      return;
    }
    if (!target.objects.isEmpty()) {
      var names = target.names();
      problems.add(
          target.path,
          "There is no field \"" + name + "\" in " + target.type + ".",
          Suggestions.closest(name, names)
                  .map(closest -> "Did you mean \"" + closest + "\"? ")
                  .orElse("")
              + "Its fields are "
              + String.join(", ", names)
              + ".");
    } else if (!lenient || !target.type.equals("Object")) {
      problems.add(
          target.path,
          "There is no field \"" + name + "\": " + target.type + " has no fields.",
          "Shorten the path.");
    }
  }
}
