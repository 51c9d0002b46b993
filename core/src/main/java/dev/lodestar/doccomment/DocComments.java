package dev.lodestar.doccomment;

import dev.lodestar.schema.TypeDescriptions;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// Looks up doc comments. What is not commented says nothing, and what cannot be read is not
/// commented: nothing here fails.
///
/// Sources are found where a class was launched from source, beside the folder that it was compiled
/// to, and in the `-sources.jar` beside the jar that it is in; comments alone in the resource
/// [CommentsFile#RESOURCE] of its class loader. Each file is read once, when first asked for.
///
/// Safe for use by many threads.
public final class DocComments {
  private final CommentSources sources;

  /// Looks up comments anew, with nothing in memory.
  public DocComments() {
    this(CommentSources.ofThisProcess());
  }

  DocComments(CommentSources sources) {
    this.sources = sources;
  }

  /// These comments as descriptions of types in schemas.
  public TypeDescriptions descriptions() {
    return new CommentedTypes(this);
  }

  /// The comment of a class, record, enum or interface.
  public Optional<DocComment> of(Class<?> type) {
    return present(ofType(type));
  }

  private DocComment ofType(Class<?> type) {
    return sources
        .of(type)
        .map(TypeComments::comment)
        .orElse(DocComment.NONE)
        .orElse(DocComment.NONE);
  }

  /// The comment of a method or constructor. What that of a method does not say comes from those of
  /// the methods that it overrides.
  public Optional<DocComment> of(Executable executable) {
    return present(executable instanceof Method method ? ofMethod(method) : own(executable));
  }

  private DocComment ofMethod(Method method) {
    var comment = own(method);
    if (Modifier.isStatic(method.getModifiers()) || Modifier.isPrivate(method.getModifiers())) {
      return comment;
    }
    for (var type : supertypes(method.getDeclaringClass())) {
      for (var other : type.getDeclaredMethods()) {
        if (overrides(method, other)) {
          comment = comment.orElse(own(other));
        }
      }
    }
    return comment.orElse(DocComment.NONE);
  }

  private static boolean overrides(Method method, Method other) {
    return other.getName().equals(method.getName())
        && !other.isBridge()
        && !Modifier.isPrivate(other.getModifiers())
        && !Modifier.isStatic(other.getModifiers())
        && takesAllOf(other.getParameterTypes(), method.getParameterTypes());
  }

  /// A method of a generic type takes more than what overrides it.
  private static boolean takesAllOf(Class<?>[] overridden, Class<?>[] types) {
    if (overridden.length != types.length) {
      return false;
    }
    for (var i = 0; i < types.length; i++) {
      if (!overridden[i].isAssignableFrom(types[i])) {
        return false;
      }
    }
    return true;
  }

  private DocComment own(Executable executable) {
    var comments = sources.of(executable.getDeclaringClass());
    return comments.map(of -> find(of, executable)).orElse(DocComment.NONE);
  }

  /// Finds the comment among those of overloads by number and names of the parameter types.
  private static DocComment find(TypeComments comments, Executable executable) {
    var name = executable instanceof Constructor<?> ? "<init>" : executable.getName();
    var found = new ArrayList<TypeComments.MethodComment>();
    for (var candidate : comments.methods()) {
      if (candidate.name().equals(name)
          && candidate.parameterTypes().size() == executable.getParameterCount()) {
        if (hasTypes(candidate, executable.getParameterTypes())) {
          return candidate.comment();
        }
        found.add(candidate);
      }
    }
    // A type variable has another name in the source.
    return found.size() == 1 ? found.getFirst().comment() : DocComment.NONE;
  }

  private static boolean hasTypes(TypeComments.MethodComment candidate, Class<?>[] types) {
    for (var i = 0; i < types.length; i++) {
      if (!candidate.parameterTypes().get(i).equals(types[i].getSimpleName())) {
        return false;
      }
    }
    return true;
  }

  /// What is said about a field, property or record component of a class: at the field, its
  /// accessors, and by `@param` of the record or of a constructor; of the class or of what it
  /// extends.
  ///
  /// @return CommonMark
  public Optional<String> ofField(Class<?> type, String javaName) {
    var types = new LinkedHashSet<Class<?>>();
    types.add(type);
    types.addAll(supertypes(type));
    for (var each : types) {
      var comments = sources.of(each);
      if (comments.isPresent()) {
        var text = new FieldText(comments.get(), javaName).text();
        if (!text.isEmpty()) {
          return Optional.of(text);
        }
      }
    }
    return Optional.empty();
  }

  /// What is said about a constant of an enum.
  ///
  /// @return CommonMark
  public Optional<String> ofConstant(Enum<?> constant) {
    return sources
        .of(constant.getDeclaringClass())
        .map(comments -> comments.fields().getOrDefault(constant.name(), DocComment.NONE).text())
        .filter(text -> !text.isEmpty());
  }

  private static Optional<DocComment> present(DocComment comment) {
    return comment.isEmpty() ? Optional.empty() : Optional.of(comment);
  }

  /// What a class extends and implements, nearest first.
  private static SequencedSet<Class<?>> supertypes(Class<?> type) {
    var found = new LinkedHashSet<Class<?>>();
    List<Class<?>> layer = List.of(type);
    while (!layer.isEmpty()) {
      var next = new ArrayList<Class<?>>();
      for (var each : layer) {
        next.addAll(List.of(each.getInterfaces()));
        var parent = each.getSuperclass();
        if (parent != null && parent != Object.class) {
          next.add(parent);
        }
      }
      found.addAll(next);
      layer = next;
    }
    return found;
  }
}
