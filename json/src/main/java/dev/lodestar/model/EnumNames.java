package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import dev.lodestar.model.TypeModel.SimpleKind;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the names that the constants of an enum have outside of Java.
final class EnumNames {
  private static final Set<Class<?>> INTEGERS =
      Set.of(
          byte.class,
          Byte.class,
          short.class,
          Short.class,
          int.class,
          Integer.class,
          long.class,
          Long.class);

  private final Modeler modeler;
  private final Place place;

  EnumNames(Modeler modeler, Place place) {
    this.modeler = modeler;
    this.place = place;
  }

  /// What the constants are outside of Java.
  ///
  /// @param kind whether these are texts or integers
  /// @param converter for texts
  record Names(SimpleKind kind, Converter<?> converter) {}

  /// The names that annotations give; null if none does.
  @Nullable Names of(Class<?> type) {
    var value = new ValueTypes(modeler).member(type);
    if (value != null) {
      return byValue(type, value);
    }
    var annotated = new ArrayList<Field>();
    for (var field : type.getDeclaredFields()) {
      if (field.isEnumConstant() && field.getDeclaredAnnotations().length > 0) {
        annotated.add(field);
      }
    }
    return annotated.isEmpty() ? null : named(type, annotated);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private @Nullable Names byValue(Class type, Member member) {
    var value =
        member instanceof Method method ? method.getReturnType() : ((Field) member).getType();
    var kind = kind(value);
    if (kind == null) {
      modeler.problem(
          place,
          "The @Value of an enum must be a text or an integer, and it is of type "
              + value.getTypeName()
              + ".",
          "Let "
              + member.getName()
              + " give a String, an int or a long, or register a mapping for the enum.");
      return null;
    }
    Map<Enum, List<String>> names = new EnumMap<>(type);
    try {
      var access = Access.to(member.getDeclaringClass());
      var read =
          Access.asGetter(
              member instanceof Method method
                  ? access.getter(method)
                  : access.getter((Field) member));
      for (var constant : type.getEnumConstants()) {
        names.put((Enum) constant, List.of(((Object) read.invokeExact(constant)).toString()));
      }
    } catch (IllegalAccessException closed) {
      modeler.problem(
          place, "The class " + type.getName() + " is not accessible.", Access.howToOpen(type));
      return null;
    } catch (Throwable failed) {
      modeler.problem(
          place,
          "The @Value of the constants of " + type.getName() + " is not to be had: " + failed + ".",
          "Correct " + member.getName() + "; it must give a value for each constant.");
      return null;
    }
    return names(kind, type, names);
  }

  private static @Nullable SimpleKind kind(Class<?> value) {
    if (value == String.class) {
      return SimpleKind.TEXT;
    }
    return INTEGERS.contains(value) ? SimpleKind.INTEGER : null;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private Names names(SimpleKind kind, Class type, Map<Enum, List<String>> names) {
    claim(names.values());
    return new Names(
        kind, Converters.constants(type, constant -> names.getOrDefault(constant, List.of())));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private @Nullable Names named(Class type, List<Field> annotated) {
    Map<Enum, List<String>> names = new EnumMap<>(type);
    boolean any = false;
    for (var candidate : type.getEnumConstants()) {
      names.put((Enum) candidate, List.of(((Enum) candidate).name()));
    }
    for (var field : annotated) {
      var traits =
          FieldAnnotations.traits(
              FieldTraits.NONE, List.of(field.getDeclaredAnnotations()), place, modeler);
      if (traits.name() != null || !traits.aliases().isEmpty()) {
        var accepted = new ArrayList<String>();
        accepted.add(traits.name() == null ? field.getName() : traits.name());
        accepted.addAll(traits.aliases());
        names.put(Enum.valueOf(type, field.getName()), List.copyOf(accepted));
        any = true;
      }
    }
    if (!any) {
      return null;
    }
    return names(SimpleKind.TEXT, type, names);
  }

  private void claim(Iterable<List<String>> names) {
    var taken = new HashSet<String>();
    for (var accepted : names) {
      for (var name : accepted) {
        if (!taken.add(name)) {
          modeler.problem(
              place,
              "Two constants have the name or alias \"" + name + "\".",
              "Give one of them another name with @Name.");
        }
      }
    }
  }
}
