package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/// Reads the components of a record and its canonical constructor.
final class RecordMembers {
  private final ResolvedType type;
  private final RecordComponent[] components;
  private final Access access;

  RecordMembers(ResolvedType type) {
    this.type = type;
    this.components = type.raw().getRecordComponents();
    this.access = Access.to(type.raw());
  }

  List<Member> members() throws IllegalAccessException {
    var scope = type.scope();
    var members = new ArrayList<Member>(components.length);
    for (var component : components) {
      var declared = new ArrayList<Annotation>(List.of(component.getAnnotations()));
      for (var annotation : component.getAccessor().getDeclaredAnnotations()) {
        if (!declared.contains(annotation)) {
          declared.add(annotation);
        }
      }
      members.add(
          new Member(
              component.getName(),
              ResolvedType.of(component.getAnnotatedType(), scope),
              List.copyOf(declared),
              true,
              access.getter(component.getAccessor()),
              null));
    }
    return members;
  }

  MethodHandle constructor() throws IllegalAccessException {
    var types = new Class<?>[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
    }
    try {
      return access.constructor(type.raw().getDeclaredConstructor(types));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException("A record has a canonical constructor.", impossible);
    }
  }
}
