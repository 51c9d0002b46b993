package dev.lodestar.model;

import dev.lodestar.model.Projection.Node;
import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.suggest.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Derives the models that a projection leaves of a type, and collects all problems on the way.
/// Serves one call and is thrown away.
final class Projector {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  private final Projection projection;
  private final List<ModelProblem> problems = new ArrayList<>();
  private final Map<Key, TypeModel> derived = new HashMap<>();
  private final IdentityHashMap<UnionModel, String> untagged = new IdentityHashMap<>();
  // The nodes whose field some type has: another variant of a union need not have it.
  private final Set<Node> found = new HashSet<>();

  /// Where a model is derived for: the same model may be reached by different paths.
  private record Key(TypeModel model, @Nullable Node node, int depth, boolean partial) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && model == that.model
          && node == that.node
          && depth == that.depth
          && partial == that.partial;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(model) + System.identityHashCode(node) + depth;
    }
  }

  Projector(Projection projection) {
    this.projection = projection;
  }

  List<ModelProblem> problems() {
    return problems;
  }

  /// Finds out how variants are told apart, once all models are complete.
  void finish() {
    untagged.forEach(UnionModel::tellApart);
  }

  TypeUse project(TypeUse use) {
    int depth = projection.maxDepth().orElse(UNLIMITED);
    return project(use, projection.tree(), depth, projection.isPartial());
  }

  private TypeUse project(TypeUse use, @Nullable Node node, int depth, boolean partial) {
    if (changesNothing(node, depth, partial)) {
      return use;
    }
    var model = project(use.model(), use.path(), node, depth, partial);
    return model == use.model() ? use : use.withModel(model);
  }

  private boolean changesNothing(@Nullable Node node, int depth, boolean partial) {
    return (node == null || node.children.isEmpty())
        && depth == UNLIMITED
        && !partial
        && projection.naming().isEmpty()
        && projection.refusesUnknown().isEmpty();
  }

  private TypeModel project(
      TypeModel model, String path, @Nullable Node node, int depth, boolean partial) {
    return switch (model) {
      case ObjectModel object -> object(object, path, node, depth, partial);
      case UnionModel union -> union(union, path, node, depth);
      case OptionalModel optional ->
          new OptionalModel(optional.rawClass(), project(optional.value(), node, depth, partial));
      case ListModel list ->
          new ListModel(list.rawClass(), project(list.element(), node, depth, false));
      case MapModel map ->
          new MapModel(map.rawClass(), map.key(), project(map.value(), node, depth, partial));
      case MappedModel mapped -> mapped.withTarget(project(mapped.target(), node, depth, partial));
      default -> {
        if (node != null) {
          node.children.forEach((name, child) -> noFields(path, model, name));
        }
        yield model;
      }
    };
  }

  private void noFields(String path, TypeModel model, String name) {
    problem(
        path,
        "There is no field \""
            + name
            + "\": "
            + model.rawClass().getSimpleName()
            + " has no fields.",
        "Shorten the path.");
  }

  private UnionModel union(UnionModel model, String path, @Nullable Node node, int depth) {
    var key = new Key(model, node, depth, false);
    var known = derived.get(key);
    if (known != null) {
      return (UnionModel) known;
    }
    var result = model.derive();
    derived.put(key, result);
    var variants = new ArrayList<UnionModel.Variant>();
    for (var variant : model.variants()) {
      variants.add(variant.with(variant(variant.model(), path, node, depth)));
    }
    result.complete(variants);
    var tag = model.tag();
    if (tag.isPresent()) {
      mustNotHideTag(tag.get(), variants, path);
    } else {
      untagged.put(result, path);
    }
    mustBeFound(node, path, model.toString(), names(model));
    return result;
  }

  private TypeModel variant(TypeModel model, String path, @Nullable Node node, int depth) {
    if (model instanceof ObjectModel object) {
      return derive(object, path, node, depth, false, true);
    }
    // A path leads into the objects among the variants.
    return holdsObject(model) ? project(model, path, node, depth, false) : model;
  }

  private void mustNotHideTag(String tag, List<UnionModel.Variant> variants, String path) {
    for (var variant : variants) {
      var fields =
          variant.model() instanceof ObjectModel object ? object.fields() : List.<FieldModel>of();
      for (var field : fields) {
        if (field.name().equals(tag) || field.aliases().contains(tag)) {
          problem(
              path,
              "The field "
                  + field.javaName()
                  + " of "
                  + variant.model()
                  + " would have the name \""
                  + tag
                  + "\", which tells the variants apart.",
              "Give it another name.");
        }
      }
    }
  }

  private static List<String> names(UnionModel model) {
    var names = new ArrayList<String>();
    for (var variant : model.variants()) {
      if (variant.model() instanceof ObjectModel object) {
        names.addAll(names(object));
      }
    }
    return names;
  }

  private static List<String> names(ObjectModel model) {
    var names = new ArrayList<String>();
    for (var field : model.fields()) {
      names.add(field.javaName());
    }
    return names;
  }

  private ObjectModel object(
      ObjectModel model, String path, @Nullable Node node, int depth, boolean partial) {
    var result = derive(model, path, node, depth, partial, false);
    mustBeFound(node, path, model.typeName(), names(model));
    return result;
  }

  /// @param variant whether it is a variant of a union, which may be empty but for its tag
  private ObjectModel derive(
      ObjectModel model,
      String path,
      @Nullable Node node,
      int depth,
      boolean partial,
      boolean variant) {
    var key = new Key(model, node, depth, partial);
    var known = derived.get(key);
    if (known != null) {
      return (ObjectModel) known;
    }
    var result = new ObjectModel(model.rawClass(), model.typeName());
    derived.put(key, result);
    boolean selects = node != null && selects(node, path, model);
    var fields = new ArrayList<FieldModel>();
    for (var field : model.fields()) {
      var about = node == null ? null : node.children.get(field.javaName());
      if (about != null) {
        found.add(about);
      }
      if (isKept(field, about, selects, depth, path)) {
        fields.add(field(field, about, depth, partial));
      }
    }
    if (!variant && fields.isEmpty() && !model.fields().isEmpty()) {
      problem(
          path,
          "The projection leaves no field of " + model.typeName() + ".",
          "Exclude the field that holds it, or keep a field.");
    }
    mustHaveOwnNames(fields, path);
    result.derivedFrom(model, fields, partial, projection.refusesUnknown());
    return result;
  }

  /// Whether only what is included is kept of the object.
  private boolean selects(Node node, String path, ObjectModel model) {
    boolean selects = false;
    boolean excludes = false;
    for (var child : node.children.values()) {
      selects |= child.leadsToIncluded() && !child.excluded;
      excludes |= child.excluded;
    }
    if (selects && excludes) {
      problem(
          path,
          "Fields of " + model.typeName() + " are both included and excluded.",
          "Do one of them: what is not included is left out.");
    }
    return selects && !excludes;
  }

  private boolean isKept(
      FieldModel field, @Nullable Node about, boolean selects, int depth, String path) {
    if (about != null && about.included && about.excluded) {
      problem(
          path,
          "The field " + field.javaName() + " is both included and excluded.",
          "Do one of them.");
    }
    boolean named = about != null && about.leadsToIncluded();
    if (about != null && named && about.mark == null && field.mark() == Mark.PRIVATE) {
      problem(
          path,
          "The field " + field.javaName() + " is @Private and cannot be included.",
          "Do not include it; or give it another mark as well.");
    }
    if ((about != null && about.excluded) || (selects && !named)) {
      return false;
    }
    return depth > 0 || !holdsObject(field.use().model());
  }

  private static boolean holdsObject(TypeModel model) {
    return switch (model) {
      case ObjectModel object -> true;
      case UnionModel union -> true;
      case OptionalModel optional -> holdsObject(optional.value().model());
      case ListModel list -> holdsObject(list.element().model());
      case MapModel map -> holdsObject(map.value().model());
      case MappedModel mapped -> holdsObject(mapped.target().model());
      default -> false;
    };
  }

  private FieldModel field(FieldModel field, @Nullable Node about, int depth, boolean partial) {
    int inside = depth == UNLIMITED ? UNLIMITED : depth - 1;
    var use = project(field.use(), about, inside, partial);
    var name = about == null ? null : about.name;
    if (name == null && !field.isRenamed()) {
      name = projection.naming().map(naming -> naming.apply(field.javaName())).orElse(null);
    }
    var mark = about == null ? null : about.mark;
    var projected = field.projected(use, name == null ? field.name() : name, mark);
    var shown = about == null ? projected : projected.named();
    return partial ? shown.inPart() : shown;
  }

  private void mustHaveOwnNames(List<FieldModel> fields, String path) {
    var names = new HashSet<String>();
    for (var field : fields) {
      var all = new ArrayList<>(field.aliases());
      all.addFirst(field.name());
      for (var name : all) {
        if (!names.add(name)) {
          problem(
              path,
              "Two fields have the name or alias \"" + name + "\".",
              "Rename one of them to something else.");
        }
      }
    }
  }

  private void mustBeFound(@Nullable Node node, String path, String type, List<String> names) {
    if (node == null) {
      return;
    }
    node.children.forEach((name, child) -> {
      if (found.add(child)) {
        problem(
            path,
            "There is no field \"" + name + "\" in " + type + ".",
            Suggestions.closest(name, names)
                    .map(closest -> "Did you mean \"" + closest + "\"? ")
                    .orElse("")
                + "Its fields are "
                + String.join(", ", names)
                + ".");
      }
    });
  }

  private void problem(String path, String message, String fix) {
    var problem = new ModelProblem(path, message, fix);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }
}
