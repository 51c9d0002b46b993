package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A type without variables and wildcards, with the annotations at each place. The one argument of
/// an array is its component type.
record ResolvedType(Class<?> raw, List<ResolvedType> arguments, List<Annotation> annotations) {

  static ResolvedType of(Type type) {
    return of(type, Map.of());
  }

  // No pattern switches here and no generated hash code: every start passes through this class, and
  // each of them costs a start more than the whole model of a record.

  static ResolvedType of(Type type, Map<TypeVariable<?>, ResolvedType> scope) {
    if (type instanceof Class<?> c) {
      return c.isArray()
          ? array(of(c.getComponentType(), scope), List.of())
          : new ResolvedType(c, List.of(), List.of());
    }
    if (type instanceof ParameterizedType p) {
      var arguments = new ArrayList<ResolvedType>();
      for (var argument : p.getActualTypeArguments()) {
        arguments.add(of(argument, scope));
      }
      return new ResolvedType((Class<?>) p.getRawType(), List.copyOf(arguments), List.of());
    }
    if (type instanceof GenericArrayType a) {
      return array(of(a.getGenericComponentType(), scope), List.of());
    }
    if (type instanceof TypeVariable<?> v) {
      return variable(v, scope);
    }
    var wildcard = (WildcardType) type;
    var lower = wildcard.getLowerBounds();
    return of(lower.length > 0 ? lower[0] : wildcard.getUpperBounds()[0], scope);
  }

  static ResolvedType of(AnnotatedType type, Map<TypeVariable<?>, ResolvedType> scope) {
    var annotations = List.of(type.getAnnotations());
    if (type instanceof AnnotatedArrayType a) {
      return array(of(a.getAnnotatedGenericComponentType(), scope), annotations);
    }
    if (type instanceof AnnotatedParameterizedType p) {
      var arguments = new ArrayList<ResolvedType>();
      for (var argument : p.getAnnotatedActualTypeArguments()) {
        arguments.add(of(argument, scope));
      }
      var raw = (Class<?>) ((ParameterizedType) p.getType()).getRawType();
      return new ResolvedType(raw, List.copyOf(arguments), annotations);
    }
    if (type instanceof AnnotatedWildcardType w) {
      // The lower bound of a wildcard without one is the null type.
      boolean hasLower = ((WildcardType) w.getType()).getLowerBounds().length > 0;
      var bound = hasLower ? w.getAnnotatedLowerBounds()[0] : w.getAnnotatedUpperBounds()[0];
      return of(bound, scope).with(annotations);
    }
    return of(type.getType(), scope).with(annotations);
  }

  private static ResolvedType variable(
      TypeVariable<?> variable, Map<TypeVariable<?>, ResolvedType> scope) {
    var bound = scope.get(variable);
    // The bound of a variable may mention the variable, so only its class is taken.
    return bound != null ? bound : new ResolvedType(erasure(variable), List.of(), List.of());
  }

  private static Class<?> erasure(TypeVariable<?> variable) {
    var bound = variable.getBounds()[0];
    if (bound instanceof TypeVariable<?> another) {
      return erasure(another);
    }
    return (Class<?>) (bound instanceof ParameterizedType p ? p.getRawType() : bound);
  }

  private static ResolvedType array(ResolvedType component, List<Annotation> annotations) {
    return new ResolvedType(component.raw.arrayType(), List.of(component), annotations);
  }

  /// What the type variables of this class stand for.
  Map<TypeVariable<?>, ResolvedType> scope() {
    var variables = raw.getTypeParameters();
    var scope = new HashMap<TypeVariable<?>, ResolvedType>();
    for (int i = 0; i < variables.length && i < arguments.size(); i++) {
      scope.put(variables[i], arguments.get(i));
    }
    return scope;
  }

  ResolvedType argument(int index) {
    return index < arguments.size()
        ? arguments.get(index)
        : new ResolvedType(Object.class, List.of(), List.of());
  }

  /// How many levels of generics there are: 2 for `List<Set<String>>`.
  int nesting() {
    int deepest = 0;
    for (var argument : arguments) {
      deepest = Math.max(deepest, 1 + argument.nesting());
    }
    return deepest;
  }

  ResolvedType bare() {
    return annotations.isEmpty() ? this : new ResolvedType(raw, arguments, List.of());
  }

  ResolvedType with(Collection<Annotation> more) {
    if (more.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(annotations);
    for (var annotation : more) {
      if (!all.contains(annotation)) {
        all.add(annotation);
      }
    }
    return all.size() == annotations.size()
        ? this
        : new ResolvedType(raw, arguments, List.copyOf(all));
  }

  /// In `@Size(max = 3) String[] names` the annotation is one of the declaration and, in the class
  /// file, one of the component type too. It means the array.
  ResolvedType withComponentWithout(List<Annotation> declared) {
    if (!raw.isArray() || declared.isEmpty()) {
      return this;
    }
    var component = arguments.getFirst();
    var kept = new ArrayList<>(component.annotations);
    kept.removeAll(declared);
    return new ResolvedType(
        raw,
        List.of(new ResolvedType(component.raw, component.arguments, List.copyOf(kept))),
        annotations);
  }

  /// The type as the platform describes it.
  Type toType() {
    if (arguments.isEmpty()
        || (raw.isArray() && arguments.getFirst().toType() instanceof Class<?>)) {
      return raw;
    }
    var types = new Type[arguments.size()];
    for (int i = 0; i < types.length; i++) {
      types[i] = arguments.get(i).toType();
    }
    return raw.isArray()
        ? new GenericType.OfArray(types[0])
        : new GenericType.OfClass(raw, List.of(types));
  }

  /// The type for people: simple names with generics.
  String displayName() {
    if (raw.isArray()) {
      return arguments.getFirst().displayName() + "[]";
    }
    if (arguments.isEmpty()) {
      return raw.getSimpleName();
    }
    var name = new StringBuilder(raw.getSimpleName());
    for (int i = 0; i < arguments.size(); i++) {
      name.append(i == 0 ? "<" : ", ").append(arguments.get(i).displayName());
    }
    return name.append('>').toString();
  }

  @Override
  public String toString() {
    return displayName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ResolvedType that
        && raw == that.raw
        && (arguments == that.arguments || arguments.equals(that.arguments))
        && (annotations == that.annotations || annotations.equals(that.annotations));
  }

  @Override
  public int hashCode() {
    // Annotations take long; two uses of a class that differ in them alone are rare.
    return arguments.isEmpty() ? raw.hashCode() : raw.hashCode() * 31 + arguments.hashCode();
  }
}
