package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the properties and public fields of a class and its superclasses, and the constructor
/// without parameters.
final class BeanMembers {
  private final ResolvedType type;
  private final Map<String, Property> properties = new LinkedHashMap<>();

  /// What was found under one name. The field counts for annotations even when it is private.
  private static final class Property {
    private Access access;
    private Map<TypeVariable<?>, ResolvedType> scope;
    private @Nullable Field field;
    private @Nullable Method getter;
    private @Nullable Method setter;

    Property(Access access, Map<TypeVariable<?>, ResolvedType> scope) {
      this.access = access;
      this.scope = scope;
    }

    /// A getter that a subclass overrides is read with the subclass's access and generics.
    void getter(Method method, Access access, Map<TypeVariable<?>, ResolvedType> scope) {
      this.getter = method;
      this.access = access;
      this.scope = scope;
    }

    boolean visible() {
      return getter != null || setter != null || isPublic(field);
    }

    FieldMember member(String name) throws IllegalAccessException {
      boolean open = isPublic(field);
      boolean settable = open && field != null && !Modifier.isFinal(field.getModifiers());
      Member reader = getter != null ? getter : open ? field : null;
      var read = getter != null ? access.getter(getter) : open ? access.getter(must(field)) : null;
      Member writer = setter != null ? setter : settable ? field : null;
      var write =
          setter != null ? access.setter(setter) : settable ? access.setter(must(field)) : null;
      var accessors = new Accessors(false, reader, read, writer, write);
      return new FieldMember(name, resolvedType(), declared(), accessors);
    }

    private ResolvedType resolvedType() {
      var own =
          getter != null
              ? ResolvedType.of(getter.getAnnotatedReturnType(), scope)
              : setter != null
                  ? ResolvedType.of(setter.getAnnotatedParameterTypes()[0], scope)
                  : ResolvedType.of(must(field).getAnnotatedType(), scope);
      if (field == null || field.getType() != own.raw()) {
        return own;
      }
      // People annotate the field: what its type says inside counts as much as the getter's.
      var fields = ResolvedType.of(field.getAnnotatedType(), scope);
      return fields.with(own.annotations());
    }

    private List<Annotation> declared() {
      var all = new ArrayList<Annotation>();
      add(all, field == null ? null : field.getDeclaredAnnotations());
      add(all, getter == null ? null : getter.getDeclaredAnnotations());
      add(all, setter == null ? null : setter.getDeclaredAnnotations());
      add(all, setter == null ? null : setter.getParameterAnnotations()[0]);
      return List.copyOf(all);
    }

    private static void add(List<Annotation> all, Annotation @Nullable [] more) {
      for (var annotation : more == null ? new Annotation[0] : more) {
        if (!all.contains(annotation)) {
          all.add(annotation);
        }
      }
    }

    private static boolean isPublic(@Nullable Field field) {
      return field != null && Modifier.isPublic(field.getModifiers());
    }

    private static Field must(@Nullable Field field) {
      if (field == null) {
        throw new IllegalStateException("A visible property has a field or a method.");
      }
      return field;
    }
  }

  BeanMembers(ResolvedType type) {
    this.type = type;
    collect(type);
  }

  List<FieldMember> members() throws IllegalAccessException {
    var members = new ArrayList<FieldMember>();
    for (var entry : properties.entrySet()) {
      if (entry.getValue().visible()) {
        members.add(entry.getValue().member(entry.getKey()));
      }
    }
    return members;
  }

  /// Returns the constructor without parameters, or null if there is none.
  @Nullable Creation creation() throws IllegalAccessException {
    for (Constructor<?> constructor : type.raw().getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        var handle = Access.to(type.raw()).creator(constructor);
        return new Creation(constructor, handle, List.of());
      }
    }
    return null;
  }

  private void collect(ResolvedType owner) {
    var raw = owner.raw();
    var scope = owner.scope();
    var parent = raw.getAnnotatedSuperclass();
    if (parent != null && raw.getSuperclass() != Object.class) {
      collect(ResolvedType.of(parent, scope));
    }
    var access = Access.to(raw);
    for (var field : raw.getDeclaredFields()) {
      if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) == 0
          && !field.isSynthetic()) {
        property(field.getName(), access, scope).field = field;
      }
    }
    var methods = raw.getDeclaredMethods();
    // The virtual machine gives methods in no particular order.
    List<Method> ordered = new ArrayList<>(List.of(methods));
    ordered.sort(Comparator.comparing(Method::getName));
    for (var method : ordered) {
      boolean usable = Modifier.isPublic(method.getModifiers()) && !method.isBridge();
      if (usable && !Modifier.isStatic(method.getModifiers())) {
        accessor(method, access, scope);
      }
    }
  }

  private void accessor(Method method, Access access, Map<TypeVariable<?>, ResolvedType> scope) {
    var name = method.getName();
    int parameters = method.getParameterCount();
    if (parameters == 1 && name.startsWith("set") && name.length() > 3) {
      var property = property(decapitalized(name, 3), access, scope);
      if (property.setter == null || fits(property, method)) {
        property.setter = method;
      }
    } else if (parameters == 0 && name.startsWith("get") && name.length() > 3) {
      if (method.getReturnType() != void.class && !name.equals("getClass")) {
        property(decapitalized(name, 3), access, scope).getter(method, access, scope);
      }
    } else if (parameters == 0 && name.startsWith("is") && name.length() > 2) {
      if (method.getReturnType() == boolean.class) {
        property(decapitalized(name, 2), access, scope).getter(method, access, scope);
      }
    }
  }

  private static boolean fits(Property property, Method setter) {
    var type = setter.getParameterTypes()[0];
    return property.getter != null
        ? property.getter.getReturnType() == type
        : property.field != null && property.field.getType() == type;
  }

  private Property property(String name, Access access, Map<TypeVariable<?>, ResolvedType> scope) {
    return properties.computeIfAbsent(name, _ -> new Property(access, scope));
  }

  /// The property that a getter reads; for other methods their own name.
  static String propertyName(Method method) {
    var name = method.getName();
    if (name.startsWith("get") && name.length() > 3) {
      return decapitalized(name, 3);
    }
    return name.startsWith("is") && name.length() > 2 ? decapitalized(name, 2) : name;
  }

  private static String decapitalized(String method, int prefix) {
    var name = method.substring(prefix);
    boolean acronym =
        name.length() > 1
            && Character.isUpperCase(name.charAt(0))
            && Character.isUpperCase(name.charAt(1));
    return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
