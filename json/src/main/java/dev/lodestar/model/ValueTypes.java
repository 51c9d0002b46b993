package dev.lodestar.model;

import dev.lodestar.model.TypeModel.MappedModel;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Describes types that a single value stands for.
final class ValueTypes {
  private final Modeler modeler;

  ValueTypes(Modeler modeler) {
    this.modeler = modeler;
  }

  /// The method or field whose value stands for the whole; null if there is none.
  @Nullable Member member(Class<?> raw) {
    // Classes of the platform have no such annotations; reading theirs takes time at start-up.
    for (Class<?> c = raw; c != null && c.getClassLoader() != null; c = c.getSuperclass()) {
      for (var method : modeler.declared().methods(c)) {
        if (method.getParameterCount() == 0
            && isValue(method)
            && !Modifier.isStatic(method.getModifiers())
            && !method.isBridge()
            && method.getReturnType() != void.class) {
          return method;
        }
      }
      if (c.isRecord() && !mayHaveUnseenValue(c)) {
        continue;
      }
      for (var field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && isValue(field)) {
          return field;
        }
      }
    }
    return null;
  }

  /// Whether a field of a record may carry what its accessor, which somebody wrote, does not. To
  /// read the annotations of all fields takes as long as a tenth of a codec.
  private boolean mayHaveUnseenValue(Class<?> raw) {
    if (modeler.models().findsJacksonBeside(raw)) {
      return true;
    }
    for (var component : modeler.declared().components(raw)) {
      if (isValue(component)) {
        return true;
      }
    }
    return false;
  }

  private boolean isValue(AnnotatedElement element) {
    for (var annotation : element.getDeclaredAnnotations()) {
      if (annotation.annotationType() == Value.class
          || (modeler.isJackson(annotation) && JacksonAnnotations.isValue(annotation))) {
        return true;
      }
    }
    return false;
  }

  MappedModel model(ResolvedType type, Member member, Place place) throws IllegalAccessException {
    var access = Access.to(member.getDeclaringClass());
    var scope = type.scope();
    var own =
        member instanceof Method method
            ? ResolvedType.of(method.getAnnotatedReturnType(), scope)
            : ResolvedType.of(((Field) member).getAnnotatedType(), scope);
    var read = access.getter(member);
    var target = modeler.use(own, annotations(member), place);
    var creator = creator(type.raw(), own.raw());
    if (creator == null) {
      var obstacle =
          new ModelProblem(
              place.toString(),
              "The class " + type.displayName() + " cannot be made of a single value.",
              "Give it a constructor with one parameter of type "
                  + own.displayName()
                  + ", or a factory marked with @Creator.");
      return MappedModel.onlyWritten(type.raw(), target, reader(read), obstacle);
    }
    var make = Access.maker(Access.to(type.raw()).creator(creator));
    return new MappedModel(type.raw(), target, reader(read), maker(make), Optional.empty());
  }

  private static List<Annotation> annotations(Member member) {
    var all = new ArrayList<>(List.of(((AnnotatedElement) member).getDeclaredAnnotations()));
    if (member instanceof Method && member.getDeclaringClass().isRecord()) {
      for (var component : member.getDeclaringClass().getRecordComponents()) {
        if (component.getAccessor().equals(member)) {
          for (var annotation : component.getAnnotations()) {
            if (!all.contains(annotation)) {
              all.add(annotation);
            }
          }
        }
      }
    }
    return List.copyOf(all);
  }

  /// The creator with one parameter of that type, or else the only constructor that has one.
  private @Nullable Executable creator(Class<?> raw, Class<?> value) {
    for (var creator : Creators.annotated(raw, modeler)) {
      if (takes(creator, value)) {
        return creator;
      }
    }
    for (var constructor : raw.getDeclaredConstructors()) {
      if (takes(constructor, value)) {
        return constructor;
      }
    }
    return null;
  }

  private static boolean takes(Executable executable, Class<?> value) {
    return executable.getParameterCount() == 1 && executable.getParameterTypes()[0] == value;
  }

  private static Function<Object, @Nullable Object> reader(Handle member) {
    var read = Access.asGetter(member);
    return instance -> {
      try {
        return (@Nullable Object) read.invokeExact(instance);
      } catch (Throwable failure) {
        throw Access.unchecked(failure);
      }
    };
  }

  private static Function<Object, Object> maker(MethodHandle make) {
    return value -> {
      try {
        return (Object) make.invokeExact(new Object[] {value});
      } catch (Throwable failure) {
        throw Access.unchecked(failure);
      }
    };
  }
}
