package dev.lodestar.constraint;

import dev.lodestar.constraint.Check.Test;
import dev.lodestar.model.ModelProblem;
import dev.lodestar.model.TypeModel;
import dev.lodestar.model.TypeModel.OptionalModel;
import dev.lodestar.model.TypeUse;
import jakarta.validation.Constraint;
import jakarta.validation.groups.Default;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Compiles the annotations at one place.
final class Compiler {
  private final TypeUse use;
  private final List<ModelProblem> problems;
  private final List<Check> checks = new ArrayList<>();
  private final List<Check> expressions = new ArrayList<>();

  Compiler(TypeUse use, List<ModelProblem> problems) {
    this.use = use;
    this.problems = problems;
  }

  /// Returns the checks in the order of the annotations, those with regular expressions last.
  List<Check> compile() {
    for (var annotation : use.annotations()) {
      if (isConstraint(annotation)) {
        constraint(annotation);
      } else {
        for (var repeated : repeated(annotation)) {
          constraint(repeated);
        }
      }
    }
    checks.addAll(expressions);
    return List.copyOf(checks);
  }

  private static boolean isConstraint(Annotation annotation) {
    return annotation.annotationType().isAnnotationPresent(Constraint.class);
  }

  /// The constraints inside of a container such as `@Pattern.List`.
  private static List<Annotation> repeated(Annotation annotation) {
    Method value = attribute(annotation, "value");
    var type = value == null ? null : value.getReturnType().getComponentType();
    if (value == null || type == null || !type.isAnnotationPresent(Constraint.class)) {
      return List.of();
    }
    return List.of((Annotation[]) read(annotation, value));
  }

  private void constraint(Annotation annotation) {
    if (!inDefaultGroup(annotation)) {
      return;
    }
    var code = annotation.annotationType().getSimpleName();
    try {
      var test = BuiltIns.test(annotation, checkedClass());
      var message = new Message(annotation).text();
      boolean matches = BuiltIns.matchesExpression(annotation);
      (matches ? expressions : checks)
          .add(new Check(insideOptional(code, test), code, message, matches));
    } catch (Unfit unfit) {
      problems.add(new ModelProblem(use.path(), unfit.what(), unfit.fix()));
    }
  }

  private Class<?> checkedClass() {
    TypeModel model = use.model();
    return model instanceof OptionalModel optional
        ? optional.value().model().rawClass()
        : model.rawClass();
  }

  private Test insideOptional(String code, Test test) {
    if (!(use.model() instanceof OptionalModel)) {
      return test;
    }
    if (code.equals("NotNull")) {
      return value -> true;
    }
    return value -> {
      var inside = content(value);
      return inside == null || test.passes(inside);
    };
  }

  private static @Nullable Object content(@Nullable Object optional) {
    return switch (optional) {
      case Optional<?> o -> o.isPresent() ? o.get() : null;
      case OptionalInt o -> o.isPresent() ? o.getAsInt() : null;
      case OptionalLong o -> o.isPresent() ? o.getAsLong() : null;
      case OptionalDouble o -> o.isPresent() ? o.getAsDouble() : null;
      case null, default -> null;
    };
  }

  private static boolean inDefaultGroup(Annotation annotation) {
    var method = attribute(annotation, "groups");
    var groups = method == null ? new Class<?>[0] : (Class<?>[]) read(annotation, method);
    return groups.length == 0 || List.of(groups).contains(Default.class);
  }

  static @Nullable Method attribute(Annotation annotation, String name) {
    try {
      return annotation.annotationType().getDeclaredMethod(name);
    } catch (NoSuchMethodException none) {
      return null;
    }
  }

  static Object read(Annotation annotation, Method attribute) {
    try {
      return attribute.invoke(annotation);
    } catch (IllegalAccessException | InvocationTargetException failure) {
      throw new IllegalStateException("Cannot read " + attribute + ".", failure);
    }
  }
}
