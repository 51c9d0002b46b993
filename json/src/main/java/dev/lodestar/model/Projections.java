package dev.lodestar.model;

import dev.lodestar.model.TypeModel.MappedModel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The projections of classes: which of them count for an object, and the models that they leave,
/// each of them made once. Safe for use by many threads through [#use] and [#problems].
final class Projections {
  private static final Projections NONE = new Projections(null, Map.of());

  private final @Nullable Models owner;
  private final Map<Class<?>, View> views = new LinkedHashMap<>();
  private final Map<Class<?>, List<Class<?>>> keys = new HashMap<>();
  private final Map<Class<?>, ModelProblems> examined = new HashMap<>();
  private final IdentityHashMap<TypeModel, Boolean> concerned = new IdentityHashMap<>();
  private final Map<Projector.Key, TypeModel> known = new HashMap<>();

  private Projections(@Nullable Models owner, Map<Class<?>, Projection> projections) {
    this.owner = owner;
    projections.forEach((type, projection) -> views.put(type, View.of(projection)));
  }

  /// @param owner describes the types as they are
  static Projections of(Models owner, Map<Class<?>, Projection> projections) {
    return new Projections(owner, projections);
  }

  /// No projections at all.
  static Projections none() {
    return NONE;
  }

  boolean isEmpty() {
    return views.isEmpty();
  }

  Models models() {
    if (owner == null) {
      throw new IllegalStateException("There are no models.");
    }
    return owner;
  }

  /// Describes what the projections leave of a type.
  ///
  /// @throws ModelException if a projection does not fit
  synchronized TypeUse use(TypeUse whole) {
    var problems = new ModelProblems();
    var projector = new Projector(this, problems);
    var around = isInPart(whole.model()) ? Surroundings.NONE.inPart() : Surroundings.NONE;
    var use = projector.project(whole, around);
    projector.finish();
    problems.mustBeNone();
    known.putAll(projector.derived());
    return use;
  }

  private boolean isInPart(TypeModel model) {
    if (model instanceof TypeModel.OptionalModel optional) {
      return isInPart(optional.value().model());
    }
    return model instanceof ObjectModel
        && views(model.rawClass()).stream().anyMatch(view -> view.projection().isPartial());
  }

  /// Everything that is wrong with the projections, each alone with its class.
  synchronized List<ModelProblem> problems() {
    var problems = new ModelProblems();
    for (var type : views.keySet()) {
      var use = described(type);
      if (use == null) {
        continue;
      }
      if (isGeneric(type) && use.model() instanceof ObjectModel) {
        new PathCheck(this, problems, true).check(view(type), use, true);
        continue;
      }
      try {
        use(use);
      } catch (ModelException unfit) {
        unfit.problems().forEach(problems::add);
      }
    }
    return problems.all();
  }

  private static boolean isGeneric(Class<?> type) {
    return type.getTypeParameters().length > 0;
  }

  private View view(Class<?> key) {
    var view = views.get(key);
    if (view == null) {
      throw new IllegalArgumentException("There is no projection of " + key + ".");
    }
    return view;
  }

  /// Describes a class that has a projection as it is; null if that cannot be done, as with many
  /// interfaces.
  private @Nullable TypeUse described(Class<?> key) {
    try {
      return models().describe(ResolvedType.of(key), List.of(), Place.root(key.getSimpleName()));
    } catch (ModelException unsupported) {
      return null;
    }
  }

  @Nullable TypeModel known(Projector.Key key) {
    return known.get(key);
  }

  /// The projections that count for a class: its own, those of its superclasses, and those of its
  /// interfaces, the nearest first.
  List<View> views(Class<?> type) {
    if (views.isEmpty()) {
      return List.of();
    }
    var found = new ArrayList<View>();
    for (var key : keys(type)) {
      found.add(view(key));
    }
    return found;
  }

  private List<Class<?>> keys(Class<?> type) {
    var found = keys.get(type);
    if (found == null) {
      found = new ArrayList<>();
      for (var each : supertypes(type)) {
        var view = views.get(each);
        if (view != null && !view.projection().saysNothing()) {
          found.add(each);
        }
      }
      keys.put(type, found);
    }
    return found;
  }

  private static Set<Class<?>> supertypes(Class<?> type) {
    var all = new LinkedHashSet<Class<?>>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      all.add(c);
    }
    var next = new ArrayDeque<Class<?>>(all);
    while (!next.isEmpty()) {
      for (var contract : next.remove().getInterfaces()) {
        if (all.add(contract)) {
          next.add(contract);
        }
      }
    }
    return all;
  }

  /// Whether a type contains an object that has a projection, or something that cannot have the one
  /// that it was given.
  boolean concern(TypeUse use) {
    var model = use.model();
    if (views.isEmpty()) {
      return false;
    }
    var before = concerned.get(model);
    if (before != null) {
      return before;
    }
    Set<TypeModel> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    boolean reaches = reaches(use, seen);
    if (reaches) {
      concerned.put(model, true);
    } else {
      seen.forEach(other -> concerned.put(other, false));
    }
    return reaches;
  }

  private boolean reaches(TypeUse use, Set<TypeModel> seen) {
    return reaches(use.model(), use.resolved(), seen);
  }

  private boolean reaches(TypeModel model, ResolvedType type, Set<TypeModel> seen) {
    if (!seen.add(model)) {
      return false;
    }
    if (views.containsKey(model.rawClass())) {
      return true;
    }
    return switch (model) {
      case ObjectModel object ->
          !keys(object.rawClass()).isEmpty()
              || object.fields().stream().anyMatch(field -> reaches(field.use(), seen));
      case UnionModel union ->
          union.variants().stream()
              .anyMatch(variant ->
                  reaches(variant.model(), ResolvedType.of(variant.model().rawClass()), seen));
      default -> {
        var content = Paths.content(model);
        yield (content != null && reaches(content, seen)) || hides(model, type);
      }
    };
  }

  /// Reports a projection of a class whose values are not objects.
  void mustReach(TypeUse use, String path, ModelProblems problems) {
    var model = use.model();
    var type = model.rawClass();
    if (model instanceof ObjectModel || model instanceof UnionModel) {
      return;
    }
    if (!views.containsKey(type)) {
      if (hides(model, use.resolved())) {
        problems.add(
            path,
            "Another library reads and writes "
                + use.resolved().displayName()
                + ", and objects in it that have projections.",
            "Have the backend leave the type out, or remove the projections.");
      }
      return;
    }
    if (!(model instanceof MappedModel mapped)) {
      problems.add(
          path,
          "There is a projection of " + type.getTypeName() + ", which has no fields.",
          "Remove it, or give it to the class that has the fields.");
    } else if (models().foreign(type) != null) {
      problems.add(
          path,
          "There is a projection of "
              + type.getTypeName()
              + ", which another library reads and writes.",
          "Remove it, or have the backend leave the type out.");
    } else {
      problems.add(
          path,
          "There is a projection of "
              + type.getTypeName()
              + ", which is read and written as a value of "
              + mapped.target().type().getTypeName()
              + ".",
          "Give the projection to that type, or remove it.");
    }
  }

  /// Whether another library reads and writes a type, and with it objects that have projections.
  private boolean hides(TypeModel model, ResolvedType type) {
    if (isEmpty()
        || !(model instanceof MappedModel)
        || models().foreign(model.rawClass()) == null) {
      return false;
    }
    if (type.arguments().stream().anyMatch(this::isOne)) {
      return true;
    }
    var own = models().withoutForeign();
    try {
      return own.projects(own.describe(type.bare(), List.of(), Place.root(type)));
    } catch (ModelException unsupported) {
      // Nobody can tell what is inside.
      return false;
    }
  }

  private boolean isOne(ResolvedType type) {
    return !keys(type.raw()).isEmpty() || type.arguments().stream().anyMatch(this::isOne);
  }

  /// Examines the paths of the projections that count for an object: with the class that each was
  /// given to if that can be described, otherwise with the object itself.
  void mustFit(ObjectModel model, String path, ModelProblems problems) {
    for (var key : keys(model.rawClass())) {
      var found = isGeneric(key) ? null : examined(key);
      if (found == null) {
        var use = TypeUse.of(model, path);
        new PathCheck(this, problems, false).check(view(key), use, true);
      } else {
        found.all().forEach(problems::add);
      }
    }
  }

  /// What is wrong with a projection and its class; null if the class cannot be described.
  private @Nullable ModelProblems examined(Class<?> key) {
    var found = examined.get(key);
    if (found == null) {
      var use = described(key);
      if (use == null || !Paths.holdsObject(use.model())) {
        return null;
      }
      found = new ModelProblems();
      new PathCheck(this, found, false).check(view(key), use, true);
      examined.put(key, found);
    }
    return found;
  }
}
