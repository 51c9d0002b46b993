package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the constructor or factory of a class that takes its fields, and joins its parameters with
/// what can be read and set.
final class Creators {
  private final Modeler modeler;
  private final ResolvedType type;
  private final Place place;

  /// The fields of a class, and how an instance is made.
  record Members(List<FieldMember> fields, Creation creation) {}

  Creators(Modeler modeler, ResolvedType type, Place place) {
    this.modeler = modeler;
    this.type = type;
    this.place = place;
  }

  /// The constructor or factory that an annotation names; null if there is none.
  @Nullable Executable annotated() {
    var found = annotated(type.raw(), modeler);
    if (found.size() > 1) {
      modeler.problem(
          place,
          "The class "
              + type.displayName()
              + " has more than one creator: "
              + ParameterNames.describe(found.get(0))
              + " and "
              + ParameterNames.describe(found.get(1))
              + ".",
          "Keep one @Creator.");
    }
    return found.isEmpty() ? null : found.getFirst();
  }

  /// The constructors and factories that annotations name.
  static List<Executable> annotated(Class<?> raw, Modeler modeler) {
    var found = new ArrayList<Executable>();
    for (var constructor : raw.getDeclaredConstructors()) {
      if (isCreator(constructor.getDeclaredAnnotations(), modeler)) {
        found.add(constructor);
      }
    }
    for (var method : modeler.declared().methods(raw)) {
      if (Modifier.isStatic(method.getModifiers())
          && raw.isAssignableFrom(method.getReturnType())
          && isCreator(method.getDeclaredAnnotations(), modeler)) {
        found.add(method);
      }
    }
    return found;
  }

  private static boolean isCreator(Annotation[] annotations, Modeler modeler) {
    for (var annotation : annotations) {
      if (annotation.annotationType() == Creator.class
          || (modeler.isJackson(annotation) && JacksonAnnotations.isCreator(annotation))) {
        return true;
      }
    }
    return false;
  }

  /// The only public constructor of a class without another way to make instances; null if its
  /// parameters are not all properties.
  @Nullable Executable implied(List<FieldMember> properties) {
    Constructor<?> only = null;
    for (var constructor : type.raw().getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return null;
      }
      if (Modifier.isPublic(constructor.getModifiers())) {
        if (only != null) {
          return null;
        }
        only = constructor;
      }
    }
    if (only == null) {
      return null;
    }
    var names = ParameterNames.of(only);
    for (int i = 0; i < names.size(); i++) {
      var property = named(names.get(i), properties);
      if (property == null
          || property.accessors().read() == null
          || property.type().raw() != only.getParameterTypes()[i]) {
        return null;
      }
    }
    return only;
  }

  /// Joins the parameters of a creator with the properties of the class: first what it takes, in
  /// its order, and then the others.
  Members members(Executable creator, List<FieldMember> properties) throws IllegalAccessException {
    var scope = scope(creator);
    var names = ParameterNames.of(creator);
    var parameters = creator.getParameters();
    Map<String, FieldMember> joined = new LinkedHashMap<>();
    var taken = new ArrayList<String>();
    for (int i = 0; i < parameters.length; i++) {
      var annotations = List.of(parameters[i].getDeclaredAnnotations());
      var name = fieldName(names.get(i), annotations, properties);
      if (name == null) {
        modeler.problem(
            place,
            "The name of parameter "
                + (i + 1)
                + " of "
                + ParameterNames.describe(creator)
                + " is not in the class file.",
            "Compile with -parameters or -g, or name it with @Name.");
        name = "parameter" + (i + 1);
      }
      var own = ResolvedType.of(parameters[i].getAnnotatedType(), scope);
      joined.put(name, argument(name, own, annotations, named(name, properties)));
      taken.add(name);
    }
    for (var property : properties) {
      if (!joined.containsKey(property.javaName())) {
        joined.put(property.javaName(), besides(property));
      }
    }
    var handle = Access.to(type.raw()).creator(creator);
    return new Members(List.copyOf(joined.values()), new Creation(creator, handle, taken));
  }

  private FieldMember argument(
      String name, ResolvedType own, List<Annotation> declared, @Nullable FieldMember property) {
    if (property == null) {
      return new FieldMember(name, own, declared, new Accessors(true, null, null, null, null));
    }
    if (property.type().raw() != own.raw()) {
      modeler.problem(
          place.field(name),
          "The creator takes "
              + own.displayName()
              + ", but the field is read as "
              + property.type().displayName()
              + ".",
          "Use one type for both.");
    }
    var all = new ArrayList<>(declared);
    for (var annotation : property.declared()) {
      if (!all.contains(annotation)) {
        all.add(annotation);
      }
    }
    var both = own.with(property.type().annotations());
    return new FieldMember(name, both, List.copyOf(all), property.accessors().taken());
  }

  /// A component of a record that another creator does not take can only be read.
  private static FieldMember besides(FieldMember property) {
    var accessors = property.accessors();
    var left =
        new Accessors(
            false, accessors.getter(), accessors.read(), accessors.setter(), accessors.write());
    return new FieldMember(property.javaName(), property.type(), property.declared(), left);
  }

  private @Nullable String fieldName(
      @Nullable String javaName, List<Annotation> annotations, List<FieldMember> properties) {
    var given = FieldAnnotations.name(annotations, modeler);
    if (javaName != null && (given == null || named(javaName, properties) != null)) {
      return javaName;
    }
    if (given == null) {
      return null;
    }
    for (var property : properties) {
      if (given.equals(FieldAnnotations.name(property.declared(), modeler))
          || given.equals(property.javaName())) {
        return property.javaName();
      }
    }
    return javaName == null ? given : javaName;
  }

  private static @Nullable FieldMember named(
      @Nullable String javaName, List<FieldMember> properties) {
    for (var property : properties) {
      if (property.javaName().equals(javaName)) {
        return property;
      }
    }
    return null;
  }

  /// What type variables stand for; a static factory has its own: `static <T> Box<T> of(T
  /// content)`.
  private Map<java.lang.reflect.TypeVariable<?>, ResolvedType> scope(Executable creator) {
    var scope = new HashMap<>(type.scope());
    if (creator instanceof Method factory
        && factory.getGenericReturnType() instanceof java.lang.reflect.ParameterizedType made
        && made.getRawType() == type.raw()) {
      var arguments = made.getActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        if (arguments[i] instanceof java.lang.reflect.TypeVariable<?> variable) {
          scope.put(variable, type.argument(i));
        }
      }
    }
    return scope;
  }
}
