package dev.lodestar.model;

import dev.lodestar.model.UnionModel.Variant;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Describes sealed types as unions of their variants.
final class Unions {
  private static final String TAG = "type";

  private final Modeler modeler;

  Unions(Modeler modeler) {
    this.modeler = modeler;
  }

  boolean isUnion(Class<?> raw) {
    boolean open = raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
    return open
        && !raw.isEnum()
        && (raw.isSealed() || !JacksonAnnotations.variants(raw, modeler).isEmpty());
  }

  TypeModel union(ResolvedType type, Place place) {
    var tag = tag(type.raw(), place);
    var model = new UnionModel(type, tag);
    modeler.keep(type, model);
    var variants = new ArrayList<Variant>();
    collect(type, place, tag == null, variants);
    mustHaveOwnNames(variants, place);
    model.complete(variants);
    // The fields of a variant that contains the union are not known yet.
    modeler.afterwards(() -> {
      if (tag == null) {
        model.tellApart(place.toString());
        model.obstacle().ifPresent(modeler::problem);
      } else {
        mustNotHideTag(tag, variants, place);
      }
    });
    return model;
  }

  /// The name of the tag; null if the variants have none.
  private @Nullable String tag(Class<?> type, Place place) {
    var tagged = type.getAnnotation(Tagged.class);
    if (type.isAnnotationPresent(Untagged.class)) {
      if (tagged != null) {
        modeler.problem(
            place, "The type has both @Tagged and @Untagged.", "Remove one of the annotations.");
      }
      return null;
    }
    var jackson = JacksonAnnotations.tag(type, place, modeler);
    return tagged != null ? tagged.value() : jackson == null ? TAG : jackson;
  }

  private void mustHaveOwnNames(List<Variant> variants, Place place) {
    var names = new HashSet<String>();
    for (var variant : variants) {
      if (!names.add(variant.name())) {
        modeler.problem(
            place,
            "Two variants have the name \"" + variant.name() + "\".",
            "Give one of them another name with @Name.");
      }
    }
  }

  private void mustNotHideTag(String tag, List<Variant> variants, Place place) {
    for (var variant : variants) {
      if (variant.model() instanceof ObjectModel object && object.knows(tag)) {
        modeler.problem(
            place,
            "The variant "
                + object.typeName()
                + " has a field named \""
                + tag
                + "\", which is the name of the tag.",
            "Rename the field with @Name, or the tag with @Tagged.");
      }
    }
  }

  private void collect(ResolvedType parent, Place place, boolean anyShape, List<Variant> variants) {
    var listed = JacksonAnnotations.variants(parent.raw(), modeler);
    for (var permitted : permitted(parent.raw(), listed)) {
      var variant = specialised(permitted, parent);
      var here = place.inside("(" + permitted.getSimpleName() + ")");
      if (isUnion(permitted)) {
        collect(variant, here, anyShape, variants);
        continue;
      }
      var model = modeler.model(variant, here);
      if (anyShape || model instanceof ObjectModel) {
        if (variants.stream().noneMatch(other -> other.model() == model)) {
          variants.add(new Variant(label(permitted, listed), model));
        }
      } else {
        modeler.problem(
            here,
            "The variant " + permitted.getName() + " is not written as an object.",
            "Make it a record or a class with fields, or mark the sealed type with @Untagged.");
      }
    }
  }

  private static List<Class<?>> permitted(
      Class<?> parent, List<JacksonAnnotations.Variant> listed) {
    if (parent.isSealed()) {
      return List.of(parent.getPermittedSubclasses());
    }
    var types = new ArrayList<Class<?>>();
    for (var variant : listed) {
      types.add(variant.type());
    }
    return types;
  }

  private String label(Class<?> variant, List<JacksonAnnotations.Variant> listed) {
    var name = variant.getAnnotation(Name.class);
    if (name != null && !name.value().isEmpty()) {
      return name.value();
    }
    for (var each : listed) {
      if (each.type() == variant && !each.names().isEmpty()) {
        return each.names().getFirst();
      }
    }
    var own = JacksonAnnotations.typeName(variant, modeler);
    return own == null ? variant.getSimpleName() : own;
  }

  /// Carries the generics of the sealed type over to a variant: `Ok<T> implements Result<T>`.
  private static ResolvedType specialised(Class<?> variant, ResolvedType parent) {
    if (variant.getTypeParameters().length == 0) {
      return ResolvedType.of(variant);
    }
    var candidates = new ArrayList<AnnotatedType>(List.of(variant.getAnnotatedInterfaces()));
    candidates.add(variant.getAnnotatedSuperclass());
    Map<TypeVariable<?>, ResolvedType> scope = new HashMap<>();
    for (var candidate : candidates) {
      if (candidate != null
          && candidate.getType() instanceof ParameterizedType type
          && type.getRawType() == parent.raw()) {
        var arguments = type.getActualTypeArguments();
        for (int i = 0; i < arguments.length; i++) {
          if (arguments[i] instanceof TypeVariable<?> variable) {
            scope.put(variable, parent.argument(i));
          }
        }
      }
    }
    var arguments = new ArrayList<ResolvedType>();
    for (var variable : variant.getTypeParameters()) {
      arguments.add(ResolvedType.of(variable, scope));
    }
    return new ResolvedType(variant, List.copyOf(arguments), List.of());
  }
}
