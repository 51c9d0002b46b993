package dev.lodestar.model;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Describes sealed types as tagged unions.
final class Unions {
  private static final String TAG = "type";

  private final Modeler modeler;

  Unions(Modeler modeler) {
    this.modeler = modeler;
  }

  boolean isUnion(Class<?> raw) {
    boolean open = raw.isInterface() || Modifier.isAbstract(raw.getModifiers());
    return open && (raw.isSealed() || !JacksonAnnotations.variants(raw, modeler).isEmpty());
  }

  TypeModel union(ResolvedType type, Place place) {
    var tagged = type.raw().getAnnotation(Tagged.class);
    var jackson = JacksonAnnotations.tag(type.raw(), place, modeler);
    var tag = tagged != null ? tagged.value() : jackson == null ? TAG : jackson;
    var model = new UnionModel(type.raw(), tag);
    modeler.keep(type, model);
    var variants = new ArrayList<UnionModel.Variant>();
    collect(type, place, variants);
    var names = new HashSet<String>();
    for (var variant : variants) {
      if (!names.add(variant.name())) {
        modeler.problem(
            place,
            "Two variants have the name \"" + variant.name() + "\".",
            "Give one of them another name with @Name.");
      }
      for (var field : variant.model().fields()) {
        if (field.name().equals(tag) || field.aliases().contains(tag)) {
          modeler.problem(
              place,
              "The variant "
                  + variant.model().typeName()
                  + " has a field named \""
                  + tag
                  + "\", which is the name of the tag.",
              "Rename the field with @Name, or the tag with @Tagged.");
        }
      }
    }
    model.complete(variants);
    return model;
  }

  private void collect(ResolvedType parent, Place place, List<UnionModel.Variant> variants) {
    var listed = JacksonAnnotations.variants(parent.raw(), modeler);
    for (var permitted : permitted(parent.raw(), listed)) {
      var variant = specialised(permitted, parent);
      var here = place.inside("(" + permitted.getSimpleName() + ")");
      if (isUnion(permitted)) {
        collect(variant, here, variants);
      } else if (modeler.model(variant, here) instanceof ObjectModel object) {
        var label = label(permitted, listed);
        if (variants.stream().noneMatch(other -> other.model() == object)) {
          variants.add(new UnionModel.Variant(label, object));
        }
      } else {
        modeler.problem(
            here,
            "The variant " + permitted.getName() + " is not written as an object.",
            "Make it a record or a class with fields.");
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
