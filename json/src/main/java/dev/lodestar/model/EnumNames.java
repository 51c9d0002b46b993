package dev.lodestar.model;

import dev.lodestar.convert.Converter;
import dev.lodestar.convert.Converters;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the names that the constants of an enum have outside of Java.
final class EnumNames {
  private final Modeler modeler;
  private final Place place;

  EnumNames(Modeler modeler, Place place) {
    this.modeler = modeler;
    this.place = place;
  }

  /// A converter for the names that annotations give; null if none does.
  @Nullable Converter<?> converter(Class<?> type) {
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
  private @Nullable Converter<?> byValue(Class type, Member member) {
    boolean text =
        member instanceof Method method
            ? method.getReturnType() == String.class
            : ((Field) member).getType() == String.class;
    if (!text) {
      modeler.problem(
          place,
          "The @Value of an enum must be a String.",
          "Let " + member.getName() + " give a String, or register a mapping for the enum.");
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
        names.put((Enum) constant, List.of((String) (Object) read.invokeExact(constant)));
      }
    } catch (IllegalAccessException closed) {
      modeler.problem(
          place, "The class " + type.getName() + " is not accessible.", Access.howToOpen(type));
      return null;
    } catch (Throwable failed) {
      modeler.problem(
          place,
          "The @Value of the constants of " + type.getName() + " is not to be had: " + failed + ".",
          "Correct " + member.getName() + "; it must give a text for each constant.");
      return null;
    }
    claim(names.values());
    return Converters.constants(type, constant -> names.getOrDefault(constant, List.of()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private @Nullable Converter<?> named(Class type, List<Field> annotated) {
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
    claim(names.values());
    return Converters.constants(type, constant -> names.getOrDefault(constant, List.of()));
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
