package dev.lodestar.dto;

import dev.lodestar.handler.GenericTypes;
import dev.lodestar.handler.MethodReferences;
import dev.lodestar.model.ObjectModel;
import dev.lodestar.report.StartupProblem;
import dev.lodestar.suggest.Suggestions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Which field a [Getter] names, for code that asks while it handles requests: it is found out once
/// for each reference in the source, whose object has a class of its own.
final class GetterFields {
  private static final ClassValue<Known> KNOWN =
      new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
          return new Known();
        }
      };

  private GetterFields() {}

  /// What is known of one reference. Several threads may find out the same.
  private static final class Known {
    private volatile @Nullable Named named;
  }

  /// The field that a reference names in a model: most references are used with one model only.
  private record Named(ObjectModel model, Method method, String field) {}

  /// The Java name of the field.
  ///
  /// @throws IllegalArgumentException if the getter is no reference to the getter of a field
  static String nameOf(Getter<?, ?> getter, ObjectModel model) {
    var known = KNOWN.get(getter.getClass());
    var named = known.named;
    if (named == null || named.model != model) {
      var method = named == null ? methodOf(getter) : named.method;
      named = new Named(model, method, nameOf(method, model));
      known.named = named;
    }
    return named.field;
  }

  private static Method methodOf(Getter<?, ?> getter) {
    var problems = new ArrayList<StartupProblem>(1);
    var resolved = MethodReferences.resolve(getter, problems);
    if (resolved.isEmpty()) {
      throw new IllegalArgumentException(
          "A field is named by a reference to its getter, such as Widget::name, or by its name as a"
              + " text. "
              + problems.getFirst().what());
    }
    if (resolved.get().boundReceiver().isPresent()) {
      throw noGetter(resolved.get().method(), "it is bound to an object");
    }
    return resolved.get().method();
  }

  private static String nameOf(Method method, ObjectModel model) {
    var field = Getters.fieldOf(method, model);
    if (field.isPresent()) {
      return field.get().javaName();
    }
    var names = new ArrayList<String>();
    for (var each : model.fields()) {
      names.add(each.javaName());
    }
    throw noGetter(
        method,
        model.typeName()
            + " has no such field. "
            + Suggestions.closest(method.getName(), names)
                .map(closest -> "Did you mean \"" + closest + "\"? ")
                .orElse("")
            + "Its fields are "
            + String.join(", ", names));
  }

  private static IllegalArgumentException noGetter(Method method, String why) {
    return new IllegalArgumentException(
        "The reference "
            + GenericTypes.nameOf(method.getDeclaringClass())
            + "::"
            + method.getName()
            + " names no field: "
            + why
            + ".");
  }
}
