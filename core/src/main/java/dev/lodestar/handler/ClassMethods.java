package dev.lodestar.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The methods an object of a class has, inherited ones included, each with the declarations it
/// overrides. Bridges and other methods nobody wrote are left out.
final class ClassMethods {

  /// A method and what it overrides, nearest declaration first.
  record MethodFamily(Method method, List<Method> overridden) {}

  private final TypeArguments typeArguments;
  private final List<MethodFamily> families = new ArrayList<>();

  private ClassMethods(Class<?> type) {
    this.typeArguments = TypeArguments.seenFrom(type);
  }

  /// Lists the methods of a class, then of its superclasses, then of its interfaces.
  static List<MethodFamily> of(Class<?> type) {
    var methods = new ClassMethods(type);
    for (Class<?> declaring : declaringClasses(type)) {
      methods.addDeclaredBy(declaring, declaring == type);
    }
    return methods.families;
  }

  /// Lists what a method overrides, seen from a class that has it.
  static List<Method> overridden(Class<?> type, Method method) {
    if (method.getDeclaringClass() == type
        && type.getInterfaces().length == 0
        && (type.getSuperclass() == null || type.getSuperclass() == Object.class)) {
      return List.of();
    }
    for (MethodFamily family : of(type)) {
      if (family.method().equals(method)) {
        return family.overridden();
      }
      int index = family.overridden().indexOf(method);
      if (index >= 0) {
        return family.overridden().subList(index + 1, family.overridden().size());
      }
    }
    return List.of();
  }

  /// Subtypes before supertypes, so that the first declaration met is the one that runs.
  private static List<Class<?>> declaringClasses(Class<?> type) {
    var interfaces = new ArrayList<Class<?>>();
    var result = new ArrayList<Class<?>>();
    for (Class<?> current = type;
        current != null && current != Object.class;
        current = current.getSuperclass()) {
      result.add(current);
      addInterfaces(interfaces, current);
    }
    result.addAll(interfaces);
    return result;
  }

  private static void addInterfaces(List<Class<?>> interfaces, Class<?> type) {
    for (Class<?> candidate : type.getInterfaces()) {
      if (!interfaces.contains(candidate)) {
        int index = 0;
        while (index < interfaces.size() && !interfaces.get(index).isAssignableFrom(candidate)) {
          index++;
        }
        interfaces.add(index, candidate);
        addInterfaces(interfaces, candidate);
      }
    }
  }

  private void addDeclaredBy(Class<?> declaring, boolean ownMethods) {
    int inherited = families.size();
    for (Method method : declaring.getDeclaredMethods()) {
      boolean unreachable =
          declaring.isInterface() && !ownMethods && Modifier.isStatic(method.getModifiers());
      if (method.isSynthetic() || unreachable) {
        continue;
      }
      MethodFamily nearer = findOverrider(method, inherited);
      if (nearer == null) {
        families.add(new MethodFamily(method, new ArrayList<>()));
      } else {
        nearer.overridden().add(method);
      }
    }
  }

  private @Nullable MethodFamily findOverrider(Method method, int count) {
    for (int i = 0; i < count; i++) {
      MethodFamily family = families.get(i);
      if (overrides(family.method(), method)) {
        return family;
      }
    }
    return null;
  }

  /// A static method hides rather than overrides, which for callers comes to the same.
  private boolean overrides(Method nearer, Method method) {
    return nearer.getName().equals(method.getName())
        && nearer.getParameterCount() == method.getParameterCount()
        && !Modifier.isPrivate(nearer.getModifiers())
        && Modifier.isStatic(nearer.getModifiers()) == Modifier.isStatic(method.getModifiers())
        && isVisibleTo(nearer.getDeclaringClass(), method)
        && sameParameters(nearer, method);
  }

  private static boolean isVisibleTo(Class<?> subclass, Method method) {
    int modifiers = method.getModifiers();
    if (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers)) {
      return true;
    }
    Class<?> declaring = method.getDeclaringClass();
    return !Modifier.isPrivate(modifiers)
        && declaring.getClassLoader() == subclass.getClassLoader()
        && declaring.getPackageName().equals(subclass.getPackageName());
  }

  private boolean sameParameters(Method nearer, Method method) {
    Type[] nearerTypes = nearer.getGenericParameterTypes();
    Type[] types = method.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      if (erased(nearerTypes[i]) != erased(types[i])) {
        return false;
      }
    }
    return true;
  }

  private Class<?> erased(Type type) {
    return TypeArguments.erase(typeArguments.resolve(type));
  }
}
