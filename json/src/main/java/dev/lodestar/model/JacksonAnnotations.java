package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands annotations of Jackson by their names, without depending on Jackson. What would
/// change the format and is not understood is a problem.
final class JacksonAnnotations {
  private static final String ANNOTATIONS = "com.fasterxml.jackson.annotation.";
  private static final String NAMING = "tools.jackson.databind.annotation.";
  private static final String OLD_NAMING = "com.fasterxml.jackson.databind.annotation.";

  /// These say nothing about the format, or are looked at elsewhere.
  private static final Set<String> HARMLESS =
      Set.of(
          "JsonCreator",
          "JsonValue",
          "JsonTypeInfo",
          "JsonSubTypes",
          "JsonTypeName",
          "JsonRootName",
          "JsonClassDescription",
          "JsonPropertyDescription");

  private JacksonAnnotations() {}

  /// Whether a class loader finds them. The virtual machine ignores annotations that it does not.
  static boolean areFoundBy(ClassLoader loader) {
    try {
      Class.forName(ANNOTATIONS + "JsonValue", false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError none) {
      return false;
    }
  }

  /// Whether an annotation is one of Jackson.
  static boolean isOne(Annotation annotation) {
    var name = annotation.annotationType().getName();
    return name.startsWith(ANNOTATIONS) || name.startsWith(NAMING) || name.startsWith(OLD_NAMING);
  }

  static boolean isCreator(Annotation annotation) {
    return is(annotation, "JsonCreator") && !name(annotation, "mode").equals("DISABLED");
  }

  static boolean isValue(Annotation annotation) {
    return is(annotation, "JsonValue") && flag(annotation, "value");
  }

  /// The name that a field gets; null if the annotation gives none.
  static @Nullable String fieldName(Annotation annotation) {
    if (is(annotation, "JsonProperty")
        || is(annotation, "JsonGetter")
        || is(annotation, "JsonSetter")) {
      var name = text(annotation, "value");
      return name.isEmpty() ? null : name;
    }
    return null;
  }

  /// Adds what an annotation says about a field.
  static FieldTraits field(
      FieldTraits traits, Annotation annotation, Place place, Modeler modeler) {
    var name = fieldName(annotation);
    var result = name == null ? traits : traits.renamed(name);
    return switch (annotation.annotationType().getSimpleName()) {
      case "JsonProperty" -> access(result, name(annotation, "access"));
      case "JsonAlias" -> result.aliased(List.of(texts(annotation, "value")));
      case "JsonIgnore" -> flag(annotation, "value") ? result.marked(Mark.PRIVATE) : result;
      case "JsonInclude" -> result.omitted(omission(annotation, place, modeler));
      case "JsonGetter" -> result;
      case "JsonSetter" -> {
        boolean plain =
            name(annotation, "nulls").equals("DEFAULT")
                && name(annotation, "contentNulls").equals("DEFAULT");
        if (!plain) {
          refuse(annotation, place, modeler);
        }
        yield result;
      }
      default -> {
        if (!HARMLESS.contains(annotation.annotationType().getSimpleName())) {
          refuse(annotation, place, modeler);
        }
        yield result;
      }
    };
  }

  private static FieldTraits access(FieldTraits traits, String access) {
    return switch (access) {
      case "READ_ONLY" -> traits.marked(Mark.READ_ONLY);
      case "WRITE_ONLY" -> traits.marked(Mark.WRITE_ONLY);
      case "READ_WRITE" -> traits.marked(Mark.NONE);
      default -> traits;
    };
  }

  private static @Nullable Omission omission(Annotation annotation, Place place, Modeler modeler) {
    var content = name(annotation, "content");
    if (!content.equals("ALWAYS") && !content.equals("USE_DEFAULTS")) {
      refuse(annotation, place, modeler);
    }
    return switch (name(annotation, "value")) {
      case "ALWAYS" -> Omission.NEVER;
      case "NON_NULL", "NON_ABSENT" -> Omission.IF_NULL;
      case "NON_EMPTY" -> Omission.IF_EMPTY;
      case "USE_DEFAULTS" -> null;
      default -> {
        refuse(annotation, place, modeler);
        yield null;
      }
    };
  }

  /// What the annotations of a class say about all of its fields.
  ///
  /// @param hidden names of fields that get another mark
  /// @param hiddenMark that mark
  /// @param order names of the fields that come first
  record OfType(
      @Nullable NamingStrategy naming,
      @Nullable Boolean strict,
      @Nullable Omission omission,
      List<String> hidden,
      @Nullable Mark hiddenMark,
      List<String> order,
      boolean alphabetic) {
    static final OfType NONE = new OfType(null, null, null, List.of(), null, List.of(), false);
  }

  static OfType type(Class<?> type, Place place, Modeler modeler) {
    var found = OfType.NONE;
    var parent = type.getSuperclass();
    if (parent != null && parent != Object.class && parent != Record.class) {
      found = type(parent, place, modeler);
    }
    for (var annotation : type.getDeclaredAnnotations()) {
      if (modeler.isJackson(annotation)) {
        found = with(found, annotation, place, modeler);
      }
    }
    return found;
  }

  private static OfType with(OfType found, Annotation annotation, Place place, Modeler modeler) {
    return switch (annotation.annotationType().getSimpleName()) {
      case "JsonInclude" ->
          new OfType(
              found.naming,
              found.strict,
              omission(annotation, place, modeler),
              found.hidden,
              found.hiddenMark,
              found.order,
              found.alphabetic);
      case "JsonIgnoreProperties" -> {
        boolean getters = flag(annotation, "allowGetters");
        boolean setters = flag(annotation, "allowSetters");
        var mark = getters ? Mark.READ_ONLY : setters ? Mark.WRITE_ONLY : Mark.PRIVATE;
        yield new OfType(
            found.naming,
            flag(annotation, "ignoreUnknown") ? Boolean.FALSE : found.strict,
            found.omission,
            List.of(texts(annotation, "value")),
            getters && setters ? Mark.NONE : mark,
            found.order,
            found.alphabetic);
      }
      case "JsonPropertyOrder" ->
          new OfType(
              found.naming,
              found.strict,
              found.omission,
              found.hidden,
              found.hiddenMark,
              List.of(texts(annotation, "value")),
              flag(annotation, "alphabetic"));
      case "JsonNaming" ->
          new OfType(
              naming(annotation, place, modeler),
              found.strict,
              found.omission,
              found.hidden,
              found.hiddenMark,
              found.order,
              found.alphabetic);
      default -> {
        if (!HARMLESS.contains(annotation.annotationType().getSimpleName())) {
          refuse(annotation, place, modeler);
        }
        yield found;
      }
    };
  }

  private static @Nullable NamingStrategy naming(
      Annotation annotation, Place place, Modeler modeler) {
    return switch (((Class<?>) attribute(annotation, "value")).getSimpleName()) {
      case "SnakeCaseStrategy" -> NamingStrategy.SNAKE_CASE;
      case "KebabCaseStrategy" -> NamingStrategy.KEBAB_CASE;
      case "UpperCamelCaseStrategy" -> NamingStrategy.PASCAL_CASE;
      case "LowerCamelCaseStrategy" -> NamingStrategy.AS_DECLARED;
      case "PropertyNamingStrategy" -> null;
      default -> {
        refuse(annotation, place, modeler);
        yield null;
      }
    };
  }

  /// The property that tells the variants of a type apart; null if the type has no such annotation.
  static @Nullable String tag(Class<?> type, Place place, Modeler modeler) {
    for (var annotation : type.getDeclaredAnnotations()) {
      if (modeler.isJackson(annotation) && is(annotation, "JsonTypeInfo")) {
        var use = name(annotation, "use");
        boolean known =
            (use.equals("NAME") || use.equals("SIMPLE_NAME"))
                && name(annotation, "include").equals("PROPERTY")
                && !flag(annotation, "visible")
                && isNoDefault((Class<?>) attribute(annotation, "defaultImpl"));
        if (!known) {
          refuse(annotation, place, modeler);
        }
        var property = text(annotation, "property");
        return property.isEmpty() ? "@type" : property;
      }
    }
    return null;
  }

  private static boolean isNoDefault(Class<?> implementation) {
    // Jackson takes its own annotation as "none".
    return implementation.isAnnotation() || implementation == Void.class;
  }

  /// The variants that the annotation of a type lists, with their names; empty if there is none.
  static List<Variant> variants(Class<?> type, Modeler modeler) {
    var variants = new ArrayList<Variant>();
    for (var annotation : type.getDeclaredAnnotations()) {
      if (modeler.isJackson(annotation) && is(annotation, "JsonSubTypes")) {
        for (var each : (Annotation[]) attribute(annotation, "value")) {
          var names = new ArrayList<String>();
          if (!text(each, "name").isEmpty()) {
            names.add(text(each, "name"));
          }
          names.addAll(List.of(texts(each, "names")));
          variants.add(new Variant((Class<?>) attribute(each, "value"), names));
        }
      }
    }
    return variants;
  }

  /// @param names the first is written, all are read; empty if the annotation gives none
  record Variant(Class<?> type, List<String> names) {}

  /// The name that a class gives itself as a variant; null if it gives none.
  static @Nullable String typeName(Class<?> type, Modeler modeler) {
    for (var annotation : type.getDeclaredAnnotations()) {
      if (modeler.isJackson(annotation) && is(annotation, "JsonTypeName")) {
        var name = text(annotation, "value");
        return name.isEmpty() ? null : name;
      }
    }
    return null;
  }

  private static void refuse(Annotation annotation, Place place, Modeler modeler) {
    modeler.problem(
        place,
        "The annotation @"
            + annotation.annotationType().getSimpleName()
            + " of Jackson, as it is used here, is not understood, and would change the format.",
        "Remove it, use a mapping, or leave the type to Jackson with lodestar-jackson.");
  }

  private static boolean is(Annotation annotation, String simpleName) {
    return annotation.annotationType().getSimpleName().equals(simpleName);
  }

  private static boolean flag(Annotation annotation, String attribute) {
    return (Boolean) attribute(annotation, attribute);
  }

  private static String text(Annotation annotation, String attribute) {
    return (String) attribute(annotation, attribute);
  }

  private static String[] texts(Annotation annotation, String attribute) {
    return (String[]) attribute(annotation, attribute);
  }

  /// The name of the constant of an enum.
  private static String name(Annotation annotation, String attribute) {
    return ((Enum<?>) attribute(annotation, attribute)).name();
  }

  private static Object attribute(Annotation annotation, String attribute) {
    try {
      return annotation.annotationType().getMethod(attribute).invoke(annotation);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException other) {
      throw new IllegalStateException(
          "The annotation " + annotation + " is not one of a Jackson that is known.", other);
    }
  }
}
