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
  private final Declared declared;
  private final List<RecordComponent> components;
  private final Access access;

  RecordMembers(ResolvedType type, Declared declared) {
    this.type = type;
    this.declared = declared;
    this.components = declared.components(type.raw());
    this.access = Access.to(type.raw());
  }

  List<FieldMember> members() throws IllegalAccessException {
    var scope = type.scope();
    var accessors = accessors();
    var members = new ArrayList<FieldMember>(components.size());
    for (var component : components) {
      var accessor = requireNonNull(accessors.get(component.getName()));
      members.add(
          new FieldMember(
              component.getName(),
              ResolvedType.of(component.getAnnotatedType(), scope),
              annotations(component, accessor),
              new Accessors(true, accessor, access.getter(accessor), null, null)));
    }
    return members;
  }

  private static List<Annotation> annotations(RecordComponent component, Method accessor) {
    var annotations = List.of(accessor.getDeclaredAnnotations());
    var own = component.getAnnotations();
    if (own.length == 0) {
      return annotations;
    }
    var all = new ArrayList<Annotation>(List.of(own));
    for (var annotation : annotations) {
      if (!all.contains(annotation)) {
        all.add(annotation);
      }
    }
    return List.copyOf(all);
  }

  /// The methods without parameters. The class remembers the annotations of these, which others ask
  /// for too, but not those of [RecordComponent#getAccessor()].
  private Map<String, Method> accessors() {
    var accessors = new HashMap<String, Method>();
    for (var method : declared.methods(type.raw())) {
      if (method.getParameterCount() == 0 && !method.isBridge()) {
        accessors.put(method.getName(), method);
      }
    }
    return accessors;
  }

  /// Whether there are more components than a method handle can pass.
  boolean tooMany() {
    if (2 * components.size() <= MAX_SLOTS) {
      return false;
    }
    int slots = 0;
    for (var component : components) {
      var type = component.getType();
      slots += type == long.class || type == double.class ? 2 : 1;
    }
    return slots > MAX_SLOTS;
  }

  Creation creation() throws IllegalAccessException {
    var types = new Class<?>[components.size()];
    var names = new ArrayList<String>(types.length);
    for (int i = 0; i < types.length; i++) {
      types[i] = components.get(i).getType();
      names.add(components.get(i).getName());
    }
    try {
      var constructor = type.raw().getDeclaredConstructor(types);
      return new Creation(constructor, access.creator(constructor), names);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A record has a canonical constructor.", impossible);
    }
  }
}
