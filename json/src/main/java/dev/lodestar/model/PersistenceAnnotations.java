package dev.lodestar.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Understands annotations of Jakarta Persistence and Hibernate by their names, without depending
/// on them: what the database decides, and what is only loaded when somebody asks for it.
final class PersistenceAnnotations {
  private static final String JAKARTA = "jakarta.persistence.";
  private static final String HIBERNATE = "org.hibernate.annotations.";

  private static final Set<String> MAPPED =
      Set.of(JAKARTA + "Entity", JAKARTA + "MappedSuperclass", JAKARTA + "Embeddable");
  private static final Set<String> GENERATED =
      Set.of(JAKARTA + "GeneratedValue", JAKARTA + "Version", HIBERNATE + "Formula");
  private static final Set<String> KEYS = Set.of(JAKARTA + "Id", JAKARTA + "EmbeddedId");
  private static final Set<String> COLUMNS = Set.of(JAKARTA + "Column", JAKARTA + "JoinColumn");
  private static final Set<String> FETCHED =
      Set.of(
          JAKARTA + "OneToMany",
          JAKARTA + "ManyToMany",
          JAKARTA + "ElementCollection",
          JAKARTA + "ManyToOne",
          JAKARTA + "OneToOne",
          JAKARTA + "Basic",
          HIBERNATE + "Any",
          HIBERNATE + "ManyToAny");
  private static final Set<String> GENERATORS =
      Set.of(HIBERNATE + "ValueGenerationType", HIBERNATE + "IdGeneratorType");

  private PersistenceAnnotations() {}

  /// Whether a class or one of its superclasses is mapped to a database.
  static boolean areIn(Class<?> type) {
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (var annotation : c.getDeclaredAnnotations()) {
        if (MAPPED.contains(name(annotation))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a class was made by Hibernate to stand for its superclass, an entity.
  static boolean isProxy(Class<?> type) {
    for (var contract : type.getInterfaces()) {
      if (contract.getName().equals("org.hibernate.proxy.HibernateProxy")) {
        return true;
      }
    }
    return false;
  }

  /// What the annotations say about a field of such a class.
  static FieldTraits field(List<Annotation> annotations, ResolvedType type) {
    boolean generated = false;
    boolean key = false;
    boolean lazy = false;
    for (var annotation : annotations) {
      generated |= isGenerated(annotation);
      key |= KEYS.contains(name(annotation));
      lazy |= isFetched(annotation) && (isLazy(annotation) || isEagerTwice(annotation, type));
    }
    var traits = generated ? FieldTraits.NONE.marked(Mark.READ_ONLY) : FieldTraits.NONE;
    return traits.key(key && !generated).lazy(lazy);
  }

  private static boolean isGenerated(Annotation annotation) {
    var name = name(annotation);
    if (COLUMNS.contains(name)) {
      return isFalse(annotation, "insertable") && isFalse(annotation, "updatable");
    }
    return GENERATED.contains(name) || carriesGenerator(annotation, name);
  }

  /// Whether an annotation, possibly of the application, makes Hibernate generate the value.
  private static boolean carriesGenerator(Annotation annotation, String name) {
    if (name.startsWith(JAKARTA) || name.startsWith("jakarta.validation.")) {
      return false;
    }
    for (var carried : annotation.annotationType().getDeclaredAnnotations()) {
      if (GENERATORS.contains(name(carried))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFetched(Annotation annotation) {
    return FETCHED.contains(name(annotation));
  }

  private static boolean isLazy(Annotation annotation) {
    return attribute(annotation, "fetch") instanceof Enum<?> fetch && fetch.name().equals("LAZY");
  }

  /// Whether the other side of an association is loaded at once, too: only that one is shown then.
  private static boolean isEagerTwice(Annotation annotation, ResolvedType type) {
    if (!(attribute(annotation, "mappedBy") instanceof String owner) || owner.isEmpty()) {
      return false;
    }
    for (var other : declared(target(annotation, type), owner)) {
      if (isFetched(other)) {
        return !isLazy(other);
      }
    }
    return false;
  }

  private static Class<?> target(Annotation annotation, ResolvedType type) {
    if (attribute(annotation, "targetEntity") instanceof Class<?> given && given != void.class) {
      return given;
    }
    var arguments = type.arguments();
    return arguments.isEmpty() ? type.raw() : arguments.getLast().raw();
  }

  /// The annotations of the field and of the getter of a property.
  private static List<Annotation> declared(Class<?> type, String property) {
    var found = new ArrayList<Annotation>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (var field : c.getDeclaredFields()) {
        add(found, field, field.getName().equals(property));
      }
      for (var method : c.getDeclaredMethods()) {
        boolean getter =
            method.getParameterCount() == 0
                && !method.isBridge()
                && BeanMembers.propertyName(method).equals(property);
        add(found, method, getter);
      }
    }
    return found;
  }

  private static void add(List<Annotation> found, AnnotatedElement element, boolean wanted) {
    if (wanted) {
      found.addAll(List.of(element.getDeclaredAnnotations()));
    }
  }

  private static String name(Annotation annotation) {
    return annotation.annotationType().getName();
  }

  private static boolean isFalse(Annotation annotation, String attribute) {
    return Boolean.FALSE.equals(attribute(annotation, attribute));
  }

  /// The value of an attribute; null if the annotation has none of this name.
  private static @Nullable Object attribute(Annotation annotation, String attribute) {
    try {
      return annotation.annotationType().getMethod(attribute).invoke(annotation);
    } catch (NoSuchMethodException missing) {
      return null;
    } catch (IllegalAccessException | InvocationTargetException failed) {
      throw new IllegalStateException(
          "The attribute " + attribute + " of " + annotation + " cannot be read.", failed);
    }
  }
}
