package dev.lodestar.model;

import static java.util.Objects.requireNonNull;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads the components of a record and its canonical constructor.
final class RecordMembers {
  /// What the virtual machine leaves of its 255 slots to a method handle that makes an instance.
  private static final int MAX_SLOTS = 253;

  private final ResolvedType type;
  private final RecordComponent[] components;
  private final Access access;

  RecordMembers(ResolvedType type) {
    this.type = type;
    this.components = type.raw().getRecordComponents();
    this.access = Access.to(type.raw());
  }

  List<FieldMember> members() throws IllegalAccessException {
    var scope = type.scope();
    var accessors = accessors();
    var members = new ArrayList<FieldMember>(components.length);
    for (var component : components) {
      var declared = new ArrayList<Annotation>(List.of(component.getAnnotations()));
      var accessor = requireNonNull(accessors.get(component.getName()));
      for (var annotation : accessor.getDeclaredAnnotations()) {
        if (!declared.contains(annotation)) {
          declared.add(annotation);
        }
      }
      members.add(
          new FieldMember(
              component.getName(),
              ResolvedType.of(component.getAnnotatedType(), scope),
              List.copyOf(declared),
              new Accessors(true, accessor, access.getter(accessor), null, null)));
    }
    return members;
  }

  /// The methods without parameters. The class remembers the annotations of these, which others ask
  /// for too, but not those of [RecordComponent#getAccessor()].
  private Map<String, Method> accessors() {
    var accessors = new HashMap<String, Method>();
    for (var method : type.raw().getDeclaredMethods()) {
      if (method.getParameterCount() == 0 && !method.isBridge()) {
        accessors.put(method.getName(), method);
      }
    }
    return accessors;
  }

  /// Whether there are more components than a method handle can pass.
  boolean tooMany() {
    int slots = 0;
    for (var component : components) {
      var type = component.getType();
      slots += type == long.class || type == double.class ? 2 : 1;
    }
    return slots > MAX_SLOTS;
  }

  Creation creation() throws IllegalAccessException {
    var types = new Class<?>[components.length];
    var names = new ArrayList<String>(components.length);
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
      names.add(components[i].getName());
    }
    try {
      var constructor = type.raw().getDeclaredConstructor(types);
      return new Creation(constructor, access.creator(constructor), names);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A record has a canonical constructor.", impossible);
    }
  }
}
