package dev.lodestar.schema;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Names of types, as they are readable in a document: `Order`, `PageOfOrder`, `OrderPatch`.
final class TypeNames {
  private static final String PATCH = "Patch";

  private final Map<Component, ComponentGroup> groups = new HashMap<>();

  TypeNames(Iterable<ComponentGroup> all) {
    for (var group : all) {
      for (var member : group.members()) {
        groups.put(member, group);
      }
    }
  }

  /// How deep the generics of a type are nested.
  static int nesting(Type type) {
    if (type instanceof GenericArrayType array) {
      return 1 + nesting(array.getGenericComponentType());
    }
    int deepest = 0;
    if (type instanceof ParameterizedType generic) {
      for (var argument : generic.getActualTypeArguments()) {
        deepest = Math.max(deepest, 1 + nesting(argument));
      }
    }
    return deepest;
  }

  /// The name of a group before others of the same name are looked at.
  String plain(ComponentGroup group) {
    var shape = group.shape();
    var name = shape.view() == null ? name(shape.type(), group) : shape.view();
    return shape.partial() && !name.contains(PATCH) ? name + PATCH : name;
  }

  private String name(Type type, ComponentGroup context) {
    if (type instanceof GenericArrayType array) {
      return "ListOf" + argument(array.getGenericComponentType(), context);
    }
    if (!(type instanceof ParameterizedType generic)) {
      return ofClass((Class<?>) type);
    }
    var raw = (Class<?>) generic.getRawType();
    var arguments = generic.getActualTypeArguments();
    if (Map.class.isAssignableFrom(raw)) {
      return "MapOf" + argument(arguments[arguments.length - 1], context);
    }
    var name = new StringBuilder(ofClass(raw));
    for (int i = 0; i < arguments.length; i++) {
      name.append(i == 0 ? "Of" : "And").append(argument(arguments[i], context));
    }
    return name.toString();
  }

  /// An argument is called like the component of its type that the generic one refers to.
  private String argument(Type type, ComponentGroup context) {
    var component =
        ComponentGroup.nearest(context.first(), each -> each.shape().type().equals(type));
    var stem = Optional.ofNullable(component).map(groups::get).map(ComponentGroup::stem).orElse("");
    return stem.isEmpty() ? name(type, context) : stem;
  }

  private static String ofClass(Class<?> type) {
    if (type == byte[].class) {
      return "Bytes";
    }
    if (type.isArray()) {
      return "ListOf" + ofClass(type.getComponentType());
    }
    if (Iterable.class.isAssignableFrom(type) && type.getName().startsWith("java.")) {
      return "List";
    }
    var name = type.getSimpleName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
