package dev.lodestar.model;

import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the methods that state a condition on an object as a whole.
final class RuleMembers {
  private RuleMembers() {}

  static List<FieldMember> members(ResolvedType type, ObjectModel model, Declared declared)
      throws IllegalAccessException {
    var covered = new HashSet<String>();
    for (var field : model.fields()) {
      if (field.writable()) {
        covered.add(field.javaName());
      }
    }
    var members = new ArrayList<FieldMember>();
    for (var c : ancestry(type.raw())) {
      var rules = new ArrayList<Method>();
      for (var method : declared.methods(c)) {
        if (isRule(method, covered)) {
          rules.add(method);
        }
      }
      if (rules.size() > 1) {
        // The virtual machine gives methods in no particular order.
        rules.sort(Comparator.comparing(Method::getName));
      }
      for (var rule : rules) {
        var result = ResolvedType.of(rule.getAnnotatedReturnType(), type.scope());
        var annotations = List.of(rule.getDeclaredAnnotations());
        var getter = Access.to(c).getter(rule);
        var accessors = Accessors.readOnly(rule, getter);
        members.add(new FieldMember(rule.getName(), result, annotations, accessors));
        // The method is called once, whether or not it overrides another.
        covered.add(rule.getName());
      }
    }
    return members;
  }

  /// The class, its superclasses and its interfaces, each once.
  private static List<Class<?>> ancestry(Class<?> type) {
    var classes = new ArrayList<Class<?>>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      classes.add(c);
    }
    for (int i = 0; i < classes.size(); i++) {
      for (var implemented : classes.get(i).getInterfaces()) {
        if (!classes.contains(implemented)) {
          classes.add(implemented);
        }
      }
    }
    return classes;
  }

  private static boolean isRule(Method method, Set<String> covered) {
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !covered.contains(method.getName())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && hasConstraint(method.getDeclaredAnnotations())
        && (method.getDeclaringClass().isRecord()
            || !covered.contains(BeanMembers.propertyName(method)));
  }

  private static boolean hasConstraint(Annotation[] annotations) {
    for (var annotation : annotations) {
      var type = annotation.annotationType();
      if (type.isAnnotationPresent(Constraint.class) || isRepeatedConstraint(type)) {
        return true;
      }
    }
    return false;
  }

  /// Whether this is a container such as `@AssertTrue.List`.
  private static boolean isRepeatedConstraint(Class<?> type) {
    for (var attribute : type.getDeclaredMethods()) {
      var element = attribute.getReturnType().getComponentType();
      if (attribute.getName().equals("value")
          && element != null
          && element.isAnnotationPresent(Constraint.class)) {
        return true;
      }
    }
    return false;
  }
}
