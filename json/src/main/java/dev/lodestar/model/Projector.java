package dev.lodestar.model;

import dev.lodestar.model.TypeModel.ListModel;
import dev.lodestar.model.TypeModel.MapModel;
import dev.lodestar.model.TypeModel.MappedModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Derives the models that projections leave of a type, and collects all problems on the way.
/// Serves one call and is thrown away.
final class Projector {
  private final Projections projections;
  private final ModelProblems problems;
  private final Map<Key, TypeModel> derived = new HashMap<>();
  private final IdentityHashMap<UnionModel, String> untagged = new IdentityHashMap<>();

  /// Where a model is derived for: the same model may be reached in different surroundings.
  record Key(TypeModel model, Surroundings around) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that && model == that.model && around.equals(that.around);
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(model) + around.hashCode();
    }
  }

  /// @param projections those of classes
  Projector(Projections projections, ModelProblems problems) {
    this.projections = projections;
    this.problems = problems;
  }

  /// The models that were derived.
  Map<Key, TypeModel> derived() {
    return derived;
  }

  /// Finds out how variants are told apart, once all models are complete.
  void finish() {
    untagged.forEach(UnionModel::tellApart);
  }

  TypeUse project(TypeUse use, Surroundings around) {
    return project(use, use.path(), around);
  }

  /// @param path where the use is, for people
  private TypeUse project(TypeUse use, String path, Surroundings around) {
    if (around.sayNothing() && !projections.concern(use)) {
      return use;
    }
    projections.mustReach(use, path, problems);
    var model = project(use.model(), path, around);
    return model == use.model() ? use : use.withModel(model);
  }

  private TypeModel project(TypeModel model, String path, Surroundings around) {
    return switch (model) {
      case ObjectModel object -> object(object, path, around, false);
      case UnionModel union -> union(union, path, around.whole());
      case OptionalModel optional -> {
        var value = project(optional.value(), path, around);
        yield value == optional.value() ? optional : new OptionalModel(optional.rawClass(), value);
      }
      case ListModel list -> {
        var element = project(list.element(), path + Paths.step(list), around.whole());
        yield element == list.element() ? list : new ListModel(list.rawClass(), element);
      }
      case MapModel map -> {
        var value = project(map.value(), path + Paths.step(map), around);
        yield value == map.value() ? map : new MapModel(map.rawClass(), map.key(), value);
      }
      case MappedModel mapped -> {
        var target = project(mapped.target(), path, around);
        yield target == mapped.target() ? mapped : mapped.withTarget(target);
      }
      default -> model;
    };
  }

  private @Nullable TypeModel known(Key key) {
    var known = derived.get(key);
    return known == null ? projections.known(key) : known;
  }

  private UnionModel union(UnionModel model, String path, Surroundings around) {
    var key = new Key(model, around);
    if (known(key) instanceof UnionModel known) {
      return known;
    }
    var result = model.derive();
    derived.put(key, result);
    var variants = new ArrayList<UnionModel.Variant>();
    for (var variant : model.variants()) {
      variants.add(variant.with(variant(variant.model(), path, around)));
    }
    result.complete(variants);
    var tag = model.tag();
    if (tag.isPresent()) {
      mustNotHideTag(tag.get(), variants, path);
    } else {
      untagged.put(result, path);
    }
    return result;
  }

  private TypeModel variant(TypeModel model, String path, Surroundings around) {
    return model instanceof ObjectModel object
        ? object(object, path, around, true)
        : project(model, path, around);
  }

  private void mustNotHideTag(String tag, List<UnionModel.Variant> variants, String path) {
    for (var variant : variants) {
      var fields =
          variant.model() instanceof ObjectModel object ? object.fields() : List.<FieldModel>of();
      for (var field : fields) {
        if (field.name().equals(tag) || field.aliases().contains(tag)) {
          problems.add(
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

  /// @param variant whether it is a variant of a union, which may be empty but for its tag
  private ObjectModel object(
      ObjectModel model, String path, Surroundings outside, boolean variant) {
    var views = new ArrayList<>(outside.placed());
    views.addAll(projections.views(model.rawClass()));
    var around = outside.enter(views);
    if (around.sayNothing() && !projections.concern(TypeUse.of(model, path))) {
      return model;
    }
    var key = new Key(model, around);
    if (known(key) instanceof ObjectModel known) {
      return known;
    }
    projections.mustFit(model, path, problems);
    var result = model.derive();
    derived.put(key, result);
    var models = projections.isEmpty() ? model.defaults().models() : projections.models();
    var fields = new ArrayList<FieldModel>();
    for (var field : model.fields()) {
      if (around.keep(field.javaName()) && isNear(field.use(), around)) {
        fields.add(field(field, path, around));
      }
    }
    for (var view : views) {
      for (var added : view.projection().added()) {
        add(added, view, model, path, around, fields);
      }
    }
    if (!variant && fields.isEmpty() && !model.fields().isEmpty()) {
      problems.add(
          path,
          "The projection leaves no field of " + model.typeName() + ".",
          "Exclude the field that holds it, or keep a field.");
    }
    mustHaveOwnNames(fields, path);
    result.derivedFrom(
        model,
        fields,
        around.partial(),
        around.refuses(),
        name(views),
        model.defaults().with(models, around.naming()));
    return result;
  }

  private static @Nullable String name(List<View> views) {
    for (var view : views) {
      var name = view.projection().name();
      if (name.isPresent()) {
        return name.get();
      }
    }
    return null;
  }

  /// Whether the depth allows a field.
  private static boolean isNear(TypeUse use, Surroundings around) {
    return around.depth() > 0 || !Paths.holdsObject(use.model());
  }

  /// @param path where the object is, for people
  private FieldModel field(FieldModel field, String path, Surroundings around) {
    var javaName = field.javaName();
    var use = project(field.use(), path + "." + javaName, around.inside(javaName));
    var given = around.name(javaName);
    var naming = around.naming();
    var renamed = given == null ? field : field.renamed(given);
    var name = naming == null || renamed.isRenamed() ? renamed.name() : naming.apply(javaName);
    var projected = renamed.projected(use, name, around.mark(javaName));
    var shown = around.askFor(javaName) ? projected.askedFor() : projected;
    return around.partial() ? shown.inPart() : shown;
  }

  /// Adds a computed field, which other projections may leave out. What its own projection says
  /// about the name means the field that the type has, if it has one.
  private void add(
      Added added,
      View view,
      ObjectModel model,
      String path,
      Surroundings around,
      List<FieldModel> fields) {
    var others = around.without(view.root());
    var use = described(added, model, path + "." + added.name());
    if (use == null || !others.keep(added.name()) || !isNear(use, around)) {
      return;
    }
    var own = Paths.field(model, added.name()) == null ? around : others;
    for (var node : own.nodes()) {
      var child = node.child(added.name());
      if (child != null) {
        new PathCheck(projections, problems, false).check(child, use);
      }
    }
    fields.add(field(added.field(use, model.defaults()), path, own.whole()));
  }

  /// The type of a computed field, before surroundings change it; null if it has problems.
  private @Nullable TypeUse described(Added added, ObjectModel model, String path) {
    try {
      return projections.isEmpty()
          ? model.defaults().models().use(added.type(), added.annotations(), Place.root(path))
          : projections.models().describe(added.type(), added.annotations(), Place.root(path));
    } catch (ModelException unsupported) {
      unsupported.problems().forEach(problems::add);
      return null;
    }
  }

  private void mustHaveOwnNames(List<FieldModel> fields, String path) {
    var names = new HashSet<String>();
    for (var field : fields) {
      var all = new ArrayList<>(field.aliases());
      all.addFirst(field.name());
      for (var name : all) {
        if (!names.add(name)) {
          problems.add(
              path,
              "Two fields have the name or alias \"" + name + "\".",
              "Rename one of them to something else.");
        }
      }
    }
  }
}
